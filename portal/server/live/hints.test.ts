import { describe, expect, it } from 'vitest';
import type { Actor } from '#domain/identity/identity.schema';
import { everywhere } from '#domain/identity/rights';
import { createHintMaker, type Hint, type RowChange } from './hints.ts';

const actor = (person: string, roles: Actor['roles'], teams: string[] = []): Actor => ({ person, name: person, roles, teams });
const agent = actor('ana', [{ key: 'agent', scope: { ...everywhere, teams: ['network'] } }], ['network']);
const requester = actor('rosa', [{ key: 'requester', scope: everywhere }]);
const owner = actor('paul', [{ key: 'processOwner', scope: { ...everywhere, ticketTypes: ['incident'] } }]);
const stranger = actor('omar', [{ key: 'requester', scope: everywhere }]);

const ticketRow = { key: 'INC-7', team: 'network', type: 'incident', requester: 'rosa', assignee: null, openedBy: { kind: 'person', id: 'rosa' }, watchers: [], askedPeople: [], askedTeams: [], askedRoles: [], revision: 4 };
const taskRow = (over: Record<string, unknown> = {}) => ({ ticket: { ...ticketRow }, task: { revision: 2, assignee: null }, people: ['mia'], teams: [], roles: [], ...over });
const change = (collection: string, id: string, row: Record<string, unknown> | null): RowChange => ({ collection, id, row, operation: row ? 'update' : 'delete' });
const maker = (known: Record<string, Record<string, unknown>> = {}) => createHintMaker((id) => Promise.resolve(known[id] ?? null));
const roomsFor = (hints: readonly Hint[], who: Actor) => [...new Set(hints.filter((hint) => hint.isFor(who)).map((hint) => `${hint.room} ${hint.what}`))].sort();

