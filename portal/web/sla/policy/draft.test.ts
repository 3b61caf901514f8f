import { describe, expect, it } from 'vitest';
import { parsePolicy } from '#domain/sla/sla.policy';
import { levelAfter, newPolicy, sentOf } from './draft.ts';

const draft = newPolicy('office');
const withLevels = (count: number) => {
  const levels = Array.from({ length: count }).reduce<ReturnType<typeof levelAfter>[]>((all) => [...all, levelAfter(all)], []);
  return { ...draft, policy: { ...draft.policy, id: 'p', name: { en: 'P' }, appliesTo: { priority: ['P1'] }, clocks: draft.policy.clocks.map((clock) => ({ ...clock, escalation: levels })) } };
};

describe('levels of escalation in an SLA that is edited', () => {
  it('are offered one after the other, to the next person up, and may be saved as they are', () => {
    const [clock] = parsePolicy(sentOf(withLevels(5))).clocks;
    expect(clock!.escalation!.map(({ at, to }) => [at, to])).toEqual([['100%', 'teamLead'], ['PT1H', 'teamManager'], ['PT2H', 'departmentHead'], ['PT3H', 'departmentHead'], ['PT4H', 'departmentHead']]);
  });
  it('are left out where there are none', () => expect(sentOf(withLevels(0)).clocks.every((clock) => !('escalation' in clock))).toBe(true));
  it('are sent without spaces around their moment, and with everything else they have', () => {
    const level = { at: ' 75% ', to: 'person' as const, person: 'mia', actions: ['notify' as const, 'reassign' as const] };
    expect(sentOf({ ...draft, policy: { ...draft.policy, clocks: [{ ...draft.policy.clocks[0]!, escalation: [level] }] } }).clocks[0]!.escalation).toEqual([{ ...level, at: '75%' }]);
  });
});
