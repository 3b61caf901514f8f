/** What the pages of the portal ask of its API, as they ask it, for measuring: by name, with who asks. */
import type { QueryOf, RouteName } from '#api/routes';
import type { PortalClient } from '../builders/portal-client.ts';

export type Account = 'requester' | 'agent' | 'manager' | 'admin';
export interface Asked { name: string; by: Account; ask(who: PortalClient): Promise<unknown> }

const unfinished = 'open,waiting,recovered';
const of = <N extends RouteName>(name: string, by: Account, route: N, query: QueryOf<N>): Asked => ({ name, by, ask: (who) => asked(who, route, query) });

async function asked<N extends RouteName>(who: PortalClient, route: N, query: QueryOf<N>): Promise<void> {
  const { status, error } = await who.call(route, { query });
  if (status !== 200) throw new Error(`${route} ${JSON.stringify(query)} answers ${status}: ${JSON.stringify(error)}`);
}

const tickets = (name: string, by: Account, query: QueryOf<'tickets.list'>): Asked => of(name, by, 'tickets.list', { limit: 50, ...query });

/** Tickets in their usual filters and sorts; `key` is a ticket's. */
export const listsAsked = (key: string): readonly Asked[] => [
  tickets('open', 'agent', { category: unfinished }), tickets('openAdmin', 'admin', { category: unfinished }), tickets('everything', 'agent', {}), tickets('everythingAdmin', 'admin', {}),
  tickets('mine', 'agent', { category: unfinished, mine: 'assigned' }), tickets('team', 'agent', { category: unfinished, mine: 'team' }), tickets('unassigned', 'agent', { category: unfinished, assignee: '-' }),
  tickets('urgent', 'agent', { category: unfinished, priority: 'P1,P2', sort: 'priority' }), tickets('byPriority', 'admin', { sort: 'priority' }), tickets('byDue', 'agent', { category: unfinished, sort: 'due' }), tickets('byOpened', 'agent', { sort: 'opened' }),
  tickets('overOpened', 'admin', { category: 'resolved,closed', sort: 'opened' }), tickets('requested', 'requester', { mine: 'requested' }),
  tickets('searchWord', 'agent', { q: 'password' }), tickets('searchTwoWords', 'admin', { q: 'meeting room' }), tickets('searchKey', 'agent', { q: key }), tickets('searchNothing', 'admin', { q: 'zzzzzz' }),
  of('work', 'agent', 'inbox.list', { scope: 'mine', limit: 50 }), of('workOfTeam', 'agent', 'inbox.list', { scope: 'team', limit: 50 }), of('approvals', 'manager', 'inbox.list', { kind: 'approval', limit: 50 }), of('counts', 'agent', 'inbox.counts', {}),
  of('alarms', 'agent', 'alarmGroups.list', { limit: 50, state: 'pending,firing,recovered' }), of('alarmsAll', 'agent', 'alarmGroups.list', { limit: 50 }),
  of('events', 'agent', 'events.list', { limit: 50 }), of('eventsAdmin', 'admin', 'events.list', { limit: 50 }), of('levels', 'manager', 'serviceLevels.read', { zone: 'Europe/Berlin' }),
  { name: 'ticket', by: 'agent', ask: async (who) => { const { status } = await who.call('tickets.read', { params: { key } }); if (status !== 200) throw new Error(`${key} answers ${status}`); } },
  // As the home page of an agent asks: side by side.
  { name: 'home', by: 'agent', ask: (who) => Promise.all([asked(who, 'inbox.list', { scope: 'mine', limit: 8 }), asked(who, 'inbox.counts', {}), asked(who, 'tickets.list', { category: unfinished, sort: 'updated', limit: 8 }), asked(who, 'alarmGroups.list', { state: 'firing', limit: 6 })]) },
];
