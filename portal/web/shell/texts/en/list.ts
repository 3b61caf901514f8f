/** English texts that lists share, and of what narrows them. */
export const listEn = {
  'list.narrow': 'Narrow the list', 'list.new': { one: '{count} new', other: '{count} new' },
  'work.search': 'Search tickets', 'work.priorities': 'Priority', 'work.order': 'Order', 'work.sort.oldest': 'Longest waiting first', 'work.sort.newest': 'Newest first', 'work.sort.priority': 'Most urgent first', 'work.noneFound': 'Nothing here matches', 'work.noneFoundText': 'Other words or priorities may find it.',
  'alarms.toSources': 'Set up alarm sources',
  'flow.search': 'Search flows', 'flow.show': 'Which flows', 'flow.show.running': 'With runs under way', 'flow.show.changed': 'Draft ahead of its version', 'flow.show.unpublished': 'Not published', 'flow.noneFound': 'No flow matches', 'flow.noneFoundText': 'Other words may find it.', 'flow.noneStep': 'How a flow file is brought in',
  'request.search': 'Search my requests', 'request.noneFound': 'None of your requests matches', 'request.noneFoundText': 'Other words, or all of them, may find it.',
  'dead.source': 'Alarm source', 'dead.sourceRemoved': 'This source was removed: its bodies can be read, not replayed.', 'dead.noneOf': 'Everything of this source was understood',
} as const;
