/** Decides what an alarm changes about its fingerprint, and to which group it belongs. What a group makes of changes is convergence. */
import type { Alarm, AlarmChange, Severity } from './alarm.schema.ts';

/** What is known of a fingerprint. It stays bound to `group` until resolved, whatever is done to the grouping meanwhile. */
export interface BoundFingerprint { group: string; state: 'firing' | 'resolved'; severity: Severity }

/** New after never or resolved; a firing one again is a repeat unless its severity differs; resolved counts once. */
export function changeOf(bound: BoundFingerprint | null, alarm: Pick<Alarm, 'state' | 'severity'>): AlarmChange {
  const isBoundFiring = bound?.state === 'firing';
  if (alarm.state === 'resolved') return isBoundFiring ? 'resolved' : null;
  if (!isBoundFiring) return 'new';
  return bound.severity === alarm.severity ? null : 'severity';
}

/** The group an alarm goes to: the one its fingerprint is bound to, unless it begins anew. `grouped` is what the grouping of today says. */
export const groupFor = (bound: BoundFingerprint | null, change: AlarmChange, grouped: string): string => (bound && change !== 'new' ? bound.group : grouped);
