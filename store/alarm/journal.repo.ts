/**
 * The alarm journal, which is the outbox of alarms (decision 0060). `append` returns when everything is on disk; `pull` hands a group its changes by cursor.
 * A seq is given in the transaction that writes the record, by a head only one transaction can raise: so a cursor never passes a record that commits later.
 */
import type { ClientSession, Connection, mongo } from 'mongoose';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { alarmModels, type BindingRow, type HeadRow, type JournalRow } from './alarm.models.ts';
import { arrivalsOf, planChanges, planRepeats, type Arrival, type Bound, type Head, type JournalPost, type Overtaken, type RepeatPlan } from './journal.plan.ts';

export interface AppendOutcome {
  /** Changes by post, in the order given. */
  changes: number[];
  /** Groups with changes: their bells must be rung. */
  groups: string[];
}

export interface PulledChange {
  seq: number; change: 'new' | 'severity' | 'resolved'; severity: JournalRow['severity']; previous: JournalRow['severity'] | null; newSeq: number; receivedAt: Date; startsAt: Date;
}

export interface AlarmJournal {
  /** One batch, all or nothing as far as changes go. Throws what the driver throws; after a throw nothing is claimed, and sending again does no harm. */
  append(posts: readonly JournalPost[]): Promise<AppendOutcome>;
  /** Changes of a group after a cursor, in order. */
  pull(group: string, after: number, limit: number): Promise<PulledChange[]>;
  /** A cursor has passed everything up to `seq`. */
  passed(group: string, seq: number): Promise<void>;
  /** Groups with changes no cursor has passed since before `before`, oldest first. */
  unpassed(before: Date, limit: number): Promise<string[]>;
  head(group: string): Promise<HeadRow | null>;
}

/** Milliseconds one append may take in all. */
const appendTimeoutMs = 6_000;
const boundFields = { group: 1, state: 1, severity: 1, newSeq: 1, digest: 1, since: 1 } as const;
const durable = { w: 'majority', j: true } as const;

