/** Asking for something from the catalogue to its end, on real servers: drafts, hostile answers, two approvals at once, a rejection with its reason, a correction, fulfilment. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ResponseOf } from '#api/routes';
import type { PortalClient } from '../builders/portal-client.ts';
import { accountClients } from '../setup/account-clients.ts';
import { patienceMs } from '../setup/eventually.ts';

const people = accountClients('catalog');
const waits = { timeout: patienceMs, interval: 150 };
type Task = ResponseOf<'inbox.list'>['items'][number];

const approvalsOf = async (who: PortalClient, key: string): Promise<Task[]> => (await who.call('inbox.list', { query: { kind: 'approval', limit: 200 } })).body.items.filter((task) => task.ticket.key === key);
async function approvalOf(account: string, key: string): Promise<Task> {
  const who = await people.as(account);
  await expect.poll(async () => (await approvalsOf(who, key)).length, { ...waits, message: `${account} is asked about ${key}` }).toBe(1);
  return (await approvalsOf(who, key))[0]!;
}
const act = (who: PortalClient, task: Pick<Task, 'id' | 'revision'>, action: 'claim' | 'complete', data: object = {}) => who.call('tasks.act', { params: { id: task.id }, body: { action, commandId: randomUUID(), taskRevision: task.revision, data } });
/** On a busy machine a request is written after it was answered. */
const isThere = async (account: string, key: string) => expect.poll(async () => (await (await people.as(account)).call('tickets.read', { params: { key } })).status, waits).toBe(200);
const read = async (account: string, key: string) => (await (await people.as(account)).call('tickets.read', { params: { key } })).body;
async function ask(account: string, answers: object): Promise<string> {
  const answer = await (await people.as(account)).call('requests.open', { body: { item: 'system-access', version: 1, answers: answers as never } });
  expect(answer.status, JSON.stringify(answer.error)).toBe(200);
  const { key } = answer.body;
  await isThere(account, key);
  return key;
}
const wanted = { system: 'payments', level: 'read', isTemporary: true, from: '2026-12-01', until: '2026-12-10' };

describe('the catalogue', () => {
  it('shows what the reader may ask for, and hides the rest also by its key', async () => {
    const [rosa, ana] = [await people.as('requester'), await people.as('agent')];
    const keys = (list: ResponseOf<'catalogItems.list'>): string[] => list.items.map(({ key }) => key).sort();
    expect(keys((await rosa.call('catalogItems.list')).body)).toEqual(['new-laptop', 'report-problem', 'system-access']);
    expect(keys((await ana.call('catalogItems.list')).body)).toContain('firewall-rule');
    expect((await rosa.call('catalogItems.read', { params: { key: 'firewall-rule' } })).status).toBe(404);
    expect((await rosa.call('requests.open', { body: { item: 'firewall-rule', version: 1, answers: {} } })).error?.code).toBe('NOT_FOUND');
    expect((await rosa.call('tickets.open', { body: { type: 'request', title: 'Past the form' } })).error?.code).toBe('TICKET_BY_CATALOG');
  });

  it('keeps a draft, however unfinished, for the reader\'s other devices and for nobody else; sent, it is gone', async () => {
    const rosa = await people.as('requester');
    const answers = { system: 'mail', level: 7, reason: '<img src=x onerror=alert(1)>' };
    expect((await rosa.call('requestDrafts.save', { params: { key: 'system-access' }, body: { answers } })).status).toBe(200);
    const phone = await people.again('requester');
    expect((await phone.call('catalogItems.read', { params: { key: 'system-access' } })).body.draft?.answers).toEqual(answers);
    expect((await (await people.as('agent')).call('catalogItems.read', { params: { key: 'system-access' } })).body.draft).toBeNull();
    expect((await phone.call('catalogItems.list')).body.items.find(({ key }) => key === 'system-access')?.beganAt).toMatch(/^20/);
    await ask('requester', { system: 'mail', level: 'read' });
    expect((await phone.call('catalogItems.read', { params: { key: 'system-access' } })).body.draft).toBeNull();
  });

  it.each<[string, object, [string, string][]]>([
    ['wrong types', { system: ['payments'], level: {}, isTemporary: 'yes' }, [['/system', 'FORM_TYPE'], ['/level', 'FORM_TYPE'], ['/isTemporary', 'FORM_TYPE']]],
    ['a choice that is none', { system: 'nuclear-codes', level: 'read' }, [['/system', 'FORM_NO_MATCH']]],
    ['a 5,000 character reason', { system: 'mail', level: 'read', reason: 'x'.repeat(5_000) }, [['/reason', 'FORM_TOO_LONG']]],
    ['a field nobody knows', { system: 'mail', level: 'read', isAdmin: true }, [['/isAdmin', 'FORM_FIELD_UNKNOWN']]],
    ['what a condition needs', { system: 'mail', level: 'admin', isTemporary: true }, [['/reason', 'FORM_REQUIRED'], ['/from', 'FORM_REQUIRED'], ['/until', 'FORM_REQUIRED']]],
    ['a computed value that was tampered with', { ...wanted, days: 1 }, [['/days', 'FORM_COMPUTED_CHANGED']]],
    ['an end before its beginning', { ...wanted, until: '2026-11-01' }, [['/days', 'FORM_TOO_SMALL']]],
    ['names of JavaScript', JSON.parse('{"system":"mail","level":"read","__proto__":{"polluted":true}}') as object, []],
  ])('refuses %s, at its field', async (_, answers, expected) => {
    const answer = await (await people.as('requester')).call('requests.open', { body: { item: 'system-access', version: 1, answers: answers as never } });
    if (expected.length === 0) { expect(answer.status).toBeLessThan(500); return; }
    expect([answer.status, answer.error?.code]).toEqual([422, 'CATALOG_ANSWERS_INVALID']);
    const found = answer.error?.details?.map(({ path, code }) => `${path} ${code}`) ?? [];
    expect(found).toEqual(expect.arrayContaining(expected.map(([path, code]) => (code === 'FORM_TYPE' && path !== '/isTemporary' ? expect.stringMatching(new RegExp(`^${path} FORM_(TYPE|NO_MATCH)$`)) : `${path} ${code}`))));
  });

  it('refuses deep answers and a form that was changed meanwhile', async () => {
    const rosa = await people.as('requester');
    let deep: unknown = 'x';
    for (let level = 0; level < 60; level += 1) deep = { deep };
    expect((await rosa.call('requests.open', { body: { item: 'system-access', version: 1, answers: deep as never } })).error?.details?.[0]?.code).toBe('FORM_DATA_TOO_DEEP');
    expect((await rosa.call('requestDrafts.save', { params: { key: 'system-access' }, body: { answers: deep as never } })).error?.code).toBe('CATALOG_ANSWERS_INVALID');
    expect((await rosa.call('requests.open', { body: { item: 'system-access', version: 99, answers: {} } })).error).toMatchObject({ code: 'CATALOG_ITEM_CHANGED', params: { item: { en: 'Access to a system' } } });
  });
});

