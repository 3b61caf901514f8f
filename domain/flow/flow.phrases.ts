/** Words inside the findings on flows: frames a message stands in, types, what the settings of a step ask for. */
export const flowPhrases = {
  'frame.step': '"{node}": {message} (line {line}, column {column})', 'frame.rule': '"{node}", rule {rule}: {message} (line {line}, column {column})', 'frame.condition': 'The condition "{condition}": {message} (line {line}, column {column})', 'frame.form': 'The form "{form}": {message}',
  'flow.field': '{field}: ', 'flow.some-steps': 'some steps', 'flow.too-deep': 'it is nested too deeply to be written down', 'flow.quoted': '"{name}"', 'flow.through': ', through "{node}"', 'flow.the-file': 'The file', 'flow.a-value': 'a value', 'flow.no-version': 'none',
  'flow.remove-it': 'Remove it.', 'flow.did-you-mean': 'Did you mean "{nearest}"? Rename it, or remove it.',
  'file.kilobytes': 'it has {size} KB; {limit} KB are allowed', 'file.values': 'it holds more than {limit} values', 'file.unreadable': 'it cannot be read',
  'flow.default-mark': 'default mark', 'flow.condition': 'condition', 'flow.no-instant': 'no instant', 'flow.no-duration': 'no duration that has a fixed length',
  'flow.language.zh': 'Chinese', 'flow.language.ar': 'Arabic',
  'flow.text.edge': 'the name of an edge of "{node}"', 'flow.text.variable': 'the title of the variable "{name}"', 'flow.text.step': 'the description of "{node}"', 'flow.text.flow': 'the description of the flow',
  'flow.type.text': 'text', 'flow.type.number': 'number', 'flow.type.boolean': 'boolean', 'flow.type.date': 'date', 'flow.type.dateTime': 'date and time', 'flow.type.duration': 'duration',
  'flow.type.person': 'person', 'flow.type.team': 'team', 'flow.type.object': 'object', 'flow.type.list': 'list', 'flow.type.context': 'context', 'flow.type.any': 'value',
  'config.person': 'Choose a person.', 'config.mail-address': 'One mail address without a name is needed.', 'config.one-line': 'One line is needed.', 'config.team': 'Choose a team.', 'config.role': 'Choose a role.', 'config.outcome-key': 'Write a short key such as approved.', 'config.outcomes': 'A task needs at least one outcome.',
  'config.path': 'Write a name such as tries, or a path such as ticket.priority.', 'config.name': 'Write a name such as result: letters, digits and _.', 'config.reserved': 'This name is reserved.', 'config.expression': 'Write an expression.', 'config.message': 'Name the message.',
  'config.type-or-item': 'Name a ticket type or a catalogue item, one of the two.', 'config.title': 'A title is needed.', 'config.english': 'Write it in English at least.', 'config.holes': 'No value fills {names}.',
  'config.activity': 'Choose what is done, for example http.', 'config.flow': 'Choose a flow, by its key.', 'config.version': 'Write latest, or the number of a version.', 'config.timeout': 'A try may take a day at most.', 'config.wait': 'Say how long, or until when.', 'config.set': 'Set at least one variable.', 'config.code': 'Say by which code it goes.',
} as const;
