/** Decides what a batch of alarms writes, given what is bound and where the heads stand. No database here; journal.repo.ts reads before and writes after. */
import { createHash, randomBytes } from 'node:crypto';
import type { Alarm, AlarmSource } from '#domain/alarm/alarm.schema';
import { changeOf, groupFor, type BoundFingerprint } from '#domain/alarm/dedupe';
import { groupKeyOf, groupText, groupTitle } from '#domain/alarm/grouping';
import { severityRank } from '#domain/alarm/priority';
import { pairsOf, type BindingRow, type HeadRow, type JournalRow, type Pairs } from './alarm.models.ts';

/** Repeats prove that the source was heard; after this they say nothing new. Resolved fingerprints are forgotten after the second. */
const repeatsKeptMs = 3 * 86_400_000;
const resolvedKeptMs = 30 * 86_400_000;

/**
 * Alarms of one post, with the grouping of their source as it is now. `heardAt` when they are told later than they came: whatever was heard of the same
 * alarm since then overtakes them, and what the same `requestId` told before is not told again.
 */
export interface JournalPost { source: Pick<AlarmSource, 'id' | 'name' | 'groupBy'>; requestId: string; receivedAt: Date; heardAt?: Date; alarms: readonly Alarm[] }

/** One alarm of a batch on its way. */
export interface Arrival { post: number; alarm: Alarm; binding: string; group: string; key: [string, string][]; title: string; requestId: string; receivedAt: Date; heardAt: Date | null; digest: string }
export type Bound = Pick<BindingRow, '_id' | 'group' | 'state' | 'severity' | 'newSeq' | 'digest'> & { since: Date };
export type Head = Pick<HeadRow, '_id' | 'seq' | 'isPending' | 'pendingSince'>;

/** Same id for the same (source, grouping labels, values), fit for addresses, rooms and workflow ids. */
export const groupIdOf = (source: string, key: readonly [string, string][]): string =>
  `${source}-${createHash('sha256').update(groupText(source, key)).digest('hex').slice(0, 20)}`;

/** What was heard of an alarm after it came itself: `isSame` when that was told by the same request. */
export type Overtaken = ReadonlyMap<string, { isSame: boolean }>;

export function arrivalsOf(posts: readonly JournalPost[]): Arrival[] {
  const known = new Map<string, { id: string; key: [string, string][]; title: string }>();
  return posts.flatMap(({ source, requestId, receivedAt, heardAt = null, alarms }, post) => alarms.map((alarm) => {
    const key = groupKeyOf(alarm, source.groupBy);
    const text = groupText(source.id, key);
    const group = known.get(text) ?? { id: groupIdOf(source.id, key), key, title: groupTitle(source, key) };
    known.set(text, group);
    return { post, alarm, binding: `${source.id}/${alarm.fingerprint}`, group: group.id, key: group.key, title: group.title, requestId, receivedAt, heardAt, digest: digestOf(alarm) };
  }));
}

const digestOf = (alarm: Alarm): string => createHash('sha1').update(JSON.stringify([alarm.annotations, alarm.links])).digest('base64').slice(0, 16);

const rowOf = ({ alarm, group, requestId, receivedAt }: Arrival, boundGroup: string = group): JournalRow => ({
  _id: randomBytes(12).toString('hex'), receivedAt, source: alarm.source, requestId, fingerprint: alarm.fingerprint, group: boundGroup, change: null, name: alarm.name, severity: alarm.severity,
  state: alarm.state, startsAt: new Date(alarm.startsAt), endsAt: alarm.endsAt === null ? null : new Date(alarm.endsAt),
  labels: pairsOf(alarm.labels), annotations: pairsOf(alarm.annotations), links: alarm.links,
});

export interface RepeatPlan {
  rows: JournalRow[];
  /** Annotations of a firing alarm that differ from those shown. */
  refreshed: { binding: string; digest: string; annotations: Pairs; links: string[] }[];
  /** Everything else, in order: fingerprints of which at least one alarm is a change or is told late. */
  rest: Arrival[];
}

