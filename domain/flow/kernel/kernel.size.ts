/** How large inputs and states are as JSON. States share structure between steps, so the size of an unchanged part is remembered. */
import { setAsideRoom } from './kernel.limits.ts';
import type { RunIncident, RunState } from './kernel.types.ts';

/** UTF-8 bytes of a text. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

export const jsonBytes = (value: unknown): number => utf8Bytes(JSON.stringify(value) ?? '');

const remembered = new WeakMap<object, number>();
/** The same of a part that is never changed: counted once. */
export function bytesOf(part: unknown): number {
  if (typeof part !== 'object' || part === null) return jsonBytes(part);
  const known = remembered.get(part);
  if (known !== undefined) return known;
  const bytes = jsonBytes(part);
  remembered.set(part, bytes);
  return bytes;
}

/** UTF-8 bytes of the state as JSON, within a few bytes per entry from above. Costs time for changed parts only. */
export function stateBytes(state: RunState): number {
  let bytes = 512;
  for (const table of [state.scopes, state.tokens, state.subscriptions, state.joins, state.incidents, state.memory]) {
    for (const key in table) bytes += key.length + 6 + bytesOf(table[key]);
  }
  for (const id in state.locks) bytes += id.length + 6 + bytesOf(state.locks[id]);
  if (state.raised) bytes += bytesOf(state.raised);
  for (const entry of state.recent) bytes += answerBytes(entry);
  for (const entry of state.closedTasks) bytes += bytesOf(entry) + 1;
  return bytes;
}

/** UTF-8 bytes of a kept answer, from above. An accepted one is two numbers; a refusal may hold the faults of a form. */
export const answerBytes = (entry: RunState['recent'][number]): number => (entry.answer.accepted ? 80 + 3 * entry.id.length : bytesOf(entry) + 1);

/** By what it keeps, not by its parameters: a table names one of its inputs there too. */
const isSetAside = ({ input }: RunIncident): boolean => input !== undefined;
const setAsideIn = (state: RunState): number => Object.values(state.incidents).reduce((bytes, incident) => (isSetAside(incident) ? bytes + bytesOf(incident) : bytes), 0);

/** Whether so much more can be set aside. Runs of kernel 1.0.0 know no bound. */
export const hasRoomFor = (state: RunState, bytes: number): boolean => state.kernel === '1.0.0' || setAsideIn(state) + bytes <= setAsideRoom;

/**
 * Bytes of a state a step would lead to, where they are more than it may have; null where they are not. What was set aside does not count, and a step that
 * leaves the run no larger than it was is always within: so a run that is too large can be worked down. Runs of kernel 1.0.0: the whole state, always.
 */
export function bytesPast(limit: number, before: RunState, next: RunState): number | null {
  if (next.kernel === '1.0.0') { const bytes = stateBytes(next); return bytes > limit ? bytes : null; }
  const bytes = stateBytes(next) - setAsideIn(next);
  return bytes <= limit || workBytes(next) <= workBytes(before) ? null : bytes;
}

/** All but what was set aside, and the answers and closed tasks that are kept for a while (which have bounds of their own). */
const workBytes = (state: RunState): number => stateBytes({ ...state, recent: [], closedTasks: [] }) - setAsideIn(state);
