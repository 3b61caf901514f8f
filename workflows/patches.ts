/** Behaviour changes of running workflows, by name. What a message itself says (an acknowledgement with its command id) needs none: a message from before says it not, and is taken as it was. A change of what a workflow does (commands and their order) gets an entry here first, then `patched(name)` in the code, then a recorded history in test/replay. */

export interface Patch {
  /** What changed, and for which workflow type. */
  what: string;
  why: string;
  /** Date it was shipped. */
  since: string;
  /** When the old branch may go: after this no run from before can still be open. */
  mayGo: string;
}

/** Name them `<workflow>-<what>`. A run asks for one through `hasPatch`: told with its input, or by a marker in its history. */
export const patches = {
  'run-flow-told-from-outside': {
    what: 'runFlow confirms nothing by an activity of its own; takes instants from what history holds: commands, messages, effects and timers bring theirs; reads what it stands on in one activity, and lets its writes derive deadlines',
    why: 'the confirmation cost an activity and a workflow task per write; the start of a workflow task that is given out again differs from what ran live',
    since: '2026-11-22',
    mayGo: 'when no run from before is open: none was ever shipped, so with the first release',
  },
  'group-alarms-news-heard': {
    what: 'groupAlarms looks at its ticket\'s run when something new fires, reopens the ticket when that run is over, and tells the run when something graver fires',
    why: 'a new alarm in a group whose ticket a person had resolved reached nobody; a graver severity never reached the ticket',
    since: '2026-11-27',
    mayGo: 'when no group from before is open: none was ever shipped, so with the first release',
  },
  'run-flow-ends-quietly': {
    what: 'runFlow that has ended tells no state to Temporal\'s search attributes and cancels no timer of its clocks: both end with it',
    why: 'an entry of the visibility store and two events for each run, for what the end itself says',
    since: '2026-11-27',
    mayGo: 'when no run from before is open: none was ever shipped, so with the first release',
  },
  'run-flow-looks-again': {
    what: 'runFlow derives its clocks anew when their timer fires, before it warns or breaches',
    why: 'a calendar edited since may have moved the deadline on; only runs whose deadline came forward are told of an edit',
    since: '2026-11-27',
    mayGo: 'when no run from before is open: none was ever shipped, so with the first release',
  },
  'run-flow-escalates': {
    what: 'runFlow keeps the escalation chains of its clocks, arms its clock timer for their levels too, and lets a level change the assignee or priority of its ticket',
    why: 'a run from before has no chain; a worker from before would let the timer of a level fire for nothing',
    since: '2026-11-27',
    mayGo: 'when no run from before is open: none was ever shipped, so with the first release',
  },
  'run-flow-refusals-unwritten': {
    what: 'runFlow does not write once more because a command was refused while a write was under way',
    why: 'a refusal changes nothing that is written; whether it came before or after the write landed differs between a run that is live and its replay, and so did the number of writes',
    since: '2026-11-29',
    mayGo: 'when no run from before is open: none was ever shipped, so with the first release',
  },
  'run-flow-set-aside-rests': {
    what: 'runFlow does not have an activity done again whose result was set aside into an incident',
    why: 'the step still waits for it, so it was called anew with every step of the run, for nothing: its answer is known and the incident has it',
    since: '2026-11-29',
    mayGo: 'when no run from before is open: none was ever shipped, so with the first release',
  },
  'run-flow-leaves-before-continuing': {
    what: 'runFlow continues as new only when the called runs it left have been told; and tells one that a run before it has called when the step ends before it was looked for',
    why: 'Temporal drops a signal of the workflow task that continues as new, so a called run that nobody waited for any more went on',
    since: '2026-11-29',
    mayGo: 'when no run from before is open: none was ever shipped, so with the first release',
  },
  'run-flow-kernel-1-1': {
    what: 'runFlow starts its run with kernel 1.1.0 (kernel.versions.ts says what changed); without the patch with 1.0.0, which it keeps',
    why: 'of ways that came to a partial join within one step, those not counted yet went on behind the join, where the flow could wait for ever',
    since: '2026-11-29',
    mayGo: 'when no run from before is open: none was ever shipped, so with the first release',
  },
  'run-flow-kernel-1-2': {
    what: 'runFlow starts its run with kernel 1.2.0 (kernel.versions.ts says what changed); without the patch with the one before, which it keeps',
    why: 'a part that begins by an event could not take back what was done in the scope it lies in, as BPMN says',
    since: '2026-11-29',
    mayGo: 'when no run from before is open: none was ever shipped, so with the first release',
  },
  'run-flow-waits-when-full': {
    what: 'while MongoDB is away a command waits where 384 KB are to be written already; without the patch it is taken, whatever waits',
    why: 'a run that was sent hundreds of commands meanwhile carried more than 2 MB into its next execution, which Temporal refuses: it ended the run',
    since: '2026-11-29',
    mayGo: 'when no run from before is open: none was ever shipped, so with the first release',
  },
} as const satisfies Record<string, Patch>;
export type PatchName = keyof typeof patches;

/**
 * Patches a run is told of with its input, so that they cost it no marker and no search attribute. Only what every worker in use knows may stand here: a
 * worker that does not know a patch would go the old way, and one that knows it would not find that in the history. So never in the release that brings
 * the patch (these: before the first release there is no other worker).
 */
export const patchesFromStart: readonly PatchName[] = ['run-flow-told-from-outside', 'run-flow-ends-quietly', 'run-flow-looks-again', 'run-flow-escalates', 'run-flow-refusals-unwritten', 'run-flow-set-aside-rests', 'run-flow-leaves-before-continuing', 'run-flow-kernel-1-1', 'run-flow-kernel-1-2', 'run-flow-waits-when-full'];
