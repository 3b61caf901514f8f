/**
 * Goes on by itself: every wait is ended in the order it was opened. People decide, activities succeed, messages come, the clock jumps to timers. What sits on
 * the edge of a step, or only listens, and would break others off comes last: else no step with such an edge would ever end by itself.
 */
import type { DryRun, Standing } from './dry-run.ts';
import { reasonOf } from './dry-run.ts';
import { complete, type Taken } from './dry-run.people.ts';

export interface AutoMemory {
  taken: Taken;
  /** Waits that could not be ended. */
  given: Set<string>;
  /** Waits that were ended, by node. */
  ended: Map<string, number>;
  /** What sits on an edge and leaves its step as it is comes first, once each. */
  isEdgeFirst: boolean;
}
export const freshMemory = (isEdgeFirst = false): AutoMemory => ({ taken: { counts: new Map(), rounds: new Map() }, given: new Set(), ended: new Map(), isEdgeFirst });

/** Ends waits until `isEnough`, the run is over, or none can be ended. `spared`: waits somebody else will end. */
export function goOn(run: DryRun, memory: AutoMemory, isEnough: () => boolean = () => false, spared: (standing: Standing) => boolean = () => false): void {
  while (run.isRunning && !run.isOverLimit && !isEnough()) {
    const open = run.standing().filter((standing) => standing.wait.kind !== 'condition' && !memory.given.has(idOf(standing)) && !spared(standing));
    const next = nextOf(open, memory);
    if (next === undefined) return;
    memory.ended.set(placeOf(next), timesOf(memory, next) + 1);
    const answer = end(next, memory);
    if (answer.accepted) continue;
    memory.given.add(idOf(next));
    const { run: own, wait: { node } } = next;
    if (!run.isOverLimit) own.remark({ code: 'FLOW_WAIT_REFUSED', severity: 'error', node, params: { node: own.definition.nodes.get(node)?.name.en ?? node, reason: reasonOf(answer) } });
  }
}

const idOf = ({ run, wait }: Standing): string => `${run.number} ${wait.id}`;
const placeOf = ({ run, wait }: Standing): string => run.named(wait.node);
const timesOf = ({ ended }: AutoMemory, standing: Standing): number => ended.get(placeOf(standing)) ?? 0;

function nextOf(open: readonly Standing[], memory: AutoMemory): Standing | undefined {
  const isBeside = ({ run, wait }: Standing): boolean => (run.definition.configs.get(wait.node) as { isInterrupting?: boolean }).isInterrupting === false;
  const beside = memory.isEdgeFirst ? open.find((standing) => isOnEdge(standing) && timesOf(memory, standing) === 0 && isBeside(standing)) : undefined;
  const first = beside ?? open.find((standing) => !isOnEdge(standing)) ?? open[0];
  const race = first && first.run.state.tokens[first.wait.token]?.race;
  if (race === undefined) return first;
  // Of those that wait for whichever is first, the one that came least often: a circle is left sooner or later.
  const rivals = open.filter(({ run, wait }) => run === first!.run && run.state.tokens[wait.token]?.race === race);
  const fewest = Math.min(...rivals.map((standing) => timesOf(memory, standing)));
  return rivals.find((standing) => timesOf(memory, standing) === fewest);
}

const isOnEdge = ({ run, wait: { node, token } }: Standing): boolean => run.definition.nodes.get(node)?.attachedTo !== undefined || run.state.tokens[token]?.isListener === true;

function end({ run, wait }: Standing, memory: AutoMemory) {
  switch (wait.kind) {
    case 'task': return complete(run, wait.task, memory.taken);
    case 'timer': return run.fire(wait);
    case 'message': return run.message(wait.name, wait.key, {});
    // It comes by itself, or not at all.
    case 'condition': return { accepted: true as const, seq: run.state.seq };
    case 'activity': return run.perform(wait);
  }
}
