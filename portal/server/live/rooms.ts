/** Who may join which room: the right of the matching route, on the thing the room is about. */
import { notAllowed } from '#domain/identity/not-allowed';
import { can, ticketResource, wholeInstallation, type RightsResource } from '#domain/identity/rights';
import type { Actor } from '#domain/identity/identity.schema';
import { CatalogueError, errorDetail } from '#domain/errors';
import { roomAccess, roomSchema } from '#api/live.api';

export interface RoomLookups {
  ticketByKey(key: string): Promise<Parameters<typeof ticketResource>[0] | null>;
  /** As rights see it; null when it is not there. */
  alarmGroup(id: string): Promise<RightsResource | null>;
}

type Kind = keyof typeof roomAccess;

/** Throws REQUEST_INVALID for what is no room, NOT_FOUND for a thing that is not there or may not be seen, NOT_ALLOWED where the right is missing altogether. */
export async function checkRoom(actor: Actor, room: unknown, lookups: RoomLookups): Promise<string> {
  const parsed = roomSchema.safeParse(room);
  if (!parsed.success) throw new CatalogueError('REQUEST_INVALID', {}, [errorDetail('ROOM_UNKNOWN', 'room')]);
  const [kind, ...rest] = parsed.data.split(':') as [Kind, ...string[]];
  const about = rest.join(':');
  const action = roomAccess[kind];
  if (!can(actor, action)) throw notAllowed(action);
  const missing = (what: string) => new CatalogueError('NOT_FOUND', { what });
  if (kind === 'ticket' || kind === 'run') {
    const ticket = await lookups.ticketByKey(about);
    if (!ticket || !can(actor, action, ticketResource(ticket))) throw missing('ticket');
  } else if (kind === 'alarm-group') {
    const group = await lookups.alarmGroup(about);
    if (group === null || !can(actor, action, group)) throw missing('alarm-group');
  } else if (kind === 'directory') {
    // As directory.demands.ts asks.
    if (!can(actor, action, wholeInstallation)) throw notAllowed(action);
  } else if (kind === 'inbox' || kind === 'mailbox') {
    if (about !== actor.person) throw missing(kind);
  } else if (kind === 'team' && !actor.teams.includes(about) && !can(actor, action, { team: about })) throw missing('team');
  return parsed.data;
}
