/** The catalogue of alarm sources: one line per kind. */
import { alertmanager } from './alertmanager/alertmanager.kind.ts';
import type { AlarmSourceKind } from './source.kind.ts';
import { grafana } from './grafana/grafana.kind.ts';
import { cloudwatch } from './cloudwatch/cloudwatch.kind.ts';
import { graylog } from './graylog/graylog.kind.ts';
import { librenms } from './librenms/librenms.kind.ts';

export const alarmSourceKinds: readonly AlarmSourceKind[] = [alertmanager, grafana, cloudwatch, graylog, librenms];

/** Null for a kind nobody knows. */
export const alarmSourceKind = (kind: string): AlarmSourceKind | null => alarmSourceKinds.find((known) => known.kind === kind) ?? null;
