import { describe, expect, it } from 'vitest';
import { newClock } from '../../sla/clock.ts';
import type { EscalationLevel } from '../../sla/escalation.ts';
import { levelOutcome, reachedLevels } from './run.escalation.ts';

const at = '2026-11-23T12:00:00.000Z';
const level = (more: Partial<EscalationLevel>): EscalationLevel => ({ at: '100%', to: 'teamLead', person: 'lin', missing: null, actions: ['notify'], ...more });
const outcome = (step: EscalationLevel, ticket: { assignee: string | null; priority: 'P1' | 'P2' | 'P3' | 'P4' } = { assignee: 'ana', priority: 'P3' }) =>
  levelOutcome({ clock: newClock({ id: 'p/resolution', kind: 'resolution', policyId: 'p', calendarId: 'c', target: 'PT4H', chain: [step] }), level: 0, at }, ticket);

describe('a level of escalation', () => {
  it('tells whom it means', () => expect(outcome(level({}))).toMatchObject({ change: {}, event: { action: 'clock.escalated', at, actor: { kind: 'machine', id: 'clock' }, data: { level: 1, to: 'teamLead', people: ['lin'], actions: ['notify'] } } }));
  it('means whoever has the ticket at the moment', () => expect(outcome(level({ to: 'assignee', person: null })).event.data['people']).toEqual(['ana']));
  it('gives the ticket to its person', () => expect(outcome(level({ actions: ['reassign'] }))).toMatchObject({ change: { assignee: 'lin' }, event: { data: { reassigned: true } } }));
  it('raises the priority by one, never beyond the highest', () => {
    expect(outcome(level({ actions: ['raisePriority'] })).change).toEqual({ priority: 'P2' });
    expect(outcome(level({ actions: ['raisePriority'] }), { assignee: 'ana', priority: 'P1' })).toMatchObject({ change: {} });
  });
  it.each<[string, Partial<EscalationLevel>, string | null, string]>([
    ['nobody has the ticket', { to: 'assignee', person: null }, null, 'assignee'], ['the team has no lead', { person: null, missing: 'teamLead' }, 'ana', 'teamLead'],
    ['the person left', { person: null, missing: 'left' }, 'ana', 'left'], ['they have it already', { person: 'ana', actions: ['reassign'] }, 'ana', 'same'],
  ])('says when %s, and changes nothing', (_, step, assignee, missing) => expect(outcome(level(step), { assignee, priority: 'P1' })).toMatchObject({ change: {}, event: { data: { missing } } }));
  it('still raises the priority when its person is missing', () => expect(outcome(level({ person: null, missing: 'teamLead', actions: ['notify', 'raisePriority'] }))).toMatchObject({ change: { priority: 'P2' }, event: { data: { missing: 'teamLead', people: [] } } }));
  it('is new when it was not reached before', () => {
    const clock = newClock({ id: 'p/resolution', kind: 'resolution', policyId: 'p', calendarId: 'c', target: 'PT4H', chain: [level({}), level({})] });
    const after = { ...clock, levels: [{ at, reachedAt: at }, { at: null, reachedAt: null }] };
    expect([reachedLevels([clock], [after]).map((reached) => reached.level), reachedLevels([after], [after])]).toEqual([[0], []]);
  });
});
