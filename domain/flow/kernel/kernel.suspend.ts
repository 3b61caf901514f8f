/** What happens to inputs while a run is suspended: people's are refused, results, messages and timers are held, facts are taken, and nothing moves. */
import type { Refusal } from './kernel.behaviour.ts';
import { record, type Draft } from './kernel.draft.ts';
import { rowOf } from './kernel.paths.ts';
import type { KernelInput, RunState } from './kernel.types.ts';

/** Inputs held at most. What machines were asked for before is bounded by the waits of the run; messages are not. */
export const heldMost = 500;

type Held = Extract<KernelInput, { type: 'timer' | 'message' | 'effectDone' | 'effectFailed' | 'escalated' }>;
const isHeldKind = (input: KernelInput): input is Held => input.type === 'timer' || input.type === 'message' || input.type === 'effectDone' || input.type === 'effectFailed' || input.type === 'escalated';

/** What a suspended run makes of an input. `taken`: it was held. `passes`: it is for the kernel as ever; nothing moves because of it. */
export function whileSuspended(draft: Draft, input: KernelInput): { is: 'passes' } | { is: 'taken' } | { is: 'refused'; refusal: Refusal } {
  // One that was sent to whoever takes it first goes to the next who waits, or is kept until this run is resumed.
  if (input.type === 'message' && input.isForOne) return { is: 'refused', refusal: { code: 'RUN_SUSPENDED' } };
  if (input.type === 'lock') return input.is === 'freed' ? { is: 'passes' } : { is: 'refused', refusal: { code: 'RUN_SUSPENDED' } };
  switch (input.type) {
    case 'task': case 'incident': case 'instance': case 'suspend': case 'start': case 'migrate': return { is: 'refused', refusal: { code: 'RUN_SUSPENDED' } };
    case 'timer': case 'message': case 'effectDone': case 'effectFailed': case 'escalated': return isHeldKind(input) && isUsable(draft.state, input) ? hold(draft, input) : { is: 'passes' };
    case 'resume': case 'cancel': case 'setVariables': case 'timerResolved': case 'callerTold': case 'poisoned': return { is: 'passes' };
  }
}

/** What is refused whether the run is suspended or not is refused at once. */
function isUsable(state: RunState, input: Held): boolean {
  if (input.type === 'message') return true;
  const found = rowOf(state.subscriptions, input.type === 'timer' ? input.timer : input.effect);
  if (input.type === 'timer') return found?.kind === 'timer' && found.dueAt !== null && input.now >= found.dueAt;
  return found?.kind === 'activity';
}

function hold(draft: Draft, input: Held): { is: 'taken' } | { is: 'refused'; refusal: Refusal } {
  const suspended = draft.state.suspended!;
  if (input.type === 'message' && suspended.held.length >= heldMost) return { is: 'refused', refusal: { code: 'RUN_HELD_TOO_MANY', params: { limit: heldMost } } };
  draft.state.suspended = { ...suspended, held: [...suspended.held, input] };
  const waits = input.type === 'message' ? undefined : rowOf(draft.state.subscriptions, input.type === 'timer' ? input.timer : input.effect);
  record(draft, 'held', waits ? { token: waits.token, node: waits.node, scope: waits.scope } : {}, { input: input.type, id: input.id });
  return { is: 'taken' };
}

export function suspend(draft: Draft, { reason, by }: Extract<KernelInput, { type: 'suspend' }>): null {
  draft.state.suspended = { at: draft.now, by, reason, held: [] };
  record(draft, 'suspend', {}, { reason });
  return null;
}

export function resume(draft: Draft): Refusal | null {
  const { suspended } = draft.state;
  if (suspended === undefined) return { code: 'RUN_NOT_SUSPENDED' };
  delete draft.state.suspended;
  record(draft, 'resume', {}, { held: suspended.held.length });
  return null;
}
