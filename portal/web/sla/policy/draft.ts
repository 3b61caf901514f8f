/** An SLA that is being edited: as it is sent, and how it differs from what is saved. Pure. */
import type { ResponseOf } from '#api/routes';
import { escalationTargets } from '#domain/sla/escalation';
import type { PolicyClock, PolicyConditions, PolicyLevel, SlaPolicy } from '#domain/sla/sla.policy';

export type PolicyView = ResponseOf<'slaPolicies.list'>['items'][number];
export interface PolicyDraft { revision: number; policy: SlaPolicy }

export const policyOf = ({ id, name, isEnabled, appliesTo, isLastResort, clocks }: PolicyView | SlaPolicy): SlaPolicy => ({ id, name, isEnabled, appliesTo, isLastResort, clocks });
export const draftOf = (view: PolicyView): PolicyDraft => ({ revision: view.revision, policy: policyOf(view) });

export const newClock = (calendarId: string): PolicyClock => ({ kind: 'resolution', target: 'PT8H', warn: '75%', calendarId, countFrom: 'creation', onReopen: 'exclude', dayTarget: 'keepClockTime', pastBreach: 'stays' });
export const newPolicy = (calendarId: string): PolicyDraft => ({ revision: 0, policy: { id: '', name: { en: '' }, isEnabled: true, appliesTo: {}, isLastResort: false, clocks: [{ ...newClock(calendarId), kind: 'response', target: 'PT1H' }, newClock(calendarId)] } });

/** A level that may follow these: at due first, then each a working hour later, to the next person up. */
export function levelAfter(levels: readonly PolicyLevel[]): PolicyLevel {
  const to = escalationTargets[Math.min(levels.length + 1, escalationTargets.indexOf('departmentHead'))]!;
  return { at: levels.length === 0 ? '100%' : `PT${levels.length}H`, to, actions: ['notify'] };
}

/** What is left empty is left out: a warning, a scope, an escalation, a condition, a name in a language. */
export function sentOf({ policy }: PolicyDraft): SlaPolicy {
  const { en, zh, ar } = policy.name;
  const appliesTo = Object.fromEntries(Object.entries(policy.appliesTo).filter(([, values]) => values !== undefined && values.length > 0)) as PolicyConditions;
  return {
    ...policy, appliesTo, isLastResort: policy.isLastResort && Object.keys(appliesTo).length === 0,
    name: { en: en.trim() || '-', ...(zh?.trim() ? { zh: zh.trim() } : {}), ...(ar?.trim() ? { ar: ar.trim() } : {}) },
    clocks: policy.clocks.map(({ warn, scope, escalation = [], ...clock }) => ({ ...clock, ...(escalation.length > 0 ? { escalation: escalation.map((level) => ({ ...level, at: level.at.trim() })) } : {}), ...(warn?.trim() ? { warn: warn.trim() } : {}), ...(scope?.trim() ? { scope: scope.trim() } : {}) })),
  };
}
export const isSameDraft = (one: PolicyDraft, other: PolicyDraft): boolean => JSON.stringify(sentOf(one)) === JSON.stringify(sentOf(other));
