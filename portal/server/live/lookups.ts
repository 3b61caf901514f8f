/** What live rooms look up before somebody joins them. */
import { groupResource } from '#domain/identity/rights';
import type { Connection } from '#store/core/connection';
import { alarmModels } from '#store/alarm/alarm.models';
import { ticketModels } from '#store/ticket/ticket.model';
import type { RoomLookups } from './rooms.ts';

/** Only what rights and rooms need. */
const ticketFacts = { key: 1, team: 1, type: 1, requester: 1, object: 1, assignee: 1, openedBy: 1, watchers: 1, askedPeople: 1, askedTeams: 1, askedRoles: 1 } as const;

export function liveLookups(connection: Connection): RoomLookups & { ticketById(id: string): Promise<Record<string, unknown> | null> } {
  const tickets = ticketModels(connection).tickets.collection;
  const groups = alarmModels(connection).groups.collection;
  return {
    ticketByKey: async (key) => await tickets.findOne({ key }, { projection: ticketFacts }) as never,
    ticketById: async (id) => await tickets.findOne({ _id: id as never }, { projection: ticketFacts }),
    async alarmGroup(id) {
      const row = await groups.findOne({ _id: id as never }, { projection: { team: 1, object: 1 } });
      return row && groupResource(row as never);
    },
  };
}
