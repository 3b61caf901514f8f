import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventRow } from '#store/audit/event.model';
import { parsePolicy } from '#domain/sla/sla.policy';
import { createPersonRepo } from '#store/identity/person.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createSlaPolicyRepo } from '#store/sla/policy.repo';
import { personSchema } from '#domain/identity/identity.schema';
import { ana, ben, rita } from '../builders/company.builder.ts';
import { byTeam, flowFile, oneTaskFlow, outcomes } from '../builders/flow-file.builder.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

let world: FlowWorld;

/** Levels at half, when it is due, and after it. */
const policyOf = (id: string, priority: string, escalation: object[], target = 'PT4S') => parsePolicy({ id, name: { en: id }, appliesTo: { ticketType: ['incident'], priority: [priority] }, clocks: [{ kind: 'resolution', target, calendarId: 'always', escalation }] });

beforeAll(async () => {
  world = await flowWorld();
  const { connection } = world.database;
  for (const policy of [
    // Time enough to claim it before it is given on, on a slow machine too.
    policyOf('swift', 'P4', [{ at: '50%', to: 'teamLead' }, { at: '100%', to: 'teamManager', actions: ['notify', 'reassign'] }, { at: 'PT2S', to: 'person', person: 'nobody-known', actions: ['notify', 'raisePriority'] }], 'PT10S'),
    policyOf('urgent', 'P3', [{ at: '100%', to: 'assignee' }, { at: 'PT1S', to: 'teamLead' }, { at: 'PT2S', to: 'departmentHead' }]),
    // Time enough for people to act before the first level and between the first and the last, on a slow machine too.
    policyOf('patient', 'P2', [{ at: '100%', to: 'assignee' }, { at: 'PT1S', to: 'teamLead' }, { at: 'PT1M', to: 'departmentHead' }], 'PT10S'),
  ]) await createSlaPolicyRepo(connection).save(policy);
  await createTeamRepo(connection).save({ id: 'orphans', name: { en: 'Orphans' }, members: ['ben'], lead: null, manager: 'gone' });
  await createPersonRepo(connection).addMissing({ ...personSchema.parse({ id: 'gone', username: 'gone', name: 'Gone', email: 'gone@example.org', isActive: false }), assignments: [], isDemoAccount: false });
});
afterAll(async () => { await world?.close(); });

const told = async (runId: string): Promise<EventRow[]> => (await world.events(runId)).filter(({ action }) => action === 'clock.escalated');
const ticketOf = async (runId: string) => (await world.tickets.byId(runId.split('/')[1]!))!;
const work = { kind: 'task', state: 'in-progress', config: { assignments: [byTeam('network')], outcomes: outcomes('done', 'ask'), setsAssignee: true } };

describe('escalation', () => {
  it('goes level by level to the people it found at the start, reassigns, raises the priority, says who is missing and goes on; an edited policy changes nothing of it', async () => {
    const runId = await world.open(await world.publish(oneTaskFlow('escalates')), { priority: 'P4' });
    await world.act(runId, (await world.tasksOf(runId))[0]!.task, 'claim', ben);
    await createSlaPolicyRepo(world.database.connection).save(policyOf('swift', 'P4', []));
    const events = await world.eventually(async () => { const found = await told(runId); return found.length === 3 ? found : null; }, 60_000);
    const { openedAt } = await ticketOf(runId);
    expect(events.map(({ at }) => Math.round((Date.parse(at) - Date.parse(openedAt)) / 1_000))).toEqual([5, 10, 12]);
    expect(events.map(({ data }) => data)).toMatchObject([
      { level: 1, to: 'teamLead', people: ['ana'], actions: ['notify'] }, { level: 2, to: 'teamManager', people: ['mia'], reassigned: true },
      { level: 3, to: 'person', people: [], missing: 'person', priority: 'P3' },
    ]);
    await world.eventually(async () => { const { assignee, priority } = await ticketOf(runId); return assignee === 'mia' && priority === 'P3'; });
    expect((await world.events(runId)).filter(({ action }) => action === 'ticket.changed').map(({ actor, after }) => [actor.id, after])).toEqual(expect.arrayContaining([['clock', { assignee: 'mia' }], ['clock', { priority: 'P3' }]]));
    expect((await ticketOf(runId)).clocks.find(({ kind }) => kind === 'resolution')!.breachedAt).not.toBeNull();
    await world.finish(runId, ben).catch(async () => { await world.act(runId, (await world.tasksOf(runId))[0]!.task, 'complete', ben, { outcome: 'done' }); });
  });

  it('waits while the ticket waits for its requester, goes on after it, and ends when the ticket is resolved', async () => {
    const runId = await world.open(await world.publish(flowFile('escalates-paused', {
      start: { kind: 'start', state: 'new' }, work, ask: { kind: 'task', state: 'waiting', config: { assignments: [{ by: 'relation', relation: 'requester' }], outcomes: outcomes('answered') } }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'work'], ['work', 'ask', { outcome: 'ask' }], ['ask', 'work', { outcome: 'answered' }], ['work', 'end', { outcome: 'done' }]])), { priority: 'P2' });
    const claim = async () => world.act(runId, (await world.tasksOf(runId))[0]!.task, 'claim', ana);
    const complete = async (outcome: string) => world.act(runId, (await world.tasksOf(runId))[0]!.task, 'complete', outcome === 'answered' ? rita : ana, { outcome });
    await claim();
    await complete('ask');
    const clockOf = async () => (await world.inspector.snapshot(runId))!.book!.clocks.find(({ kind }) => kind === 'resolution')!;
    const held = await world.eventually(async () => { const clock = await clockOf(); return clock.state === 'paused' ? clock : null; });
    expect(held.levels!.map(({ at }) => at), 'nothing stands while it waits').toEqual([null, null, null]);
    await complete('answered');
    const [first] = await world.eventually(async () => { const found = await told(runId); return found.length > 0 ? found : null; }, 60_000);
    const { openedAt } = await ticketOf(runId);
    const [pause] = (await clockOf()).pauses;
    expect(first!.data).toMatchObject({ level: 1, to: 'assignee' });
    expect(Date.parse(first!.at) - Date.parse(openedAt)).toBe(10_000 + Date.parse(pause!.to!) - Date.parse(pause!.from));
    await claim();
    await complete('done');
    await world.eventually(async () => (await world.inspector.status(runId)) === 'completed');
    expect((await told(runId)).length, 'a resolved ticket escalates no further').toBeLessThan(3);
  });

  it('names nobody where a team has no lead, a manager left, or the ticket has no holder', async () => {
    const runId = await world.open(await world.publish(oneTaskFlow('escalates-nowhere')), { priority: 'P3', team: 'orphans' });
    const events = await world.eventually(async () => { const found = await told(runId); return found.length === 3 ? found : null; }, 60_000);
    expect(events.map(({ data }) => [data['level'], data['people'], data['missing']])).toEqual([[1, [], 'assignee'], [2, [], 'teamLead'], [3, [], 'departmentHead']]);
    await world.engine.cancelRun(runId, { id: 'over', reason: 'test', by: { kind: 'person', id: 'rita' } });
  });
});
