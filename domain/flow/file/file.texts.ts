/** What reading a flow file tells, in English by code: what is wrong and what to do. `{where}` is a place in the file. */
import type { FindingText } from '../finding.texts.ts';

export const fileTexts = {
  'file-too-large': { message: 'The file is too large: {problem}.', fix: 'Split the flow, or take large texts out of it.' },
  'file-too-deep': { message: 'The file is nested deeper than {limit} levels.', fix: 'Make the nested part flat.' },
  'file-unreadable': { message: 'The file cannot be read: {reason}.', fix: 'Check its name and its rights.' },
  'file-not-json': { message: 'The file is not JSON: {reason}.', fix: 'Export the flow again, or mend the file at that place.' },
  'file-no-object': { message: 'The file is no flow: it holds no object.', fix: 'Choose a file that was exported from the designer.' },
  'file-no-data': { message: 'The file holds a value that JSON does not have.', fix: 'Read the file as JSON.' },
  'format-unknown': { message: 'The file has format version {found}; versions 0 to {known} can be read.', fix: 'Update Signalbox, or export the flow again.' },
  'name-invalid': { message: '"{name}" is no usable id.', fix: 'Use letters, digits, ".", "_" and "-", starting with a letter or "_", 80 characters at most.' },
  'name-refused': { message: 'Nothing may be named "{name}".', fix: 'Choose another name.' },
  'key-unknown': { message: '{where} has a field nobody knows: "{key}".', fix: '{remedy}' },
  'too-large': { message: '{where} is too large: {problem}.', fix: 'Make it smaller.' },
  'file-missing': { message: '{where} is missing.', fix: 'Write {type} there.' },
  'file-type': { message: '{where} is of the wrong type.', fix: 'Write {type} there.' },
  'file-value': { message: '{where}: {problem}.', fix: 'Mend the value at this place.' },
  'node-unknown': { message: 'There is no node "{target}".', fix: 'Draw the step, or lead to one that is there.' },
} as const satisfies Record<string, FindingText>;
