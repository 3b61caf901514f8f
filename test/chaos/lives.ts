/** Lives of tickets under fire: what requester, agents, manager and the sender of alarms do, by dice, until each ticket has ended. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TaskView } from '#api/task.api';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { SendAlarms, SentAlarm } from './alarm.sender.ts';
import type { Chance } from './chance.ts';
import type { Ledger } from './ledger.ts';
import type { Person } from './people.ts';

export interface Cast {
  requester: Person;
  agents: readonly [Person, Person];
  manager: Person;
  admin: Person;
  send: SendAlarms;
  /** For incidents on runs: what an administrator would do. */
  engine: Pick<FlowEngine, 'mendIncident'>;
  ledger: Ledger;
  deadline: number;
  /** Interface of the demo device that alarms and repairs are about. */
  device: { isDown(): Promise<void> };
  /** Average pause of people, milliseconds. */
  paceMs: number;
}

const objects = ['sw-core-2', 'sw-core-2.uplink-2'] as const;
/** Repairs asked of one ticket at most; then it is resolved by word. */
const repairsAtMost = 2;
const lookEveryMs = 700;

/** A ticket reported by a person, to its end. */
export async function reportedLife(cast: Cast, name: string, dice: Chance): Promise<void> {
  const { requester, ledger } = cast;
  const title = `${name} has no uplink`;
  const reply = await requester.ask('tickets.open', { key: randomUUID(), body: { type: 'incident', title, description: 'The link light is off.', priority: dice.pick(['P1', 'P2', 'P3'] as const), object: dice.pick(objects), fields: {} } });
  if (reply?.status !== 200) { ledger.complaints.push(`${title}: opening it was answered ${String(reply?.status)} ${String(reply?.code)}`); return; }
  ledger.tickets.push({ id: reply.body.id, key: reply.body.key, title, tries: reply.tries });
  await workOff(cast, reply.body.key, dice);
}

/** An alarm group: fires, repeats, grows, is worked on or not, resolves; some fire again. */
export async function alarmLife(cast: Cast, name: string, dice: Chance): Promise<void> {
  const group = alarmGroup(cast, name, dice);
  await group.fire(0);
  const isTaken = dice.isLikely(0.75);
  const people = group.ticketKey().then(async (key) => {
    if (key === null) { cast.ledger.complaints.push(`${name}: no ticket was opened for it`); return; }
    if (dice.isLikely(0.4)) await group.acknowledge(dice.pick(cast.agents));
    if (isTaken) await workOff(cast, key, dice.of('people'), () => group.isOver);
  });
  for (let round = dice.between(3, 8); round > 0; round -= 1) {
    await sleep(dice.between(200, 1_600));
    if (dice.isLikely(0.5)) await group.repeat();
    else await group.fire(dice.between(1, 3));
    if (dice.isLikely(0.25)) await group.resolveOne(dice.between(1, 3));
  }
  // Resolved only after there is a ticket to resolve: an alarm that never lived long enough for one is another story.
  await group.ticketKey();
  await group.resolveAll();
  if (dice.isLikely(0.3)) {
    await sleep(dice.between(500, 6_000));
    await group.fire(0);
    await sleep(dice.between(500, 3_000));
    await group.resolveAll();
  }
  group.isOver = true;
  await people;
}

/** Alarms that change and a task that is claimed and released, as long as blows fall: so that there is always something to interrupt. */
export async function noise(cast: Cast, isWanted: () => boolean, dice: Chance): Promise<void> {
  const group = alarmGroup(cast, 'Chatter', dice);
  await group.fire(0);
  const alarms = (async () => {
    while (isWanted() && Date.now() < cast.deadline) {
      await group.fire(1);
      await sleep(dice.between(300, 1_000));
      await group.resolveOne(1);
      await sleep(dice.between(300, 1_000));
    }
    await group.ticketKey();
    await group.resolveAll();
    group.isOver = true;
  })();
  const key = await group.ticketKey();
  const [agent] = cast.agents;
  while (key !== null && isWanted() && Date.now() < cast.deadline) {
    const task = (await tasksOf(agent, key)).find((one) => one.node === 'diagnose');
    const verb = task?.can.includes('claim') ? 'claim' : task?.can.includes('release') ? 'release' : null;
    if (task && verb) await agent.act(task, verb);
    await sleep(dice.between(200, 900));
  }
  await alarms;
}

function alarmGroup(cast: Cast, name: string, dice: Chance) {
  const { send, ledger, agents: [agent] } = cast;
  const labels = { alertname: name, instance: 'sw-core-2', severity: dice.pick(['critical', 'warning']), ifIndex: '2' };
  const members = new Map<number, SentAlarm>();
  let id: string | null = null;
  const of = (member: number, state: 'firing' | 'resolved'): SentAlarm => {
    const known = members.get(member);
    const alarm: SentAlarm = { fingerprint: `${name}-${member}`, labels: { ...labels, member: String(member) }, state, startsAt: known?.state === 'firing' ? known.startsAt : new Date().toISOString() };
    members.set(member, alarm);
    return alarm;
  };
  const firing = (): number[] => [...members].filter(([, alarm]) => alarm.state === 'firing').map(([member]) => member);
  const group = {
    isOver: false,
    fire: (member: number) => send([of(member, 'firing')]),
    repeat: () => send(firing().map((member) => of(member, 'firing'))),
    resolveOne: async (member: number) => { if (member !== 0 && firing().includes(member)) await send([of(member, 'resolved')]); },
    resolveAll: () => send(firing().map((member) => of(member, 'resolved'))),
    async find() {
      const reply = await agent.ask('alarmGroups.list', { query: { q: name, limit: 100 } });
      return reply?.status === 200 ? (reply.body.items.find((item) => item.key['alertname'] === name) ?? null) : null;
    },
    /** Waits for the group's ticket; null when none came. */
    async ticketKey(): Promise<string | null> {
      for (; Date.now() < cast.deadline; await sleep(lookEveryMs)) {
        const found = await group.find();
        id = found?.id ?? id;
        if (found?.ticket) return found.ticket.key;
      }
      return null;
    },
    async acknowledge(by: Person) {
      if (id === null) return;
      const key = randomUUID();
      const reply = await by.ask('alarmGroups.acknowledge', { params: { id }, key });
      if (reply !== null) ledger.acknowledgements.push({ group: id, key, answer: reply.status === 200 ? 'accepted' : 'refused', code: reply.code, tries: reply.tries });
    },
  };
  return group;
}

