/** What a change in the database means for rooms: which hints go where, and what a listener needs the right to see. Pure. */
import { can, groupResource, ticketResource, type RightsResource } from '#domain/identity/rights';
import type { Action, Actor } from '#domain/identity/identity.schema';
import type { Changed } from '#api/live.api';

/** A hint for one room. `isFor` says whether a listener may have it; rooms were joined with a right, but rows in a list differ. */
export interface Hint { room: string; what: Changed['what']; id: string; revision: number | null; isFor: (actor: Actor) => boolean }
export interface RowChange { collection: string; operation: 'insert' | 'update' | 'replace' | 'delete'; id: string; row: Record<string, unknown> | null }

/** Collections of which it is hinted that something changed, and no word of what: their rows are not read. */
export const nameless = ['deadLetters', 'calendars', 'calendarRecounts', 'slaPolicies', 'absences', 'webhooks', 'webhookDeliveries'] as const;
/** Collections hints are made from. */
export const hintedCollections = ['tickets', 'tasks', 'runs', 'comments', 'files', 'ticketLinks', 'alarmGroups', 'flowDrafts', 'flowVersions', 'notices'] as const;

interface KnownTicket { key: string; resource: RightsResource }
interface Asked { ticketKey: string; people: string[]; teams: string[]; roles: string[]; resource: RightsResource }

export interface HintMaker {
  /** `ticketOf` finds a ticket that was not seen in a change yet. */
  of(change: RowChange): Promise<Hint[]>;
}

