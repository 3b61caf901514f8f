/** Live updates: rooms a browser may join (with the rights of the matching route) and the hints that arrive there. Hints say what to read anew, never the data. */
import { z } from 'zod';
import type { ErrorShape } from '#domain/errors';

/** ticket:<key> tickets inbox:<personId> team:<teamId> run:<ticketKey> alarm-groups alarm-group:<id> dead-letters flows calendars directory mailbox:<personId> mailboxes webhooks. The server checks each join by `access`. */
export const roomAccess = { ticket: 'ticket.read', tickets: 'ticket.read', inbox: 'task.read', team: 'task.read', run: 'run.read', 'alarm-groups': 'alarm.read', 'alarm-group': 'alarm.read', 'dead-letters': 'deadLetter.read', flows: 'flow.read', calendars: 'settings.manage', directory: 'directory.manage', mailbox: 'task.read', mailboxes: 'settings.manage', webhooks: 'settings.manage' } as const;
export const roomSchema = z.string().max(200).regex(/^(tickets|alarm-groups|dead-letters|flows|calendars|directory|mailboxes|webhooks|(ticket|inbox|team|run|alarm-group|mailbox):[\w.@:-]+)$/);
/** The ack of a join. RATE_LIMITED says after how many seconds to ask again. */
export type JoinAnswer = { ok: true } | { ok: false; error: ErrorShape };
/** Client -> server: emit('join', room, ack) / emit('leave', room). Ack: JoinAnswer. Server -> client: 'changed' with this; 'left' with a room that is no longer allowed; 'resync' when changes may have been missed (read everything anew); 'ended' with an ErrorShape (SOCKETS_TOO_MANY) before the server closes it, which is not to be undone without a person's asking. */
/** `id` is empty when something went that nobody remembers: read the list anew. */
export const changedSchema = z.object({ room: z.string(), what: z.enum(['ticket', 'task', 'run', 'comment', 'alarmGroup', 'deadLetter', 'flow', 'calendar', 'event', 'notice', 'directory', 'webhook', 'file']), id: z.string(), revision: z.number().int().nullable() });
export type Changed = z.infer<typeof changedSchema>;
