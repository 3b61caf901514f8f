/** Plays a flow that is built sound to its end, with random people, machines and news; whoever asks may put the run under another flow at each rest. */
import type { FlowFile } from '#domain/flow/flow.schema';
import { hashFlowFile } from '#domain/flow/file/flow.canonical';
import { createKernel } from '#domain/flow/kernel/kernel';
import type { Definition, KernelInput, LogEntry, RunState, StepResult } from '#domain/flow/kernel/kernel.types';
import { nodeKinds } from '#domain/flow/nodes/index';
import type { Dice } from './flow.graphs.ts';
import { actor, machine, type Move } from './flow.script.ts';

const now = '2026-03-02T08:00:00.000Z';
/** Moves after which everybody takes the first way out, so that loops end; and after which the run is given up. */
const [patience, most] = [400, 5_000] as const;

export interface SoundPlay {
  definition: Definition; state: RunState; states: RunState[]; log: LogEntry[]; file: FlowFile;
  /** Inputs so far, without those that change the flow. */
  moves: number;
  /** Throws what it was refused with. */
  migrate(file: FlowFile): StepResult;
  /** Any input beside those the play makes. */
  send(move: Move): StepResult;
}

export function playSound(file: FlowFile, play: Dice, atRest: (at: SoundPlay) => void = () => undefined): SoundPlay {
  const kernel = createKernel(nodeKinds, { isAlone: true });
  const compiled = (one: FlowFile): Definition => kernel.compile(one, { id: one.key, version: 1, sha256: hashFlowFile(one) });
  const definition = compiled(file);
  let [changes, sent] = [0, 0];
  const at: SoundPlay = {
    definition, state: kernel.start(definition), states: [], log: [], file, moves: 0,
    send: (move) => take({ id: `sent${++sent}`, now, ...move } as KernelInput),
    migrate(next) {
      const into = compiled(next);
      const result = take({ id: `change${++changes}`, now, type: 'migrate', definition: into.ref, map: {}, reason: 'because', by: machine }, into);
      if (!result.answer.accepted) throw new Error(JSON.stringify(result.answer));
      at.definition = into;
      at.file = next;
      return result;
    },
  };
  function take(input: KernelInput, into?: Definition): StepResult {
    const result = kernel.step(at.definition, at.state, input, into);
    at.state = result.state;
    at.states.push(result.state);
    at.log.push(...result.log);
    return result;
  }
  take({ id: 'start', now, type: 'start', at: null, variables: {}, by: machine });
  for (; at.state.status === 'running'; at.moves++) {
    if (at.moves > most) throw new Error('the run does not end');
    atRest(at);
    take(nextMove(at, play));
  }
  return at;
}

function nextMove({ state, definition, moves }: SoundPlay, play: Dice): KernelInput {
  const id = `m${moves}`;
  const waits = Object.values(state.subscriptions);
  const tasks = waits.flatMap((wait) => (wait.kind === 'task' ? [wait.task] : []));
  const asked = waits.find((wait) => wait.kind === 'activity');
  if (asked?.kind === 'activity' && (tasks.length === 0 || play.chance(50))) {
    const isCaught = moves < patience && (definition.boundaries.get(asked.node) ?? []).some((edge) => definition.nodes.get(edge)?.kind === 'boundary-error') && play.chance(40);
    return isCaught ? { id, now, type: 'effectFailed', effect: asked.effect, code: 'NO', message: 'no' } : { id, now, type: 'effectDone', effect: asked.effect, result: { answer: 7 } };
  }
  if (tasks.length === 0) throw new Error(`stuck at ${Object.values(state.tokens).map((token) => token.node).join(', ')}`);
  const news = waits.filter((wait) => wait.kind === 'message' || wait.kind === 'timer');
  const heard = news.length > 0 && moves < patience && play.chance(20) ? play.pick(news) : null;
  if (heard?.kind === 'message') return { id, now, type: 'message', name: heard.name, key: null, data: {}, by: machine };
  if (heard?.kind === 'timer') return { id, now: heard.dueAt!, type: 'timer', timer: heard.id };
  const task = play.pick(tasks);
  return { id, now, type: 'task', taskId: task.id, action: 'complete', taskRevision: task.revision, actor: actor('ana'), data: { outcome: moves > patience ? 'o0' : play.pick(task.outcomes).key } };
}
