/** Who decides in whose place, on real servers: substitutes, chains, circles, approvers who left or are not there at all. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ResponseOf } from '#api/routes';
import type { PortalClient } from '../builders/portal-client.ts';
import { accountClients } from '../setup/account-clients.ts';
import { patienceMs } from '../setup/eventually.ts';

const people = accountClients('absences');
const waits = { timeout: patienceMs, interval: 200 };
type Task = ResponseOf<'inbox.list'>['items'][number];
const dayMs = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();

const approvalsOf = async (who: PortalClient, key: string): Promise<Task[]> => (await who.call('inbox.list', { query: { kind: 'approval', limit: 200 } })).body.items.filter((task) => task.ticket.key === key);
const offered = async (account: string, key: string, count = 1): Promise<Task | undefined> => {
  const who = await people.as(account);
  await expect.poll(async () => (await approvalsOf(who, key)).length, { ...waits, message: `approvals of ${key} before ${account}` }).toBe(count);
  return (await approvalsOf(who, key))[0];
};
const approve = (who: PortalClient, task: Pick<Task, 'id' | 'revision'>) => who.call('tasks.act', { params: { id: task.id }, body: { action: 'complete', commandId: randomUUID(), taskRevision: task.revision, data: { outcome: 'approved' } } });
async function ask(account = 'requester'): Promise<string> {
  const answer = await (await people.as(account)).call('requests.open', { body: { item: 'system-access', version: 1, answers: { system: 'payments', level: 'read' } } });
  expect(answer.status, JSON.stringify(answer.error)).toBe(200);
  return answer.body.key;
}
async function away(account: string, substitute: string | null, person?: string, from = inDays(-0.01)): Promise<string> {
  const answer = await (await people.as(account)).call('absences.set', { body: { ...(person ? { person } : {}), substitute, from, until: inDays(3) } });
  expect(answer.status, JSON.stringify(answer.error)).toBe(200);
  return answer.body.id;
}
const back = async (account: string, id: string) => expect((await (await people.as(account)).call('absences.end', { params: { id } })).status).toBe(200);

describe('an absent approver', () => {
  it('is stood in for: the substitute sees request and approval, decides, and is told as deciding for them', async () => {
    const omar = await people.as('agent2');
    const key = await ask();
    await offered('henrik', key);
    expect((await omar.call('tickets.read', { params: { key } })).status).toBe(404);
    const absence = await away('henrik', 'omar.haddad');
    const task = await offered('agent2', key);
    expect(task).toMatchObject({ actsFor: { id: 'henrik.vogt', name: 'Henrik Vogt' }, isMine: true, can: ['complete', 'addSigner', 'askBack'] });
    expect((await omar.call('inbox.counts')).body.approvals).toBeGreaterThan(0);
    expect((await omar.call('tickets.read', { params: { key } })).status).toBe(200);
    expect((await omar.call('absences.list')).body.standsInFor).toMatchObject([{ id: 'henrik.vogt', name: 'Henrik Vogt' }]);
    expect((await approve(omar, task!)).status).toBe(200);
    expect((await approve(await people.as('henrik'), task!)).error).toMatchObject({ code: 'TASK_GONE', params: { by: 'Omar Haddad' } });
    const told = (await (await people.as('requester')).call('tickets.timeline', { params: { key } })).body.items.find(({ action }) => action === 'approval.decided');
    expect(told).toMatchObject({ actor: { id: 'omar.haddad' }, onBehalfOf: { id: 'henrik.vogt', name: 'Henrik Vogt' } });
    await back('henrik', absence);
  });
  it('may still decide themselves', async () => {
    const absence = await away('henrik', 'omar.haddad');
    const key = await ask();
    const task = await offered('henrik', key);
    expect((await approve(await people.as('henrik'), task!)).status).toBe(200);
    await offered('agent2', key, 0);
    await back('henrik', absence);
  });
  it('passes on along a chain, and back again when the substitute returns', async () => {
    const [first, second] = [await away('henrik', 'omar.haddad'), await away('agent2', 'victor.osei')];
    const key = await ask();
    expect(await offered('manager2', key)).toMatchObject({ actsFor: { id: 'henrik.vogt' } });
    await offered('agent2', key, 0);
    const mine = (await (await people.as('henrik')).call('absences.list')).body.items[0];
    expect(mine).toMatchObject({ substituteName: 'Omar Haddad', standIn: { id: 'victor.osei', name: 'Victor Osei' }, gap: null });
    await back('agent2', second);
    await offered('agent2', key);
    await offered('manager2', key, 0);
    await back('henrik', first);
  });
  it('is never stood in for by the requester; the ticket says that nobody can decide', async () => {
    const absence = await away('henrik', 'rosa.keller');
    const key = await ask();
    const rosa = await people.as('requester');
    const task = await offered('henrik', key);
    expect(await approvalsOf(rosa, key)).toEqual([]);
    expect((await approve(rosa, task!)).status).toBeGreaterThanOrEqual(400);
    expect((await rosa.call('tickets.read', { params: { key } })).body.unreachable).toMatchObject([{ who: 'Henrik Vogt', why: 'none' }]);
    await back('henrik', absence);
    await expect.poll(async () => (await rosa.call('tickets.read', { params: { key } })).body.unreachable, waits).toEqual([]);
  });
});

describe('an absence', () => {
  const set = async (account: string, body: object) => (await (await people.as(account)).call('absences.set', { body: { substitute: null, from: inDays(10), until: inDays(12), ...body } as never })).error;
  it.each<[string, object, string]>([
    ['that ends before it begins', { from: inDays(12), until: inDays(10) }, 'ABSENCE_TIMES'], ['that is over', { from: inDays(-9), until: inDays(-8) }, 'ABSENCE_TIMES'], ['without end', { until: inDays(900) }, 'ABSENCE_TIMES'],
    ['with oneself in one\'s place', { substitute: 'mia.larsen' }, 'ABSENCE_SUBSTITUTE_SELF'], ['with nobody of the directory', { substitute: 'ghost' }, 'ABSENCE_SUBSTITUTE_GONE'],
    ['of somebody else', { person: 'henrik.vogt' }, 'NOT_ALLOWED'],
  ])('%s is refused', async (_, body, code) => expect((await set('manager', body))?.code).toBe(code));
  it('does not overlap another of the same person, and closes no circle', async () => {
    await away('manager', 'victor.osei', undefined, inDays(1));
    expect((await set('manager', { from: inDays(2), until: inDays(4) }))?.code).toBe('ABSENCE_OVERLAPS');
    expect(await set('manager2', { substitute: 'mia.larsen', from: inDays(2), until: inDays(4) })).toMatchObject({ code: 'ABSENCE_CIRCLE', params: { people: ['Victor Osei', 'Mia Larsen', 'Victor Osei'] } });
  });
});

describe('an approver who is not there', () => {
  const person = (id: string, change: object) => people.database().collection('people').updateOne({ _id: id as never }, { $set: change });
  it('because they have left: the ticket says so, and a substitute an administrator names decides', async () => {
    const key = await ask();
    await offered('clara', key);
    await person('clara.roth', { isActive: false });
    const rosa = await people.as('requester');
    await expect.poll(async () => (await rosa.call('tickets.read', { params: { key } })).body.unreachable, waits).toMatchObject([{ who: 'Clara Roth', why: 'left' }]);
    await away('admin', 'omar.haddad', 'clara.roth');
    const task = await offered('agent2', key);
    expect(task?.actsFor).toMatchObject({ id: 'clara.roth' });
    expect((await rosa.call('tickets.read', { params: { key } })).body.unreachable).toEqual([]);
    expect((await approve(await people.as('agent2'), task!)).status).toBe(200);
    await person('clara.roth', { isActive: true });
  });
  it('because there is no manager: the run says so, and goes on once there is one and the step is tried again', async () => {
    const admin = await people.as('admin');
    const key = await ask('admin');
    await expect.poll(async () => (await admin.call('tickets.read', { params: { key } })).body.incidents.map(({ code }) => code), waits).toEqual(['APPROVAL_NOBODY']);
    const [incident] = (await admin.call('tickets.read', { params: { key } })).body.incidents;
    const retry = () => admin.call('incidents.mend', { params: { key, incident: incident!.id }, body: { action: 'retry' } });
    await person('ada.novak', { manager: 'mia.larsen' });
    expect((await retry()).status).toBe(200);
    await offered('manager', key);
    expect((await admin.call('tickets.read', { params: { key } })).body.incidents).toEqual([]);
    await person('ada.novak', { manager: null });
  });
});
