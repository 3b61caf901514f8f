/** People and teams are managed over the API of a whole portal: edits count within seconds, conflicts and circles are refused, who goes leaves nothing behind. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BodyOf, ResponseOf } from '#api/routes';
import type { PortalClient } from '../builders/portal-client.ts';
import { accountClients } from '../setup/account-clients.ts';
import { patienceMs } from '../setup/eventually.ts';

const people = accountClients('directory');
const waits = { timeout: patienceMs, interval: 200 };
type Edit = BodyOf<'directory.savePerson'>['person'];
type View = ResponseOf<'directory.person'>;

const nora: Edit = { username: 'nora', name: 'Nora Lind', email: 'nora@example.com', locale: 'en', zone: 'Europe/Oslo', manager: 'mia.larsen', teams: ['network'], assignments: [{ role: 'requester', scope: null }, { role: 'agent', scope: null }] };
const admin = (): Promise<PortalClient> => people.as('admin');
const save = async (id: string, revision: number, person: Edit) => (await admin()).call('directory.savePerson', { params: { id }, body: { revision, person } });
const read = async (id: string): Promise<View> => (await (await admin()).call('directory.person', { params: { id } })).body;
const change = async (id: string, part: Partial<Edit>) => { const { revision, person } = await read(id); return save(id, revision, { ...person, ...part }); };
async function add(id: string, part: Partial<Edit> = {}): Promise<void> {
  const answer = await save(id, 0, { ...nora, username: id, name: id, ...part });
  expect(answer.status, JSON.stringify(answer.error)).toBe(200);
}
const off = async (id: string, giveTo: string | null) => (await admin()).call('directory.switchOff', { params: { id }, body: { revision: (await read(id)).revision, giveTo } });
const events = async (action: string): Promise<ResponseOf<'events.list'>['items']> => (await (await admin()).call('events.list', { query: { family: 'settings', limit: 100 } })).body.items.filter((event) => event.action === action);

describe('a person', () => {
  it('who was added signs in, has their team and roles, and is found by search', async () => {
    expect((await save('nora.lind', 0, nora)).status).toBe(200);
    const client = await people.as('nora');
    expect((await client.call('me.read')).body).toMatchObject({ person: { name: 'Nora Lind', zone: 'Europe/Oslo', manager: 'mia.larsen' }, teams: ['network'], roles: [{ key: 'requester' }, { key: 'agent', scope: { teams: ['network'] } }] });
    const found = (await (await admin()).call('directory.people', { query: { q: 'nora lind', team: 'network', role: 'agent' } })).body;
    expect(found).toMatchObject({ total: 1, next: null, items: [{ id: 'nora.lind', roles: ['requester', 'agent'], teams: ['network'], isFromProvider: false }] });
    expect(await events('person.added')).toMatchObject([{ actor: { id: 'ada.novak' } }]);
  });
  it('gets and loses a role within seconds, in a session that goes on', async () => {
    const client = await people.as('nora');
    const actionsNow = async (): Promise<string[]> => (await client.call('me.read')).body.actions;
    expect((await change('nora.lind', { assignments: [{ role: 'requester', scope: null }, { role: 'administrator', scope: null }] })).status).toBe(200);
    await expect.poll(actionsNow, { timeout: patienceMs, interval: 100 }).toContain('directory.manage');
    expect((await change('nora.lind', { assignments: [{ role: 'requester', scope: null }] })).status).toBe(200);
    await expect.poll(actionsNow, { timeout: patienceMs, interval: 100 }).not.toContain('directory.manage');
  });
  it('who manages some teams only cannot manage people, or they would give themselves the rest', async () => {
    const client = await people.as('nora');
    await change('nora.lind', { assignments: [{ role: 'administrator', scope: { teams: ['network'], ticketTypes: [], services: [], deviceGroups: [] } }] });
    await expect.poll(async () => (await client.call('me.read')).body.actions, waits).toContain('directory.manage');
    for (const answer of [await client.call('directory.people'), await client.call('directory.teams'), await client.call('directory.savePerson', { params: { id: 'nora.lind' }, body: { revision: 1, person: nora } })]) expect(answer.status).toBe(403);
    await change('nora.lind', { assignments: nora.assignments });
  });
  it('is refused with every fault at its field, and nothing is saved', async () => {
    const before = await read('nora.lind');
    const answer = await change('nora.lind', { username: 'henrik', zone: 'Mars/Base', manager: 'nobody.here', teams: ['moon'], assignments: [{ role: 'agent', scope: { teams: ['sun'], ticketTypes: ['wish'], services: [], deviceGroups: [] } }] });
    expect(answer.status).toBe(409);
    expect(answer.error?.details?.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'PERSON_USERNAME_TAKEN person.username', 'PERSON_ZONE_UNKNOWN person.zone', 'PERSON_GONE person.manager', 'TEAM_UNKNOWN person.teams', 'TEAM_UNKNOWN person.assignments.0.scope.teams', 'TICKET_TYPE_UNKNOWN person.assignments.0.scope.ticketTypes',
    ]);
    expect(await read('nora.lind')).toEqual(before);
    for (const id of ['idp-0123', 'Nora', '..']) expect((await save(id, 0, { ...nora, username: 'other' })).status, id).toBeGreaterThanOrEqual(400);
    expect((await save('nora.lind', 0, nora)).error?.code).toBe('PERSON_ID_TAKEN');
    expect((await save('who.knows', 3, { ...nora, username: 'who' })).status).toBe(404);
  });
  it('cannot be led by somebody they lead, themselves included', async () => {
    expect((await change('ada.novak', { manager: 'nora.lind' })).error).toMatchObject({ code: 'PERSON_MANAGER_CIRCLE', params: { people: ['Ada Novak', 'Nora Lind', 'Mia Larsen'] } });
    expect((await change('nora.lind', { manager: 'nora.lind' })).error?.code).toBe('PERSON_MANAGER_CIRCLE');
    const [ana, mia] = [await read('lin.chen'), await read('jonas.wolf')];
    const both = await Promise.all([save('lin.chen', ana.revision, { ...ana.person, manager: 'jonas.wolf' }), save('jonas.wolf', mia.revision, { ...mia.person, manager: 'lin.chen' })]);
    expect(both.map(({ status }) => status).sort(), 'of two at once that close a circle, one is refused').toEqual([200, 422]);
    await change('lin.chen', { manager: 'mia.larsen' });
    await change('jonas.wolf', { manager: 'mia.larsen' });
  });
  it('is saved over nobody else: the second of two is told who was first, and what they had stands', async () => {
    const { revision, person } = await read('nora.lind');
    expect((await save('nora.lind', revision, { ...person, email: 'first@example.com' })).status).toBe(200);
    expect((await save('nora.lind', revision, { ...person, email: 'second@example.com' })).error).toMatchObject({ code: 'PERSON_STALE', params: { by: 'Ada Novak' } });
    expect((await read('nora.lind')).person.email).toBe('first@example.com');
    const [last] = await events('person.changed');
    expect(last).toBeDefined();
    expect(await people.database().collection('events').findOne({ action: 'person.changed', 'after.email': 'first@example.com' })).toMatchObject({ before: { email: 'nora@example.com' }, actor: { id: 'ada.novak' } });
  });
  it('who is the last administrator stays one, also when two go at once', async () => {
    expect((await off('ada.novak', null)).error).toMatchObject({ code: 'ADMINISTRATOR_LAST', params: { person: 'Ada Novak' } });
    expect((await change('ada.novak', { assignments: [{ role: 'requester', scope: null }] })).error?.code).toBe('ADMINISTRATOR_LAST');
    expect((await change('ada.novak', { assignments: [{ role: 'administrator', scope: { teams: ['network'], ticketTypes: [], services: [], deviceGroups: [] } }] })).error?.code).toBe('ADMINISTRATOR_LAST');
    await add('second.admin', { assignments: [{ role: 'administrator', scope: null }] });
    const [first, second] = [await read('ada.novak'), await read('second.admin')];
    const [client, other] = [await admin(), await people.as('second.admin')];
    const both = await Promise.all([client.call('directory.switchOff', { params: { id: 'second.admin' }, body: { revision: second.revision, giveTo: null } }), other.call('directory.switchOff', { params: { id: 'ada.novak' }, body: { revision: first.revision, giveTo: null } })]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    const survivor = both[0]!.status === 200 ? client : other;
    if (survivor === other) await other.call('directory.switchOn', { params: { id: 'ada.novak' }, body: { revision: (await other.call('directory.person', { params: { id: 'ada.novak' } })).body.revision } });
  });
});

describe('somebody who goes', () => {
  const open = async (account: string): Promise<string> => {
    const answer = await (await people.as(account)).call('requests.open', { body: { item: 'system-access', version: 1, answers: { system: 'payments', level: 'read' } } });
    expect(answer.status, JSON.stringify(answer.error)).toBe(200);
    return answer.body.key;
  };
  const approvals = async (account: string, key: string) => (await (await people.as(account)).call('inbox.list', { query: { kind: 'approval', limit: 200 } })).body.items.filter((task) => task.ticket.key === key);

  it('leaves what they hold to somebody, is let out of every session and socket, and their tokens end', async () => {
    const key = await open('requester');
    await expect.poll(async () => (await approvals('henrik', key)).length, waits).toBe(1);
    const henrik = await people.as('henrik');
    const socket = await henrik.socket();
    const { value } = (await henrik.call('apiTokens.make', { body: { name: 'Export', scopes: ['ticket.read'], days: 9 } })).body;
    const teams = (await (await admin()).call('directory.teams')).body.items;
    const desk = teams.find(({ id }) => id === 'service-desk')!;
    await (await admin()).call('directory.saveTeam', { params: { id: 'service-desk' }, body: { revision: desk.revision, team: { name: desk.name, members: desk.members, lead: 'henrik.vogt', manager: desk.manager } } });
    const held = (await (await admin()).call('directory.holdings', { params: { id: 'henrik.vogt' } })).body;
    expect(new Set(held.items.map(({ kind }) => kind))).toEqual(new Set(['approval', 'apiToken', 'teamLead', 'report']));

    const answer = await off('henrik.vogt', 'victor.osei');
    expect(answer.status, JSON.stringify(answer.error)).toBe(200);
    expect(answer.body).toMatchObject({ tokens: 1, left: [] });
    await expect.poll(async () => (await henrik.call('me.read')).status, { timeout: patienceMs, interval: 100 }).toBe(403);
    await expect.poll(() => socket.connected, { timeout: patienceMs, interval: 100 }).toBe(false);
    expect((await fetch(new URL('/api/me', henrik.address), { headers: { authorization: `Bearer ${value}` } })).status).toBe(401);

    await expect.poll(async () => (await approvals('manager2', key)).length, waits).toBe(1);
    const [task] = await approvals('manager2', key);
    expect(task).toMatchObject({ actsFor: { id: 'henrik.vogt' } });
    expect((await (await people.as('manager2')).call('tasks.act', { params: { id: task!.id }, body: { action: 'complete', commandId: randomUUID(), taskRevision: task!.revision, data: { outcome: 'approved' } } })).status).toBe(200);
    const after = (await (await admin()).call('directory.teams')).body.items.find(({ id }) => id === 'service-desk');
    expect(after?.lead).toBe('victor.osei');
    expect((await read('rosa.keller')).person.manager).toBe('victor.osei');
    expect((await events('person.given')).length).toBe(1);
  });
  it('gives every task they have claimed to whoever takes over, through its run; what is still offered to the team stays there', async () => {
    const ana = await people.as('agent');
    const tasks = async (who: PortalClient, scope: 'mine' | 'team', key: string) => (await who.call('inbox.list', { query: { scope, limit: 200 } })).body.items.filter((task) => task.ticket.key === key);
    const keys: string[] = [];
    for (const title of ['First', 'Second', 'Nobody has it']) {
      const answer = await ana.call('tickets.open', { body: { type: 'incident', title, description: '', object: 'sw-core-1', fields: {} } });
      expect(answer.status, JSON.stringify(answer.error)).toBe(200);
      await expect.poll(async () => (await tasks(ana, 'team', answer.body.key)).length, waits).toBe(1);
      keys.push(answer.body.key);
    }
    const [first, second, offered] = keys as [string, string, string];
    for (const key of [first, second]) {
      const [task] = await tasks(ana, 'team', key);
      expect((await ana.call('tasks.act', { params: { id: task!.id }, body: { action: 'claim', commandId: randomUUID(), taskRevision: task!.revision, data: {} } })).status).toBe(200);
    }
    const lin = await people.as('lin');
    expect((await off('ana.silva', 'lin.chen')).body).toMatchObject({ tasks: 2, left: [] });
    for (const key of [first, second]) await expect.poll(async () => (await tasks(lin, 'mine', key)).length, waits).toBe(1);
    expect([(await tasks(lin, 'mine', offered)).length, (await tasks(lin, 'team', offered)).length]).toEqual([0, 1]);
  });
  it('is let in again, and what was given stays given', async () => {
    expect((await (await admin()).call('directory.switchOn', { params: { id: 'henrik.vogt' }, body: { revision: (await read('henrik.vogt')).revision } })).status).toBe(200);
    const henrik = await people.again('henrik');
    expect((await henrik.call('me.read')).status).toBe(200);
    expect((await henrik.call('absences.list')).body.items, 'nobody stands in for who is there').toEqual([]);
    expect((await read('rosa.keller')).person.manager).toBe('victor.osei');
  });
  it('is not switched off where the one who takes over is not there, or is themselves', async () => {
    for (const [to, code] of [['who.knows', 'PERSON_GONE'], ['clara.roth', 'PERSON_GIVE_SELF']] as const) expect((await off('clara.roth', to)).error?.code).toBe(code);
    expect((await read('clara.roth')).isActive).toBe(true);
  });
});

describe('a team', () => {
  const team = { name: { en: 'Facilities', ar: 'المرافق' }, members: ['clara.roth'], lead: 'clara.roth', manager: null };
  const put = async (revision: number, part: Partial<typeof team> = {}) => (await admin()).call('directory.saveTeam', { params: { id: 'facilities' }, body: { revision, team: { ...team, ...part } } });

  it('is made, counts for its members within seconds, and is changed by one at a time', async () => {
    expect((await put(0)).body).toEqual({ revision: 1 });
    const clara = await people.as('clara');
    await expect.poll(async () => (await clara.call('me.read')).body.teams, { timeout: patienceMs, interval: 100 }).toEqual(['facilities']);
    expect((await put(0)).error?.code).toBe('TEAM_ID_TAKEN');
    expect((await put(1, { members: ['clara.roth', 'who.knows'], manager: 'nobody' as never })).error?.details?.map(({ path }) => path)).toEqual(['team.members', 'team.manager']);
    expect((await put(1, { members: [] })).body).toEqual({ revision: 2 });
    expect((await put(1)).error).toMatchObject({ code: 'TEAM_STALE', params: { by: 'Ada Novak' } });
  });
  it('that is used cannot be removed, and says by what; one that nothing names can', async () => {
    const uses = (await (await admin()).call('directory.teamUses', { params: { id: 'network' } })).body;
    expect(uses.items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['object', 'alarmSource', 'catalogItem', 'role']));
    expect((await (await admin()).call('directory.removeTeam', { params: { id: 'network' }, query: { revision: 1 } })).error?.code).toMatch(/TEAM_USED/);
    expect((await (await admin()).call('directory.removeTeam', { params: { id: 'facilities' }, query: { revision: 2 } })).status).toBe(200);
    expect((await (await admin()).call('directory.teamUses', { params: { id: 'facilities' } })).status).toBe(404);
    expect((await people.database().collection('events').find({ action: 'team.removed' }).toArray()).length).toBe(1);
  });
});
