/** How large inputs and states are as JSON. States share structure between steps, so the size of an unchanged part is remembered. */
import type { RunState } from './kernel.types.ts';

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
function bytesOf(part: unknown): number {
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
  for (const entry of state.recent) bytes += answerBytes(entry);
  for (const entry of state.closedTasks) bytes += bytesOf(entry) + 1;
  return bytes;
}

/** UTF-8 bytes of a kept answer, from above. An accepted one is two numbers; a refusal may hold the faults of a form. */
export const answerBytes = (entry: RunState['recent'][number]): number => (entry.answer.accepted ? 80 + 3 * entry.id.length : bytesOf(entry) + 1);
