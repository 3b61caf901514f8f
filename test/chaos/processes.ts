/** Lives of tickets whose flow is made of what can be lost between two runs: one step for each of several things, a called flow, messages from a run and from outside. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { formatFlowFile } from '#domain/flow/file/flow.canonical';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { flowModels } from '#store/flow/flow-version.model';
import { byTeam, flowFile, outcomes, published } from '../builders/flow-file.builder.ts';
import type { Chance } from './chance.ts';
import { mend, type Cast } from './lives.ts';
import type { RunFacts } from './checks/runs.check.ts';

/** Key of the ticket type these tickets have, and of its flow. */
export const processType = 'process';
const calledKey = 'process-called';
const told = 'process.told';
const asked = 'process.asked';
const things = ['a', 'b', 'c'] as const;
const ask = { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } };

const calling = flowFile(processType, {
  start: { kind: 'start', state: 'new' }, split: { kind: 'parallel' },
  each: { ...ask, repeat: { mode: 'parallel', items: JSON.stringify(things), item: 'thing', collect: { into: 'answers', value: 'thing' } } },
  call: { kind: 'call-flow', config: { flow: calledKey, inputs: { from: '=ticket.key' }, outputs: { back: 'from' } } },
  told: { kind: 'wait-message', config: { message: told, key: '=ticket.key', resultVariable: 'heard' } },
  asked: { kind: 'wait-message', config: { message: asked, key: '=ticket.key', resultVariable: 'word' } },
  join: { kind: 'parallel' }, end: { kind: 'end', state: 'resolved' },
}, [
  ['start', 'split'], ['split', 'each'], ['split', 'call'], ['split', 'told'], ['split', 'asked'],
  ['each', 'join'], ['call', 'join'], ['told', 'join'], ['asked', 'join'], ['join', 'end'],
], { variables: { answers: { type: 'list' }, heard: { type: 'context' }, word: { type: 'context' }, back: { type: 'text' } } });

const called = flowFile(calledKey, {
  start: { kind: 'start' }, look: ask, tell: { kind: 'throw-message', config: { message: told, key: '=from', data: { by: '=from' } } }, end: { kind: 'end' },
}, [['start', 'look'], ['look', 'tell', { outcome: 'done' }], ['tell', 'end']], { variables: { from: { type: 'text' } } });

/** Publishes the two flows and makes a type of tickets that runs them. */
export async function installProcess(connection: Connection): Promise<void> {
  for (const file of [calling, called]) {
    const { ref } = published(file);
    await flowModels(connection).versions.create({ _id: `${file.key}@1`, key: file.key, version: 1, sha256: ref.sha256, text: formatFlowFile(file), publishedAt: new Date(), publishedBy: { kind: 'person', id: 'paul.becker' }, note: '', verdict: 'sound' });
  }
  const types = createTicketTypeRepo(connection);
  const incident = await types.read('incident');
  if (incident === null) throw new Error('the seed has no ticket type "incident"');
  await types.save({ ...incident, key: processType, prefix: 'PRC', flow: processType, form: { schema: { type: 'object', properties: {} }, ui: {} } });
}

/** A ticket of that type, to its end: its tasks are done in any order, its message is sent twice at some time, even before somebody waits. */
export async function processLife(cast: Cast, name: string, dice: Chance): Promise<void> {
  const { requester, agents, ledger, admin } = cast;
  const title = `${name} has its process`;
  const reply = await requester.ask('tickets.open', { key: randomUUID(), body: { type: processType, title, description: 'By the book.', priority: 'P3', fields: {} } });
  if (reply?.status !== 200) { ledger.complaints.push(`${title}: opening it was answered ${String(reply?.status)} ${String(reply?.code)}`); return; }
  const { id, key } = reply.body;
  ledger.tickets.push({ id, key, title, tries: reply.tries });
  ledger.processes.push({ ticket: id, key });
  const message = async () => {
    const body = { name: asked, key, data: { word: key }, dedupeId: `asked-${id}`, ttl: 'P1D' };
    for (let times = 0; times < 2; times += 1) {
      await sleep(dice.between(0, 2_000));
      const sent = await admin.ask('messages.send', { body });
      if (sent?.status !== 202) ledger.complaints.push(`${key}: its message was answered ${String(sent?.status)} ${String(sent?.code)}`);
    }
  };
  await Promise.all([message(), workOff(cast, key, dice.of('people'), agents[dice.between(0, 1)]!)]);
}

async function workOff(cast: Cast, key: string, dice: Chance, agent: Cast['agents'][number]): Promise<void> {
  for (;;) {
    if (Date.now() > cast.deadline) { cast.ledger.complaints.push(`${key} was not ended by people in time`); return; }
    const reply = await agent.ask('tickets.read', { params: { key } });
    if (reply?.status === 200 && reply.body.category === 'resolved') return;
    if (reply?.status === 200 && reply.body.run?.hasIncident) await mend(cast, reply.body.run.id, key);
    const open = reply?.status === 200 ? reply.body.tasks : [];
    await sleep(dice.between(Math.round(cast.paceMs * 0.2), cast.paceMs));
    // Two at once now and then: both are steps of one run, or of two.
    const chosen = dice.shuffled(open).slice(0, dice.isLikely(0.3) ? 2 : 1);
    await Promise.all(chosen.map((task) => agent.act(task, task.status === 'ready' ? 'claim' : 'complete', task.status === 'ready' ? {} : { outcome: 'done' })));
  }
}

/** Each of the things was done once, the flow was called once and came back, each of its messages was heard once, with what it carries. */
export function checkProcess(tell: (where: string, what: string) => void, { ticket, key }: { ticket: string; key: string }, runs: readonly RunFacts[]): void {
  const own = runs.filter(({ record }) => record.ticket === ticket);
  const main = own.find(({ record }) => record.id === `run/${ticket}/1`);
  if (!main) return tell(key, 'has no run');
  const vars = main.record.state.scopes['s0']?.vars ?? {};
  const expected = { answers: [...things], heard: { by: key }, word: { word: key }, back: key };
  const held = Object.fromEntries(Object.keys(expected).map((name) => [name, vars[name]]));
  if (JSON.stringify(held) !== JSON.stringify(expected)) tell(key, `holds ${JSON.stringify(held)}`);
  const times = (run: RunFacts, type: string, node: string, action: string): number => run.log.filter((entry) => entry.type === type && entry.node === node && (entry.data as Record<string, unknown>)['action'] === action).length;
  const counts: readonly [string, number, number][] = [
    ['things done', times(main, 'task', 'each', 'completed'), things.length], ['calls', times(main, 'activity', 'call', 'started'), 1], ['answers of the called flow', times(main, 'activity', 'call', 'done'), 1],
    ['messages of the called flow heard', times(main, 'message', 'told', 'received'), 1], ['messages from outside heard', times(main, 'message', 'asked', 'received'), 1],
  ];
  for (const [what, counted, wanted] of counts) if (counted !== wanted) tell(key, `${what}: ${counted} instead of ${wanted}`);
  const others = own.filter((run) => run !== main);
  if (others.length !== 1) tell(key, `has ${others.length} called runs: ${others.map(({ record }) => record.id).join(', ')}`);
  for (const other of others) if (times(other, 'activity', 'tell', 'started') !== 1) tell(key, `its called flow sent its message ${times(other, 'activity', 'tell', 'started')} times`);
}
