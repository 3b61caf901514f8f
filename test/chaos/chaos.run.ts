/** One storm: a stack of its own, lives of tickets, blows of a plan, quiet, verdict. Bounded: ends by itself whatever happens. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { openEngineConnection } from '#integrations/engine/connection';
import { createFlowEngine } from '#integrations/engine/engine';
import { createRunInspector } from '#integrations/engine/inspector';
import { openConnection } from '#store/core/connection';
import type { Log } from '#embedded/located';
import { startStack, type Stack } from '#embedded/stack';
import { testDevice } from '../setup/device.ts';
import { alarmSender } from './alarm.sender.ts';
import { chance, type Chance } from './chance.ts';
import type { Finding } from './checks/finding.ts';
import { executioner, type KillCount } from './executioner.ts';
import type { Blow } from './kill.plan.ts';
import { emptyLedger, type Ledger } from './ledger.ts';
import { alarmLife, noise, reportedLife, type Cast } from './lives.ts';
import { person } from './people.ts';
import { installProcess, processLife } from './processes.ts';
import { unrest, verdictOf, type Verdict } from './verdict.ts';
import { startWitness, type Witness } from './witness.ts';

export interface ChaosOptions {
  seed: number;
  plan(dice: Chance): Blow[];
  tickets: number;
  /** Everything, quiet included, ends by then. */
  minutes: number;
  dataDir: string;
  paceMs?: number;
  log?: Log;
  say?: (line: string) => void;
}

export interface ChaosReport {
  seed: number; seconds: number; kills: KillCount; restarts: Record<string, number>;
  commands: { accepted: number; refused: number; unanswered: number; repeated: number };
  posts: { accepted: number; unanswered: number; repeated: number };
  ticketsOpened: number; signIns: number; testimonies: { events: number; logEntries: number; looks: number };
  repairs: Verdict['repairs']; checked: Verdict['checked'];
  findings: Finding[];
}

