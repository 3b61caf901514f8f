/** English texts of the events page. */
export const auditEn = {
  'events.title': 'Events', 'events.about': 'Who did what, when, for whom. Nothing here can be changed.', 'events.new': { one: '{count} new', other: '{count} new' },
  'events.none': 'Nothing happened yet', 'events.noneText': 'Whatever people, flows, clocks and monitoring do is told here.', 'events.noneFound': 'No event matches', 'events.noneFoundText': 'Widen the time or the filter. Only events of what you may read are listed.', 'events.clear': 'Clear the filter',
  'events.filter.label': 'Filter', 'events.filter.person': 'Anybody', 'events.filter.personLabel': 'Who did it', 'events.filter.family': 'Everything', 'events.filter.familyLabel': 'What was done', 'events.filter.subject': 'Ticket, such as INC-1042', 'events.filter.from': 'From', 'events.filter.to': 'To',
  'events.family.ticket': 'Tickets', 'events.family.task': 'Tasks and approvals', 'events.family.run': 'Runs and machine steps', 'events.family.clock': 'Clocks', 'events.family.alarm': 'Alarms', 'events.family.flow': 'Flows', 'events.family.settings': 'Settings', 'events.family.session': 'Sign-ins',
  'events.export': 'Export', 'events.export.csv': 'For a spreadsheet (CSV)', 'events.export.json': 'For a program (JSON)', 'events.exporting': 'Exporting',
  'events.onlyOf': 'Only what {name} did', 'events.onlyAbout': 'Only what is about {name}', 'events.request': 'Request {id}', 'events.details': 'Details', 'events.gone': 'no longer there', 'events.list': 'Events, the newest first',
} as const;
