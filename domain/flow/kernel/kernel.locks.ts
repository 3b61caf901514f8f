/**
 * Locks a step shares with other runs. A token that comes to such a step asks for its lock and waits outside until it is granted; it has let go when it leaves the
 * step, however it does. Who is next is decided outside (a table all runs share); by itself a run only keeps what it has asked for and what it holds.
 */
import { errorShape } from '../../errors.ts';
import { phrase } from '../../message.ts';
import { plusMs } from '../../values.ts';
import type { Refusal } from './kernel.behaviour.ts';
import { nextId, put, record, type Draft } from './kernel.draft.ts';
import { durationMs } from './kernel.duration.ts';
import { evaluateConfigValue } from './kernel.expressions.ts';
import { rowOf } from './kernel.paths.ts';
import { jsonBytes } from './kernel.size.ts';
import { dropSubscription, dropWaits, isInstance, leaveLock, openIncident, tokensAround, waitAt } from './kernel.tokens.ts';
import { lockText, type LockClaim } from './kernel.claims.ts';
import type { KernelInput, Subscription, TokenId, TokenState } from './kernel.types.ts';

type LockInput = Extract<KernelInput, { type: 'lock' }>;
type Timer = Extract<Subscription, { kind: 'timer' }>;

/** UTF-8 bytes of a lock's key. */
export const lockKeyBytes = 200;
/** Purpose of the timer of a token that waits for its lock no longer than its step says. */
const purpose = 'lock';

const claims = (draft: Draft): LockClaim[] => Object.values(draft.state.locks ?? {});
const claimOf = (draft: Draft, token: TokenId): LockClaim | undefined => claims(draft).find((claim) => claim.token === token);
const place = ({ token, node, scope }: LockClaim) => ({ token, node, scope });

/** Whether the token has the lock of its step, or needs none; else it waits outside, or stands there with an incident. */
export function hasLock(draft: Draft, token: TokenState): boolean {
  const { lock } = draft.definition.nodes.get(token.node)!;
  if (lock === undefined || token.isListener || isInstance(draft, token) || claimOf(draft, token.id)?.heldSince) return true;
  const key = keyOf(draft, token);
  if (key === undefined) return false;
  const { name } = lock;
  // Who is inside a step that holds it would wait for itself.
  const around = tokensAround(draft, token);
  if (claims(draft).some((claim) => claim.heldSince !== null && around.has(claim.token) && claim.name === name && claim.key === key)) return true;
  ask(draft, token, { name, key, limit: lock.limit });
  return false;
}

/** Undefined: it could not be told, and the token stands outside with an incident. */
function keyOf(draft: Draft, token: TokenState): string | null | undefined {
  const node = draft.definition.nodes.get(token.node)!;
  const { key } = node.lock!;
  if (key === undefined) return null;
  const result = evaluateConfigValue(draft, token.scope, node, key, 'lock.key');
  if (!result.ok) return stop(draft, token, result.code, result.params);
  const { value } = result;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text === '') {
    const [reason] = result.reasons;
    return stop(draft, token, 'FLOW_VALUE_UNUSABLE', { what: 'its-key', actual: value === null && reason !== undefined ? phrase('feel.null-because', { reason }) : JSON.stringify(value).slice(0, 100), expected: 'text' });
  }
  const bytes = jsonBytes(text) - 2;
  return bytes > lockKeyBytes ? stop(draft, token, 'FLOW_LOCK_KEY_LONG', { lock: node.lock!.name, bytes, limit: lockKeyBytes }) : text;
}

function ask(draft: Draft, token: TokenState, { name, key, limit }: { name: string; key: string | null; limit: string | undefined }): void {
  const id = nextId(draft, 'subscription', 'lock');
  const claim: LockClaim = { id, token: token.id, node: token.node, scope: token.scope, name, key, since: draft.now, heldSince: null };
  put(draft, 'locks', id, claim);
  record(draft, 'lock', place(claim), { claim: id, action: 'asked', lock: lockText(claim) });
  waitAt(draft, { ...token, isOutside: true }, 'lock');
  const ms = limit === undefined ? null : durationMs(limit);
  if (ms === null) return;
  const timer: Timer = { kind: 'timer', id: nextId(draft, 'subscription', 'timer'), ...place(claim), spec: { kind: 'duration', iso: limit! }, armedAt: draft.now, dueAt: plusMs(draft.now, ms), purpose };
  put(draft, 'subscriptions', timer.id, timer);
  draft.effects.push({ type: 'armTimer', timer: timer.id, spec: timer.spec, dueAt: timer.dueAt });
  record(draft, 'timer', place(claim), { timer: timer.id, action: 'armed', dueAt: timer.dueAt });
}

