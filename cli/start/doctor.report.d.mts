/** Types of doctor.report.mjs. */
export interface DoctorRow {
  component: string;
  /** Who cannot do without it. */
  neededBy: 'start' | 'test';
  /** Layer of the search that has it (docs/servers.md); null where there is none, and for what is not searched for in layers. */
  layer: 'given' | 'machine' | 'vendor' | 'registry' | null;
  version: string | null;
  state: 'ok' | 'missing' | 'too old' | 'broken';
  /** Where it is, or what is wrong with it. */
  detail: string;
  /** What to do; null when all is well. */
  remedy: string | null;
}

export declare function firstRows(project: string): DoctorRow[];
export declare function exitCodeOf(rows: readonly DoctorRow[]): 0 | 1;
export declare function reportOf(rows: readonly DoctorRow[], isJson: boolean): string;
