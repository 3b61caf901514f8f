/** Roles over the API of a whole portal: own ones count within seconds, shipped ones stay, nobody gives what they do not have, and what somebody would see is what they see. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BodyOf, ResponseOf } from '#api/routes';
import type { PortalClient } from '../builders/portal-client.ts';
import { accountClients } from '../setup/account-clients.ts';
import { patienceMs } from '../setup/eventually.ts';

const people = accountClients('roles');
const soon = { timeout: patienceMs, interval: 100 };
type Role = BodyOf<'directory.saveRole'>['role'];
type Person = BodyOf<'directory.savePerson'>['person'];
type View = ResponseOf<'directory.person'>;

const nightDesk: Role = { name: { en: 'Night desk', zh: '夜班', ar: 'مكتب الليل' }, actions: ['ticket.read', 'alarm.read', 'alarm.acknowledge'], ownOnly: [], defaultScope: 'everywhere' };
const somebody: Person = { username: 'x', name: 'Somebody', email: '', locale: 'en', zone: 'Etc/UTC', manager: null, teams: [], assignments: [] };
const nowhere = { teams: [], ticketTypes: [], services: [], deviceGroups: [] };
const admin = (): Promise<PortalClient> => people.as('admin');
const saveRole = async (key: string, revision: number, role: Role, by?: PortalClient) => (by ?? await admin()).call('directory.saveRole', { params: { key }, body: { revision, role } });
const read = async (id: string): Promise<View> => (await (await admin()).call('directory.person', { params: { id } })).body;
const change = async (id: string, part: Partial<Person>, by?: PortalClient) => { const { revision, person } = await read(id); return (by ?? await admin()).call('directory.savePerson', { params: { id }, body: { revision, person: { ...person, ...part } } }); };
async function add(id: string, part: Partial<Person> = {}): Promise<void> {
  const answer = await (await admin()).call('directory.savePerson', { params: { id }, body: { revision: 0, person: { ...somebody, username: id, name: id, ...part } } });
  expect(answer.status, JSON.stringify(answer.error)).toBe(200);
}
const actionsOf = async (account: string): Promise<string[]> => (await (await people.as(account)).call('me.read')).body.actions;
const revisionOf = async (key: string): Promise<number> => (await (await admin()).call('directory.roles')).body.items.find((role) => role.key === key)!.revision;
const remove = async (key: string, revision: number) => (await admin()).call('directory.removeRole', { params: { key }, query: { revision } });
const told = (action: string) => people.database().collection('events').find({ action }).sort({ at: 1 }).toArray();

describe('a role of the installation', () => {
  it('is written down, given, and counts within seconds; so does what is changed of it, in a session that goes on', async () => {
    expect((await saveRole('night-desk', 0, nightDesk)).body).toEqual({ revision: 1 });
    await add('nils', { assignments: [{ role: 'night-desk', scope: null }] });
    const nils = await people.as('nils');
    expect((await nils.call('me.read')).body.roles).toMatchObject([{ key: 'night-desk', name: { en: 'Night desk', zh: '夜班' }, scope: nowhere }]);
    expect((await nils.call('alarmGroups.list')).status).toBe(200);
    expect((await nils.call('tickets.open', { body: { type: 'incident', title: 'No right', description: '', object: null, fields: {} } })).status).toBe(403);
    expect((await saveRole('night-desk', 1, { ...nightDesk, actions: ['ticket.read', 'ticket.create'], ownOnly: ['ticket.read'] })).body).toEqual({ revision: 2 });
    await expect.poll(() => actionsOf('nils'), soon).toEqual(['ticket.read', 'ticket.create']);
    expect((await nils.call('alarmGroups.list')).status).toBe(403);
    expect((await nils.call('tickets.list')).body.items).toEqual([]);
    const [made, changed] = await told('role.changed');
    expect(made).toMatchObject({ before: null, after: { key: 'night-desk', actions: nightDesk.actions }, actor: { id: 'ada.novak' }, refs: [{ kind: 'role', id: 'night-desk' }] });
    expect(changed).toMatchObject({ before: { actions: nightDesk.actions }, after: { ownOnly: ['ticket.read'] } });
  });
  it('is chosen by everybody who chooses roles, and shows who has it', async () => {
    expect((await (await people.as('requester')).call('roles.list')).body.items).toContainEqual({ key: 'night-desk', name: nightDesk.name });
    const all = (await (await admin()).call('directory.roles')).body.items;
    expect(all.map(({ key, isShipped }) => `${key} ${isShipped}`)).toEqual(['requester true', 'agent true', 'processOwner true', 'manager true', 'administrator true', 'night-desk false']);
    expect(all.at(-1)).toMatchObject({ holders: 1, changedBy: { id: 'ada.novak' } });
    const holders = (await (await admin()).call('directory.roleHolders', { params: { key: 'agent' } })).body;
    expect(holders.items).toContainEqual(expect.objectContaining({ id: 'ana.silva' }));
    expect((await (await admin()).call('directory.roleHolders', { params: { key: 'night-desk' } })).body).toMatchObject({ total: 1, items: [{ id: 'nils', scopes: [null] }] });
  });
  it('is saved over nobody else, has a key nobody else has, and none that identity providers give to everybody', async () => {
    expect((await saveRole('night-desk', 1, nightDesk)).error).toMatchObject({ code: 'ROLE_STALE', params: { by: 'Ada Novak' } });
    expect((await saveRole('night-desk', 0, nightDesk)).error?.code).toBe('ROLE_KEY_TAKEN');
    for (const key of ['offline_access', 'default-roles-signalbox', 'Night', '..', '$where']) expect((await saveRole(encodeURIComponent(key), 0, nightDesk)).status, key).toBeGreaterThanOrEqual(400);
    expect((await saveRole('empty', 0, { ...nightDesk, actions: [] })).error?.code).toBe('REQUEST_INVALID');
    expect((await saveRole('unknown', 3, nightDesk)).status).toBe(404);
  });
  it('that ships is not changed and not removed', async () => {
    expect([(await saveRole('agent', await revisionOf('agent'), nightDesk)).error?.code, (await remove('agent', await revisionOf('agent'))).error?.code]).toEqual(['ROLE_SHIPPED', 'ROLE_SHIPPED']);
  });
  it('is removed only when nobody has it and nothing names it', async () => {
    const item = (await (await admin()).call('catalogEditor.list')).body.items.find(({ key }) => key === 'system-access')!;
    const draft = async (roles: string[]) => (await admin()).call('catalogEditor.save', { params: { key: item.key }, body: { revision: (await (await admin()).call('catalogEditor.list')).body.items.find(({ key }) => key === item.key)!.revision, content: { ...item.draft, visibility: { teams: [], roles } } as never } });
    expect((await draft(['night-desk'])).status).toBe(200);
    const uses = (await (await admin()).call('directory.roleUses', { params: { key: 'night-desk' } })).body;
    expect(uses.items.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['person nils', 'catalogItem system-access']);
    expect((await remove('night-desk', 2)).error).toMatchObject({ code: 'ROLE_USED', params: { count: 2 } });
    await draft([]);
    const { revision } = await read('nils');
    await (await admin()).call('directory.switchOff', { params: { id: 'nils' }, body: { revision, giveTo: null } });
    expect((await remove('night-desk', 2)).error, 'who is switched off still has it').toMatchObject({ params: { count: 1 } });
    await change('nils', { assignments: [] });
    expect((await remove('night-desk', 1)).error?.code).toBe('ROLE_STALE');
    expect((await remove('night-desk', 2)).body).toEqual({ removed: true });
    expect(await told('role.removed')).toMatchObject([{ before: { key: 'night-desk', name: nightDesk.name }, actor: { id: 'ada.novak' } }]);
    expect((await change('ana.silva', { assignments: [{ role: 'night-desk', scope: null }] })).error?.details).toMatchObject([{ code: 'ROLE_UNKNOWN', path: 'person.assignments.0.role' }]);
  });
});

describe('who manages people without being an administrator', () => {
  const clerkRole: Role = { name: { en: 'Clerk' }, actions: ['directory.read', 'directory.manage', 'object.read', 'ticket.read'], ownOnly: [], defaultScope: 'everywhere' };
  async function clerk(): Promise<PortalClient> {
    if (!(await (await admin()).call('directory.roles')).body.items.some(({ key }) => key === 'clerk')) {
      expect((await saveRole('clerk', 0, clerkRole)).status).toBe(200);
      await add('clara.clerk', { assignments: [{ role: 'clerk', scope: null }] });
      await add('otto', { assignments: [{ role: 'agent', scope: null }] });
    }
    return people.as('clara.clerk');
  }
  const refused = { code: 'ROLE_BEYOND_GIVER' };

  it('gives what they have, and nothing more: no administrator, not even themselves, and no agent anywhere', async () => {
    const by = await clerk();
    expect((await change('otto', { assignments: [{ role: 'agent', scope: null }, { role: 'clerk', scope: null }] }, by)).status).toBe(200);
    for (const [id, role] of [['otto', 'administrator'], ['clara.clerk', 'administrator'], ['nils', 'agent']] as const) {
      const answer = await change(id, { teams: ['network'], assignments: [{ role, scope: null }] }, by);
      expect([answer.status, answer.error], `${id} ${role}`).toMatchObject([403, refused]);
      expect(answer.error?.details).toMatchObject([{ path: 'person.assignments' }]);
    }
    expect((await change('otto', { assignments: [] }, by)).status, 'taking away is no gift').toBe(200);
    await change('otto', { assignments: [{ role: 'agent', scope: null }] });
  });
  it('lets nobody into a team where a role would hold for them, from either side', async () => {
    const by = await clerk();
    expect((await change('otto', { teams: ['network'] }, by)).error).toMatchObject(refused);
    const team = (await by.call('directory.teams')).body.items.find(({ id }) => id === 'network')!;
    const { id, revision, name, members, lead, manager } = team;
    const put = (more: { members?: string[]; lead?: string | null }) => by.call('directory.saveTeam', { params: { id }, body: { revision, team: { name, members, lead, manager, ...more } } });
    expect((await put({ members: [...members, 'otto'] })).error).toMatchObject({ ...refused, params: { person: 'otto' } });
    expect((await put({ lead: 'otto' })).error).toMatchObject(refused);
    expect((await put({ members: [...members, 'clara.clerk'] })).status, 'a role that holds everywhere gains nothing').toBe(200);
  });
  it('takes no account over, lets nobody in again who may do more, and still mends what gives nothing', async () => {
    const by = await clerk();
    expect((await change('ada.novak', { username: 'taken' }, by)).error).toMatchObject({ ...refused, details: [{ path: 'person.username' }] });
    expect((await change('ada.novak', { zone: 'Europe/Prague' }, by)).status).toBe(200);
    const off = await (await admin()).call('directory.switchOff', { params: { id: 'otto' }, body: { revision: (await read('otto')).revision, giveTo: null } });
    expect(off.status).toBe(200);
    await change('otto', { assignments: [{ role: 'administrator', scope: null }] });
    expect((await by.call('directory.switchOn', { params: { id: 'otto' }, body: { revision: (await read('otto')).revision } })).error).toMatchObject(refused);
  });
  it('writes no role that may do more than they may', async () => {
    const by = await clerk();
    expect((await saveRole('small', 0, { ...clerkRole, name: { en: 'Small' }, actions: ['directory.read'] }, by)).status).toBe(200);
    expect((await saveRole('small', 1, { ...clerkRole, name: { en: 'Small' }, actions: ['directory.read', 'flow.publish'] }, by)).error).toMatchObject({ code: 'ROLE_BEYOND_WRITER', details: [{ path: 'role.actions' }] });
    expect((await saveRole('clerk', await revisionOf('clerk'), { ...clerkRole, actions: [...clerkRole.actions, 'settings.manage'] }, by)).status).toBe(403);
  });
  it('and a program with a token of an administrator gives no more than the token may', async () => {
    const { value } = (await (await admin()).call('apiTokens.make', { body: { name: 'Directory sync', scopes: ['directory.manage', 'directory.read'], days: 9 } })).body;
    const { revision, person } = await read('nils');
    const answer = await fetch(new URL('/api/directory/people/nils', (await admin()).address), { method: 'PUT', headers: { authorization: `Bearer ${value}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() }, body: JSON.stringify({ revision, person: { ...person, assignments: [{ role: 'administrator', scope: null }] } }) });
    expect([answer.status, (await answer.json() as { error: { code: string } }).error.code]).toEqual([403, 'ROLE_BEYOND_GIVER']);
  });
});

describe('a scope of services and device groups', () => {
  it('names what is in the registry as such', async () => {
    const choices = (await (await admin()).call('directory.scopeObjects')).body;
    expect([choices.services.map(({ id }) => id), choices.deviceGroups.map(({ id }) => id)]).toEqual([expect.arrayContaining(['lan', 'payments', 'api']), ['app-hosts', 'core-switches']]);
    const answer = await change('ana.silva', { assignments: [{ role: 'agent', scope: { ...nowhere, services: ['core-switches', 'sold'], deviceGroups: ['payments'] } }] });
    expect(answer.status).toBe(422);
    expect(answer.error?.details?.map(({ code, path }) => `${code} ${path}`)).toEqual(['SCOPE_OBJECT_UNKNOWN person.assignments.0.scope.services', 'SCOPE_OBJECT_UNKNOWN person.assignments.0.scope.services', 'SCOPE_OBJECT_UNKNOWN person.assignments.0.scope.deviceGroups']);
  });
  it('is previewed as it would be, saved or not: the same rights and the same tickets as the person then has', async () => {
    const ada = await admin();
    for (const object of ['sw-core-1', 'api', null]) expect((await ada.call('tickets.open', { body: { type: 'incident', title: `About ${object ?? 'nothing'}`, description: '', object, fields: {} } })).status).toBe(200);
    await add('sven');
    const assignments = [{ role: 'agent', scope: { ...nowhere, services: ['payments'] } }];
    const look = async (asker: PortalClient) => (await asker.call('directory.sight', { params: { id: 'sven' }, body: { teams: [], assignments } })).body;
    await expect.poll(async () => (await look(ada)).tickets.items.map(({ title }) => title), { timeout: patienceMs }).toContain('About api');
    const sight = await look(ada);
    expect((await change('sven', { assignments })).status).toBe(200);
    const sven = await people.as('sven');
    await expect.poll(async () => (await sven.call('me.read')).body.roles.length, soon).toBe(1);
    const seen = (await sven.call('tickets.list', { query: { limit: 200 } })).body;
    expect([sight.tickets.count, [...sight.actions].sort()]).toEqual([seen.total, [...(await sven.call('me.read')).body.actions].sort()]);
    expect(sight.tickets.items.map(({ key }) => key)).toEqual(seen.items.slice(0, 10).map(({ key }) => key));
    expect(seen.items.some(({ title }) => title === 'About sw-core-1' || title === 'About nothing')).toBe(false);
    expect(sight.tickets.items.every(({ object }) => object !== null)).toBe(true);
    // Who may read no ticket is told how many there are, and none of them.
    expect((await saveRole('counter', 0, { ...nightDesk, name: { en: 'Counter' }, actions: ['directory.manage', 'directory.read'] })).status).toBe(200);
    await add('cora', { assignments: [{ role: 'counter', scope: null }] });
    expect((await look(await people.as('cora'))).tickets).toEqual({ count: seen.total, items: [] });
    expect((await ada.call('directory.sight', { params: { id: 'sven' }, body: { teams: [], assignments: [] } })).body).toEqual({ roles: [], actions: [], tickets: { count: 0, items: [] } });
  });
});
