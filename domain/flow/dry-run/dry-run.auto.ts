/**
 * Goes on by itself: every wait is ended in the order it was opened. People decide, activities succeed, messages come, the clock jumps to timers. What sits on
 * the edge of a step, or only listens, and would break others off comes last: else no step with such an edge would ever end by itself.
 */
import type { DryRun, Wait } from './dry-run.ts';
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
export function goOn(run: DryRun, memory: AutoMemory, isEnough: () => boolean = () => false, spared: (wait: Wait) => boolean = () => false): void {
  while (run.isRunning && !run.isOverLimit && !isEnough()) {
    const open = run.waits().filter((wait) => wait.kind !== 'condition' && !memory.given.has(wait.id) && !spared(wait));
    const next = nextOf(run, open, memory);
    if (next === undefined) return;
    memory.ended.set(next.node, timesOf(memory, next) + 1);
    const answer = end(run, next, memory);
    if (answer.accepted) continue;
    memory.given.add(next.id);
    if (!run.isOverLimit) run.remarks.push({ code: 'FLOW_WAIT_REFUSED', severity: 'error', node: next.node, params: { node: run.definition.nodes.get(next.node)?.name.en ?? next.node, reason: reasonOf(answer) } });
  }
}

const timesOf = ({ ended }: AutoMemory, { node }: Wait): number => ended.get(node) ?? 0;

function nextOf(run: DryRun, open: readonly Wait[], memory: AutoMemory): Wait | undefined {
  const beside = memory.isEdgeFirst ? open.find((wait) => isOnEdge(run, wait) && timesOf(memory, wait) === 0 && (run.definition.configs.get(wait.node) as { isInterrupting?: boolean }).isInterrupting === false) : undefined;
  const first = beside ?? open.find((wait) => !isOnEdge(run, wait)) ?? open[0];
  const race = first && run.state.tokens[first.token]?.race;
  if (race === undefined) return first;
  // Of those that wait for whichever is first, the one that came least often: a circle is left sooner or later.
  const rivals = open.filter(({ token }) => run.state.tokens[token]?.race === race);
  const fewest = Math.min(...rivals.map((wait) => timesOf(memory, wait)));
  return rivals.find((wait) => timesOf(memory, wait) === fewest);
}

const isOnEdge = (run: DryRun, { node, token }: Wait): boolean => run.definition.nodes.get(node)?.attachedTo !== undefined || run.state.tokens[token]?.isListener === true;

function end(run: DryRun, wait: Wait, memory: AutoMemory) {
  switch (wait.kind) {
    case 'task': return complete(run, wait.task, memory.taken);
    case 'timer': return run.fire(wait);
    case 'message': return run.message(wait.name, wait.key, {});
    // It comes by itself, or not at all.
    case 'condition': return { accepted: true as const, seq: run.state.seq };
    case 'activity': return run.perform(wait);
  }
}
