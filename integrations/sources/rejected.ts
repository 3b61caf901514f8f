/** Says in one sentence why entries of a payload were not understood: the first reason, and how many more there are. */
import type { RejectedEntry } from './source.kind.ts';

/** Empty when there are none. */
export function rejectedReason([first, ...more]: readonly Pick<RejectedEntry, 'reason'>[]): string {
  if (first === undefined) return '';
  return more.length > 0 ? `${first.reason} (and ${more.length} more)` : first.reason;
}
