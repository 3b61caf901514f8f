/** Groups on real Temporal, real MongoDB and the shipped Incident flow: one ticket an episode, and nothing lost whatever dies. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TicketRecord } from '#store/ticket/ticket.repo';
import type { GroupRow } from '#store/alarm/alarm.models';
import { webhookBody, type AlarmWorld, type Webhook } from '../setup/alarm-world.ts';
import { patienceMs } from '../setup/eventually.ts';
import { alarmWorld } from './alarm.world.ts';

let world: AlarmWorld;
let webhook: Webhook;
let number = 0;
const alert = (alertname: string, over: { status?: 'firing' | 'resolved'; fingerprint?: string; labels?: Record<string, string>; startsAt?: string } = {}) => ({
  status: over.status ?? 'firing' as const, fingerprint: over.fingerprint ?? `fp${number += 1}`, labels: { alertname, severity: 'critical', ...over.labels }, ...(over.startsAt ? { startsAt: over.startsAt } : {}),
});
const post = async (alerts: ReturnType<typeof alert>[], source = 'am') => {
  const answer = await webhook.post(webhookBody(alerts), { source });
  expect(answer.status).toBe(202);
  return answer.body;
};
const groupIs = (title: string, is: (group: GroupRow) => boolean) => world.eventually(async () => {
  const group = await world.group(title);
  return group && is(group) ? group : null;
}, patienceMs);
const ticketIs = (id: string, is: (ticket: TicketRecord) => boolean) => world.eventually(async () => {
  const ticket = await world.tickets.byId(id);
  return ticket && is(ticket) ? ticket : null;
}, patienceMs);
/** Length of a group's history once nothing of it is under way. */
const historyAtRest = (group: string) => world.eventually(async () => {
  const { raw, historyLength } = await world.engineConnection.client.workflow.getHandle(`alarm-group/${group}`).describe();
  return !raw.pendingWorkflowTask && !raw.pendingActivities?.length ? historyLength : null;
}, patienceMs);
const firingGroup = (title: string) => groupIs(title, ({ state, ticket }) => state === 'firing' && ticket !== null);

beforeAll(async () => {
  world = await alarmWorld();
  webhook = await world.openWebhook();
});
afterAll(async () => { await world?.close(); });

