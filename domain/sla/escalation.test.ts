import { describe, expect, it } from 'vitest';
import { applyClockEvent, newClock, type ClockFacts } from './clock.ts';
import { adoptDerived, nearestDeadline, reachedDeadlines } from './clock.deadline.ts';
import { parseCalendar } from './calendar.check.ts';
import { withDeadlines } from './due.ts';
import type { EscalationLevel } from './escalation.ts';
import { parsePolicy } from './sla.policy.ts';
import { workingCalendar } from './working-time.ts';

const window = { from: '09:00', to: '17:00' };
const office = workingCalendar(parseCalendar({ key: 'office', name: { en: 'Office' }, zone: 'Etc/UTC', versions: [{ week: { mon: [window], tue: [window], wed: [window], thu: [window], fri: [window] } }] }));
const level = (at: string, more: Partial<EscalationLevel> = {}): EscalationLevel => ({ at, to: 'teamLead', person: 'lin', missing: null, actions: ['notify'], ...more });
const chain = [level('75%'), level('100%', { to: 'teamManager', person: 'mia' }), level('PT2H', { to: 'departmentHead', person: 'ada' })];
/** Monday, 9:00 to 13:00 with four hours. */
const monday = (time: string): string => `2026-11-23T${time}:00.000Z`;
const started = (given: Partial<Parameters<typeof newClock>[0]> = {}): ClockFacts => applyClockEvent(newClock({ id: 'p/resolution', kind: 'resolution', policyId: 'p', calendarId: 'office', target: 'PT4H', chain, ...given }), { type: 'start', at: monday('09:00') });
const derived = (facts: ClockFacts, at = monday('09:00')): ClockFacts => adoptDerived([facts], [withDeadlines(facts, office, at)], at)[0]!;
const levelsOf = (facts: ClockFacts): (string | null)[] => facts.levels!.map(({ at }) => at);
const reach = (facts: ClockFacts, at: string): ClockFacts => reachedDeadlines([facts], at).reduce((clock, deadline) => (deadline.what === 'level' ? applyClockEvent(clock, { type: 'escalated', at: deadline.at, level: deadline.level }) : deadline.what === 'due' ? applyClockEvent(clock, { type: 'derived', at, revision: clock.revision, dueAt: clock.dueAt, warnAt: clock.warnAt, breachedAt: deadline.at }) : clock), facts);