describe('a request', () => {
  it('is rejected with a reason, corrected, approved by both at once, and fulfilled', async () => {
    const key = await ask('requester', wanted);
    expect(key).toMatch(/^REQ-/);
    const ticket = await read('requester', key);
    expect(ticket).toMatchObject({ title: 'Access to a system: Payments', object: { id: 'payments' }, team: 'service-desk', fields: { ...wanted, days: 10 }, catalog: { item: 'system-access', version: 1 } });
    expect((ticket.form?.schema['properties'] as Record<string, unknown>)['level']).toMatchObject({ 'x-title': { ar: 'ماذا تحتاج أن تفعل؟' } });
    expect(ticket.waits.concat(ticket.tasks as never)).toHaveLength(2);

    // Both are asked at once; the owner's question ends when the manager rejects.
    const [byManager, byOwner] = await Promise.all([approvalOf('henrik', key), approvalOf('clara', key)]);
    const [henrik, clara, rosa] = await Promise.all(['henrik', 'clara', 'requester'].map(people.as));
    expect((await act(henrik!, byManager, 'complete', { outcome: 'rejected' })).error?.code).toBe('TASK_COMMENT_NEEDED');
    expect((await act(henrik!, byManager, 'complete', { outcome: 'rejected', comment: 'Ten days are too long.' })).status).toBe(200);
    await expect.poll(async () => (await approvalsOf(clara!, key)).length, waits).toBe(0);
    expect((await act(clara!, byOwner, 'complete', { outcome: 'approved' })).error?.code).toBe('TASK_GONE');

    const [mine] = (await rosa!.call('inbox.list', {})).body.items.filter((task) => task.ticket.key === key);
    expect(mine).toMatchObject({ prompt: 'Henrik Vogt: Ten days are too long.', draft: { answers: { ...wanted, days: 10 } } });
    const asked = mine!.form!.schema['properties'] as { answers: { properties: Record<string, object> } };
    expect(asked.answers.properties['system']).toMatchObject({ const: 'payments', readOnly: true });
    const again = (answers: object) => act(rosa!, mine!, 'complete', { outcome: 'again', form: { answers } });
    const faultsOf = async (answers: object): Promise<string[]> => (await again(answers)).error?.details?.map(({ path, code }) => `${path} ${code}`) ?? [];
    expect(await faultsOf({ ...wanted, until: '2026-12-03', days: 10 })).toContain('/answers/days FORM_COMPUTED_CHANGED');
    expect(await faultsOf({ ...wanted, system: 'ledger-db' })).toContain('/answers/system FORM_CONST');
    expect((await again({ ...wanted, until: '2026-12-03', days: 3 })).status).toBe(200);

    const [second, other] = await Promise.all([approvalOf('henrik', key), approvalOf('clara', key)]);
    expect((await read('requester', key)).fields).toMatchObject({ until: '2026-12-03', days: 3 });
    const [one, two] = await Promise.all([act(henrik!, second, 'complete', { outcome: 'approved' }), act(clara!, other, 'complete', { outcome: 'approved' })]);
    expect([one.status, two.status]).toEqual([200, 200]);

    const jonas = await people.as('jonas');
    await expect.poll(async () => (await jonas.call('inbox.list', { query: { scope: 'team' } })).body.items.filter((task) => task.ticket.key === key).length, waits).toBe(1);
    const [fulfil] = (await jonas.call('inbox.list', { query: { scope: 'team' } })).body.items.filter((task) => task.ticket.key === key);
    expect((await act(jonas, fulfil!, 'claim')).status).toBe(200);
    expect((await act(jonas, { id: fulfil!.id, revision: fulfil!.revision + 1 }, 'complete', { outcome: 'done', form: { note: 'Granted until 3 December.' } })).status).toBe(200);
    await expect.poll(async () => (await read('requester', key)).state, waits).toBe('fulfilled');

    const told = (await rosa!.call('tickets.timeline', { params: { key } })).body.items;
    expect(told.filter(({ action }) => action === 'approval.decided').map(({ actor, data }) => `${actor.id} ${String(data['outcome'])}`).sort()).toEqual(['clara.roth approved', 'henrik.vogt approved', 'henrik.vogt rejected']);
    expect(told.some(({ action }) => action === 'task.cancelled')).toBe(true);
  });

  it('is opened once however often it is sent', async () => {
    const rosa = await people.as('requester');
    const key = randomUUID();
    const send = () => rosa.call('requests.open', { body: { item: 'new-laptop', version: 1, answers: { model: 'light', quantity: 1 } }, key });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.body.key]).toEqual([200, first.body.key]);
    await isThere('requester', first.body.key);
    expect((await read('requester', first.body.key)).fields).toEqual({ model: 'light', quantity: 1, price: 1290, total: 1290 });
  });

  it('for a problem is an incident, with what was said as its description', async () => {
    const answer = await (await people.as('requester')).call('requests.open', { body: { item: 'report-problem', version: 1, answers: { what: 'The beamer hums', details: 'Since the move.' } } });
    expect(answer.status).toBe(200);
    await isThere('requester', answer.body.key);
    expect(await read('requester', answer.body.key)).toMatchObject({ type: 'incident', title: 'The beamer hums', description: 'Since the move.' });
  });
});