/** Seconds of the alarm source, short, so that an alarm's whole life fits. */
const timing = { groupWaitSeconds: 0.3, groupIntervalSeconds: 2, quietSeconds: 3, repeatIntervalSeconds: 14_400 };
/** The last life begins when this share of the blows has fallen. */
const lastBirth = 0.85;
const quietMs = 150_000;

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const say = options.say ?? (() => undefined);
  const dice = chance(options.seed);
  const points = join(options.dataDir, 'crash-points');
  const stack = await startStack({ dataDir: options.dataDir, log: options.log, env: { SIGNALBOX_CRASH_POINTS: points, SIGNALBOX_DEMO_TICKETS: 'false' } });
  const stops: (() => unknown)[] = [() => stack.stop()];
  // From here: a first start may have to build the servers.
  const startedAt = Date.now();
  const deadline = startedAt + options.minutes * 60_000;
  try {
    await prepare(stack);
    const ledger = emptyLedger();
    const witness = startWitness(stack.mongoUri);
    const engine = openEngineConnection({ address: stack.temporalAddress, namespace: stack.temporalNamespace, timeoutMs: 15_000 });
    const killing = executioner(stack, points, say, deadline - quietMs);
    stops.push(() => witness.stop(), () => engine.close(), () => killing.stop());
    const lifeDeadline = deadline - 60_000;
    const cast = await castOf(stack, ledger, lifeDeadline, createFlowEngine(engine), options.paceMs ?? 900);
    say(`stack is up at ${stack.address}; ${options.tickets} tickets, ${options.minutes} minutes at most`);
    let isStriking = true;
    const lives = options.tickets > 0 ? population(cast, options.tickets, killing.progress, dice.of('lives'), () => isStriking) : Promise.resolve();
    await sleep(1_500);
    try {
      await killing.carryOut(options.plan(dice.of('kills')));
    } finally {
      isStriking = false;
    }
    say('all blows have fallen; waiting for every life to end');
    await lives;
    await quiet(stack, Math.min(deadline, Date.now() + quietMs), say);
    await witness.stop();
    return await report({ options, startedAt, stack, ledger, witness, kills: killing.count, inspector: createRunInspector(engine, (fault) => say(`a run did not answer: ${String(fault)}`)) });
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** Alarm timing as an operator would set it, a second agent who may sign in, and the flows of processes. */
async function prepare(stack: Stack): Promise<void> {
  const connection = await mongoose.createConnection(stack.mongoUri).asPromise();
  try {
    const { matchedCount } = await connection.collection<{ _id: string }>('alarmSources').updateOne({ _id: 'alertmanager' }, { $set: timing });
    const second = await connection.collection<{ _id: string }>('people').updateOne({ _id: 'lin.chen' }, { $set: { isDemoAccount: true } });
    if (matchedCount + second.matchedCount !== 2) throw new Error('the seed has no alarm source "alertmanager" or no person "lin.chen"');
    await installProcess(connection);
  } finally {
    await connection.close();
  }
}

async function castOf(stack: Stack, ledger: Ledger, deadline: number, engine: Cast['engine'], paceMs: number): Promise<Cast> {
  const shared = { address: stack.address, ledger, deadline };
  const [requester, ana, lin, manager, admin] = [await person('requester', shared), await person('agent', shared), await person('lin', shared), await person('manager', shared), await person('admin', shared)];
  return {
    requester, agents: [ana, lin], manager, admin, engine, ledger, deadline, paceMs,
    send: alarmSender({ address: stack.address, secret: 'demo-alertmanager', ledger, deadline }),
    device: { isDown: async () => { await testDevice(stack).put({ interface: 2, isUp: false }).catch(() => undefined); } },
  };
}

const kinds = [{ name: 'Report', live: reportedLife }, { name: 'Alarm', live: alarmLife }, { name: 'Process', live: processLife }] as const;
/** A third reported, a third from alarms, a third of processes, born over the time of the blows; the last of them is the chatter that lasts as long as blows fall. */
async function population(cast: Cast, tickets: number, progress: () => number, dice: Chance, isStriking: () => boolean): Promise<void> {
  const births = Array.from({ length: tickets - 1 }, async (_, at) => {
    while (isStriking() && progress() < (at / tickets) * lastBirth && Date.now() < cast.deadline) await new Promise((resolve) => setTimeout(resolve, 200));
    const own = dice.of(`life ${at}`);
    const kind = kinds[at % kinds.length]!;
    await kind.live(cast, `${kind.name}${String(at + 1).padStart(3, '0')}`, own);
  });
  const lives = [noise(cast, isStriking, dice.of('noise')), ...births];
  for (const life of await Promise.allSettled(lives)) if (life.status === 'rejected') cast.ledger.complaints.push(`a life broke off: ${life.reason instanceof Error ? (life.reason.stack ?? life.reason.message) : String(life.reason)}`);
}

async function quiet(stack: Stack, until: number, say: (line: string) => void): Promise<void> {
  const mongo = openConnection(stack.mongoUri, { appName: 'chaos' });
  try {
    await mongo.whenConnected;
    for (;;) {
      const left = await unrest(mongo.connection).catch((fault: unknown) => String(fault));
      if (left === null) return say('everything is quiet');
      if (Date.now() > until) return say(`not quiet in time: ${left}`);
      await sleep(1_000);
    }
  } finally {
    await mongo.close();
  }
}

interface ReportOf { options: ChaosOptions; startedAt: number; stack: Stack; ledger: Ledger; witness: Witness; kills: KillCount; inspector: ReturnType<typeof createRunInspector> }

async function report({ options, startedAt, stack, ledger, witness, kills, inspector }: ReportOf): Promise<ChaosReport> {
  const mongo = openConnection(stack.mongoUri, { appName: 'chaos' });
  try {
    await mongo.whenConnected;
    const { findings, repairs, checked } = await verdictOf({ connection: mongo.connection, inspector, ledger, witness, repairs: await testDevice(stack).repairs() });
    for (const point of kills.missed) findings.push({ promise: 'every planned blow falls', where: point, what: 'nobody came there in time' });
    const { commands, posts } = ledger;
    return {
      seed: options.seed, seconds: Math.round((Date.now() - startedAt) / 1000), kills, restarts: Object.fromEntries(stack.components.map((name) => [name, stack.restarts(name)])),
      commands: { accepted: commands.filter(({ answer }) => answer === 'accepted').length, refused: commands.filter(({ answer }) => answer === 'refused').length, unanswered: commands.filter(({ answer }) => answer === 'unknown').length, repeated: commands.filter(({ tries }) => tries > 1).length },
      posts: { accepted: posts.filter(({ answer }) => answer === 'accepted').length, unanswered: posts.filter(({ answer }) => answer === 'unknown').length, repeated: posts.filter(({ tries }) => tries > 1).length },
      ticketsOpened: checked.tickets, signIns: ledger.signIns, testimonies: { events: witness.events.size, logEntries: witness.log.size, looks: witness.looks() }, repairs, checked, findings,
    };
  } finally {
    await mongo.close();
  }
}