/** The token gives up waiting and stands outside its step with an incident. */
function stop(draft: Draft, token: TokenState, code: string, params: NonNullable<Refusal['params']>): undefined {
  dropWaits(draft, token);
  leaveLock(draft, token);
  const named = { node: draft.definition.nodes.get(token.node)!.name.en, ...params };
  openIncident(draft, { code, node: token.node, scope: token.scope, token: token.id, effect: null, message: errorShape(code, named).message, params: named });
  waitAt(draft, { ...token, waitsFor: null, isOutside: true }, 'incident');
  return undefined;
}

/** The lock is the token's: it goes in. */
function grant(draft: Draft, claim: LockClaim): void {
  const { isOutside: _outside, ...token } = draft.state.tokens[claim.token]!;
  for (const wait of Object.values(draft.state.subscriptions)) if (wait.kind === 'timer' && wait.token === token.id && wait.purpose === purpose) dropSubscription(draft, wait);
  put(draft, 'locks', claim.id, { ...claim, heldSince: draft.now });
  record(draft, 'lock', place(claim), { claim: claim.id, action: 'granted', lock: lockText(claim) });
  put(draft, 'tokens', token.id, { ...token, waitsFor: null });
  draft.agenda.push({ do: 'enter', token: token.id });
}

/** What the table of locks says to this run. */
export function lockCame(draft: Draft, input: LockInput): Refusal | null {
  const claim = rowOf(draft.state.locks ?? {}, input.claim);
  if (claim === undefined || claim.since !== input.since) return { code: 'LOCK_NOT_ASKED', params: { claim: input.claim } };
  if (input.is === 'granted') {
    if (claim.heldSince === null) grant(draft, claim);
    return null;
  }
  if (input.is === 'ring') {
    if (claim.heldSince !== null) return { code: 'LOCK_NOT_ASKED', params: { claim: input.claim } };
    stop(draft, draft.state.tokens[claim.token]!, 'FLOW_LOCK_RING', { lock: lockText(claim), ring: input.ring });
    return null;
  }
  if (claim.heldSince === null) return { code: 'LOCK_NOT_HELD', params: { lock: lockText(claim) } };
  put(draft, 'locks', claim.id, undefined);
  draft.effects.push({ type: 'lockFreed', claim, reason: input.reason });
  record(draft, 'lock', place(claim), { claim: claim.id, action: 'freed', lock: lockText(claim), reason: input.reason });
  return null;
}

/** It has waited as long as its step says. True: the timer was one of these. */
export function isLockTimer(draft: Draft, { purpose: of, token }: Timer): boolean {
  const claim = of === purpose ? claimOf(draft, token) : undefined;
  if (claim === undefined || claim.heldSince !== null) return false;
  stop(draft, draft.state.tokens[token]!, 'FLOW_LOCK_LATE', { lock: lockText(claim) });
  return true;
}

/** A run by itself: whoever has waited longest for a lock that no step of the run holds goes in. True when there was one. */
export function grantOwn(draft: Draft): boolean {
  if (draft.state.status !== 'running') return false;
  const all = claims(draft);
  const held = new Set(all.filter(({ heldSince }) => heldSince !== null).map(lockText));
  const next = all.find((claim) => claim.heldSince === null && !held.has(lockText(claim)));
  if (next) grant(draft, next);
  return next !== undefined;
}

/** The run has been put under another flow. What is held stays held until its step is left, unless the step shares no lock any more; what is asked for otherwise is asked anew. */
export function lockAnew(draft: Draft, before: (token: TokenId) => string): void {
  for (const claim of claims(draft)) {
    const token = draft.state.tokens[claim.token]!;
    const { lock } = draft.definition.nodes.get(token.node)!;
    if (claim.heldSince !== null ? lock !== undefined : JSON.stringify(lock ?? null) === before(token.id)) continue;
    leaveLock(draft, token);
    if (claim.heldSince !== null) continue;
    dropWaits(draft, token);
    const { isOutside: _outside, ...comes } = token;
    put(draft, 'tokens', token.id, { ...comes, waitsFor: null });
    draft.agenda.push({ do: 'enter', token: token.id });
  }
}
