/** Messages between runs and from outside: what one may be, how long it is kept, and which of them a run waits for. Keeping and delivering them is the post's (message.ports.ts). */
import { z } from 'zod';
import { CatalogueError } from '../../errors.ts';
import { jsonSchema, type Instant } from '../../values.ts';
import { durationMs } from '../kernel/kernel.duration.ts';
import { jsonBytes } from '../kernel/kernel.size.ts';
import type { RunState, Vars } from '../kernel/kernel.types.ts';

export const messageLimits = {
  /** UTF-8 bytes of what a message carries, as JSON: a run takes 64 KB in one input, its name and key included. */
  dataBytes: 60_000,
  nameChars: 100, keyChars: 200,
  /** How long one is kept where its sender does not say, and at most. */
  ttl: 'P1D', longestTtlMs: 30 * 86_400_000,
  /** Messages that are kept at once because nobody has waited for them yet. */
  kept: 10_000,
  /** Runs one signal is told to. */
  told: 5_000,
  /** Waits of one run that others can send to; its state would be too large with more. */
  waits: 1_000,
} as const;

/** What a step or a machine sends. `key` null: only who waits without a key takes it. */
export const messageSchema = z.strictObject({
  name: z.string().min(1).max(messageLimits.nameChars), key: z.string().max(messageLimits.keyChars).nullable(), data: z.record(z.string(), jsonSchema),
  /** ISO duration; PT0S: only for who waits now. */
  ttl: z.string().max(60),
});
/** What a step tells to all who wait for it now. */
export const signalSchema = z.strictObject({ name: z.string().min(1).max(messageLimits.nameChars), data: z.record(z.string(), jsonSchema) });

/** Alarms tell their runs themselves; nobody else speaks by these names. */
export const isAlarmsOwn = (name: string): boolean => name.startsWith('alarm.');

/** Milliseconds a message is kept for. Null: no such duration, or a longer one than is allowed. */
export function ttlMs(ttl: string): number | null {
  const ms = durationMs(ttl);
  return ms === null || ms > messageLimits.longestTtlMs ? null : ms;
}

/** Throws MESSAGE_NAME_KEPT, MESSAGE_TOO_LARGE. */
export function checkSent({ name, data }: { name: string; data: Vars }): void {
  if (isAlarmsOwn(name)) throw new CatalogueError('MESSAGE_NAME_KEPT', { name });
  const bytes = jsonBytes(data);
  if (bytes > messageLimits.dataBytes) throw new CatalogueError('MESSAGE_TOO_LARGE', { bytes, limit: messageLimits.dataBytes });
}

/** Something a run waits for that others can send; `since` when it began to. */
export interface AwaitedMessage { name: string; key: string | null; since: Instant }

/** What a run waits for, each name and key once, by the one that has waited longest. What alarms tell is theirs and left out. */
export function awaitedBy(state: Pick<RunState, 'status' | 'subscriptions' | 'tokens'>): AwaitedMessage[] {
  const awaited = new Map<string, AwaitedMessage>();
  for (const wait of state.status === 'running' ? Object.values(state.subscriptions) : []) {
    if (wait.kind !== 'message' || isAlarmsOwn(wait.name)) continue;
    const since = state.tokens[wait.token]?.since ?? '';
    const id = JSON.stringify([wait.name, wait.key]);
    const known = awaited.get(id);
    if (known === undefined ? awaited.size < messageLimits.waits : since < known.since) awaited.set(id, { name: wait.name, key: wait.key, since });
  }
  return [...awaited.values()];
}

/** Whether what waits takes this message; a wait without a key takes any. */
export const takes = (wait: { name: string; key: string | null }, { name, key }: { name: string; key: string | null }): boolean => wait.name === name && (wait.key === null || wait.key === key);
