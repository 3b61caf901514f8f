/** Escalations on their way to the run that called: kept in the state, numbered, until the caller has been told. Who catches one there is kernel.catching.ts's. */
import { record, type Draft } from './kernel.draft.ts';
import type { KernelInput, Thrown, TokenState } from './kernel.types.ts';

/** False: nobody outside hears it. */
export function raise(draft: Draft, { id, node, scope }: TokenState, { kind, code, message }: Thrown): boolean {
  if (kind !== 'escalation' || draft.state.isHeard !== true) return false;
  const { count, open } = draft.state.raised ?? { count: 0, open: [] };
  const n = count + 1;
  draft.state.raised = { count: n, open: [...open, { n, code, message }] };
  record(draft, 'wait', { token: id, node, scope }, { note: { escalation: code, heardBy: 'caller', n } });
  return true;
}

export function callerTold(draft: Draft, { n }: Extract<KernelInput, { type: 'callerTold' }>): null {
  const { raised } = draft.state;
  if (raised?.open.some((one) => one.n <= n) !== true) return null;
  draft.state.raised = { ...raised, open: raised.open.filter((one) => one.n > n) };
  record(draft, 'wait', {}, { note: { callerTold: n } });
  return null;
}
