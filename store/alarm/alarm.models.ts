/** Mongo shapes of alarms. The portal writes what arrives (journal, bindings, heads, dead letters); the group's activities write groups and episodes. */
import { Schema, type Connection } from 'mongoose';
import type { AlarmChange, AlarmGroupState, AlarmSource, Severity } from '#domain/alarm/alarm.schema';
import type { Phrase } from '#domain/message';
import type { ObjectRef } from '#domain/object/object.schema';
import type { Instant } from '#domain/values';
import { modelOn } from '../core/model-on.ts';
import { prepareCollections } from '../core/prepare-collections.ts';

/** Label and annotation names come from outside ("a.b", "$where"): kept as pairs, never as field names. */
export type Pairs = { name: string; value: string }[];
export const pairsOf = (record: Readonly<Record<string, string>>): Pairs => Object.entries(record).map(([name, value]) => ({ name, value }));
/** Back again; a name such as "__proto__" becomes an own property like any other. */
export const recordOf = (pairs: Pairs | undefined): Record<string, string> => Object.fromEntries((pairs ?? []).map(({ name, value }) => [name, value]));

/** One alarm as it came. A change has a `seq` in its group; a mere repeat has none and is forgotten after some days. */
export interface JournalRow {
  _id: string; receivedAt: Date; source: string; requestId: string; fingerprint: string; group: string;
  change: AlarmChange; name: string; severity: Severity; state: 'firing' | 'resolved'; startsAt: Date; endsAt: Date | null;
  labels: Pairs; annotations: Pairs; links: string[];
  seq?: number;
  /** Changes only: severity it was counted as before, seq of the `new` this firing began with. */
  previous?: Severity | null; newSeq?: number;
  expireAt?: Date;
}

/** What is known of a fingerprint; its group holds until it is resolved. */
export interface BindingRow {
  /** `<source>/<fingerprint>` */
  _id: string; source: string; fingerprint: string; group: string; state: 'firing' | 'resolved'; severity: Severity; rank: number;
  name: string; labels: Pairs; annotations: Pairs; links: string[];
  /** Hash of annotations and links: tells whether a repeat brings something to show. */
  digest: string;
  startsAt: Date; endsAt: Date | null; since: Date; changedAt: Date; newSeq: number; lastSeq: number;
  /** Resolved ones are forgotten after some time. */
  expireAt?: Date;
}

/** Where a group's journal stands. `isPending`: there are changes no cursor has passed, since `pendingSince`. */
export interface HeadRow { _id: string; source: string; key: Pairs; title: string; seq: number; isPending: boolean; pendingSince: Date | null; createdAt: Date }

/** A group as its workflow wrote it last. `convergence` is its whole state as JSON text; `fence` sorts as text. */
export interface GroupRow {
  _id: string; source: string; key: Pairs; title: string; team: string; state: AlarmGroupState; severity: Severity; rank: number; episode: number;
  firingCount: number; alarmCount: number; firstSeenAt: Date; changedAt: Date; nextFlushAt: Date | null; wakeAt: Date | null;
  ticket: { id: string; key: string } | null; object: ObjectRef | null;
  acknowledgedBy: { kind: 'person' | 'machine'; id: string; name?: string } | null; acknowledgedAt: Date | null; fault: { code: string; at: Instant } | null;
  repeatSeconds: number; isDemo: boolean; revision: number; generation: number; fence: string; convergence: string;
}

/** The ticket of a group's episode, settled once. */
export interface EpisodeRow { _id: string; group: string; episode: number; ticketId: string; key: string; openedAt: Date; object: ObjectRef | null; team: string }

export type SourceRow = Omit<AlarmSource, 'id' | 'config'> & { _id: string; config?: Record<string, unknown> };
/** `lastBody`: the beginning of a body of then. */
export interface SourceCountRow { _id: string; received: number; lastReceivedAt: Date; lastBody?: string }
/** `_id`: hash of source, code, reason and body. `body` is its beginning; `whole` all of it, compressed, where it is longer. `stored`: bytes it takes. Letters from before had no count, size or first time, and their reason (`reason`, English) not as a phrase (`says`). */
export interface DeadLetterRow { _id: string; at: Date; source: string; code: string; reason: string; says?: Phrase; body: string; requestId: string; firstAt?: Date; count?: number; size?: number; stored?: number; whole?: Buffer; tries?: number; triedAt?: Date }
/** How much a source's letters take, and what had to go. `bytes` may be above the truth, never for long below it: counted anew when letters go. */
export interface LetterShelfRow { _id: string; bytes: number; forgotten?: number; forgottenUntil?: Date }

const text = { type: String, required: true };
const number = { type: Number, required: true };
const mixed = Schema.Types.Mixed;
const journalSchema = new Schema<JournalRow>({
  _id: String, receivedAt: Date, source: text, requestId: String, fingerprint: text, group: text, change: { type: String, default: null }, name: String, severity: text, state: text,
  startsAt: Date, endsAt: Date, labels: [mixed], annotations: [mixed], links: [String], seq: Number, previous: String, newSeq: Number, expireAt: Date,
} as never, { collection: 'alarmJournal', versionKey: false });
journalSchema.index({ group: 1, seq: 1 }, { unique: true, partialFilterExpression: { seq: { $exists: true } } });
journalSchema.index({ group: 1, receivedAt: -1 });
journalSchema.index({ expireAt: 1 }, { expireAfterSeconds: 0 });