async function tasksOf(reader: Person, key: string): Promise<TaskView[]> {
  const reply = await reader.ask('tickets.read', { params: { key } });
  return reply?.status === 200 ? reply.body.tasks : [];
}

/** People work on a ticket until it is resolved. `isLeft`: nobody has to end it any more (its alarm has resolved). */
async function workOff(cast: Cast, key: string, dice: Chance, isLeft: () => boolean = () => false): Promise<void> {
  const { agents, manager, requester, ledger } = cast;
  const agent = dice.pick(agents);
  let repairs = 0;
  let asks = 0;
  const pause = () => sleep(dice.between(Math.round(cast.paceMs * 0.2), Math.round(cast.paceMs * 1.8)));
  for (;;) {
    if (Date.now() > cast.deadline) { ledger.complaints.push(`${key} was not ended by people in time`); return; }
    const reply = await agent.ask('tickets.read', { params: { key } });
    if (reply !== null && reply.status !== 200) { ledger.complaints.push(`${key}: reading it was answered ${reply.status} ${String(reply.code)}`); return; }
    if (!reply || ['resolved', 'closed', 'cancelled'].includes(reply.body.category)) return;
    if (reply.body.run?.hasIncident) await mend(cast, reply.body.run.id, key);
    const task = reply.body.tasks.at(0);
    if (!task) {
      // A machine is at work, or the quiet time passes.
      if (isLeft() && reply.body.category === 'recovered') return;
      await sleep(lookEveryMs);
      continue;
    }
    await pause();
    if (dice.isLikely(0.15)) await say(cast, agent, key);
    if (task.node === 'diagnose') {
      if (task.status === 'ready') {
        if (dice.isLikely(0.3)) await Promise.all(agents.map((one) => one.act(task, 'claim')));
        else await agent.act(task, 'claim');
        continue;
      }
      const owner = agents.find((one) => personOf[one.name] === task.assignee) ?? agent;
      if (dice.isLikely(0.2)) { await owner.act(task, 'saveDraft', { form: { note: `looked at ${key}` } }); continue; }
      if (dice.isLikely(0.1)) { await owner.act(task, 'release'); continue; }
      if (asks < 1 && dice.isLikely(0.5)) {
        asks += 1;
        await owner.act(task, 'complete', { outcome: 'ask', form: { note: 'no light', question: 'Since when?' } });
      } else if (repairs < repairsAtMost && dice.isLikely(0.75)) {
        repairs += 1;
        if (dice.isLikely(0.5)) await cast.device.isDown();
        await owner.act(task, 'complete', { outcome: 'repair', form: { plan: 'Restart the interface', interfaceIndex: 2 } });
      } else await owner.act(task, 'complete', { outcome: 'resolve', form: { cause: 'A loose cable' } });
    } else if (task.node === 'answer') {
      const asked = (await tasksOf(requester, key)).find((one) => one.node === 'answer');
      if (dice.isLikely(0.1)) await agent.act(task, 'withdraw', { comment: 'Found it' });
      else if (asked) await requester.act(asked, 'complete', { outcome: 'answered', form: { answer: 'Since this morning' } });
    } else if (task.node === 'approve') {
      const asked = (await tasksOf(manager, key)).find((one) => one.node === 'approve');
      if (asked) await manager.act(asked, 'complete', dice.isLikely(0.15) ? { outcome: 'rejected', comment: 'Not during business hours' } : { outcome: 'approved' });
    }
  }
}

/** Demo account -> person. */
const personOf: Record<string, string> = { agent: 'ana.silva', lin: 'lin.chen' };

async function say({ ledger }: Cast, by: Person, key: string): Promise<void> {
  const text = `Note ${randomUUID()}`;
  const reply = await by.ask('comments.add', { params: { key }, body: { visibility: 'internal', text }, key: randomUUID() });
  if (reply?.status === 200) ledger.comments.push({ ticketKey: key, text, tries: reply.tries });
  else ledger.complaints.push(`${key}: a comment was answered ${String(reply?.status)} ${String(reply?.code)}`);
}

export async function mend({ engine, agents: [agent] }: Cast, run: string, key: string): Promise<void> {
  const overlay = await agent.ask('tickets.overlay', { params: { key }, query: {} });
  if (overlay?.status !== 200) return;
  for (const { id } of overlay.body.incidents) await engine.mendIncident(run, { id: randomUUID(), incident: id, action: 'retry', by: { kind: 'person', id: 'ada.novak' } }).catch(() => undefined);
}
