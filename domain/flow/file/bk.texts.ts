/** What reading process definitions of bk-itsm tells, in English by code: what was made fit or left out, and what to do. `{type}` is as the definition has it. */
import type { FindingText } from '../finding.texts.ts';

export const bkTexts = {
  'bk-none': { message: 'The file is JSON, but neither a process definition nor a model.', fix: 'Export the process, or choose another file.' },
  'bk-cut': { message: 'The file holds more than is read.', fix: 'Export fewer processes into one file.' },
  'bk-empty': { message: 'The process "{name}" has no states.', fix: 'Choose a process that has been drawn.' },
  'bk-language': { message: 'Texts are in Chinese only; they stand in the place of English, too.', fix: 'Translate them, if others read this flow.' },
  'bk-renamed': { message: 'Keys that are no names of variables were made fit ({count}): "{key}" became "{name}".', fix: 'Nothing, unless something names them by their keys.' },
  'bk-state-type': { message: '"{name}" is a state of the unknown type "{type}"; here it is a task.', fix: 'Draw what it did with other steps.' },
  'bk-field-type': { message: 'The field "{name}" has the unknown type "{type}"; here it is a text.', fix: 'Choose what is asked for.' },
  'bk-field-reduced': { message: 'The field "{name}" ({type}) is a simpler one here.', fix: 'Look at whether people can fill it in.' },
  'bk-choices': { message: 'The choices of the field "{name}" are kept elsewhere ({source}); here its value is written.', fix: 'Write the choices down on the form.' },
  'bk-check': { message: 'What the field "{name}" is checked against ({rule}) has no like here.', fix: 'Say on the form what a value looks like.' },
  'bk-show': { message: 'When the field "{name}" is hidden could not be said here: it is always shown.', fix: 'Write on the form when it is shown.' },
  'bk-processor': { message: '"{name}" is asked of "{whom}" ({type}), who has no like here: the team of the ticket is asked.', fix: 'Choose who is asked.' },
  'bk-team': { message: '"{name}" is asked of a group of another directory ({type}); here of the team {teams}.', fix: 'Choose the team that is meant.' },
  'bk-open': { message: '"{name}" may be done by anybody; here the team of the ticket is asked.', fix: 'Choose who is asked.' },
  'bk-assignor': { message: '"{name}" was handed out by somebody; here whoever did that is asked.', fix: 'Choose who is asked.' },
  'bk-own-request': { message: '"{name}" is decided by who asks for it, or did the step before; here it is a task, because nobody approves what they asked for.', fix: 'Choose who approves, if somebody else should.' },
  'bk-sign-group': { message: '"{name}" was asked of every one of a group; here one of the group answers for it.', fix: 'Name the people, if each of them is to answer.' },
  'bk-sign-finish': { message: 'When enough people have answered at "{name}" could not be said here: all are waited for.', fix: 'Write when it is enough.' },
  'bk-no-way': { message: '"{name}" names no way for "{outcome}": the run ends there.', fix: 'Draw where it goes on.' },
  'bk-default': { message: 'No way out of "{name}" is for when none of the conditions is true; then "{way}" is taken.', fix: 'Choose what happens then.' },
  'bk-variable': { message: 'A condition at "{name}" reads "{variable}", which nothing in the process sets.', fix: 'Set it before, or write the condition anew.' },
} as const satisfies Record<string, FindingText>;