const bindingSchema = new Schema<BindingRow>({
  _id: String, source: text, fingerprint: text, group: text, state: text, severity: text, rank: number, name: String, labels: [mixed], annotations: [mixed], links: [String], digest: String,
  startsAt: Date, endsAt: Date, since: Date, changedAt: Date, newSeq: number, lastSeq: number, expireAt: Date,
} as never, { collection: 'alarmBindings', versionKey: false });
bindingSchema.index({ group: 1, state: 1, rank: 1, since: 1 });
bindingSchema.index({ group: 1, state: 1, changedAt: -1 });
bindingSchema.index({ expireAt: 1 }, { expireAfterSeconds: 0 });

const headSchema = new Schema<HeadRow>({
  _id: String, source: text, key: [mixed], title: text, seq: number, isPending: Boolean, pendingSince: Date, createdAt: Date,
} as never, { collection: 'alarmHeads', versionKey: false });
headSchema.index({ pendingSince: 1 }, { partialFilterExpression: { isPending: true } });

const groupSchema = new Schema<GroupRow>({
  _id: String, source: text, key: [mixed], title: text, team: text, state: text, severity: text, rank: number, episode: number, firingCount: number, alarmCount: number,
  firstSeenAt: Date, changedAt: Date, nextFlushAt: Date, wakeAt: Date, ticket: mixed, object: mixed, acknowledgedBy: mixed, acknowledgedAt: Date, fault: mixed,
  repeatSeconds: number, isDemo: Boolean, revision: number, generation: number, fence: text, convergence: text,
} as never, { collection: 'alarmGroups', versionKey: false, minimize: false });
groupSchema.index({ rank: 1, changedAt: -1, _id: 1 });
groupSchema.index({ team: 1, rank: 1, changedAt: -1, _id: 1 });
groupSchema.index({ 'object.id': 1, rank: 1, changedAt: -1, _id: 1 });
groupSchema.index({ wakeAt: 1 }, { partialFilterExpression: { wakeAt: { $type: 'date' } } });
groupSchema.index({ 'ticket.id': 1 });

const episodeSchema = new Schema<EpisodeRow>({ _id: String, group: text, episode: number, ticketId: text, key: text, openedAt: Date, object: mixed, team: text } as never, { collection: 'alarmEpisodes', versionKey: false });
episodeSchema.index({ ticketId: 1 }, { unique: true });

const sourceSchema = new Schema<SourceRow>({
  _id: String, kind: text, name: text, secret: mixed, isEnabled: Boolean, groupBy: [String], groupWaitSeconds: number, groupIntervalSeconds: number, repeatIntervalSeconds: number,
  quietSeconds: number, reopenHours: number, ticketType: text, team: text, config: mixed, formerSecretUntil: String, revision: Number, changedAt: String, changedBy: mixed, removedAt: String,
} as never, { collection: 'alarmSources', versionKey: false, minimize: false });
const sourceCountSchema = new Schema<SourceCountRow>({ _id: String, received: number, lastReceivedAt: Date, lastBody: String }, { collection: 'alarmSourceCounts', versionKey: false });
const deadLetterSchema = new Schema<DeadLetterRow>({ _id: String, at: Date, source: text, code: text, reason: text, says: Schema.Types.Mixed, body: String, requestId: String, firstAt: Date, count: Number, size: Number, stored: Number, whole: Buffer, tries: Number, triedAt: Date } as never, { collection: 'deadLetters', versionKey: false });
deadLetterSchema.index({ at: -1, _id: -1 });
deadLetterSchema.index({ source: 1, at: -1, _id: -1 });
deadLetterSchema.index({ at: 1 }, { expireAfterSeconds: 30 * 86_400, name: 'forget' });

const letterShelfSchema = new Schema<LetterShelfRow>({ _id: String, bytes: Number, forgotten: Number, forgottenUntil: Date }, { collection: 'deadLetterShelves', versionKey: false });

export const alarmModels = (connection: Connection) => ({
  journal: modelOn(connection, 'AlarmJournal', journalSchema),
  bindings: modelOn(connection, 'AlarmBinding', bindingSchema),
  heads: modelOn(connection, 'AlarmHead', headSchema),
  groups: modelOn(connection, 'AlarmGroup', groupSchema),
  episodes: modelOn(connection, 'AlarmEpisode', episodeSchema),
  sources: modelOn(connection, 'AlarmSource', sourceSchema),
  sourceCounts: modelOn(connection, 'AlarmSourceCount', sourceCountSchema),
  deadLetters: modelOn(connection, 'DeadLetter', deadLetterSchema),
  letterShelves: modelOn(connection, 'LetterShelf', letterShelfSchema),
});

/** Collections and indexes of alarms. */
export const ensureAlarmIndexes = (connection: Connection): Promise<void> => prepareCollections(Object.values(alarmModels(connection)));
