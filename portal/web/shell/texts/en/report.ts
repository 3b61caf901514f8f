/** English texts of the report pages beside what the report says itself (domain/report), and of the ticket list's filters that reports lead to. */
export const reportEn = {
  'levels.filter.label': 'What is reported on', 'levels.filter.from': 'Opened from', 'levels.filter.to': 'to', 'levels.filter.team': 'All teams', 'levels.filter.teamLabel': 'Team', 'levels.filter.type': 'All types', 'levels.filter.typeLabel': 'Type', 'levels.filter.priority': 'All priorities', 'levels.filter.priorityLabel': 'Priority', 'levels.clear': 'Clear the filter',
  'levels.new': 'New figures', 'levels.none': 'No promises in this period', 'levels.noneText': 'Figures appear here once a ticket is opened that a service level applies to.', 'levels.noneFound': 'No ticket matches', 'levels.noneFoundText': 'Widen the period or the filter.', 'levels.noneStep': 'See which service levels there are',
  'levels.promise': 'Counted by', 'levels.promise.both': 'Both promises', 'levels.promise.response': 'Response', 'levels.promise.resolution': 'Resolution',
  'levels.table': 'As a table', 'levels.export': 'Save {table} as a file (CSV)', 'levels.definitions': 'What the words mean', 'levels.scope': 'What is counted',
  'levels.open': 'Tickets: {what}', 'levels.weekValue': 'Week of {week}: {value}', 'levels.line': '{figure}, twelve weeks', 'levels.chartBroke': 'The drawing could not be fetched. The table has the same figures.',
  'levels.pdf': 'PDF of the service levels', 'levels.pdfAbout': 'Everything this page counts under its filter: figures, every table with its bars, and what the words mean, as it stands now.',
  'levels.hint': 'Click a bar or a number to see its tickets',
  'filter.opened': 'opened {from} to {to}', 'filter.openedSince': 'opened since {from}', 'filter.openedUntil': 'opened until {to}', 'filter.level': '{promise}: {level}', 'filter.promised': 'with a promise ({promise})', 'filter.took': '{promise} took {time}', 'filter.step': 'went through {step}', 'filter.reported': 'as reports count',
  'filter.name.opened': 'opened', 'filter.name.level': 'promise', 'filter.name.took': 'time taken', 'filter.name.step': 'step', 'filter.name.reported': 'as reports count', 'filter.noTeam': 'No team',
};
