/** Which of two drafts of the same request is shown: that of this browser or that of the server. Pure. */
import type { Instant, Json } from '#domain/values';

export interface StoredDraft { answers: Json; at: Instant }
/** `seenAt`: the server's draft this one goes on from; null: none was there. `isDirty`: the server does not have it yet. */
export interface LocalDraft { answers: Json; seenAt: Instant | null; isDirty: boolean }

/** Typed here and not saved stands, and a newer one of another device is offered beside it; else the server's is the newest. */
export function chosenDraft(local: LocalDraft | null, stored: StoredDraft | null): { answers: Json; other: StoredDraft | null } {
  if (local === null) return { answers: stored?.answers ?? {}, other: null };
  const isNewer = stored !== null && (local.seenAt === null || stored.at > local.seenAt);
  if (!isNewer) return { answers: local.answers, other: null };
  if (!local.isDirty) return { answers: stored.answers, other: null };
  return { answers: local.answers, other: JSON.stringify(local.answers) === JSON.stringify(stored.answers) ? null : stored };
}
