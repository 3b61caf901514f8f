/** What the browser keeps of a drawing the portal has not confirmed, and whose the draft is that the portal holds meanwhile. Pure. */
import { hashFlowFile } from '#domain/flow/file/flow.canonical';
import { flowFileSchema, type FlowFile } from '#domain/flow/flow.schema';

export interface KeptDraft {
  /** The stored revision the file was drawn on. */
  revision: number;
  /** Null when nothing is kept. */
  file: FlowFile | null;
  /** Marks of what was sent on that revision without an answer: one of them may have been stored. */
  sent?: readonly string[];
}

/** Tells one file from another as the portal stores them. */
export function markOf(file: FlowFile): string {
  const stored = flowFileSchema.safeParse(file);
  return hashFlowFile(stored.success ? stored.data : file);
}

/**
 * How a kept drawing stands to the stored draft: `none`, nothing is kept or it is what is stored; `onTop`, it goes on from there, also where what is stored is a
 * save of this browser whose answer was lost; `aside`, somebody else saved meanwhile and the person chooses.
 */
export function standingOf(kept: KeptDraft, stored: { revision: number; file: FlowFile }): 'none' | 'onTop' | 'aside' {
  if (kept.file === null) return 'none';
  const mark = markOf(stored.file);
  if (markOf(kept.file) === mark) return 'none';
  return kept.revision === stored.revision || kept.sent?.includes(mark) ? 'onTop' : 'aside';
}
