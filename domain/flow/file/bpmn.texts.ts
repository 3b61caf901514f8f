/** What reading a BPMN file tells, in English by code: what is wrong or was left out, and what to do. `{type}` is the element's name in BPMN. */
import type { FindingText } from '../finding.texts.ts';

export const bpmnTexts = {
  'bpmn-doctype': { message: 'The file declares a document type, which could name other files.', fix: 'Remove the declaration of the document type.' },
  'bpmn-elements': { message: 'The file has more than {limit} elements.', fix: 'Split the model into several files.' },
  'bpmn-xml': { message: 'The file is no XML that can be read: {reason}.', fix: 'Export the model again.' },
  'bpmn-none': { message: 'The file is XML, but no BPMN 2.0 model.', fix: 'Export the model as BPMN 2.0.' },
  'bpmn-unread': { message: 'A part of the file could not be read: {reason}.', fix: 'Look at this place in the model, and export it again.' },
  'bpmn-no-process': { message: 'The model has no process with steps.', fix: 'Choose a model that holds a process.' },
  'bpmn-id-changed': { message: 'The id "{id}" became "{now}".', fix: 'Nothing, unless something names it by its id.' },
  'bpmn-left-out': { message: '"{name}" ({type}) has no like here and was left out.', fix: 'Draw what it did with other steps.' },
  'bpmn-reduced': { message: 'Of "{name}" ({type}) only the plain step was kept.', fix: 'Look at whether the flow still does what it should.' },
  'bpmn-trigger-lost': { message: 'The start "{name}" was begun by "{type}"; here it is begun by a form.', fix: 'Choose what begins it, or start it from outside.' },
  'bpmn-start-several': { message: 'The process has {count} starts; a run that is told none begins at "{name}".', fix: 'Say at which one a run begins, or keep one.' },
  'bpmn-called': { message: '"{name}" calls "{flow}", which is no flow here: an activity stands in its place.', fix: 'Make it a step that calls a flow, or choose what is done.' },
  'bpmn-called-elsewhere': { message: '"{name}" calls the flow {flow}, which is not in this model.', fix: 'Import that flow too, or choose another.' },
  'bpmn-placeholder': { message: '"{name}" ({type}) is done by a machine nothing here knows.', fix: 'Choose what does it.' },
  'bpmn-expression': { message: '"{name}": the expression "{expression}" could not be translated.', fix: 'Write it anew in FEEL.' },
  'bpmn-condition-missing': { message: 'Of the ways out of "{name}" some have no condition: one of these is always taken.', fix: 'Write a condition on each way but one.' },
  'bpmn-flow-lost': { message: 'The way "{name}" leads from or to nothing that was kept, and was left out.', fix: 'Draw it anew where it is needed.' },
  'bpmn-unreachable': { message: 'No way leads from a start to "{name}"; it was left out.', fix: 'Draw it anew where it is needed, with a way to it.' },
  'bpmn-timer': { message: '"{name}" waits for "{value}", which is no time a clock here knows: it waits an hour.', fix: 'Write a duration such as PT30M, or an instant.' },
  'bpmn-first-value': { message: 'The variable "{name}" says how long is waited; it was given the first value {value}.', fix: 'Set it before the flow comes there.' },
  'bpmn-repeat': { message: 'How often "{name}" is done could not be told: it is done once.', fix: 'Say how often it is done.' },
  'bpmn-complex': { message: 'The gateway "{name}" goes on with the first ways that come, whatever its condition says.', fix: 'Look at how many ways it should wait for.' },
  'bpmn-race': { message: 'In a race "{name}" can only wait for a time or a message: it waits for a message of its name.', fix: 'Wait for a message or a time, or draw it without a race.' },
} as const satisfies Record<string, FindingText>;
