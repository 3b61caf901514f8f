/** Steps of which one is done at a time: a token that comes while another is at such a step, or waits for one, waits behind it, and goes in when it is its turn. */
import { put, type Draft } from './kernel.draft.ts';
import { isInstance, tokensAround, waitAt } from './kernel.tokens.ts';
import type { TokenState } from './kernel.types.ts';

const mutexOf = (draft: Draft, token: TokenState): string | undefined => draft.definition.nodes.get(token.node)!.mutex || undefined;

/** Whether another token is at a step of the same word. Around the token itself, and before one that has not gone in yet, nothing is shut. */
function isShut(draft: Draft, token: TokenState): boolean {
  const mutex = mutexOf(draft, token);
  if (mutex === undefined || isInstance(draft, token)) return false;
  const around = tokensAround(draft, token);
  const coming = new Set(draft.agenda.slice(draft.head).map((item) => (item.do === 'enter' ? item.token : '')));
  const rivals = Object.values(draft.state.tokens).filter((other) => other.id !== token.id && mutexOf(draft, other) === mutex && !isInstance(draft, other) && !coming.has(other.id));
  // Who has gone in with a frame around passes those who wait outside: they wait for that frame.
  const isInside = [...around].some((id) => mutexOf(draft, draft.state.tokens[id]!) === mutex);
  return rivals.some((other) => (other.waitsFor === 'mutex' ? !isInside && turnOf(other) < turnOf(token) : !around.has(other.id)));
}

/** When a token began to wait, as a number of the log, until it goes in; one that comes now comes last. */
const turnOf = ({ data }: TokenState): number => (typeof data === 'number' ? data : Infinity);

/** Whether the token goes in; else it waits outside. */
export function goesIn(draft: Draft, token: TokenState): boolean {
  if (isShut(draft, token)) {
    waitAt(draft, token, 'mutex', draft.state.seq);
    return false;
  }
  const { data, ...come } = token;
  if (typeof data === 'number' && mutexOf(draft, token) !== undefined) put(draft, 'tokens', token.id, come);
  return true;
}

/** The one that waits longest where nobody is any more goes in. True when there was one. */
export function letIn(draft: Draft): boolean {
  if (draft.state.status !== 'running') return false;
  const waiting = Object.values(draft.state.tokens).filter(({ waitsFor }) => waitsFor === 'mutex').sort((one, other) => turnOf(one) - turnOf(other));
  const next = waiting.find((token) => !isShut(draft, token));
  if (!next) return false;
  put(draft, 'tokens', next.id, { ...next, waitsFor: null });
  draft.agenda.push({ do: 'enter', token: next.id });
  return true;
}
