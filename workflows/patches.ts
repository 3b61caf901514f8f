/** Behaviour changes of running workflows, by name. A change of what a workflow does (commands and their order) gets an entry here first, then `patched(name)` in the code, then a recorded history in test/replay. */

export interface Patch {
  /** What changed, and for which workflow type. */
  what: string;
  why: string;
  /** Date it was shipped. */
  since: string;
  /** When the old branch may go: after this no run from before can still be open. */
  mayGo: string;
}

/** None yet. Name them `<workflow>-<what>`. */
export const patches = {} as const satisfies Record<string, Patch>;
export type PatchName = keyof typeof patches;