/** Remembers the rows it saw, because a removal says only its id. Bounded: of what is forgotten everybody who could be meant hears that something went, not what. */
export function createHintMaker(ticketOf: (id: string) => Promise<Record<string, unknown> | null>, limit = 20_000): HintMaker {
  const tickets = remember<KnownTicket>(limit);
  const tasks = remember<Asked>(limit);
  const groups = remember<RightsResource>(limit);
  const flows = remember<RightsResource>(limit);
  const see = (id: string, row: Record<string, unknown>): KnownTicket => {
    const known = { key: text(row['key']), resource: ticketResource(row as unknown as Parameters<typeof ticketResource>[0]) };
    tickets.set(id, known);
    return known;
  };
  const find = async (id: string): Promise<KnownTicket | null> => {
    const known = tickets.get(id);
    if (known) return known;
    const row = await ticketOf(id);
    return row ? see(id, row) : null;
  };
  const reads = (action: Action, resource: RightsResource) => (actor: Actor) => can(actor, action, resource);

  async function ofTicket({ id, row }: RowChange): Promise<Hint[]> {
    const known = row ? see(id, row) : tickets.get(id);
    if (!known) return [somethingWent('tickets', 'ticket')];
    const isFor = reads('ticket.read', known.resource);
    const revision = row ? number(row['revision']) : null;
    return [hint('tickets', 'ticket', known.key, revision, isFor), hint(`ticket:${known.key}`, 'ticket', known.key, revision, isFor), hint(`run:${known.key}`, 'ticket', known.key, revision, reads('run.read', known.resource))];
  }

  async function ofTask({ id, row }: RowChange): Promise<Hint[]> {
    const before = tasks.get(id);
    if (!row) {
      tasks.delete(id);
      return before ? askedHints(id, before, null) : [somethingWent('inbox:*', 'task'), somethingWent('team:*', 'task')];
    }
    const ticket = record(row['ticket']);
    const task = record(row['task']);
    const assignee = texts([task['assignee']]);
    const asked: Asked = {
      ticketKey: text(ticket['key']), people: [...texts(row['people']), ...assignee], teams: [...texts(row['teams']), ...texts([ticket['team']])], roles: texts(row['roles']),
      resource: ticketResource({ ...(ticket as unknown as Parameters<typeof ticketResource>[0]), askedPeople: [...texts(row['people']), ...assignee], askedTeams: texts(row['teams']), askedRoles: texts(row['roles']) }),
    };
    tasks.set(id, asked);
    const revision = number(task['revision']);
    // Whoever was asked before and is not any more must see it go.
    return [...(before ? askedHints(id, before, revision) : []), ...askedHints(id, asked, revision)];
  }

  function askedHints(id: string, asked: Asked, revision: number | null): Hint[] {
    const isFor = reads('task.read', asked.resource);
    return [
      ...asked.people.map((person) => hint(`inbox:${person}`, 'task', id, revision, isFor)),
      hint('inbox:*', 'task', id, revision, (actor) => actor.standsInFor?.some((person) => asked.people.includes(person)) === true && isFor(actor)),
      ...asked.roles.map((role) => hint('inbox:*', 'task', id, revision, (actor) => actor.roles.some(({ key }) => key === role) && isFor(actor))),
      ...asked.teams.flatMap((team) => [hint(`team:${team}`, 'task', id, revision, isFor), hint('inbox:*', 'task', id, revision, (actor) => actor.teams.includes(team) && isFor(actor))]),
      hint(`ticket:${asked.ticketKey}`, 'task', id, revision, isFor),
    ];
  }

  /** What the row and the row before it say of the thing: whoever saw it and may not any more must see it go. */
  function seenBy(known: Map<string, RightsResource>, id: string, now: RightsResource | null, action: Action): Hint['isFor'] | null {
    const before = known.get(id);
    if (now) known.set(id, now);
    const all = [before, now].filter((one) => one !== undefined && one !== null);
    return all.length > 0 ? (actor) => all.some((one) => can(actor, action, one)) : null;
  }

  /** Its id names both tickets, so that of one that was removed it is known, too. */
  async function ofLink(id: string): Promise<Hint[]> {
    const [from, , to] = id.split('/');
    const ends = await Promise.all([from, to].map((end) => find(end ?? '')));
    const [one, other] = ends;
    if (!one || !other) return [];
    const isFor: Hint['isFor'] = (actor) => [one, other].every(({ resource }) => can(actor, 'ticket.read', resource));
    return [one, other].map(({ key }) => hint(`ticket:${key}`, 'ticket', key, null, isFor));
  }

  function ofGroup({ id, row }: RowChange): Hint[] {
    const isFor = seenBy(groups, id, row ? groupResource({ team: texts([row['team']])[0] ?? null, object: row['object'] as { id: string } | null }) : null, 'alarm.read');
    if (!isFor) return [somethingWent('alarm-groups', 'alarmGroup')];
    const revision = row ? number(row['revision']) : null;
    return [hint('alarm-groups', 'alarmGroup', id, revision, isFor), hint(`alarm-group:${id}`, 'alarmGroup', id, revision, isFor)];
  }

  function ofFlow({ collection, id, row }: RowChange): Hint[] {
    const key = collection === 'flowDrafts' ? id : id.split('@')[0] ?? id;
    const isFor = seenBy(flows, key, row ? { type: ticketTypeOf(text(row['text'])) } : null, 'flow.read');
    return [isFor ? hint('flows', 'flow', key, row ? number(row['revision'] ?? row['version']) : null, isFor) : somethingWent('flows', 'flow')];
  }

  return {
    async of(change) {
      const { collection, id, row } = change;
      if (collection === 'tickets') return ofTicket(change);
      if (collection === 'tasks') return ofTask(change);
      if (collection === 'runs') {
        const known = row ? await find(text(row['ticket'])) : null;
        if (!row || !known) return [];
        return [`run:${known.key}`, `ticket:${known.key}`].map((room) => hint(room, 'run', known.key, number(row['seq']), reads('run.read', known.resource)));
      }
      if (collection === 'comments' || collection === 'files') {
        const known = row ? await find(text(row['ticket'])) : null;
        if (!row || !known) return [];
        return [hint(`ticket:${known.key}`, collection === 'files' ? 'file' : 'comment', id, null, reads(row['visibility'] === 'internal' ? 'ticket.commentInternal' : 'ticket.read', known.resource))];
      }
      if (collection === 'ticketLinks') return ofLink(id);
      if (collection === 'alarmGroups') return ofGroup(change);
      if (collection === 'people' || collection === 'teams' || collection === 'roles') return [hint('directory', 'directory', id, null, () => true)];
      if (collection === 'deadLetters') return [somethingWent('dead-letters', 'deadLetter')];
      if (collection === 'calendars' || collection === 'calendarRecounts' || collection === 'slaPolicies') return [hint('calendars', 'calendar', id, null, () => true)];
      if (collection === 'notices') return ofNotice(change);
      if (collection === 'reportSubscriptions') return change.row ? [hint(`mailbox:${text(change.row['owner'])}`, 'notice', id, null, () => true)] : [];
      if (collection === 'webhooks' || collection === 'webhookDeliveries') return [somethingWent('webhooks', 'webhook')];
      // Who stands in for whom is another matter now: what is asked of whom may be, too.
      if (collection === 'absences') return [somethingWent('inbox:*', 'task')];
      if (collection === 'flowDrafts' || collection === 'flowVersions') return ofFlow(change);
      return [];
    },
  };
}

/** Rooms of notices are joined by whom they are for, and by those who may see all. One that was forgotten needs no hint. */
function ofNotice({ id, row }: RowChange): Hint[] {
  if (!row) return [];
  return [hint(`mailbox:${text(row['recipient'])}`, 'notice', id, null, () => true), hint('mailboxes', 'notice', id, null, () => true)];
}

const hint = (room: string, what: Changed['what'], id: string, revision: number | null, isFor: Hint['isFor']): Hint => ({ room, what, id, revision, isFor });
/** For everybody who listens to such a room: that something changed or is not there any more, and no word of what it was. */
const somethingWent = (room: string, what: Changed['what']): Hint => hint(room, what, '', null, () => true);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const record = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? value as Record<string, unknown> : {});
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []);
/** The ticket type a flow file names; null when it names none, as rights see a flow without one. */
function ticketTypeOf(file: string): string | null {
  try {
    const type = record(JSON.parse(file))['ticketType'];
    return typeof type === 'string' ? type : null;
  } catch {
    return null;
  }
}

/** The newest entries up to a limit. */
function remember<T>(limit: number): Map<string, T> {
  const map = new Map<string, T>();
  const set = map.set.bind(map);
  map.set = (key, value) => {
    map.delete(key);
    set(key, value);
    if (map.size > limit) map.delete(map.keys().next().value!);
    return map;
  };
  return map;
}
