/**
 * A step that is carried out several times for one token: for each of a list, so often, or while something holds. The token that came stays on the step and
 * waits; each time is a scope around the same step, with one token on it (an instance). The first scope opens when the token comes, the next when one is done.
 */
import type { Json } from '../../values.ts';
import type { FlowRepeat } from '../flow.schema.ts';
import { quotedNull } from '../nodes/node.config.ts';
import type { Draft } from './kernel.draft.ts';
import { evaluateIn } from './kernel.expressions.ts';
import { cancelScope, isInstance, openScope, removeToken } from './kernel.tokens.ts';
import type { Turn } from './kernel.turn.ts';
import type { ScopeId, TokenId, TokenState, Vars } from './kernel.types.ts';

/** A list or a number beyond this is refused. */
const mostInstances = 5_000;
const defaultAtOnce = 100;

/** What the token that came keeps. `results`: by the number of the time. */
interface Progress { items: Json[] | null; total: number | null; opened: number; done: number; results: [index: number, value: Json][]; isOver: boolean }
const progressOf = (token: TokenState): Progress => token.data as unknown as Progress;
const kept = (progress: Progress): Json => progress as unknown as Json;

/** How the token's step is repeated, where this is the token that came; undefined for an instance and a step that is done once. */
export const repeatOf = (draft: Draft, token: TokenState): FlowRepeat | undefined => (isInstance(draft, token) ? undefined : draft.definition.nodes.get(token.node)?.repeat);

/** The token came. */
export function beginRepeat(draft: Draft, turn: Turn, repeat: FlowRepeat): void {
  const begun = repeat.mode === 'loop' ? firstRound(draft, turn, repeat) : listOf(draft, turn, repeat);
  if (begun === null) return;
  turn.wait('scope', kept({ opened: 0, done: 0, results: [], ...begun }));
  goOn(draft, turn, repeat);
}

type Begun = Pick<Progress, 'items' | 'total' | 'isOver'>;

function firstRound(draft: Draft, turn: Turn, repeat: Extract<FlowRepeat, { mode: 'loop' }>): Begun | null {
  const begun = { items: null, total: repeat.most ?? null };
  if (repeat.isTestedAfter) return { ...begun, isOver: false };
  const goesOn = isTrue(draft, turn, repeat.while, 'repeat.while', { loop: { index: 1, total: begun.total, done: 0, active: 0 } });
  return goesOn === null ? null : { ...begun, isOver: !goesOn };
}

function listOf(draft: Draft, turn: Turn, repeat: Extract<FlowRepeat, { mode: 'parallel' | 'sequential' }>): Begun | null {
  const given = turn.evaluate(repeat.items || repeat.count || 'null', !repeat.items ? 'repeat.count' : 'repeat.items');
  if (!given.ok) { turn.incident(given.code, given.params); return null; }
  const total = repeat.items ? (Array.isArray(given.value) ? given.value.length : null) : typeof given.value === 'number' && Number.isInteger(given.value) && given.value >= 0 ? given.value : null;
  if (total === null) { turn.incident('FLOW_VALUE_UNUSABLE', { what: repeat.items ? 'its-items' : 'its-count', actual: given.value === null ? quotedNull(given.reasons) : JSON.stringify(given.value).slice(0, 100), expected: repeat.items ? 'list' : 'count' }); return null; }
  if (total > mostInstances) { turn.incident('FLOW_REPEAT_TOO_MANY', { count: total, limit: mostInstances }); return null; }
  return { items: Array.isArray(given.value) ? given.value : null, total, isOver: false };
}

