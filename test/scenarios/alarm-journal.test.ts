/** The alarm journal on a real replica set: one `new` for one fingerprint, cursors that lose nothing, bindings that hold. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import mongoose, { type Connection } from 'mongoose';
import { alarmModels, ensureAlarmIndexes, recordOf } from '#store/alarm/alarm.models';
import { createAlarmJournal, type AlarmJournal } from '#store/alarm/journal.repo';
import type { Alarm } from '#domain/alarm/alarm.schema';
import { openConnection, type OpenedConnection } from '#store/core/connection';
import { aSource, anAlarm } from '../builders/alarm.builder.ts';
import { freshMongoUri } from '../setup/fresh.ts';

let opened: OpenedConnection[];
let journals: AlarmJournal[];
let connection: Connection;
let number = 0;
const post = (alarms: Alarm[], groupBy: string[] = ['alertname']) => ({ source: aSource({ groupBy }), requestId: `r${number += 1}`, receivedAt: new Date(), alarms });
const uniqueAlarm = (over: Partial<Alarm> = {}): Alarm => anAlarm({ fingerprint: `f${number += 1}`, ...over });

beforeAll(async () => {
  const uri = freshMongoUri('alarms');
  opened = [openConnection(uri, { appName: 'portal 1' }), openConnection(uri, { appName: 'portal 2' })];
  await Promise.all(opened.map(({ whenConnected }) => whenConnected));
  connection = opened[0]!.connection;
  await ensureAlarmIndexes(connection);
  journals = opened.map((one) => createAlarmJournal(one.connection));
});
afterAll(async () => {
  await connection.dropDatabase();
  await Promise.all(opened.map((one) => one.close()));
  await mongoose.disconnect();
});

describe('the alarm journal', () => {
  it('calls the first firing new, the same again a repeat, and the end resolved once', async () => {
    const alarm = uniqueAlarm({ labels: { alertname: 'once' } });
    const [journal] = journals as [AlarmJournal];
    const changes = [];
    for (const state of ['firing', 'firing', 'resolved', 'resolved', 'firing'] as const) changes.push((await journal.append([post([{ ...alarm, state }])])).changes[0]);
    expect(changes).toEqual([1, 0, 1, 0, 1]);
    const { groups } = await journal.append([post([{ ...alarm, severity: 'minor' }])]);
    const pulled = await journal.pull(groups[0]!, 0, 100);
    expect(pulled.map(({ seq, change, previous, newSeq }) => ({ seq, change, previous, newSeq }))).toEqual([
      { seq: 1, change: 'new', previous: null, newSeq: 1 }, { seq: 2, change: 'resolved', previous: 'critical', newSeq: 1 },
      { seq: 3, change: 'new', previous: null, newSeq: 3 }, { seq: 4, change: 'severity', previous: 'critical', newSeq: 3 },
    ]);
    expect(await alarmModels(connection).journal.countDocuments({ fingerprint: alarm.fingerprint })).toBe(6);
  });

  it('gives one new when two portals receive the same alarms at the same time', async () => {
    for (let round = 0; round < 20; round += 1) {
      const alarms = Array.from({ length: 20 }, () => uniqueAlarm({ labels: { alertname: `race-${round}` } }));
      const answers = await Promise.all(journals.flatMap((journal) => [journal.append([post(alarms)]), journal.append([post([...alarms].reverse())])]));
      expect(answers.map(({ changes }) => changes[0] ?? 0).reduce((sum, count) => sum + count, 0)).toBe(20);
      expect(await alarmModels(connection).journal.countDocuments({ change: 'new', fingerprint: { $in: alarms.map(({ fingerprint }) => fingerprint) } })).toBe(20);
    }
  });

  it('lets no cursor pass a change that is committed later, however many write at once', async () => {
    const names = ['cursor-a', 'cursor-b', 'cursor-c'];
    const written = new Set<string>();
    let isWriting = true;
    const seen = new Map<string, number[]>();
    const read = async (group: string) => {
      const seqs = seen.get(group) ?? [];
      seqs.push(...(await journals[1]!.pull(group, seqs.at(-1) ?? 0, 7)).map(({ seq }) => seq));
      seen.set(group, seqs);
    };
    const groups = new Set<string>();
    const writers = Promise.all(journals.flatMap((journal) => [1, 2, 3].map(async () => {
      for (let turn = 0; turn < 25; turn += 1) {
        const alarms = names.map((alertname) => uniqueAlarm({ labels: { alertname } }));
        for (const { fingerprint } of alarms) written.add(fingerprint);
        for (const group of (await journal.append([post(alarms)])).groups) groups.add(group);
      }
    }))).finally(() => { isWriting = false; });
    while (isWriting) { for (const group of groups) await read(group); await new Promise((resolve) => setImmediate(resolve)); }
    await writers;
    for (const group of groups) for (let before = -1; before !== seen.get(group)?.length;) { before = seen.get(group)?.length ?? 0; await read(group); }
    expect(groups.size).toBe(3);
    for (const seqs of seen.values()) expect(seqs).toEqual(Array.from({ length: 150 }, (_, at) => at + 1));
    expect(written.size).toBe(450);
  });

  it('keeps a fingerprint in its group until it is resolved, also after the grouping was edited', async () => {
    const [journal] = journals as [AlarmJournal];
    const alarm = uniqueAlarm({ labels: { alertname: 'regrouped', instance: 'a' } });
    const [first] = (await journal.append([post([alarm], ['alertname'])])).groups;
    const [resolved] = (await journal.append([post([{ ...alarm, state: 'resolved' }], ['alertname', 'instance'])])).groups;
    const [second] = (await journal.append([post([alarm], ['alertname', 'instance'])])).groups;
    expect(resolved).toBe(first);
    expect(second).not.toBe(first);
  });

  it('takes a thousand alarms in one post, and the ups and downs of one alarm within a post in their order', async () => {
    const [journal] = journals as [AlarmJournal];
    const many = Array.from({ length: 1_000 }, () => uniqueAlarm({ labels: { alertname: 'many' } }));
    expect((await journal.append([post(many)])).changes).toEqual([1_000]);
    const one = uniqueAlarm({ labels: { alertname: 'updown' } });
    const { groups, changes } = await journal.append([post([one, { ...one, state: 'resolved' }, one, one])]);
    expect(changes).toEqual([3]);
    expect((await journal.pull(groups[0]!, 0, 10)).map(({ change, newSeq }) => [change, newSeq])).toEqual([['new', 1], ['resolved', 1], ['new', 3]]);
  });

  it('stores names and texts of labels that would mean something to a database, as they are', async () => {
    const [journal] = journals as [AlarmJournal];
    const labels: Record<string, string> = Object.fromEntries([['alertname', '<img onerror=alert(1)>'], ['a.b', '1'], ['$where', 'sleep(1)'], ['__proto__', 'x'], ['constructor', '{{constructor}}'], ['rtl', '\u202etxt\u200f']]);
    const alarm = uniqueAlarm({ labels });
    const { groups } = await journal.append([post([alarm], ['alertname', 'constructor', 'toString'])]);
    const [binding] = await alarmModels(connection).bindings.find({ group: groups[0]! }).lean();
    expect(Object.entries(recordOf(binding!.labels))).toEqual(Object.entries(labels));
    expect(Object.entries(recordOf((await journal.head(groups[0]!))!.key))).toEqual([['alertname', '<img onerror=alert(1)>'], ['constructor', '{{constructor}}'], ['toString', '']]);
  });

  it('shows the latest annotations of a firing alarm, although a repeat is no change', async () => {
    const [journal] = journals as [AlarmJournal];
    const alarm = uniqueAlarm({ labels: { alertname: 'annotated' }, annotations: { value: '91 %' } });
    await journal.append([post([alarm])]);
    expect(await journal.append([post([{ ...alarm, annotations: { value: '97 %' } }])])).toEqual({ changes: [0], groups: [] });
    expect(recordOf((await alarmModels(connection).bindings.findById(`am/${alarm.fingerprint}`).lean())!.annotations)).toEqual({ value: '97 %' });
  });

  it('names the groups whose changes no cursor has passed, until one has', async () => {
    const [journal] = journals as [AlarmJournal];
    const { groups } = await journal.append([post([uniqueAlarm({ labels: { alertname: 'unread' } })])]);
    const group = groups[0]!;
    const later = () => new Date(Date.now() + 1_000);
    expect(await journal.unpassed(later(), 1_000)).toContain(group);
    expect(await journal.unpassed(new Date(Date.now() - 60_000), 1_000)).not.toContain(group);
    await journal.passed(group, 0);
    expect(await journal.unpassed(later(), 1_000)).toContain(group);
    await journal.passed(group, 1);
    expect(await journal.unpassed(later(), 1_000)).not.toContain(group);
  });
});
