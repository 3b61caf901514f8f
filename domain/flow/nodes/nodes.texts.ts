/** What kinds of steps tell about their own settings, in English by code: what is wrong and what to do. */
import type { FindingText } from '../finding.texts.ts';

export const nodeTexts = {
  'nobody-asked': { message: 'Nobody is asked.', fix: 'Choose who is asked: a person, a team, a role or a relation.' },
  'form-unknown': { message: 'The flow has no form "{form}".', fix: 'Choose a form of this flow, or draw one.' },
  'due-value': { message: '"{value}" is no duration that has a fixed length.', fix: 'Write for example PT4H or P2D.' },
  'outcome-twice': { message: 'The outcome "{outcome}" stands twice.', fix: 'Give each outcome a key of its own.' },
  'field-unknown': { message: 'The form has no field "{field}".', fix: 'Choose a field of the form of this task.' },
  'condition-missing': { message: 'A way out has no condition and is not the default; it would never be taken.', fix: 'Write a condition on it, or make it the default.' },
  'default-twice': { message: 'Two ways out are the default.', fix: 'Keep one of them.' },
  'default-missing': { message: 'No way out is the default: if no condition is true, the run stops here with an incident.', fix: 'Make one of the ways the default.' },
  'take-back-unknown': { message: 'It takes back what was done at "{step}", which does not exist.', fix: 'Name a step of this flow by its id, or leave it empty.' },
  'join-count': { message: 'It waits for {count} ways, but only {ways} lead here.', fix: 'Ask for fewer, or draw the ways that are missing.' },
  'race-alone': { message: 'There is nothing to choose between: fewer than two ways lead on.', fix: 'Draw a wait or a message for each thing that may happen, or leave this step out.' },
  'race-target': { message: '"{target}" does not wait for anything that can happen first.', fix: 'Let the way lead to a wait or to a message that is waited for, and from there on.' },
  'race-shared': { message: '"{target}" is also reached another way.', fix: 'Give this choice a wait of its own.' },
  'boundary-loose': { message: 'It is attached to nothing.', fix: 'Drop it on the edge of a scope, a task or another step that waits.' },
  'variable-fixed': { message: '"{name}" is filled in by the engine.', fix: 'Choose a variable of the flow.' },
  'ticket-member-fixed': { message: "Of the ticket, a flow sets {members} only; its state is set by the step's ticket state.", fix: 'Choose a variable of the flow.' },
  'scope-empty': { message: 'The scope holds no steps.', fix: 'Draw a start and the steps inside it, or remove it.' },
  'timer-value': { message: '"{value}" is {problem}.', fix: 'Write for example PT30M, P1D or 2026-12-24T08:00:00Z, or an expression with = in front.' },
  'timer-calendar': { message: 'Working time needs a calendar.', fix: 'Choose the calendar whose hours count.' },
  'header-fixed': { message: '"{node}" sets the header "{header}", which the call sets itself.', fix: 'Remove this header.' },
} as const satisfies Record<string, FindingText>;
