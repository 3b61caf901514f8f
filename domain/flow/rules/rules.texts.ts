/** What the rules tell, in English by code: what is wrong and what to do. Holes are filled by the rules; `{node}` is a step by its name. */
import type { FindingText } from '../finding.texts.ts';

export const ruleTexts = {
  // size
  'nodes-too-many': { message: 'The flow has {count} steps; {limit} are allowed.', fix: 'Split it.' },
  'edges-too-many': { message: 'The flow has {count} edges; {limit} are allowed.', fix: 'Split it.' },
  'flow-too-large': { message: 'The flow has {count} KB; {limit} KB are allowed.', fix: 'Shorten texts and forms.' },
  // kinds
  'kind-unknown': { message: '"{node}" is of a kind nobody knows: "{kind}".', fix: 'Remove it, or install what brings this kind.' },
  'setting-unknown': { message: '"{node}" has a setting nobody knows: "{key}".', fix: '{remedy}' },
  'config-invalid': { message: '"{node}": {field}{problem}.', fix: 'Open the step and mend this field.' },
  // starts
  'start-missing': { message: 'The flow has no start.', fix: 'Drag a start onto the canvas and connect it.' },
  'scope-start-missing': { message: 'The scope "{node}" has no start inside.', fix: 'Draw a start inside the scope and connect it.' },
  'start-twice': { message: 'The scope "{node}" has more than one start; all would begin at once.', fix: 'Keep one start; split after it with a parallel gateway.' },
  // scopes
  'scope-unknown': { message: '"{node}" lies in "{scope}", which is no scope.', fix: 'Move it into a scope, or onto the canvas.' },
  'scope-circle': { message: '"{node}" lies in itself.', fix: 'Move one of the scopes out of the other.' },
  // edges
  'edge-from-nowhere': { message: 'An edge comes from "{from}", which does not exist.', fix: 'Remove the edge, or draw it from a step.' },
  'edge-to-nowhere': { message: 'An edge of "{node}" leads to "{to}", which does not exist.', fix: 'Remove the edge, or draw it to a step.' },
  'edge-across-scopes': { message: 'An edge from "{from}" to "{to}" crosses the frame of a scope.', fix: 'Connect the scope itself; inside, begin at its start and finish at an end.' },
  'edge-out-of-end': { message: 'An edge leaves the end "{node}".', fix: 'Remove the edge, or put the step before the end.' },
  'edge-into-start': { message: 'An edge leads into "{node}", where nothing may come in.', fix: 'Lead it to the step after it.' },
  // boundaries
  'attached-no-boundary': { message: '"{node}" is attached to a step but is no boundary.', fix: 'Detach it and connect it with an edge.' },
  'boundary-host-unknown': { message: '"{node}" is attached to "{host}", which does not exist.', fix: 'Drop it on the edge of a scope, a task or another step that waits.' },
  'boundary-elsewhere': { message: '"{node}" does not lie in the scope of the step it is attached to.', fix: 'Move both into the same scope.' },
  'boundary-never': { message: '"{node}" is attached to "{host}", where no token ever waits.', fix: 'Attach it to a scope, a task or another step that waits.' },
  // locks
  'lock-never': { message: '"{node}" shares a lock with other runs, but nothing is done there.', fix: 'Set it on a task, another step that does something, or a scope around several.' },
  'lock-name': { message: 'The lock of "{node}" has no name that can be used.', fix: 'Give it a short name without a colon, such as router.' },
  'lock-limit': { message: '"{limit}" is no time "{node}" can wait for its lock.', fix: 'Write a duration of at most a year, for example PT30M or P1D; or leave it out.' },
  // repeats
  'repeat-never': { message: '"{node}" is to be done several times, but nothing is done there.', fix: 'Repeat a task, another step that does something, or a scope.' },
  'repeat-how-often': { message: '"{node}" is to be done several times, and it is not said how often.', fix: 'Give either a list or a number; for a loop, how long it goes on.' },
  'repeat-collect': { message: 'What "{node}" collects, or into which variable, is not said.', fix: 'Give both, the variable by a name such as answers, or empty both.' },
  // returns
  'return-unknown': { message: '"{node}" may be returned to "{to}", which does not exist.', fix: 'Choose an earlier step, or take it out.' },
  'return-not-earlier': { message: '"{node}" may be returned to "{to}", which is no step that comes before it in the same scope.', fix: 'Choose a step from which a way leads here; gateways and events are none.' },
  'return-repeated': { message: '"{node}" is done several times and is never returned.', fix: 'Return from a step after it, or do it once.' },
  // reachable, dead-end
  unreachable: { message: '"{node}" is never reached.', fix: 'Draw an edge to it, or remove it.' },
  'dead-end': { message: 'Nothing comes after "{node}", and it is no end.', fix: 'Draw an edge to the next step or to an end.' },
  'no-way-to-end': { message: 'No way from "{node}" leads to an end.', fix: 'Draw a way out of the circle, to an end.' },
  // outcomes
  'outcome-open': { message: 'The outcome "{outcome}" of "{node}" leads nowhere.', fix: 'Draw an edge from this outcome to the next step.' },
  'outcome-unsaid': { message: 'An edge of "{node}" does not say which outcome it belongs to.', fix: 'Draw the edge from one of the outcomes of the step.' },
  'outcome-unknown': { message: '"{node}" has no outcome "{outcome}".', fix: 'Draw the edge from one of the outcomes of the step.' },
  // splits
  'edge-twice': { message: 'Two edges lead from "{node}" to the same step in the same way.', fix: 'Remove one of them.' },
  'split-hidden': { message: 'Two edges leave "{node}" by the same outcome: both are taken at once.', fix: 'Draw a parallel gateway if that is meant, else a decision.' },
  // conditions
  'condition-unused': { message: 'An edge of "{node}" has a {what}, but this step does not decide.', fix: 'Remove it, or put a decision between the two steps.' },
  'condition-on-default': { message: 'The default way out of "{node}" has a condition too; it is not looked at.', fix: 'Remove the condition, or choose another default.' },
  // variables
  'variable-reserved': { message: 'The variable "{name}" is filled in by the engine.', fix: 'Give yours another name.' },
  'variable-like-function': { message: '"{name}" is also the name of a FEEL function, which is meant where the variable has no value.', fix: 'Give the variable another name.' },
  'variable-name': { message: '"{name}" is no usable name of a variable.', fix: 'Use letters, digits and "_", starting with a letter or "_".' },
  'variable-initial': { message: 'The first value of "{name}" is no {type}.', fix: 'Change the value, or the type.' },
  'variable-overwritten': { message: '"{node}" would overwrite "{name}", which the engine fills in.', fix: 'Rename the form field or the variable for the result.' },
  // forms
  'form-fields': { message: 'The form "{form}" has no fields.', fix: 'Make it an object with properties: each property is a field.' },
  'form-unused': { message: 'No step uses the form "{form}".', fix: 'Choose it in a task, or remove it.' },
  // ticket-states, texts
  'ticket-never-resolved': { message: 'Steps set ticket states, but none resolves or closes the ticket.', fix: 'Set the state "resolved" on a step before the end.' },
  'name-missing': { message: 'A step of kind "{kind}" has no name.', fix: 'Say in two or three words what happens here.' },
  'flow-name-missing': { message: 'The flow has no name.', fix: 'Name it.' },
  'text-empty': { message: 'English is missing in {where}.', fix: 'Write it in English, or remove it.' },
  'form-title-missing': { message: 'The form "{form}" has no title.', fix: 'Say what it asks for.' },
  'text-untranslated': { message: '{missing} of {count} texts are not in {language}; English is shown there.', fix: 'Add the missing texts.' },
} as const satisfies Record<string, FindingText>;
