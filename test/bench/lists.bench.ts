/** Lists over 20,000 tickets, through a real portal on a real MongoDB, and pages in a headless browser until they can be used. SIGNALBOX_BENCH_TICKETS and SIGNALBOX_BENCH_ROUNDS change how many, and how often each is asked. */
import type { Connection } from 'mongoose';
import { portalClient, type PortalClient } from '../builders/portal-client.ts';
import { listsAsked, type Account, type Asked } from './asked.ts';
import type { BenchResult } from './bench.ts';
import { watchedBrowser, type Seen } from './browser.parts.ts';
import { cpuMeter } from './cpu.ts';
import { seededInstallation } from './seeded.ts';

const tickets = Number(process.env['SIGNALBOX_BENCH_TICKETS'] ?? 20_000);
const rounds = Number(process.env['SIGNALBOX_BENCH_ROUNDS'] ?? 30);
const warmUps = 3;
const pageRounds = Math.max(3, Math.round(rounds / 4));

const ranked = (values: readonly number[], share: number): number => Math.round([...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]! * 10) / 10;

async function timed({ ask }: Asked, who: PortalClient): Promise<number[]> {
  for (let warm = 0; warm < warmUps; warm += 1) await ask(who);
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    await ask(who);
    taken.push(performance.now() - from);
  }
  return taken;
}

/** What MongoDB looked at and sent for one asking, by its own profiler: it depends on nothing else that runs. */
async function profiled(database: Connection, work: () => Promise<unknown>): Promise<{ commands: number; docs: number; keys: number; bytes: number }> {
  const db = database.db!;
  await db.command({ profile: 0 });
  await db.collection('system.profile').drop().catch(() => undefined);
  await db.command({ profile: 2 });
  await work();
  await db.command({ profile: 0 });
  const rows = await db.collection<{ docsExamined?: number; keysExamined?: number; responseLength?: number }>('system.profile').find({ op: { $in: ['query', 'command', 'getmore'] }, appName: 'signalbox-portal', ns: /\.(tickets|tasks|alarmGroups|events|runs)$/ } as never).toArray();
  const sum = (name: 'docsExamined' | 'keysExamined' | 'responseLength'): number => rows.reduce((all, row) => all + (row[name] ?? 0), 0);
  return { commands: rows.length, docs: sum('docsExamined'), keys: sum('keysExamined'), bytes: sum('responseLength') };
}

export async function run(): Promise<BenchResult> {
  const { stack, database, seeded, close } = await seededInstallation(tickets);
  try {
    const known = new Map<Account, PortalClient>();
    for (const account of ['requester', 'agent', 'manager', 'admin'] as const) {
      const client = portalClient(stack.address);
      await client.signIn(account);
      known.set(account, client);
    }
    const key = String((await database.collection('tickets').findOne({ team: 'network', category: 'open' }, { projection: { key: 1 }, sort: { updatedAt: -1 } }))?.['key']);
    const figures: Record<string, number> = { tickets: await database.collection('tickets').estimatedDocumentCount(), openTasks: await database.collection('tasks').estimatedDocumentCount(), events: await database.collection('events').estimatedDocumentCount(), ...(seeded.made === 0 ? {} : { seededTickets: seeded.made, seedMsATicket: ranked([seeded.ms / seeded.made], 0.5), seedCpuMsATicket: ranked([seeded.cpuMs / seeded.made], 0.5) }) };
    const cpu = cpuMeter({ mongodb: stack.pid('mongodb'), portal: stack.pid('portal') });
    const worst: [string, number][] = [];
    for (const asked of listsAsked(key)) {
      const who = known.get(asked.by)!;
      const taken = await cpu.during(() => timed(asked, who));
      const seen = await profiled(database, () => asked.ask(who));
      Object.assign(figures, { [`${asked.name}P50Ms`]: ranked(taken, 0.5), [`${asked.name}P95Ms`]: ranked(taken, 0.95), [`${asked.name}Docs`]: seen.docs, [`${asked.name}Keys`]: seen.keys, [`${asked.name}Commands`]: seen.commands, [`${asked.name}Bytes`]: seen.bytes });
      worst.push([asked.name, ranked(taken, 0.95)]);
      process.stderr.write(`${asked.name.padEnd(16)} p50 ${ranked(taken, 0.5)} ms, p95 ${ranked(taken, 0.95)} ms; ${seen.commands} commands, ${seen.docs} documents, ${seen.keys} keys, ${seen.bytes} bytes\n`);
    }
    const askings = worst.length * (rounds + warmUps);
    Object.assign(figures, { worstP95Ms: Math.max(...worst.map(([, ms]) => ms)), portalCpuMsAnAsking: Math.round(cpu.usedMs['portal']! / askings), mongodbCpuMsAnAsking: Math.round(cpu.usedMs['mongodb']! / askings) }, await pages(stack.address, key));
    return {
      name: 'lists', figures,
      method: `${figures['tickets']} tickets (a thousand of \`signalbox seed\`, the others copies of them over half a year), ${figures['openTasks']} open tasks, through HTTP from this process to a portal and a MongoDB of their own; each list ${rounds} times one after the other, warm. Docs, Keys, Bytes and Commands: of one asking, by MongoDB's profiler, without who is signed in. Pages: headless Chromium, ${pageRounds} times each, median; "first" with an empty cache, "again" with a filled one, from the start of the navigation until the list stands and nothing is loading.`,
    };
  } finally {
    await close();
  }
}

async function pages(address: string, key: string): Promise<Record<string, number>> {
  const browser = await watchedBrowser(address, 'agent');
  const watched = { home: ['/', '[data-home-task], #page section'], list: ['/tickets?view=all', '[data-ticket]'], ticketPage: [`/tickets/${key}`, 'article h1'] } as const;
  const figures: Record<string, number> = {};
  try {
    for (const [name, [path, isUsable]] of Object.entries(watched)) {
      const [first, again]: [Seen[], Seen[]] = [[], []];
      for (let round = 0; round < pageRounds; round += 1) first.push(await browser.first(path, isUsable));
      await browser.again(path, isUsable);
      for (let round = 0; round < pageRounds; round += 1) again.push(await browser.again(path, isUsable));
      Object.assign(figures, { [`${name}FirstMs`]: ranked(first.map(({ ms }) => ms), 0.5), [`${name}FirstBytes`]: ranked(first.map(({ bytes }) => bytes), 0.5), [`${name}AgainMs`]: ranked(again.map(({ ms }) => ms), 0.5), [`${name}AgainWorstMs`]: Math.max(...again.map(({ ms }) => ms)), [`${name}AgainBytes`]: ranked(again.map(({ bytes }) => bytes), 0.5) });
    }
    return figures;
  } finally {
    await browser.close();
  }
}
