/** Live updates: rooms a browser may join (with the rights of the matching route) and the hints that arrive there. Hints say what to read anew, never the data. */
import { z } from 'zod';
import type { ErrorShape } from '#domain/errors';

/** ticket:<key> tickets inbox:<personId> team:<teamId> run:<ticketKey> alarm-groups alarm-group:<id> flows. The server checks each join by `access`. */
export const roomAccess = { ticket: 'ticket.read', tickets: 'ticket.read', inbox: 'task.read', team: 'task.read', run: 'run.read', 'alarm-groups': 'alarm.read', 'alarm-group': 'alarm.read', flows: 'flow.read' } as const;
export const roomSchema = z.string().max(200).regex(/^(tickets|alarm-groups|flows|(ticket|inbox|team|run|alarm-group):[\w.@:-]+)$/);
/** The ack of a join. RATE_LIMITED says after how many seconds to ask again. */
export type JoinAnswer = { ok: true } | { ok: false; error: ErrorShape };
/** Client -> server: emit('join', room, ack) / emit('leave', room). Ack: JoinAnswer. Server -> client: 'changed' with this; 'left' with a room that is no longer allowed; 'resync' when changes may have been missed (read everything anew). */
/** `id` is empty when something went that nobody remembers: read the list anew. */
export const changedSchema = z.object({ room: z.string(), what: z.enum(['ticket', 'task', 'run', 'comment', 'alarmGroup', 'flow', 'event']), id: z.string(), revision: z.number().int().nullable() });
export type Changed = z.infer<typeof changedSchema>;