describe('an alarm', () => {
  it('becomes one ticket about the object its labels name, with the priority of both', async () => {
    await post([alert('LinkDown', { labels: { instance: 'sw-core-2' }, fingerprint: 'link' }), alert('LinkDown', { labels: { instance: 'sw-core-2', interface: 'Gi0/1' } })]);
    const group = await firingGroup('LinkDown');
    expect(group).toMatchObject({ episode: 1, firingCount: 2, alarmCount: 2, severity: 'critical', object: { kind: 'device', id: 'sw-core-2' }, team: 'network' });
    const ticket = await ticketIs(group.ticket!.id, ({ alarm }) => alarm !== null);
    expect(ticket).toMatchObject({ key: group.ticket!.key, type: 'incident', title: 'LinkDown · sw-core-2', priority: 'P1', team: 'network', requester: null, openedBy: { kind: 'machine', id: 'alarm-source/am' }, alarm: { group: group._id, episode: 1, isFiring: true } });
    expect(await world.models.episodes.countDocuments({ group: group._id })).toBe(1);
  });

  it('tells the run when it recovers, which resolves the ticket after the quiet time; the group closes and its workflow ends', async () => {
    const first = alert('Recovers');
    await post([first]);
    const { _id, ticket } = await firingGroup('Recovers');
    await post([{ ...first, status: 'resolved' }]);
    await ticketIs(ticket!.id, ({ category, alarm, run }) => category === 'resolved' && run?.status === 'completed' && alarm?.isFiring === false && alarm.recoveredAt !== null);
    // The quiet time is shorter than a slow machine needs to look: where it stood in between, its events say.
    expect((await world.events(`run/${ticket!.id}/1`)).filter(({ action }) => action === 'ticket.stateChanged').map(({ data }) => data['category']).slice(-2)).toEqual(['recovered', 'resolved']);
    await groupIs('Recovers', ({ state }) => state === 'closed');
    await world.eventually(async () => (await world.engineConnection.client.workflow.getHandle(`alarm-group/${_id}`).describe()).status.name === 'COMPLETED');
    const events = (await world.events(`alarm-group/${_id}`)).map(({ action, isConfirmed }) => `${action}${isConfirmed ? '' : ' unconfirmed'}`);
    expect(events).toEqual(['alarmGroup.opened', 'alarm.resolved', 'alarmGroup.closed']);
  });

  it('that fires again within the window reopens the same ticket as its next run', async () => {
    const first = alert('Again');
    await post([first]);
    const opened = await firingGroup('Again');
    await post([{ ...first, status: 'resolved' }]);
    await ticketIs(opened.ticket!.id, ({ run }) => run?.status === 'completed');
    await groupIs('Again', ({ state }) => state === 'closed');
    await post([first]);
    const reopened = await ticketIs(opened.ticket!.id, ({ run }) => run?.n === 2);
    expect(reopened).toMatchObject({ key: opened.ticket!.key, category: 'open', alarm: { isFiring: true, episode: 1 } });
    expect((await firingGroup('Again')).episode).toBe(1);
  });

  it('that fires again after the window opens the ticket of a new episode', async () => {
    await world.saveSource({ id: 'brief', reopenHours: 0.0001 });
    const first = alert('Later');
    await post([first], 'brief');
    const opened = await firingGroup('Later');
    await post([{ ...first, status: 'resolved' }], 'brief');
    await ticketIs(opened.ticket!.id, ({ run }) => run?.status === 'completed');
    await groupIs('Later', ({ state }) => state === 'closed');
    await new Promise((resolve) => setTimeout(resolve, 500));
    await post([first], 'brief');
    const next = await groupIs('Later', ({ episode, ticket }) => episode === 2 && ticket !== null);
    expect(next.ticket!.key).not.toBe(opened.ticket!.key);
  });

  it('that fires again in the quiet time takes the recovery back, in the same run', async () => {
    await world.saveSource({ id: 'patient', quietSeconds: 600 });
    const first = alert('Flapping');
    await post([first], 'patient');
    const opened = await firingGroup('Flapping');
    await post([{ ...first, status: 'resolved' }], 'patient');
    await ticketIs(opened.ticket!.id, ({ category }) => category === 'recovered');
    await post([first], 'patient');
    const again = await ticketIs(opened.ticket!.id, ({ category, alarm }) => category === 'open' && alarm?.isFiring === true);
    expect(again.run).toMatchObject({ n: 1, status: 'running' });
  });

  it('that becomes graver raises the priority of its open ticket, which falls no more, and the timeline says why', async () => {
    const mild = alert('Graver', { labels: { severity: 'warning', instance: 'sw-core-2' } });
    await post([mild]);
    const { _id, ticket } = await firingGroup('Graver');
    const before = await ticketIs(ticket!.id, ({ run }) => run?.status === 'running');
    await post([{ ...mild, labels: { ...mild.labels, severity: 'critical' } }]);
    const after = await ticketIs(ticket!.id, ({ priority }) => priority === 'P1');
    expect(before.priority).toBe('P3');
    expect(after.run).toMatchObject({ n: 1, status: 'running' });
    await groupIs('Graver', ({ severity }) => severity === 'critical');
    expect((await world.eventually(async () => (await world.events(`alarm-group/${_id}`)).find(({ action }) => action === 'alarmGroup.raised') ?? null)).data).toEqual({ severity: 'critical' });
    await post([mild]);
    // The flush that says so has been, and what it said is in order before the recovery.
    const { nextFlushAt } = await groupIs('Graver', ({ severity }) => severity === 'warning');
    // One that is hours away is the next repetition: this one has been already.
    const isStillToCome = nextFlushAt !== null && nextFlushAt.getTime() - Date.now() < 60_000;
    await groupIs('Graver', (group) => !isStillToCome || group.nextFlushAt?.getTime() !== nextFlushAt.getTime());
    await post([{ ...mild, status: 'resolved' }]);
    const recovered = await ticketIs(ticket!.id, ({ category }) => ['recovered', 'resolved'].includes(category));
    expect(recovered.priority).toBe('P1');
  });

  it('that resolved before the first flush opens nothing', async () => {
    const first = alert('Blip', { startsAt: new Date(Date.now() + 60_000).toISOString() });
    await post([first, { ...first, status: 'resolved' }]);
    expect(await groupIs('Blip', ({ state }) => state === 'closed')).toMatchObject({ episode: 0, ticket: null, alarmCount: 1 });
  });
});

