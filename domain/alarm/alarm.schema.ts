/** Alarms as every source's are made into (normal form), the journal record, and groups. */
import { z } from 'zod';
import { phraseSchema } from '../message.schema.ts';
import { instantSchema, jsonSchema } from '../values.ts';
import { objectRefSchema } from '../object/object.schema.ts';
import { actorRefSchema } from '../identity/identity.schema.ts';

export const severities = ['critical', 'major', 'minor', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** Normal form (alarms.md 2). `fingerprint` is the source's own, else SHA-256 of the label set. */
export const alarmSchema = z.object({
  source: z.string(), fingerprint: z.string().min(1).max(128), name: z.string().max(500), severity: z.enum(severities),
  state: z.enum(['firing', 'resolved']), startsAt: instantSchema, endsAt: instantSchema.nullable(),
  labels: z.record(z.string(), z.string()), annotations: z.record(z.string(), z.string()),
  links: z.array(z.string()).default([]), raw: jsonSchema.optional(),
});
export type Alarm = z.infer<typeof alarmSchema>;

/** A source of alarms: URL /api/alarms/<id>, secret by reference, how its alarms are grouped. */
export const alarmSourceSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/), kind: z.string(), name: z.string(), secret: z.object({ secret: z.string() }), isEnabled: z.boolean().default(true),
  /** Label names that make a group; the group key is their values. */
  groupBy: z.array(z.string()).default(['alertname']),
  /** Seconds (alarms.md 3). Defaults 30, 300, 14400. */
  groupWaitSeconds: z.number().nonnegative().default(30), groupIntervalSeconds: z.number().positive().default(300), repeatIntervalSeconds: z.number().positive().default(14_400),
  /** Quiet seconds after the last resolved before the ticket resolves itself (default 600), and hours within which firing again reopens (24). */
  quietSeconds: z.number().nonnegative().default(600), reopenHours: z.number().positive().default(24),
  ticketType: z.string().default('incident'), team: z.string(),
  /** What its kind asks for beside the secret, by the form of the kind. */
  config: z.record(z.string(), jsonSchema).default({}),
  /** Until when the secret before the present one is taken as well; null when there is none. */
  formerSecretUntil: instantSchema.nullable().default(null),
  /** Counts its edits. Who changed it last, and when: null while it is as it was shipped. */
  revision: z.number().int().default(1), changedAt: instantSchema.nullable().default(null), changedBy: actorRefSchema.nullable().default(null),
  /** Since when it takes nothing any more and is only known by its name, to who reads what came from it; null while it is there. */
  removedAt: instantSchema.nullable().default(null),
});
export type AlarmSource = z.infer<typeof alarmSourceSchema>;

export const alarmChanges = ['new', 'severity', 'resolved'] as const;
/** What an alarm changes about its fingerprint. Null is a mere repeat. */
export type AlarmChange = (typeof alarmChanges)[number] | null;

/** One journalled alarm. `seq` orders the changes of its group and is what cursors pass (decision 0060); a mere repeat has none. */
export const journalRecordSchema = z.object({
  id: z.string(), seq: z.number().int().nullable(), receivedAt: instantSchema, source: z.string(), group: z.string(),
  change: z.enum(alarmChanges).nullable(), alarm: alarmSchema, requestId: z.string(),
});
export type JournalRecord = z.infer<typeof journalRecordSchema>;

export const alarmGroupStates = ['pending', 'firing', 'recovered', 'closed'] as const;
export type AlarmGroupState = (typeof alarmGroupStates)[number];

/**
 * A group as the console shows it. One ticket per (group, episode). pending: waits for its first flush; firing; recovered: nothing fires, the
 * quiet time runs; closed. `firing` and `resolved` hold the gravest and latest ones only: at most 5 in a list, 500 on the group's page.
 */
export const alarmGroupSchema = z.object({
  id: z.string(), source: z.string(), key: z.record(z.string(), z.string()), title: z.string(), severity: z.enum(severities),
  state: z.enum(alarmGroupStates), episode: z.number().int(),
  firing: z.array(z.object({ fingerprint: z.string(), name: z.string(), severity: z.enum(severities), since: instantSchema, labels: z.record(z.string(), z.string()), annotations: z.record(z.string(), z.string()) })),
  resolved: z.array(z.object({ fingerprint: z.string(), name: z.string(), at: instantSchema })),
  /** How many fire now; how many different ones this episode has seen. */
  firingCount: z.number().int().default(0), alarmCount: z.number().int(), firstSeenAt: instantSchema, lastSeenAt: instantSchema, nextFlushAt: instantSchema.nullable(),
  ticket: z.object({ id: z.string(), key: z.string() }).nullable(), object: objectRefSchema.nullable(), team: z.string(),
  acknowledgedBy: actorRefSchema.nullable().default(null), acknowledgedAt: instantSchema.nullable().default(null),
  /** Set when it fires and its source has been silent for more than twice its repeat interval: since when. Shown, never taken for resolved. */
  notHeardSince: instantSchema.nullable().default(null),
  /** Set while the ticket of the group cannot be opened or told: an error code of the catalogue; it is tried again. */
  fault: z.object({ code: z.string(), at: instantSchema }).nullable().default(null),
  isDemo: z.boolean().default(false), revision: z.number().int(),
});
export type AlarmGroup = z.infer<typeof alarmGroupSchema>;

/**
 * An alarm body that was authentic but could not be understood, or those entries of it that could not: kept whole with the reason. The same body
 * refused for the same reason again is the same letter: `count` says how often it came, `at` when last, with the request of then. `reason` is English;
 * `says` is the same for who translates, null for letters from before it was kept.
 */
export const deadLetterSchema = z.object({
  id: z.string(), at: instantSchema, firstAt: instantSchema, count: z.number().int(), source: z.string(), code: z.string(), reason: z.string(), says: phraseSchema.nullable(),
  /** At most 2,048 characters in a list, whole when the letter is read; `size`: characters of the whole. */
  body: z.string(), size: z.number().int(), isCut: z.boolean(), requestId: z.string(),
  /** Whether all of the body is there. False for letters from before bodies were kept whole that were cut then: they cannot be replayed. */
  isKeptWhole: z.boolean(),
  /** How often it was replayed and still not understood, and when last. */
  tries: z.number().int(), triedAt: instantSchema.nullable(),
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;

/**
 * What became of a letter that was replayed. accepted: everything is journalled and the letter is gone; partly: `left` is the letter of the rest;
 * refused: the letter stays, with the reason of now; failed: nothing was tried, by an error code of the catalogue. `changes`: how many were news.
 */
export const letterFateSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('accepted'), id: z.string(), accepted: z.number().int(), changes: z.number().int() }),
  z.object({ is: z.literal('partly'), id: z.string(), accepted: z.number().int(), changes: z.number().int(), reason: z.string(), says: phraseSchema, left: z.string() }),
  z.object({ is: z.literal('refused'), id: z.string(), reason: z.string(), says: phraseSchema, tries: z.number().int() }),
  z.object({ is: z.literal('failed'), id: z.string(), code: z.string() }),
]);
export type LetterFate = z.infer<typeof letterFateSchema>;

/** Letters of a source that had to go because all of its letters grew too large: how many, and when the last of them came. */
export const forgottenLettersSchema = z.object({ source: z.string(), letters: z.number().int(), until: instantSchema });
export type ForgottenLetters = z.infer<typeof forgottenLettersSchema>;