/** One is done, or none has begun: the next begin, as many as may be under way; when none is left, the token leaves. */
export function goOn(draft: Draft, turn: Turn, repeat: FlowRepeat): void {
  const progress = progressOf(turn.token);
  const atOnce = repeat.mode === 'parallel' ? repeat.atOnce ?? defaultAtOnce : 1;
  const room = atOnce - underWay(draft, turn.token.id).length;
  const left = progress.isOver ? 0 : (progress.total ?? Infinity) - progress.opened;
  const next = Math.max(0, Math.min(room, left));
  if (next === 0 && room === atOnce) { end(turn, repeat, progress); return; }
  turn.wait('scope', kept({ ...progress, opened: progress.opened + next }));
  for (let index = progress.opened + 1; index <= progress.opened + next; index += 1) open(draft, turn, repeat, progress, index);
}

function open(draft: Draft, turn: Turn, repeat: FlowRepeat, { items, total }: Progress, index: number): void {
  const item: Vars = items === null || repeat.mode === 'loop' ? {} : { [repeat.item ?? 'item']: items[index - 1] ?? null };
  const loop: Vars = { loop: { index, total } };
  const own = Object.entries(repeat.variables ?? {}).map(([name, first]): [string, Json] => [name, firstValue(draft, turn, first, { ...item, ...loop })]);
  openScope(draft, turn.token, { ...Object.fromEntries(own), ...item, ...loop }, [turn.node.id]);
}

/** Text that begins with "=" is FEEL; what cannot be told is null. */
function firstValue(draft: Draft, turn: Turn, first: Json, seen: Vars): Json {
  if (typeof first !== 'string' || !first.startsWith('=')) return first;
  const result = evaluateIn(draft, turn.token.scope, turn.node, first.slice(1), 'repeat.variables', seen);
  return result.ok ? result.value : null;
}

/** An instance leaves its step: what it came to is kept, and whether that was enough is looked at. Its scope is empty then, and the token that came goes on. */
export function finishInstance(draft: Draft, turn: Turn, outcome: string | null): void {
  const { token, scope } = turn;
  const came = draft.state.tokens[scope.token!]!;
  const repeat = turn.node.repeat!;
  const before = progressOf(came);
  const { index } = scope.vars['loop'] as { index: number };
  const loop: Vars = { loop: { index, total: before.total, done: before.done + 1, active: underWay(draft, came.id).length - 1, outcome } };
  const value = repeat.collect ? evaluateIn(draft, scope.id, turn.node, repeat.collect.value, 'repeat.collect', loop) : null;
  if (value?.ok === false) { turn.incident(value.code, value.params); return; }
  const isOver = repeat.mode === 'loop' ? isTrue(draft, turn, repeat.while, 'repeat.while', { loop: { ...(loop['loop'] as Vars), index: index + 1 } }) : isTrue(draft, turn, repeat.doneWhen, 'repeat.doneWhen', loop);
  if (isOver === null) return;
  const isDone = repeat.mode === 'loop' ? !isOver : isOver;
  turn.keepAt(came.id, kept({ ...before, done: before.done + 1, results: value ? [...before.results, [index, value.value]] : before.results, isOver: before.isOver || isDone }));
  if (isDone) for (const other of underWay(draft, came.id)) if (other !== scope.id) cancelScope(draft, other);
  removeToken(draft, token, 'consume');
}

/** Null: it could not be told, and the token stands with an incident. Without an expression: no. */
function isTrue(draft: Draft, turn: Turn, expression: string | undefined, what: string, seen: Vars): boolean | null {
  if (!expression) return false;
  const result = evaluateIn(draft, turn.token.scope, turn.node, expression, what, seen);
  if (result.ok) return result.value === true;
  turn.incident(result.code, result.params);
  return null;
}

/** What was collected stands in the order of the times, with null for one that was ended before it was done. */
function end(turn: Turn, { collect }: FlowRepeat, { items, opened, results }: Progress): void {
  if (collect) {
    const values: Json[] = Array.from({ length: items?.length ?? opened }, () => null);
    for (const [index, value] of results) values[index - 1] = value;
    turn.setVariables({ [collect.into]: values });
  }
  turn.leave();
}

const underWay = (draft: Draft, token: TokenId): ScopeId[] => Object.keys(draft.state.scopes).filter((id) => draft.state.scopes[id]!.token === token);
