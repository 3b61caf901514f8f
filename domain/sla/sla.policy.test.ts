/** Which SLA a ticket gets. */
import { describe, expect, it } from 'vitest';
import { CatalogueError, codeOf } from '../errors.ts';
import { clocksOf, parsePolicy, policyFor, readStoredPolicy, type SlaPolicy } from './sla.policy.ts';

const clocks = [{ kind: 'resolution', target: 'PT4H', calendarId: 'office' }];
const policy = (id: string, appliesTo: object, more: object = {}): SlaPolicy => parsePolicy({ id, name: { en: id }, appliesTo, clocks, ...more });
const refusal = (input: object): string | null => {
  try { parsePolicy(input); } catch (thrown) { return codeOf(thrown); }
  return null;
};
const ticket = { ticketType: 'incident', priority: 'P1', team: 'network' };

describe('the SLA of a ticket', () => {
  const typed = policy('typed', { ticketType: ['incident'] });
  const urgent = policy('urgent', { ticketType: ['incident'], priority: ['P1'] });
  const broad = policy('broad', { ticketType: ['incident'], priority: ['P1', 'P2'] });
  const last = policy('a-last', {}, { isLastResort: true });

  it('is the one with the most conditions, then the narrowest, whatever the order of the list', () => {
    for (const list of [[typed, broad, urgent, last], [last, urgent, broad, typed]]) {
      expect(policyFor(ticket, list)).toMatchObject({ policy: { id: 'urgent' }, because: ['ticketType', 'priority'], isLastResort: false, passedOver: ['broad', 'typed', 'a-last'] });
    }
  });

  it('is the last resort only where no other applies, and says so', () => {
    expect(policyFor({ ticketType: 'request', priority: 'P4' }, [last, typed])).toMatchObject({ policy: { id: 'a-last' }, because: [], isLastResort: true });
  });

  it('is none where nothing applies; an SLA without a condition does not catch it unasked', () => {
    const silent: SlaPolicy = { ...typed, id: 'silent', appliesTo: {} };
    expect(policyFor({ ticketType: 'request', priority: 'P4' }, [silent, typed])).toBeNull();
    expect(refusal({ id: 'x', name: { en: 'x' }, clocks })).toBe('SLA_POLICY_CATCHES_ALL');
  });

  it('is never one that is switched off', () => {
    expect(policyFor(ticket, [{ ...urgent, isEnabled: false }, typed])?.policy.id).toBe('typed');
  });

  it('needs every condition: a ticket without a team has none of a team SLA', () => {
    const team = policy('team', { team: ['network'] });
    expect(policyFor({ ticketType: 'incident', priority: 'P1', team: null }, [team])).toBeNull();
    expect(policyFor(ticket, [team])?.policy.id).toBe('team');
  });
});

describe('an SLA', () => {
  it.each([
    ['a negative target', [{ kind: 'resolution', target: '-PT4H', calendarId: 'o' }], 'SLA_POLICY_INVALID'],
    ['no time at all', [{ kind: 'resolution', target: 'PT0S', calendarId: 'o' }], 'SLA_POLICY_INVALID'],
    ['a target in months', [{ kind: 'resolution', target: 'P1M', calendarId: 'o' }], 'SLA_POLICY_INVALID'],
    ['an unreadable warning', [{ kind: 'resolution', target: 'PT4H', warn: 'soon', calendarId: 'o' }], 'SLA_POLICY_INVALID'],
    ...['100%', '250%', '0%', '+PT30M', 'PT0S', '-P0D'].map((warn): [string, object[], string] => [`a warning at ${warn}`, [{ kind: 'resolution', target: 'PT4H', warn, calendarId: 'o' }], 'SLA_WARNING_NEVER']),
    ['no clocks', [], 'SLA_POLICY_INVALID'],
    ['two resolution clocks', [...clocks, ...clocks], 'SLA_POLICY_CLOCK_TWICE'],
  ])('with %s is refused', (_, wrongClocks, code) => {
    expect(refusal({ id: 'x', name: { en: 'x' }, appliesTo: { priority: ['P1'] }, clocks: wrongClocks })).toBe(code);
  });

  it.each(['100%', '250%', '0%', '+PT30M', 'PT0S', '-5%', 'soon'])('stored with a warning at %s goes without, and says so', (warn) => {
    const stored = { id: 'x', name: { en: 'x' }, appliesTo: { priority: ['P1'] }, clocks: [{ kind: 'response', target: 'PT1H', warn: '75%', calendarId: 'o' }, { kind: 'resolution', target: 'PT4H', warn, calendarId: 'o' }] };
    const { policy: read, findings } = readStoredPolicy(stored);
    expect(read.clocks.map((clock) => clock.warn)).toEqual(['75%', undefined]);
    expect(findings).toMatchObject([{ code: 'SLA_WARNING_NEVER', path: 'clocks.1.warn', params: { policy: 'x', kind: 'resolution', warn } }]);
    expect(clocksOf(read)[1]).not.toHaveProperty('warn');
  });
  it('stored in another way wrong is refused as ever', () => {
    expect(() => readStoredPolicy({ id: 'x', clocks: 'none' })).toThrow(/SLA_POLICY_INVALID/);
    expect(() => readStoredPolicy(null)).toThrow(/SLA_POLICY_INVALID/);
  });

  it('names the field that is wrong', () => {
    expect(() => policy('x', {}, { clocks: [{ kind: 'resolution', target: 'P1Y', calendarId: 'o' }] })).toThrow(CatalogueError);
    expect(() => policy('x', {}, { clocks: [{ kind: 'resolution', target: 'P1Y', calendarId: 'o' }] })).toThrow(/clocks\.0\.target.*years/);
  });

  it('makes idle clocks with its switches: a response does not pause, a resolution does, unless said', () => {
    const made = clocksOf(policy('gold', { priority: ['P1'] }, {
      clocks: [{ kind: 'response', target: 'PT30M', calendarId: 'office' }, { kind: 'resolution', target: 'P5D', warn: '75%', calendarId: 'office', onReopen: 'restart' }, { kind: 'ola', scope: 'network', target: 'PT2H', pauses: false, calendarId: 'night' }],
    }));
    expect(made.map((clock) => [clock.id, clock.isPausable, clock.state, clock.switches.onReopen])).toEqual([
      ['gold/response', false, 'idle', 'exclude'], ['gold/resolution', true, 'idle', 'restart'], ['gold/ola/network', false, 'idle', 'exclude'],
    ]);
  });
  it('tells a duration that is none at its field, as what it is', () => {
    try {
      parsePolicy({ id: 'x', name: { en: 'x' }, appliesTo: { priority: ['P1'] }, clocks: [{ kind: 'resolution', target: '3 days', warn: 'soon', calendarId: 'o' }] });
      expect.unreachable();
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'SLA_POLICY_INVALID', details: [{ path: 'clocks.0.target', code: 'SLA_DURATION_INVALID', params: { text: '3 days' } }, { path: 'clocks.0.warn', code: 'SLA_DURATION_INVALID', params: { text: 'soon' } }] });
    }
  });
});
