import { describe, expect, it } from 'vitest';
import { withShippedChains } from './escalation.growth.ts';
import { parsePolicy } from './sla.policy.ts';

const level = { at: '50%', to: 'teamLead' };
const policy = (target: string, escalation?: object[]) => parsePolicy({ id: 'p', name: { en: 'P' }, appliesTo: { ticketType: ['incident'] }, clocks: [{ kind: 'resolution', target, calendarId: 'office', ...(escalation ? { escalation } : {}) }] });

describe('a chain of escalation that is shipped later', () => {
  it('comes to a clock that promises the same and has none', () => expect(withShippedChains(policy('PT4H'), policy('PT4H', [level]))).toEqual(policy('PT4H', [level])));
  it('comes to none that has its own, promises something else, or where none is shipped', () => {
    expect(withShippedChains(policy('PT4H', [{ ...level, to: 'assignee' }]), policy('PT4H', [level]))).toBeNull();
    expect(withShippedChains(policy('PT4H', []), policy('PT4H', [level])), 'taken away on purpose').toBeNull();
    expect(withShippedChains(policy('PT8H'), policy('PT4H', [level]))).toBeNull();
    expect(withShippedChains(policy('PT4H'), policy('PT4H'))).toBeNull();
  });
});
