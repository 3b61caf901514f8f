/** The catalogue of alarm sources: one line per kind. */
import { alertmanager } from './alertmanager/alertmanager.kind.ts';
import type { AlarmSourceKind } from './source.kind.ts';

export const alarmSourceKinds: readonly AlarmSourceKind[] = [alertmanager];

/** Null for a kind nobody knows. */
export const alarmSourceKind = (kind: string): AlarmSourceKind | null => alarmSourceKinds.find((known) => known.kind === kind) ?? null;
