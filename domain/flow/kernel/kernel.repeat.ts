/**
 * A step that is carried out several times for one token: for each of a list, so often, or while something holds. The token that came stays on the step and
 * waits; each time is a scope around the same step, with one token on it (an instance). The first scope opens when the token comes, the next when one is done.
 */
import type { Json } from '../../values.ts';
import type { FlowNode, FlowRepeat } from '../flow.schema.ts';
import { quotedNull } from '../nodes/node.config.ts';
import type { Refusal } from './kernel.behaviour.ts';
import { put, record, type Draft } from './kernel.draft.ts';
import { evaluateIn } from './kernel.expressions.ts';
import { rowOf } from './kernel.paths.ts';
import { cancelScope, dropSubscription, isInstance, openScope, placeToken, removeToken, setVariables } from './kernel.tokens.ts';
import type { Turn } from './kernel.turn.ts';
import type { KernelInput, NodeId, RunState, ScopeId, TokenId, TokenState, Vars } from './kernel.types.ts';

/** A list or a number beyond this is refused. */
const mostInstances = 5_000;
const defaultAtOnce = 100;

/** What the token that came keeps. `results`: by the number of the time. */
interface Progress { items: Json[] | null; total: number | null; opened: number; done: number; results: [index: number, value: Json][]; isOver: boolean; /** It went on, while others are still under way. */ hasLeft?: true }
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
  if (next === 0 && room === atOnce) {
    if (progress.hasLeft) turn.endToken();
    else end(draft, turn, repeat, progress);
    return;
  }
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
  const goesOn = isDone && repeat.mode !== 'loop' && repeat.rest === 'goOn';
  const progress: Progress = { ...before, done: before.done + 1, results: value ? [...before.results, [index, value.value]] : before.results, isOver: before.isOver || (isDone && !goesOn) };
  turn.keepAt(came.id, kept(progress));
  if (isDone && !goesOn) for (const other of underWay(draft, came.id)) if (other !== scope.id) cancelScope(draft, other);
  if (goesOn && !before.hasLeft) goOnWithout(draft, turn, came, progress);
  removeToken(draft, token, 'consume');
}

/** It is enough, and the others are done all the same: a token goes on, the one that came stays until they are. What sits on the step no longer comes. */
function goOnWithout(draft: Draft, turn: Turn, came: TokenState, progress: Progress): void {
  turn.keepAt(came.id, kept({ ...progress, hasLeft: true }));
  for (const wait of Object.values(draft.state.subscriptions)) if (wait.token === came.id) dropSubscription(draft, wait);
  collected(draft, came.scope, turn.node.repeat!, progress);
  for (const edge of turn.outgoing) if (edge.outcome === undefined) placeToken(draft, edge.to, came.scope, edge.id, came.id);
}

/** Whether this is a step that went on while others of it are still under way: nothing on its edge catches any more, and an error in one of them ends them all. */
export const hasLeft = (draft: Draft, token: TokenState): boolean => repeatOf(draft, token) !== undefined && token.waitsFor === 'scope' && progressOf(token).hasLeft === true;

/** One time more, as the last of them, or one that is under way ended. */
export function changeInstances(draft: Draft, input: Extract<KernelInput, { type: 'instance' }>): Refusal | null {
  const token = rowOf(draft.state.tokens, input.token);
  const repeat = token && repeatOf(draft, token);
  if (!token || !repeat || token.waitsFor !== 'scope') return { code: 'INSTANCE_GONE' };
  const progress = progressOf(token);
  if ('cancel' in input.change) {
    if (!underWay(draft, token.id).includes(input.change.cancel)) return { code: 'INSTANCE_GONE' };
    cancelScope(draft, input.change.cancel);
  } else {
    if (repeat.mode === 'loop' || progress.isOver || progress.hasLeft) return { code: 'INSTANCE_NOT_ADDABLE', params: { node: draft.definition.nodes.get(token.node)!.name.en } };
    const total = progress.total! + 1;
    if (total > mostInstances) return { code: 'FLOW_REPEAT_TOO_MANY', params: { node: draft.definition.nodes.get(token.node)!.name.en, count: total, limit: mostInstances } };
    put(draft, 'tokens', token.id, { ...token, data: kept({ ...progress, total, items: progress.items === null ? null : [...progress.items, input.change.add] }) });
  }
  record(draft, 'wait', { token: token.id, node: token.node, scope: token.scope }, { note: { instance: 'add' in input.change ? 'added' : 'cancelled' } });
  draft.agenda.push({ do: 'scopeDone', token: token.id });
  return null;
}

/** A step that is being done several times, as it stands. `total` null: nobody knows yet. `mayAdd`: one more would be done. */
export interface RepeatedStep { token: TokenId; node: NodeId; total: number | null; done: number; mayAdd: boolean; /** What is under way; `item` of its list. */ instances: { scope: ScopeId; index: number; item: Json }[] }

/** The steps of a run that are being done several times, with the first hundred of what is under way at each. */
export function repeatedIn({ tokens, scopes }: Pick<RunState, 'tokens' | 'scopes'>, nodes: Readonly<Record<string, FlowNode>>): RepeatedStep[] {
  return Object.values(tokens).flatMap((token): RepeatedStep[] => {
    const repeat = nodes[token.node]?.repeat;
    if (!repeat || token.waitsFor !== 'scope' || scopes[token.scope]?.node === token.node) return [];
    const { total, done, items, isOver, hasLeft } = progressOf(token);
    const open = Object.values(scopes).filter((scope) => scope.token === token.id).slice(0, mostShown);
    const instances = open.map(({ id, vars }) => { const { index } = vars['loop'] as { index: number }; return { scope: id, index, item: items?.[index - 1] ?? null }; });
    return [{ token: token.id, node: token.node, total, done, mayAdd: repeat.mode !== 'loop' && !isOver && hasLeft !== true, instances }];
  });
}
const mostShown = 100;

/** Null: it could not be told, and the token stands with an incident. Without an expression: no. */
function isTrue(draft: Draft, turn: Turn, expression: string | undefined, what: string, seen: Vars): boolean | null {
  if (!expression) return false;
  const result = evaluateIn(draft, turn.token.scope, turn.node, expression, what, seen);
  if (result.ok) return result.value === true;
  turn.incident(result.code, result.params);
  return null;
}

/** What was collected stands in the order of the times, with null for one that was ended before it was done. */
function collected(draft: Draft, from: ScopeId, { collect }: FlowRepeat, { items, opened, results }: Progress): void {
  if (!collect) return;
  const values: Json[] = Array.from({ length: items?.length ?? opened }, () => null);
  for (const [index, value] of results) values[index - 1] = value;
  setVariables(draft, from, { [collect.into]: values });
}

function end(draft: Draft, turn: Turn, repeat: FlowRepeat, progress: Progress): void {
  collected(draft, turn.token.scope, repeat, progress);
  turn.leave();
}

const underWay = (draft: Draft, token: TokenId): ScopeId[] => Object.keys(draft.state.scopes).filter((id) => draft.state.scopes[id]!.token === token);
