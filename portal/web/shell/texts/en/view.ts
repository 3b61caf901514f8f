/** English texts of saved views, of walking a list, and of taking back. */
export const viewEn = {
  'view.label': 'Views', 'view.shipped.all': 'All', 'view.shipped.mine': 'Mine', 'view.shipped.team': "My teams'", 'view.shipped.unassigned': 'Unassigned', 'view.shipped.breaching': 'Breaching today',
  'view.shared': 'Shared with a team', 'view.sharedBy': 'Shared by {name}', 'view.changed': 'Changed', 'view.save': 'Save', 'view.saveAs': 'Save as', 'view.saveNew': 'Save view', 'view.reset': 'Reset', 'view.more': 'View {name}: more',
  'view.edit': 'Name and sharing', 'view.first': 'Open the list with this', 'view.isFirst': 'The list opens with this', 'view.before': 'Move forward', 'view.after': 'Move back', 'view.remove': 'Remove view', 'view.removed': 'View {name} removed.',
  'view.name': 'Name', 'view.for': 'Who sees it', 'view.forMe': 'Only me', 'view.forHint': 'Whoever sees it finds only what they may read.',
  'command.group.views': 'Views',
  'undo.do': 'Undo', 'undo.done': 'Taken back.', 'undo.refused': 'It could not be taken back.',
  'undo.ended': '{key} is done.', 'undo.withdrawn': '{key} withdrawn.', 'ended.still': 'You ended it a moment ago, and can still take that back.', 'ended.takeBack': 'Take it back',
  'undo.claimed': '{key} claimed.', 'undo.claimedMany': { one: '{count} ticket claimed.', other: '{count} tickets claimed.' }, 'undo.released': '{key} released.', 'undo.assigned': '{key} assigned to {name}.', 'undo.assignedMany': { one: '{count} ticket assigned to {name}.', other: '{count} tickets assigned to {name}.' },
  'peek.label': '{key} beside the list', 'peek.open': 'Open {key}', 'peek.close': 'Close', 'peek.show': 'Show {key} beside the list', 'peek.said': 'Said last',
  'bulk.label': 'Selected tickets', 'bulk.select': 'Select {key}', 'bulk.selected': { one: '{count} selected', other: '{count} selected' }, 'bulk.export': 'Save as CSV', 'bulk.clear': 'Select none', 'bulk.assign': { one: 'Assign {count} ticket', other: 'Assign {count} tickets' },
  'bulk.results': 'What came of it', 'bulk.running': '{done} of {count}', 'bulk.over': '{done} of {count} done', 'bulk.stop': 'Stop', 'bulk.left': { one: '{count} not begun', other: '{count} not begun' },
  'bulk.done.claim': 'Claimed', 'bulk.done.assign': 'Assigned', 'bulk.nothing.claim': 'Nothing here that you can claim', 'bulk.nothing.assign': 'Nothing here that you can assign to them',
  'list.more': 'Columns, export, keys', 'list.columns': 'Columns', 'list.export': 'Save the list as CSV',
  'keys.title': 'Keys', 'keys.move': 'Next ticket', 'keys.back': 'Previous ticket', 'keys.open': 'Open it', 'keys.peek': 'Show it beside the list', 'keys.close': 'Close it', 'keys.claim': 'Claim it, or all selected', 'keys.assign': 'Assign it, or all selected', 'keys.select': 'Select it', 'keys.range': 'Select from the last one to it', 'keys.filter': 'Search', 'keys.undo': 'Take back what was just done', 'keys.help': 'These keys',
  'filter.name.due': 'Due', 'filter.due.today': 'due today or overdue',
} as const;
