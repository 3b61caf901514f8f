/** English texts of files: added, sent, shown, removed. */
export const fileEn = {
  'file.title': 'Files', 'file.name': 'Name', 'file.size': 'Size', 'file.hash': 'Checksum (SHA-256)',
  'file.add': 'Add files', 'file.addHint': 'or drop them here, or paste a picture', 'file.addMost': 'up to {size} each', 'file.drop': 'Drop the files here', 'file.list': 'Files to send',
  'file.waiting': 'Waiting', 'file.sending': '{percent} % of {size}', 'file.checking': 'Being looked at', 'file.cancel': 'Cancel sending {name}', 'file.again': 'Try again', 'file.takeOut': 'Take out {name}',
  'file.busy': 'Files are still on their way', 'file.faulty': 'Take out what could not be sent first', 'file.gone': 'A file that is not there any more', 'file.goneText': 'It was sent more than a day ago, or removed. Add it again.',
  'file.group.image': 'Image', 'file.group.pdf': 'PDF', 'file.group.document': 'Document', 'file.group.sheet': 'Spreadsheet', 'file.group.slides': 'Presentation', 'file.group.mail': 'Mail', 'file.group.text': 'Text', 'file.group.archive': 'Archive',
  'file.download': 'Save {name}', 'file.open': 'Open {name}', 'file.remove': 'Remove {name}', 'file.removeAsk': 'Remove this file?', 'file.removeText': 'Its bytes go for good. That it was here, and who removed it, stays on the timeline.', 'file.removeYes': 'Remove', 'file.removeNo': 'Keep',
  'file.byFlow': 'made by the flow', 'file.removed': 'removed by {name}', 'file.pasted': 'Picture {time}', 'file.answer': { one: '{count} file', other: '{count} files' },
} as const;
