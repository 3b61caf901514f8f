/** The kernel in one thread, in memory: node steps, human commands, a long run, a check at publish. Nothing else is running in this process. */
import incident from '../../seed/flows/incident.flow.json';
import { parseFlowFile } from '#domain/flow/file/flow.file';
import type { FlowFile } from '#domain/flow/flow.schema';
import { createKernel } from '#domain/flow/kernel/kernel';
import type { Definition, KernelInput, RunState } from '#domain/flow/kernel/kernel.types';
import { drawFlow } from '#test/builders/flow/flow.draw';
import { nodeKinds } from '#domain/flow/nodes/index';
import { checkFlow } from '#domain/flow/rules/index';
import { checkSoundness } from '#domain/flow/soundness/soundness';
import type { BenchResult } from './bench.ts';

const kernel = createKernel(nodeKinds);
const now = '2026-03-02T08:00:00.000Z';
const ref = { id: 'bench', version: 1, sha256: '' };
const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const timed = (work: () => void): number => { const begin = performance.now(); work(); return performance.now() - begin; };
/** Median of `rounds` after as many to warm up. */
const medianMs = (rounds: number, work: () => void): number => { for (let i = 0; i < rounds; i++) work(); return median(Array.from({ length: rounds }, () => timed(work))); };

function start(definition: Definition): RunState {
  const result = kernel.step(definition, kernel.start(definition), { id: 'start', now, type: 'start', at: null, variables: { x: 0 }, by: { kind: 'machine', id: 'bench' } });
  if (!result.answer.accepted) throw new Error(JSON.stringify(result.answer));
  return result.state;
}

/** 1,000 nodes in a row: gateways, and one assignment in four. */
function chain(length: number): FlowFile {
  const nodes: Parameters<typeof drawFlow>[0] = { start: 'start', end: 'end' };
  const edges: string[] = [];
  let before = 'start';
  for (let i = 0; i < length - 2; i++) {
    nodes[`n${i}`] = i % 4 === 3 ? { kind: 'assign', config: { set: [{ variable: 'x', value: 'x + 1' }] } } : i % 4 === 1 ? 'parallel' : 'exclusive';
    edges.push(`${before} -> n${i}`);
    before = `n${i}`;
  }
  return drawFlow(nodes, [...edges, `${before} -> end`]);
}

/** 32 ways side by side, split and joined, twelve times over. */
function wide(): FlowFile {
  const nodes: Parameters<typeof drawFlow>[0] = { start: 'start', end: 'end' };
  const edges: string[] = [];
  let before = 'start';
  for (let stage = 0; stage < 12; stage++) {
    const [split, join] = [`split${stage}`, `join${stage}`];
    nodes[split] = nodes[join] = 'parallel';
    edges.push(`${before} -> ${split}`);
    for (let way = 0; way < 32; way++) { const id = `n${stage}-${way}`; nodes[id] = 'exclusive'; edges.push(`${split} -> ${id}`, `${id} -> ${join}`); }
    before = join;
  }
  return drawFlow(nodes, [...edges, `${before} -> end`]);
}

/** Two tasks in turn, for ever; the state carries an ordinary ticket. */
function pingPong(commands: number): number {
  const definition = kernel.compile(drawFlow({ start: 'start', a: 'task', decide: 'exclusive', b: 'task', end: 'end' }, ['start -> a', 'a.done -> decide', 'decide ? x = 1 -> end', 'decide ?? -> b', 'b.done -> a']), ref);
  let state = start(definition);
  return timed(() => {
    for (let i = 0; i < commands; i++) {
      const task = Object.values(state.subscriptions)[0];
      if (task?.kind !== 'task') throw new Error('no task');
      const input: KernelInput = { id: `c${i}`, now, type: 'task', taskId: task.id, action: 'complete', taskRevision: 1, actor: { person: 'ana', name: 'Ana', teams: [], roles: [], maySupervise: false }, data: { outcome: 'done' } };
      state = kernel.step(definition, state, input).state;
    }
  });
}

function flow200(): FlowFile {
  const nodes: Parameters<typeof drawFlow>[0] = { start: 'start', end: 'end' };
  const edges: string[] = [];
  let before = 'start';
  let count = 2;
  for (let block = 0; count < 200; block++) {
    const [split, join] = [`p${block}`, `q${block}`];
    nodes[split] = nodes[join] = 'parallel';
    edges.push(`${before} -> ${split}`);
    count += 2;
    for (let way = 0; way < 4; way++, count += 4) {
      const [x, t, u, m] = ['x', 't', 'u', 'm'].map((letter) => `${letter}${block}-${way}`) as [string, string, string, string];
      nodes[x] = nodes[m] = 'exclusive';
      nodes[t] = nodes[u] = 'task';
      edges.push(`${split} -> ${x}`, `${x} ? x = 1 -> ${t}`, `${x} ?? -> ${u}`, `${t}.done -> ${m}`, `${u}.done -> ${m}`, `${m} -> ${join}`);
    }
    before = join;
  }
  return drawFlow(nodes, [...edges, `${before} -> end`], { variables: { x: { type: 'number', initial: 0 } } });
}

export async function run(): Promise<BenchResult> {
  const parsed = parseFlowFile(incident);
  if (!parsed.ok) throw new Error('the incident flow cannot be read');
  const [long, broad, big] = [kernel.compile(chain(1_000), ref), kernel.compile(wide(), ref), flow200()];
  const longMs = medianMs(40, () => start(long));
  const broadMs = medianMs(40, () => start(broad));
  pingPong(2_000);
  const commandsMs = median([pingPong(5_000), pingPong(5_000), pingPong(5_000)]);
  const soundMs = medianMs(5, () => { const result = checkSoundness(big, nodeKinds); if (result.verdict !== 'sound') throw new Error(result.verdict); });
  const checkMs = medianMs(5, () => checkFlow(big, nodeKinds));
  const broadNodes = 12 * 34 + 2;
  // A join is entered once per way.
  const broadSteps = broadNodes + 12 * 31;
  return Promise.resolve({
    name: 'kernel',
    figures: {
      nodeStepsPerSecond: Math.round((1_000 / longMs) * 1_000), nodeStepsPerSecondSplitAndJoin: Math.round((broadSteps / broadMs) * 1_000), run1000NodesMs: Number(longMs.toFixed(1)),
      taskCommandsPerSecond: Math.round((5_000 / commandsMs) * 1_000), soundness200NodesMs: Number(soundMs.toFixed(1)), rules200NodesMs: Number(checkMs.toFixed(1)),
      soundnessIncidentMs: Number(medianMs(5, () => checkSoundness(parsed.file, nodeKinds)).toFixed(1)),
    },
    method: 'One thread, in memory, median of 40 (runs) or 3-5 (others) after as many to warm up. A node step is one node entered by one token with its log entries, ids and effects; one in four of the long run evaluates FEEL.',
  });
}