describe('a person', () => {
  const resolveByHand = async (ticketId: string, n = 1): Promise<TicketRecord> => {
    await ticketIs(ticketId, ({ run }) => run?.n === n && run.status === 'running');
    await world.engine.cancelRun(`run/${ticketId}/${n}`, { id: `by-hand-${n}`, reason: 'solved by phone', by: { kind: 'person', id: 'ana' } });
    return ticketIs(ticketId, ({ run }) => run?.status !== 'running');
  };

  it('who resolves the ticket while it fires is not contradicted by repeats, and the group closes when the alarm resolves', async () => {
    const first = alert('ByHand');
    await post([first]);
    const { _id, ticket } = await firingGroup('ByHand');
    await resolveByHand(ticket!.id);
    await post([first]);
    await post([{ ...first, status: 'resolved' }]);
    await groupIs('ByHand', ({ state }) => state === 'closed');
    expect(await world.models.episodes.countDocuments({ group: _id })).toBe(1);
    expect((await world.runs.ofTicket(ticket!.id)).length).toBe(1);
    expect((await world.tickets.byId(ticket!.id))?.alarm).toMatchObject({ isFiring: false });
  });

  it('who resolved the ticket while it fires sees it reopened by another alarm of the group, and by one that fires anew', async () => {
    const [first, second] = [alert('Joined', { labels: { severity: 'warning' } }), alert('Joined')];
    await post([first]);
    const { _id, ticket } = await firingGroup('Joined');
    expect((await resolveByHand(ticket!.id)).priority).toBe('P4');
    await post([second]);
    const reopened = await ticketIs(ticket!.id, ({ run }) => run?.n === 2 && run.status === 'running');
    expect(reopened).toMatchObject({ key: ticket!.key, category: 'open', priority: 'P2', alarm: { isFiring: true, episode: 1 } });
    await resolveByHand(ticket!.id, 2);
    await post([{ ...second, status: 'resolved' }]);
    await groupIs('Joined', ({ firingCount }) => firingCount === 1);
    await post([second]);
    await ticketIs(ticket!.id, ({ run }) => run?.n === 3 && run.status === 'running');
    expect(await world.models.episodes.countDocuments({ group: _id })).toBe(1);
  });

  it('acknowledges a group that fires; a second person is told who did', async () => {
    await post([alert('Seen')]);
    const { _id } = await firingGroup('Seen');
    const by = (id: string) => ({ commandId: `ack-${id}-${_id}`, by: { kind: 'person' as const, id, name: id } });
    expect(await world.alarmEngine.acknowledge(_id, by('ana'))).toEqual({ accepted: true });
    await groupIs('Seen', ({ acknowledgedBy }) => acknowledgedBy?.id === 'ana');
    expect(await world.alarmEngine.acknowledge(_id, by('ben'))).toEqual({ accepted: false, code: 'ALARM_ALREADY_ACKNOWLEDGED', params: { by: 'ana' } });
  });

  it('is told when nothing of the group fires any more', async () => {
    const first = alert('Over');
    await post([first]);
    const { _id } = await firingGroup('Over');
    await post([{ ...first, status: 'resolved' }]);
    await groupIs('Over', ({ state }) => state === 'closed');
    expect(await world.alarmEngine.acknowledge(_id, { commandId: 'late', by: { kind: 'person', id: 'ana' } })).toMatchObject({ accepted: false, code: 'ALARM_GROUP_NOT_FIRING' });
  });
});