describe('the levels of a clock', () => {
  it('stand at a share of the target, at due and after it', () => expect(levelsOf(derived(started()))).toEqual([monday('12:00'), monday('13:00'), monday('15:00')]));
  it('are armed one after the other, also those after a breach', () => {
    const facts = derived(started());
    expect(nearestDeadline([facts])).toEqual({ at: monday('12:00'), clockId: 'p/resolution', what: 'level', level: 0 });
    const breached = reach(facts, monday('13:00'));
    expect([breached.breachedAt, breached.levels!.map(({ reachedAt }) => reachedAt)]).toEqual([monday('13:00'), [monday('12:00'), monday('13:00'), null]]);
    expect(nearestDeadline([breached])).toEqual({ at: monday('15:00'), clockId: 'p/resolution', what: 'level', level: 2 });
    expect(nearestDeadline([reach(breached, monday('15:00'))])).toBeNull();
  });
  it('come at their own instants, however late they are noticed, and never twice', () => {
    const late = reach(derived(started()), monday('16:30'));
    expect(late.levels!.map(({ reachedAt }) => reachedAt)).toEqual([monday('12:00'), monday('13:00'), monday('15:00')]);
    expect(reachedDeadlines([late], monday('16:59'))).toEqual([]);
  });
  it('wait while the clock is held, and go on behind the hold', () => {
    const held = applyClockEvent(derived(started()), { type: 'pause', at: monday('10:00'), reason: 'waiting' });
    expect([levelsOf(held), nearestDeadline([held]), levelsOf(derived(held, monday('10:00')))]).toEqual([[null, null, null], null, [null, null, null]]);
    expect(levelsOf(derived(applyClockEvent(held, { type: 'resume', at: monday('11:00') }), monday('11:00')))).toEqual([monday('13:00'), monday('14:00'), monday('16:00')]);
  });
  it('also wait while it is held after the breach', () => {
    const held = applyClockEvent(reach(derived(started()), monday('13:00')), { type: 'pause', at: monday('14:00'), reason: 'waiting' });
    const again = derived(applyClockEvent(held, { type: 'resume', at: monday('15:00') }), monday('15:00'));
    expect([levelsOf(again)[2], again.levels!.map(({ reachedAt }) => reachedAt !== null)]).toEqual([monday('16:00'), [true, true, false]]);
  });
  it('end when the clock is met, or the ticket withdrawn', () => {
    const facts = derived(started());
    for (const event of [{ type: 'stop' as const, at: monday('10:00') }, { type: 'cancel' as const, at: monday('10:00'), reason: 'mistake' }]) {
      const over = applyClockEvent(facts, event);
      expect([nearestDeadline([over]), reachedDeadlines([over], monday('16:00'))]).toEqual([null, []]);
    }
  });
  it('never come at night: what falls there comes when work begins', () => {
    const tuesday = '2026-11-24T';
    expect(levelsOf(derived(started({ target: 'PT7H', chain: [level('PT2H'), level('-P1D')] })))).toEqual([`${tuesday}10:00:00.000Z`, monday('09:00')]);
    expect(levelsOf(derived(applyClockEvent(newClock({ id: 'p/resolution', kind: 'resolution', policyId: 'p', calendarId: 'office', target: 'P1D', chain: [level('-P1D')] }), { type: 'start', at: monday('20:00') }), monday('20:00')))).toEqual([`${tuesday}09:00:00.000Z`]);
  });
  it('that were reached stay so when the priority moves the deadline; the rest follow', () => {
    const moved = derived(applyClockEvent(reach(derived(started()), monday('12:00')), { type: 'retarget', at: monday('12:10'), target: 'PT6H', chain: [level('75%'), level('100%'), level('PT1H')] }), monday('12:10'));
    expect([moved.levels!.map(({ reachedAt }) => reachedAt), levelsOf(moved)[1], levelsOf(moved)[2]]).toEqual([[monday('12:00'), null, null], monday('15:00'), monday('16:00')]);
  });
  it('are kept by a change that brings no chain, and go with one that says there is none', () => {
    const facts = derived(started());
    expect(applyClockEvent(facts, { type: 'retarget', at: monday('10:00'), target: 'PT6H' }).chain).toEqual(chain);
    expect(applyClockEvent(facts, { type: 'retarget', at: monday('10:00'), target: 'PT6H', chain: null }).chain).toBeUndefined();
  });
  it('whose offset cannot be read never come and keep nothing else from coming', () => expect(levelsOf(derived(started({ chain: [level('soon'), level('100%')] })))).toEqual([null, monday('13:00')]));
  it('change nothing of a clock without any', () => {
    const plain = derived(applyClockEvent(newClock({ id: 'p/response', kind: 'response', policyId: 'p', calendarId: 'office', target: 'PT1H' }), { type: 'start', at: monday('09:00') }));
    expect(Object.keys(plain)).not.toContain('levels');
    expect(nearestDeadline([plain])).toEqual({ at: monday('10:00'), clockId: 'p/response', what: 'due' });
  });
});

describe('a policy', () => {
  const policy = (escalation: object[]) => ({ id: 'p', name: { en: 'P' }, appliesTo: { ticketType: ['incident'] }, clocks: [{ kind: 'resolution', target: 'PT4H', calendarId: 'office', escalation }] });
  it('may have five levels', () => expect(parsePolicy(policy(Array.from({ length: 5 }, () => ({ at: '100%', to: 'assignee' })))).clocks[0]!.escalation).toHaveLength(5));
  it.each([['six levels', Array.from({ length: 6 }, () => ({ at: '100%', to: 'assignee' }))], ['an unreadable offset', [{ at: 'soon', to: 'assignee' }]], ['an unknown target', [{ at: '100%', to: 'cleaner' }]], ['no action', [{ at: '100%', to: 'assignee', actions: [] }]], ['an unknown action', [{ at: '100%', to: 'assignee', actions: ['shout'] }]]])('is refused with %s', (_, levels) => {
    expect(() => parsePolicy(policy(levels))).toThrowError(expect.objectContaining({ code: 'SLA_POLICY_INVALID' }) as Error);
  });
});
