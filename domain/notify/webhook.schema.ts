/** Outgoing webhooks: which events go where, and what became of each. How they are signed is integrations/notify, when they are tried is webhook.pace.ts. */
import { z } from 'zod';
import { eventActions } from '../audit/event.schema.ts';
import { sha256 } from '../flow/file/sha256.ts';
import { actorRefSchema } from '../identity/identity.schema.ts';
import { says } from '../issue.ts';
import { instantSchema } from '../values.ts';
import { attemptSchema, noticeFaultSchema } from './notice.schema.ts';

/** Webhooks of an installation; and the days a delivery stays in the log, the former secret still signs (hours), and characters of an answer that are kept. */
export const webhookLimits = { webhooks: 50, keptDays: 30, formerSecretHours: 24, headCharacters: 1_000 } as const;

/** What a person decides of a webhook. */
export const webhookFactsSchema = z.object({
  name: z.string().trim().min(1).max(100),
  /** Without user, password or fragment: they would stand in lists and logs. */
  url: z.url({ protocol: /^https?$/ }).max(2_000).regex(/^https?:\/\/[^/?#@\s]+([/?][^#\s]*)?$/i, says('form.web-address')),
  /** Which events. */
  actions: z.array(z.enum(eventActions)).min(1).max(eventActions.length),
  /** Team ids and keys of ticket types; empty is all. With any, only events about tickets (and, by team, alarm groups) of those are sent. */
  teams: z.array(z.string().min(1).max(100)).max(100).default([]),
  ticketTypes: z.array(z.string().min(1).max(50)).max(100).default([]),
  isEnabled: z.boolean().default(true),
});
export type WebhookFacts = z.infer<typeof webhookFactsSchema>;

export const webhookSchema = webhookFactsSchema.extend({
  id: z.string(),
  revision: z.number().int().positive(),
  /** The last characters of the secret, by which its owner knows it again. */
  secretEnding: z.string(),
  /** Until when the secret before this one signs too; null: it does not. */
  formerSecretUntil: instantSchema.nullable(),
  madeBy: actorRefSchema, madeAt: instantSchema, changedAt: instantSchema,
  /** Why it was switched off without anybody's doing; null: it was not. */
  off: z.object({ at: instantSchema, fault: noticeFaultSchema }).nullable(),
  /** Since when nothing was taken; null: the last one was. */
  failingSince: instantSchema.nullable(),
  /** When something was last taken. */
  takenAt: instantSchema.nullable(),
});
export type Webhook = z.infer<typeof webhookSchema>;

/** queued: waits for its turn or its next attempt. failed: will not be tried again by itself. */
export const deliveryStates = ['queued', 'sending', 'sent', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** `status` and `head`: what the receiver answered; null when it did not. */
export const deliveryAttemptSchema = attemptSchema.extend({ status: z.number().int().nullable(), head: z.string().nullable() });
export type DeliveryAttempt = z.infer<typeof deliveryAttemptSchema>;

/** The type of a message somebody sends to try a webhook. */
export const testType = 'webhook.test';

export const webhookDeliverySchema = z.object({
  id: z.string(),
  webhook: z.string(),
  /** The id receivers see, `msg_...`: one for an event, however often and wherever it is sent. */
  message: z.string(),
  type: z.enum([...eventActions, testType]),
  /** What it is about, by which order is kept: a ticket, a group, else the origin of the event. */
  subject: z.string(),
  /** Number of the event in the outbox; 0 for a test. */
  order: z.number().int(),
  ticket: z.object({ id: z.string(), key: z.string() }).nullable(),
  /** When it happened, when it was noted, since when it is tried, and when it is tried next (null: never again by itself). */
  at: instantSchema, madeAt: instantSchema, sinceAt: instantSchema, dueAt: instantSchema.nullable(),
  /** Attempts since `sinceAt`. */
  tries: z.number().int(),
  state: z.enum(deliveryStates),
  fault: noticeFaultSchema.nullable(),
  /** The latest ones; earlier ones are only counted. */
  attempts: z.array(deliveryAttemptSchema), forgottenAttempts: z.number().int(),
  /** What is sent, byte for byte the same in every attempt. */
  body: z.string(),
});
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;

/** Scheme, host and port: what may be told of an address. Its path often is a secret of the receiver's. */
export const originIn = (url: string): string => /^https?:\/\/[^/?#]+/i.exec(url)?.[0] ?? '';

/** The same for the same event. */
export const messageIdOf = (eventId: string): string => `msg_${sha256(eventId).slice(0, 32)}`;
export const deliveryIdOf = (webhook: string, message: string): string => `${webhook}.${message}`;
