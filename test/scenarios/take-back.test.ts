/** Taking back how a ticket ended, on real servers: by who ended it, for a while, once, and only while nothing else took the ticket on. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BodyOf, ResponseOf } from '#api/routes';
import { portalClient, type PortalClient } from '../builders/portal-client.ts';
import { accountClients } from '../setup/account-clients.ts';
import { patienceMs } from '../setup/eventually.ts';

const people = accountClients('take-back');
const waits = { timeout: patienceMs, interval: 100 };
type Ticket = ResponseOf<'tickets.read'>;

const read = async (who: PortalClient, key: string): Promise<Ticket> => (await who.call('tickets.read', { params: { key } })).body;
async function open(title: string): Promise<string> {
  const answer = await (await people.as('requester')).call('tickets.open', { body: { type: 'incident', title, object: 'sw-core-1' } });
  expect(answer.status, JSON.stringify(answer.error)).toBe(200);
  const { key } = answer.body;
  // On a busy machine a ticket is written after it was answered.
  await expect.poll(async () => (await (await people.as('agent')).call('tickets.read', { params: { key } })).status, waits).toBe(200);
  return key;
}
async function act(who: PortalClient, key: string, action: BodyOf<'tasks.act'>['action'], data: BodyOf<'tasks.act'>['data'] = {}): Promise<ResponseOf<'tasks.act'>> {
  const [task] = (await read(who, key)).tasks;
  const answer = await who.call('tasks.act', { params: { id: task!.id }, body: { action, commandId: randomUUID(), taskRevision: task!.revision, data } });
  expect(answer.status, JSON.stringify(answer.error)).toBe(200);
  return answer.body;
}
const resolve = { outcome: 'resolve', form: { cause: 'A loose plug' }, comment: 'Plugged in again.' };
const takeBack = (who: PortalClient, key: string) => who.call('tickets.takeBack', { params: { key } });

/** Claimed and resolved by Ana. */
async function resolved(title: string): Promise<{ ana: PortalClient; key: string }> {
  const ana = await people.as('agent');
  const key = await open(title);
  await act(ana, key, 'claim');
  const { takeBackUntil } = await act(ana, key, 'complete', resolve);
  expect(Date.parse(takeBackUntil!) - Date.now()).toBeGreaterThan(4 * 60_000);
  return { ana, key };
}
const actions = async (who: PortalClient, key: string) => (await who.call('tickets.timeline', { params: { key }, query: { limit: 200 } })).body.items;

describe('how a ticket ended', () => {
  it('is taken back by who ended it: the same task, claimed and filled in, the clocks as they ran, and the timeline tells both', async () => {
    const { ana, key } = await resolved('The cable again');
    const over = await read(ana, key);
    expect(over).toMatchObject({ category: 'resolved', takeBackUntil: expect.any(String) as string });
    const answer = await takeBack(ana, key);
    expect(answer.body, JSON.stringify(answer.error)).toMatchObject({ accepted: true, shown: true });
    const again = await read(ana, key);
    expect(again).toMatchObject({ state: 'in-progress', category: 'open', resolvedAt: null, takeBackUntil: null, run: { n: 2, status: 'running' }, assignee: 'ana.silva' });
    expect(again.tasks).toMatchObject([{ assignee: 'ana.silva', status: 'claimed', draft: { cause: 'A loose plug' } }]);
    const clock = (ticket: Ticket) => ticket.clocks.find(({ kind }) => kind === 'resolution')!;
    expect(clock(again)).toMatchObject({ state: 'running', startedAt: clock(over).startedAt, dueAt: clock(over).dueAt });
    const told = await actions(ana, key);
    expect(told.find(({ action }) => action === 'ticket.reopened')).toMatchObject({ actor: { id: 'ana.silva' }, data: { run: 2, takenBack: 'answer' } });
    expect(told.filter(({ action }) => action === 'ticket.stateChanged').map(({ after }) => after).slice(-2)).toEqual(['resolved', 'in-progress']);

    // It goes on to another end, which can be taken back as well.
    await act(ana, key, 'complete', resolve);
    expect(await read(ana, key)).toMatchObject({ category: 'resolved', run: { n: 2, status: 'completed' }, takeBackUntil: expect.any(String) as string });
    expect((await takeBack(ana, key)).status).toBe(200);
    expect((await read(ana, key)).run).toMatchObject({ n: 3, status: 'running' });
    const overlay = (await ana.call('tickets.overlay', { params: { key } })).body;
    expect(overlay.tokens.map(({ node }) => node).sort()).toEqual(['diagnose', 'handle']);
    expect(overlay.runs.map(({ n, status }) => [n, status])).toEqual([[3, 'running'], [2, 'completed'], [1, 'completed']]);
  });

  it('is closed whether or not the page that closed it is still there, and by nobody else taken back', async () => {
    const { key } = await resolved('Closed and gone');
    for (const account of ['lin', 'manager', 'admin'] as const) {
      const who = await people.as(account);
      expect((await read(who, key)).takeBackUntil).toBeNull();
      expect((await takeBack(who, key)).error).toMatchObject({ code: 'TICKET_END_STANDS', params: { key } });
    }
    expect((await portalClient((await people.as('agent')).address).call('tickets.takeBack', { params: { key } })).status).toBe(401);
    expect((await read(await people.as('admin'), key)).category).toBe('resolved');
  });

  it('is taken back once by two windows at the same time', async () => {
    const { ana, key } = await resolved('Two windows');
    const other = await people.again('agent');
    const answers = await Promise.all([takeBack(ana, key), takeBack(other, key)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await takeBack(ana, key)).status).toBe(200);
    expect((await read(ana, key)).run).toMatchObject({ n: 2, status: 'running' });
    expect((await actions(ana, key)).filter(({ action }) => action === 'ticket.reopened')).toHaveLength(1);
  });

  it('brings a withdrawn ticket back to those who were at it', async () => {
    const requester = await people.as('requester');
    const ana = await people.as('agent');
    const key = await open('It works, no, it does not');
    await act(ana, key, 'claim');
    const answer = await requester.call('tickets.cancel', { params: { key }, body: { reason: 'It works again.' } });
    expect(answer.body.takeBackUntil).not.toBeNull();
    await expect.poll(async () => (await read(ana, key)).category, waits).toBe('cancelled');
    expect((await takeBack(ana, key)).status).toBe(409);
    expect((await takeBack(requester, key)).status).toBe(200);
    expect(await read(ana, key)).toMatchObject({ category: 'open', tasks: [{ assignee: 'ana.silva' }] });
  });

  it('stands after five minutes, and when the right to do it is gone', async () => {
    const { ana, key } = await resolved('Too late');
    const endings = people.database().collection('runEndings');
    const runId = (await read(ana, key)).run!.id;
    const row = await endings.findOne({ _id: runId as never });
    const ending = JSON.parse(String(row!['text'])) as { at: string };
    await endings.updateOne({ _id: runId as never }, { $set: { text: JSON.stringify({ ...ending, at: new Date(Date.now() - 5 * 60_000 - 1).toISOString() }) } });
    expect((await read(ana, key)).takeBackUntil).toBeNull();
    expect((await takeBack(ana, key)).error?.code).toBe('TICKET_END_STANDS');
    await endings.updateOne({ _id: runId as never }, { $set: { text: JSON.stringify(ending), seq: Number(row!['seq']) - 1 } });
    expect((await takeBack(ana, key)).error?.code, 'another write has replaced it').toBe('TICKET_END_STANDS');
  });
});