describe('hints of a change', () => {
  it('tell list and page of a ticket, to those who may read it', async () => {
    const hints = await maker().of(change('tickets', 't1', ticketRow));
    expect(roomsFor(hints, agent)).toEqual(['run:INC-7 ticket', 'ticket:INC-7 ticket', 'tickets ticket']);
    expect(roomsFor(hints, requester)).toEqual(roomsFor(hints, agent));
    expect(roomsFor(hints, stranger)).toEqual([]);
    expect(new Set(hints.map(({ id, revision }) => `${id} ${revision}`))).toEqual(new Set(['INC-7 4']));
  });

  it('tell a link to the pages of both tickets, to who may read both, also when it is removed', async () => {
    const known = { t1: ticketRow, t2: { ...ticketRow, key: 'INC-8', requester: 'omar', openedBy: { kind: 'person', id: 'omar' } } };
    for (const row of [{ from: 't1', to: 't2' }, null]) {
      const hints = await maker(known).of(change('ticketLinks', 't1/related/t2', row));
      expect(roomsFor(hints, agent)).toEqual(['ticket:INC-7 ticket', 'ticket:INC-8 ticket']);
      expect([roomsFor(hints, requester), roomsFor(hints, stranger)]).toEqual([[], []]);
    }
    expect(await maker(known).of(change('ticketLinks', 't1/related/gone', null))).toEqual([]);
  });

  it('say of dead letters that something changed, and not what', async () => {
    const hints = await maker().of(change('deadLetters', 'a letter', null));
    expect(hints.map(({ room, what, id, revision }) => ({ room, what, id, revision }))).toEqual([{ room: 'dead-letters', what: 'deadLetter', id: '', revision: null }]);
  });

  it.each(['people', 'teams', 'roles'])('tell who manages people that something of %s changed', async (collection) => {
    const hints = await maker().of(change(collection, 'ana.silva', { name: 'Ana Silva' }));
    expect(hints.map(({ room, what, id, revision }) => ({ room, what, id, revision }))).toEqual([{ room: 'directory', what: 'directory', id: 'ana.silva', revision: null }]);
  });

  it('tell a removed ticket by what was known of it', async () => {
    const hints = maker();
    await hints.of(change('tickets', 't1', ticketRow));
    expect(roomsFor(await hints.of(change('tickets', 't1', null)), stranger)).toEqual([]);
    expect(roomsFor(await hints.of(change('tickets', 't1', null)), agent)).toContain('tickets ticket');
  });

  it('tell a task to the inbox of each person asked, to the team of the ticket and to the ticket\'s page', async () => {
    const hints = await maker().of(change('tasks', 'x', taskRow()));
    expect(hints.map((hint) => hint.room)).toEqual(expect.arrayContaining(['inbox:mia', 'team:network', 'ticket:INC-7']));
    expect(roomsFor(hints, stranger).filter((room) => room.startsWith('ticket'))).toEqual([]);
  });

  it('tell a task asked of a role to the inboxes of its holders only', async () => {
    const hints = (await maker().of(change('tasks', 'x', taskRow({ people: [], roles: ['agent'] })))).filter((hint) => hint.room === 'inbox:*');
    expect(hints.some((hint) => hint.isFor(agent))).toBe(true);
    expect(hints.some((hint) => hint.isFor(requester))).toBe(false);
  });

  it('tell a task in the room of its team to those who may read it', async () => {
    const hints = maker();
    const others = { ...ticketRow, type: 'change' };
    expect(roomsFor(await hints.of(change('tasks', 'x', taskRow())), owner)).toContain('team:network task');
    expect(roomsFor(await hints.of(change('tasks', 'y', taskRow({ ticket: others }))), owner)).toEqual([]);
    expect(roomsFor(await hints.of(change('tasks', 'y', null)), owner)).toEqual([]);
    expect(roomsFor(await hints.of(change('tasks', 'z', taskRow({ ticket: others }))), agent)).toContain('team:network task');
  });

  it('tell whoever is not asked any more', async () => {
    const hints = maker();
    await hints.of(change('tasks', 'x', taskRow({ people: ['mia'] })));
    const moved = await hints.of(change('tasks', 'x', taskRow({ people: ['ana'] })));
    expect(moved.map((hint) => hint.room)).toEqual(expect.arrayContaining(['inbox:mia', 'inbox:ana']));
    const gone = await hints.of(change('tasks', 'x', null));
    expect(gone.map((hint) => hint.room)).toContain('inbox:ana');
  });

  it('tell everybody who could be meant when a task goes that was never seen', async () => {
    expect((await maker().of(change('tasks', 'x', null))).map(({ room, id }) => [room, id])).toEqual([['inbox:*', ''], ['team:*', '']]);
    for (const [collection, room] of [['tickets', 'tickets'], ['alarmGroups', 'alarm-groups'], ['flowDrafts', 'flows']] as const) {
      expect((await maker().of(change(collection, 'x', null))).map((hint) => [hint.room, hint.id])).toEqual([[room, '']]);
    }
  });

  it('tell an internal comment to agents and not to the requester', async () => {
    const hints = maker({ t1: ticketRow });
    const internal = await hints.of(change('comments', 'c1', { ticket: 't1', visibility: 'internal' }));
    expect(roomsFor(internal, agent)).toEqual(['ticket:INC-7 comment']);
    expect(roomsFor(internal, requester)).toEqual([]);
    expect(roomsFor(await hints.of(change('files', 'f1', { ticket: 't1', visibility: 'internal' })), requester)).toEqual([]);
    expect(roomsFor(await hints.of(change('files', 'f2', { ticket: 't1', visibility: 'public' })), requester)).toEqual(['ticket:INC-7 file']);
    expect(roomsFor(await hints.of(change('comments', 'c2', { ticket: 't1', visibility: 'public' })), requester)).toEqual(['ticket:INC-7 comment']);
  });

  it('tell a run to the drawing and the page of its ticket', async () => {
    const hints = await maker({ t1: ticketRow }).of(change('runs', 'run/t1/1', { ticket: 't1', seq: 12 }));
    expect(roomsFor(hints, agent)).toEqual(['run:INC-7 run', 'ticket:INC-7 run']);
    expect(hints[0]!.revision).toBe(12);
  });

  it('tell an alarm group to those of its team', async () => {
    const hints = await maker().of(change('alarmGroups', 'g1', { team: 'network', revision: 3 }));
    expect(roomsFor(hints, agent)).toEqual(['alarm-group:g1 alarmGroup', 'alarm-groups alarmGroup']);
    expect(roomsFor(hints, requester)).toEqual([]);
  });

  it('tell a flow to those who may read it, also when it leaves their ticket type', async () => {
    const hints = maker();
    const row = (ticketType?: string) => ({ revision: 3, text: JSON.stringify({ key: 'f', ticketType }) });
    expect(roomsFor(await hints.of(change('flowDrafts', 'mine', row('incident'))), owner)).toEqual(['flows flow']);
    expect(roomsFor(await hints.of(change('flowDrafts', 'other', row('change'))), owner)).toEqual([]);
    expect(roomsFor(await hints.of(change('flowVersions', 'other@2', { version: 2, text: row('change').text })), owner)).toEqual([]);
    expect(roomsFor(await hints.of(change('flowDrafts', 'none', row())), owner)).toEqual([]);
    expect(roomsFor(await hints.of(change('flowDrafts', 'none', row())), agent)).toEqual(['flows flow']);
    expect(roomsFor(await hints.of(change('flowDrafts', 'mine', row('change'))), owner)).toEqual(['flows flow']);
    expect(roomsFor(await hints.of(change('flowDrafts', 'mine', row('change'))), owner)).toEqual([]);
  });

  it('tell a published version under the flow\'s key', async () => {
    expect((await maker().of(change('flowVersions', 'incident@2', { version: 2 }))).map(({ room, id, revision }) => [room, id, revision])).toEqual([['flows', 'incident', 2]]);
  });

  it('tell an approval to whoever stands in for who is asked, in their own inbox, and to no requester', async () => {
    const standIn: Actor = { person: 'omar', name: 'Omar', teams: [], roles: [{ key: 'requester', scope: { teams: [], ticketTypes: [], services: [], deviceGroups: [] } }], standsInFor: ['henrik'] };
    const found = await maker().of(change('tasks', 'run/t1/1#task1', { people: ['henrik'], teams: [], roles: [], ticket: { key: 'REQ-1', team: 'desk', type: 'request', requester: 'rosa', openedBy: { kind: 'person', id: 'rosa' } }, task: { revision: 1, assignee: null } }));
    expect(roomsFor(found, standIn)).toContain('inbox:* task');
    expect(roomsFor(found, { ...standIn, standsInFor: [] })).toEqual([]);
  });

  it('tell every inbox that somebody went away or came back, and no word of who', async () => {
    expect((await maker().of(change('absences', 'a', null))).map(({ room, id, isFor }) => [room, id, isFor({ person: 'x', name: '', teams: [], roles: [] })])).toEqual([['inbox:*', '', true]]);
  });
});
