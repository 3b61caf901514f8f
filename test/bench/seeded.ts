/** An installation of 20,000 tickets for a bench, made once and kept: the next run takes it up. The first thousand is made by `signalbox seed` and timed; the rest, and open work, are copies of rows, each some weeks apart. */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import mongoose, { type Connection } from 'mongoose';
import { projectFolder } from '#embedded/project';
import { startStack, type Stack } from '#embedded/stack';
import { cpuMsOf } from './cpu.ts';

export interface Seeded {
  stack: Stack;
  database: Connection;
  /** What `signalbox seed` took and made here: milliseconds on the clock, milliseconds of its processor, tickets; 0 where they were there. */
  seeded: { ms: number; cpuMs: number; made: number };
  close(): Promise<void>;
}

/** Open tickets with their tasks, and alarm groups, that there shall be. */
const wanted = { open: 2_000, groups: 500 };

/** Made by the seed itself. */
const seedPart = 1_000;

/** `tickets`: how many there shall be. */
export async function seededInstallation(tickets: number): Promise<Seeded> {
  const dataDir = join(projectFolder, `.build/bench/seeded-${tickets}`);
  mkdirSync(dataDir, { recursive: true });
  const stack = await startStack({ dataDir, env: { SIGNALBOX_LOG_LEVEL: 'error' } });
  const database = await mongoose.createConnection(stack.mongoUri).asPromise();
  const close = async (): Promise<void> => {
    await database.close();
    await stack.stop();
  };
  try {
    await whenDemoStands(database);
    const seeded = await seed(Math.min(tickets, seedPart), stack);
    await multiplyFinished(database, tickets);
    await multiplyOpen(database);
    await multiplyGroups(database);
    return { stack, database, seeded, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

/** The demonstration's own six weeks are told by the worker after the portal is up; they stand when their count has not grown for some seconds. */
async function whenDemoStands(database: Connection): Promise<void> {
  let [known, since] = [-1, Date.now()];
  for (const deadline = Date.now() + 300_000; Date.now() < deadline;) {
    const count = await database.collection('tickets').countDocuments({});
    if (count !== known) [known, since] = [count, Date.now()];
    if (known > 400 && Date.now() - since > 5_000) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`the demonstration company has ${known} tickets and does not grow`);
}

function seed(tickets: number, stack: Stack): Promise<Seeded['seeded']> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const child = spawn(process.execPath, [join(projectFolder, 'cli/signalbox.mjs'), 'seed', '--tickets', String(tickets), '--json'], {
      cwd: projectFolder, env: { ...process.env, SIGNALBOX_DATA: stack.dataDir }, stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    let cpuMs = 0;
    const meter = setInterval(() => { cpuMs = cpuMsOf(child.pid) ?? cpuMs; }, 500);
    child.stdout.on('data', (chunk) => { output += String(chunk); });
    child.once('close', (code) => {
      clearInterval(meter);
      if (code !== 0) return reject(new Error(`signalbox seed ended with ${code}`));
      const { made } = JSON.parse(output) as { made: number };
      return resolve(made === 0 ? { ms: 0, cpuMs: 0, made } : { ms: Math.round(performance.now() - from), cpuMs: Math.round(cpuMs), made });
    });
  });
}

interface AnyRow { _id: string; [field: string]: unknown }

/** Everything that is an instant, so many milliseconds earlier. */
const earlier = <T>(value: T, ms: number): T => JSON.parse(JSON.stringify(value).replace(/"(\d{4}-\d\d-\d\dT[\d:.]+Z)"/g, (_, at: string) => `"${new Date(Date.parse(at) - ms).toISOString()}"`)) as T;
const week = 7 * 86_400_000;

/** Finished tickets of the seed with their events, until there are so many. */
async function multiplyFinished(database: Connection, tickets: number): Promise<void> {
  const [rows, events] = [database.collection<AnyRow & { key: string }>('tickets'), database.collection<AnyRow & { origin: string; refs: { kind: string; id: string }[] }>('events')];
  if (await rows.countDocuments({}) >= tickets) return;
  // Of a run that was stopped in the middle.
  for (const name of ['tickets', 'events', 'tasks']) await database.collection<AnyRow>(name).deleteMany({ _id: /^copy-/ as never });
  const own = await rows.find({ _id: /^scale-/ as never }).toArray();
  const told = await events.find({ origin: { $in: own.map(({ _id }) => `run/${_id}/1`) } }).toArray();
  for (let copy = 1; await rows.countDocuments({}) < tickets && own.length > 0; copy += 1) {
    const ms = (copy % 26) * week;
    const idOf = (id: string): string => `copy-${copy}-${id}`;
    await rows.insertMany(own.map((row, at) => ({ ...earlier(row, ms), _id: idOf(row._id), key: `INC-${1_000_000 + copy * own.length + at}` })), { ordered: false });
    await events.insertMany(told.map((event, at) => ({
      // Before all that anybody reads on from: nobody is told of copies.
      ...earlier(event, ms), _id: idOf(event._id), outboxSeq: -(copy * told.length + at), origin: idOf(event.origin), refs: event.refs.map((ref) => (ref.kind === 'ticket' ? { ...ref, id: idOf(ref.id) } : ref)),
    })), { ordered: false });
  }
}

/** Copies of tickets that have somebody to ask, each with its task. No run stands behind them: they are read, not acted on. */
async function multiplyOpen(database: Connection): Promise<void> {
  const [tickets, tasks] = [database.collection<AnyRow>('tickets'), database.collection<AnyRow & { ticket: { id: string; key: string } }>('tasks')];
  const own = await tasks.find({ _id: { $not: /^copy-/ } }).toArray();
  const rows = new Map((await tickets.find({ _id: { $in: own.map(({ ticket }) => ticket.id) } }).toArray()).map((row) => [row._id, row]));
  for (let copy = 1; await tasks.countDocuments({}) < wanted.open && own.length > 0; copy += 1) {
    const copied = own.flatMap((task, at) => {
      const row = rows.get(task.ticket.id);
      const [id, key] = [`copy-${copy}-${task.ticket.id}`, `INC-${500_000 + copy * own.length + at}`];
      return row === undefined ? [] : [{ row: { ...row, _id: id, key }, task: { ...task, _id: `copy-${copy}-${task._id}`, ticket: { ...task.ticket, id, key } } }];
    });
    await tickets.insertMany([...new Map(copied.map(({ row }) => [row._id, row])).values()]);
    await tasks.insertMany(copied.map(({ task }) => task));
  }
}

async function multiplyGroups(database: Connection): Promise<void> {
  const groups = database.collection<AnyRow>('alarmGroups');
  const own = await groups.find({ _id: { $not: /^copy-/ } }).toArray();
  for (let copy = 1; await groups.countDocuments({}) < wanted.groups && own.length > 0; copy += 1) await groups.insertMany(own.map((row) => ({ ...row, _id: `copy-${copy}-${row._id}` })));
}
