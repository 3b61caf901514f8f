/** The one append-only vocabulary of what happened. Audit, timeline, live updates and webhooks read it; the outbox reads confirmed ones only. */
import { z } from 'zod';
import { instantSchema, jsonSchema } from '../values.ts';
import { objectRefSchema } from '../object/object.schema.ts';
import { actorRefSchema } from '../identity/identity.schema.ts';

export const eventActions = [
  'ticket.opened', 'ticket.changed', 'ticket.stateChanged', 'ticket.commented', 'ticket.reopened', 'ticket.closed', 'ticket.cancelled', 'ticket.linked', 'ticket.unlinked',
  'task.opened', 'task.claimed', 'task.released', 'task.assigned', 'task.handedOver', 'task.signerAdded', 'task.completed', 'task.withdrawn', 'task.cancelled', 'task.suspended', 'task.resumed', 'task.submitted', 'task.confirmed', 'task.sentBack', 'approval.asked', 'approval.decided', 'approval.reminded', 'approval.expired', 'approval.questioned', 'approval.answered',
  'run.started', 'run.completed', 'run.failed', 'run.incidentOpened', 'run.incidentClosed', 'run.messageReceived', 'run.suspended', 'run.resumed', 'run.variablesEdited', 'run.changed', 'run.lockFreed',
  'clock.started', 'clock.paused', 'clock.resumed', 'clock.met', 'clock.warned', 'clock.breached', 'clock.escalated',
  'activity.started', 'activity.done', 'activity.failed',
  'alarm.grouped', 'alarm.resolved', 'alarmGroup.opened', 'alarmGroup.closed', 'alarmGroup.reopened', 'alarmGroup.raised', 'alarmGroup.acknowledged',
  'flow.drafted', 'flow.published', 'schedule.paused', 'schedule.resumed', 'startLetter.retried', 'startLetter.removed', 'source.made', 'source.changed', 'source.secretRenewed', 'source.removed', 'deadLetter.replayed', 'secret.made', 'secret.changed', 'secret.removed', 'session.started', 'session.ended', 'apiToken.made', 'apiToken.revoked', 'demo.cleared', 'role.grown', 'role.changed', 'role.removed', 'installation.grown', 'calendar.changed', 'calendar.removed', 'slaPolicy.changed', 'slaPolicy.removed',
  'catalog.published', 'catalog.unpublished', 'absence.set', 'absence.ended',
  'person.added', 'person.changed', 'person.switchedOff', 'person.switchedOn', 'person.given', 'team.changed', 'team.removed',
  'webhook.made', 'webhook.changed', 'webhook.secretRenewed', 'webhook.removed', 'webhook.switchedOff',
  'noticeRule.changed', 'report.subscribed', 'report.changed', 'report.unsubscribed',
  'file.added', 'file.removed', 'mail.sent', 'message.removed',
] as const;
export type EventAction = (typeof eventActions)[number];

/** `seq` orders events of one origin; (`origin`,`seq`,`action`,index) makes the id stable, so that a repeated write is the same event. */
export const domainEventSchema = z.object({
  id: z.string(),
  at: instantSchema,
  action: z.enum(eventActions),
  actor: actorRefSchema,
  onBehalfOf: actorRefSchema.nullable().default(null),
  refs: z.array(objectRefSchema),
  before: jsonSchema.optional(),
  after: jsonSchema.optional(),
  /** Short facts for the timeline; rendered by key `event.<action>`. Never secrets. */
  data: z.record(z.string(), jsonSchema).default({}),
  /** Where it came from: run/<ticket>/<n>, alarm-group/<id>, portal (with request id). */
  origin: z.string(),
  seq: z.number().int().nonnegative(),
  /** False until a later write or a normal activity of the run confirms it (engine.md 5). */
  isConfirmed: z.boolean(),
});
export type DomainEvent = z.infer<typeof domainEventSchema>;