describe('a group', () => {
  it('does not grow its history by one event when the same recorded body is posted a thousand times', async () => {
    await world.saveSource({ id: 'slow', groupWaitSeconds: 600, groupIntervalSeconds: 3_600 });
    const body = JSON.parse(readFileSync(new URL('../fixtures/alertmanager/severities.firing.json', import.meta.url), 'utf8')) as { alerts: { startsAt: string }[] };
    for (const one of body.alerts) one.startsAt = new Date().toISOString();
    const text = JSON.stringify(body);
    expect(await webhook.post(text, { source: 'slow' })).toMatchObject({ status: 202, body: { accepted: 7, changes: 7 } });
    const { _id } = await groupIs('ManyKinds', ({ state }) => state === 'pending');
    const before = await historyAtRest(_id);
    for (let turn = 0; turn < 40; turn += 1) {
      const answers = await Promise.all(Array.from({ length: 25 }, () => webhook.post(text, { source: 'slow' })));
      expect(answers.every(({ status, body: { changes } }) => status === 202 && changes === 0)).toBe(true);
    }
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await historyAtRest(_id)).toBe(before);
    expect(await world.models.journal.countDocuments({ group: _id })).toBe(7_007);
  });

  it('gives a storm one ticket and few bells', async () => {
    let bells = 0;
    const counted = await world.openWebhook({ bellSpacingMs: 1_000, bells: { ring: (group) => { bells += 1; return world.alarmEngine.ring(group); } } });
    const storm = Array.from({ length: 2_000 }, () => alert('Storm', { labels: { instance: `host-${number}` } }));
    const startedAt = Date.now();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, at) => counted.post(webhookBody(storm.slice(at * 50, at * 50 + 50)))));
    const seconds = (Date.now() - startedAt) / 1_000;
    expect(answers.reduce((sum, { body }) => sum + (body.changes ?? 0), 0)).toBe(2_000);
    expect(await groupIs('Storm', ({ firingCount, ticket }) => firingCount === 2_000 && ticket !== null)).toMatchObject({ episode: 1 });
    expect(bells).toBeLessThanOrEqual(Math.ceil(seconds) + 2);
    await counted.stop();
  });

  it('gets its bell from the sweeper when the portal died before it rang', async () => {
    const dying = await world.openWebhook({ bells: { ring: () => new Promise(() => undefined) } });
    expect((await dying.post(webhookBody([alert('Unheard')]))).status).toBe(202);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await world.group('Unheard')).toBeNull();
    await world.eventually(async () => await world.sweeper.sweepOnce() > 0, patienceMs);
    await firingGroup('Unheard');
    await world.eventually(async () => await world.sweeper.sweepOnce() === 0, patienceMs);
  });

  it('goes on where it was when its worker is replaced in the middle', async () => {
    await post([alert('Worker')]);
    await world.stopAlarmWorkers();
    await post([alert('Worker'), alert('Worker')]);
    await world.startAlarmWorkers();
    expect(await groupIs('Worker', ({ firingCount, ticket }) => firingCount === 3 && ticket !== null)).toMatchObject({ episode: 1 });
  });

  it('starts anew from MongoDB when its workflow was terminated, with the same ticket', async () => {
    await post([alert('Terminated')]);
    const { _id, ticket } = await firingGroup('Terminated');
    await world.engineConnection.client.workflow.getHandle(`alarm-group/${_id}`).terminate('a test');
    await post([alert('Terminated')]);
    expect(await groupIs('Terminated', ({ firingCount }) => firingCount === 2)).toMatchObject({ ticket, episode: 1 });
    expect(await world.models.episodes.countDocuments({ group: _id })).toBe(1);
  });

  it('waits with its ticket while the type has no published flow, says why, and opens it when there is one', async () => {
    await world.saveSource({ id: 'early', ticketType: 'nobody' });
    await webhook.post(webhookBody([alert('Early')]), { source: 'early' });
    expect((await groupIs('Early', ({ fault }) => fault !== null)).fault).toMatchObject({ code: 'ALARM_TICKET_TYPE_UNKNOWN' });
    await world.saveSource({ id: 'early' });
    expect((await groupIs('Early', ({ ticket }) => ticket !== null)).fault).toBeNull();
  });
});

describe('a group that continues as new at every turn', () => {
  it('loses nothing and opens one ticket', async () => {
    const restless = await alarmWorld({ groupSettings: { maxSignals: 2, maxHistory: 30, pageSize: 7 } });
    try {
      const door = await restless.openWebhook({ bellSpacingMs: 1 });
      for (let turn = 0; turn < 30; turn += 1) expect((await door.post(webhookBody([alert('Restless'), alert('Restless')]))).status).toBe(202);
      const group = await restless.eventually(async () => {
        const found = await restless.group('Restless');
        return found?.firingCount === 60 && found.ticket ? found : null;
      }, patienceMs);
      expect(await restless.models.episodes.countDocuments({ group: group._id })).toBe(1);
      const { raw } = await restless.engineConnection.client.workflow.getHandle(`alarm-group/${group._id}`).describe();
      expect(raw.workflowExecutionInfo?.firstRunId).not.toBe(raw.workflowExecutionInfo?.execution?.runId);
    } finally {
      await restless.close();
    }
  });
});