/** Parts mere repeats from the rest, by what is bound at this moment. */
export function planRepeats(arrivals: readonly Arrival[], bound: ReadonlyMap<string, Bound>): RepeatPlan {
  const changing = new Set(arrivals.filter(({ binding, alarm, heardAt }) => heardAt !== null || changeOf(bound.get(binding) ?? null, alarm) !== null).map(({ binding }) => binding));
  const repeats = arrivals.filter(({ binding }) => !changing.has(binding));
  const refreshed = new Map<string, RepeatPlan['refreshed'][number]>();
  for (const { binding, alarm, digest } of repeats) {
    const now = bound.get(binding);
    if (now?.state === 'firing' && alarm.state === 'firing' && now.digest !== digest) refreshed.set(binding, { binding, digest, annotations: pairsOf(alarm.annotations), links: alarm.links });
  }
  return {
    rows: repeats.map((arrival) => ({ ...rowOf(arrival, bound.get(arrival.binding)?.group), expireAt: new Date(arrival.receivedAt.getTime() + repeatsKeptMs) })),
    refreshed: [...refreshed.values()],
    rest: arrivals.filter(({ binding }) => changing.has(binding)),
  };
}

export interface ChangePlan {
  rows: JournalRow[];
  /** Whole new rows by id, for each fingerprint that changed. */
  bindings: Map<string, BindingRow>;
  /** Heads as they must be, with the seq they were read at (null: not there yet). */
  heads: Map<string, { row: HeadRow; readSeq: number | null }>;
  /** Groups to ring, and changes by post. */
  changed: { group: string; post: number }[];
}

/** What the changes write. Read `bound` and `heads` in the transaction that writes the plan: their seqs are only then without gaps and in order of commit. */
export function planChanges(arrivals: readonly Arrival[], bound: ReadonlyMap<string, Bound>, heads: ReadonlyMap<string, Head>, now: Date, overtaken: Overtaken = new Map()): ChangePlan {
  const plan: ChangePlan = { rows: [], bindings: new Map(), heads: new Map(), changed: [] };
  const boundNow = new Map<string, BoundFingerprint & { newSeq: number; since: Date }>(bound);
  for (const arrival of arrivals) {
    const { alarm, binding, receivedAt } = arrival;
    const before = boundNow.get(binding) ?? null;
    const later = arrival.heardAt === null ? undefined : overtaken.get(binding);
    if (later?.isSame) continue;
    const change = later ? null : changeOf(before, alarm);
    const group = groupFor(before, change, arrival.group);
    const row = rowOf(arrival, group);
    plan.rows.push(row);
    if (change === null) { row.expireAt = new Date(receivedAt.getTime() + repeatsKeptMs); continue; }
    const head = advance(plan, heads.get(group), arrival, group, now);
    const newSeq = change === 'new' ? head.seq : (before?.newSeq ?? head.seq);
    const since = change === 'new' ? receivedAt : (before?.since ?? receivedAt);
    Object.assign(row, { change, seq: head.seq, previous: change === 'new' ? null : (before?.severity ?? null), newSeq });
    boundNow.set(binding, { group, state: alarm.state, severity: alarm.severity, newSeq, since });
    plan.bindings.set(binding, {
      _id: binding, source: alarm.source, fingerprint: alarm.fingerprint, group, state: alarm.state, severity: alarm.severity, rank: severityRank(alarm.severity), name: alarm.name,
      labels: row.labels, annotations: row.annotations, links: row.links, digest: arrival.digest, startsAt: row.startsAt, endsAt: row.endsAt, since, changedAt: receivedAt, newSeq, lastSeq: head.seq,
      ...(alarm.state === 'resolved' ? { expireAt: new Date(receivedAt.getTime() + resolvedKeptMs) } : {}),
    });
    plan.changed.push({ group, post: arrival.post });
  }
  return plan;
}

function advance(plan: ChangePlan, read: Head | undefined, arrival: Arrival, group: string, now: Date): HeadRow {
  const planned = plan.heads.get(group);
  if (planned) { planned.row.seq += 1; return planned.row; }
  const row: HeadRow = {
    _id: group, source: arrival.alarm.source, key: arrival.key.map(([name, value]) => ({ name, value })), title: arrival.title, seq: (read?.seq ?? 0) + 1,
    isPending: true, pendingSince: read?.isPending ? read.pendingSince : now, createdAt: now,
  };
  plan.heads.set(group, { row, readSeq: read?.seq ?? null });
  return row;
}
