/** When editing a flow is worth an event: once for each session of work, not for every save a browser makes by itself. */

/** A session of work ends after so long without a save. Milliseconds. */
export const quietMs = 30 * 60_000;

/** A draft as rights and audit see it; `editor` is whose session of work goes on, null after publishing. */
export interface StandingDraft { editor: string | null; updatedAt: Date; sha256: string }

/** Whether this save begins a session of work: the first after publishing or after quiet, or one by another person. What changes nothing begins nothing. */
export function beginsWork(standing: StandingDraft | null, save: { by: string; at: Date; sha256: string }): boolean {
  if (standing === null) return true;
  if (standing.sha256 === save.sha256) return false;
  return standing.editor !== save.by || save.at.getTime() - standing.updatedAt.getTime() >= quietMs;
}