export function createAlarmJournal(connection: Connection): AlarmJournal {
  const models = alarmModels(connection);
  // The driver's collections: no casting of what was parsed already.
  const journal = models.journal.collection as unknown as mongo.Collection<JournalRow>;
  const bindings = models.bindings.collection as unknown as mongo.Collection<BindingRow>;
  const heads = models.heads.collection as unknown as mongo.Collection<HeadRow>;

  async function boundBy(arrivals: readonly Arrival[], options: { session?: ClientSession; timeoutMS?: number }): Promise<Map<string, Bound>> {
    const ids = [...new Set(arrivals.map(({ binding }) => binding))];
    const rows = await bindings.find({ _id: { $in: ids } }, { ...options, projection: boundFields, batchSize: ids.length + 1 }).toArray();
    return new Map(rows.map((row) => [row._id, row as Bound]));
  }

  async function writeRepeats({ rows, refreshed }: RepeatPlan): Promise<void> {
    if (rows.length === 0) return;
    const timing = { timeoutMS: appendTimeoutMs, writeConcern: durable };
    await Promise.all([
      journal.insertMany(rows, { ...timing, ordered: false }),
      refreshed.length > 0 && bindings.bulkWrite(refreshed.map(({ binding, digest, annotations, links }) => ({ updateOne: { filter: { _id: binding, state: 'firing' as const }, update: { $set: { digest, annotations, links } } } })), { ...timing, ordered: false }),
    ]);
  }

  async function writeChanges(arrivals: readonly Arrival[]): Promise<{ group: string; post: number }[]> {
    if (arrivals.length === 0) return [];
    const session = await connection.startSession({ defaultTimeoutMS: appendTimeoutMs } as never);
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await session.withTransaction(() => changesIn(session, arrivals), { readConcern: { level: 'snapshot' }, writeConcern: durable });
        } catch (thrown) {
          // Two processes met the same new fingerprint or group: the second reads again and finds it known.
          if (!isDuplicateKey(thrown) || attempt >= 5) throw thrown;
        }
      }
    } finally {
      await session.endSession();
    }
  }

  /** Of alarms that are told late, those that the journal heard of since. */
  async function overtakenOf(session: ClientSession, arrivals: readonly Arrival[], bound: ReadonlyMap<string, Bound>): Promise<Overtaken> {
    const overtaken = new Map<string, { isSame: boolean }>();
    const late = arrivals.filter(({ heardAt, binding }) => heardAt !== null && bound.has(binding));
    for (const post of new Set(late.map((arrival) => arrival.post))) {
      const all = late.filter((arrival) => arrival.post === post);
      const first = all[0]!;
      const rows = await journal.find({ group: { $in: [...new Set(all.map(({ binding, group }) => bound.get(binding)?.group ?? group))] }, receivedAt: { $gt: first.heardAt ?? first.receivedAt }, source: first.alarm.source, fingerprint: { $in: all.map(({ alarm }) => alarm.fingerprint) } }, { session, projection: { fingerprint: 1, requestId: 1 } }).toArray();
      for (const { fingerprint, requestId } of rows) {
        const binding = `${first.alarm.source}/${fingerprint}`;
        overtaken.set(binding, { isSame: requestId === first.requestId || overtaken.get(binding)?.isSame === true });
      }
    }
    return overtaken;
  }

  async function changesIn(session: ClientSession, arrivals: readonly Arrival[]): Promise<{ group: string; post: number }[]> {
    const bound = await boundBy(arrivals, { session });
    const groups = new Set(arrivals.flatMap(({ binding, group }) => [group, bound.get(binding)?.group ?? group]));
    const found = await heads.find({ _id: { $in: [...groups] } }, { session, projection: { seq: 1, isPending: 1, pendingSince: 1 }, batchSize: groups.size + 1 }).toArray();
    const plan = planChanges(arrivals, bound, new Map(found.map((head) => [head._id, head as Head])), new Date(), await overtakenOf(session, arrivals, bound));
    if (plan.heads.size > 0) {
      await heads.bulkWrite([...plan.heads.values()].map(({ row, readSeq }) => (readSeq === null
        ? { insertOne: { document: row } }
        : { updateOne: { filter: { _id: row._id, seq: readSeq }, update: { $set: { seq: row.seq, isPending: true, pendingSince: row.pendingSince } } } })), { session, ordered: true });
      await bindings.bulkWrite([...plan.bindings.values()].map((row) => (bound.has(row._id)
        ? { replaceOne: { filter: { _id: row._id }, replacement: row } }
        : { insertOne: { document: row } })), { session, ordered: true });
    }
    if (plan.rows.length > 0) await journal.insertMany(plan.rows, { session });
    return plan.changed;
  }

  return {
    async append(posts) {
      const arrivals = arrivalsOf(posts);
      const changes = posts.map(() => 0);
      if (arrivals.length === 0) return { changes, groups: [] };
      const plan = planRepeats(arrivals, await boundBy(arrivals, { timeoutMS: appendTimeoutMs }));
      const [changed] = await Promise.all([writeChanges(plan.rest), writeRepeats(plan)]);
      for (const { post } of changed) changes[post] = (changes[post] ?? 0) + 1;
      return { changes, groups: [...new Set(changed.map(({ group }) => group))] };
    },
    async pull(group, after, limit) {
      const rows = await journal.find({ group, seq: { $gt: after } }, { readConcern: { level: 'majority' }, projection: { seq: 1, change: 1, severity: 1, previous: 1, newSeq: 1, receivedAt: 1, startsAt: 1 } })
        .sort({ seq: 1 }).limit(limit).toArray();
      return rows.map(({ seq = 0, change, severity, previous = null, newSeq = 0, receivedAt, startsAt }) => ({ seq, change: change ?? 'new', severity, previous, newSeq, receivedAt, startsAt }));
    },
    passed: async (group, seq) => { await heads.updateOne({ _id: group, isPending: true, seq: { $lte: seq } }, { $set: { isPending: false, pendingSince: null } }); },
    unpassed: async (before, limit) => (await heads.find({ isPending: true, pendingSince: { $lt: before } }, { projection: { _id: 1 } }).sort({ pendingSince: 1 }).limit(limit).toArray()).map(({ _id }) => _id),
    head: (group) => heads.findOne({ _id: group }),
  };
}
