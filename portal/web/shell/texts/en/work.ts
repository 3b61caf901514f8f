/** English texts of home, inbox and approvals. */
export const workEn = {
  'home.morning': 'Good morning, {name}', 'home.day': 'Good afternoon, {name}', 'home.evening': 'Good evening, {name}',
  'home.askedOfYou': 'Asked of you', 'home.askedNone': 'Nothing is asked of you', 'home.askedNoneText': 'Tasks and approvals appear here the moment a flow asks you.', 'home.allWork': 'All work', 'home.allApprovals': 'All approvals',
  'home.down': 'Down now', 'home.downNone': 'Nothing is down', 'home.downNoneText': 'Firing alarm groups appear here.', 'home.allAlarms': 'Alarm console', 'home.recent': 'Recently changed', 'home.recentNone': 'No tickets yet', 'home.myRequests': 'My requests', 'home.myRequestsNone': 'You have no open requests', 'home.myRequestsText': 'Ask for something or report a problem; you see here who has it and when it is due.', 'home.allTickets': 'All tickets',
  'home.team': { one: '{count} in your teams', other: '{count} in your teams' },
  'work.title': 'Work', 'work.mine': 'Mine', 'work.team': 'My teams', 'work.mineNone': 'You have nothing to do', 'work.mineNoneText': 'Claim something from your teams, and it stands here.', 'work.teamNone': 'Your teams have nothing open', 'work.teamNoneText': 'New work appears here as flows ask for it.', 'work.toTeam': 'See what your teams have', 'work.keys': 'j k to move, Enter to open, c to claim',
  'work.openTicket': 'Open {key}', 'work.kind.task': 'Task', 'work.kind.approval': 'Approval',
  'approvals.title': 'Approvals', 'approvals.none': 'No approval waits for you', 'approvals.noneText': 'When a flow needs your yes or no, it stands here with the facts and two buttons.', 'approvals.asks': '{who} asks for your decision', 'approvals.asksFlow': 'Your decision is asked', 'approvals.ticket': 'Ticket', 'approvals.object': 'Affected', 'approvals.impact': 'Impact', 'approvals.firing': 'Alarm', 'approvals.count': { one: '{count} waits for you', other: '{count} wait for you' },
  'approvals.priority': 'Priority', 'approvals.stillFiring': 'Still firing', 'approvals.recovered': 'Recovered', 'approvals.state': 'State',
} as const;