describe('the editor of the catalogue', () => {
  const content = { name: { en: 'Parking space' }, about: { en: 'At the back.' }, icon: 'flag' as const, category: 'workplace', ticketType: 'request', form: { schema: { type: 'object', properties: { plate: { type: 'string', title: 'Number plate' } } }, ui: {} } };
  it('publishes what is whole, takes it off again, and lets nobody overwrite another', async () => {
    const [admin, rosa] = [await people.as('admin'), await people.as('requester')];
    const save = (revision: number, change: object = {}) => admin.call('catalogEditor.save', { params: { key: 'parking' }, body: { revision, content: { ...content, ...change } } });
    expect((await save(0, { category: 'attic' })).body).toMatchObject({ revision: 1, published: null });
    expect((await save(0)).error?.code).toBe('REVISION_CONFLICT');
    expect((await admin.call('catalogEditor.publish', { params: { key: 'parking' }, body: { revision: 1 } })).error).toMatchObject({ code: 'CATALOG_ITEM_INVALID', details: [{ code: 'CATALOG_CATEGORY_UNKNOWN', path: '/category' }] });
    expect((await save(1)).body.revision).toBe(2);
    expect((await save(1)).error?.code).toBe('REVISION_CONFLICT');
    expect((await rosa.call('catalogItems.read', { params: { key: 'parking' } })).status).toBe(404);
    expect((await admin.call('catalogEditor.publish', { params: { key: 'parking' }, body: { revision: 2 } })).body).toMatchObject({ revision: 3, published: { version: 1 } });
    expect((await rosa.call('catalogItems.read', { params: { key: 'parking' } })).status).toBe(200);
    expect((await admin.call('catalogEditor.unpublish', { params: { key: 'parking' }, body: { revision: 3 } })).body).toMatchObject({ published: null, lastVersion: 1 });
    expect((await rosa.call('catalogItems.read', { params: { key: 'parking' } })).status).toBe(404);
    const told = (await admin.call('events.list', { query: { family: 'settings', limit: 50 } })).body.items.map(({ action }) => action);
    expect(told).toEqual(expect.arrayContaining(['catalog.published', 'catalog.unpublished']));
  });
  it('refuses a language nobody reads and names without end, at their place', async () => {
    const admin = await people.as('admin');
    const answer = await admin.call('catalogEditor.save', { params: { key: 'odd' }, body: { revision: 0, content: { ...content, name: { en: 'x'.repeat(500), fr: 'Parking' } as never } } });
    expect([answer.status, answer.error?.details?.map(({ path }) => path).sort()]).toEqual([422, ['body.content.name', 'body.content.name.en']]);
  });
  it('keeps a category that is used', async () => {
    expect((await (await people.as('admin')).call('catalogEditor.removeCategory', { params: { key: 'access' } })).error?.code).toBe('CATALOG_CATEGORY_USED');
  });
});
