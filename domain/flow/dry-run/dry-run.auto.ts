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
}
export const freshMemory = (): AutoMemory => ({ taken: { counts: new Map(), rounds: new Map() }, given: new Set() });

/** Ends waits until `isEnough`, the run is over, or none can be ended. `spared`: waits somebody else will end. */
export function goOn(run: DryRun, memory: AutoMemory, isEnough: () => boolean = () => false, spared: (wait: Wait) => boolean = () => false): void {
  while (run.isRunning && !run.isOverLimit && !isEnough()) {
    const open = run.waits().filter((wait) => wait.kind !== 'condition' && !memory.given.has(wait.id) && !spared(wait));
    const next = open.find((wait) => !isOnEdge(run, wait)) ?? open[0];
    if (next === undefined) return;
    const answer = end(run, next, memory);
    if (answer.accepted) continue;
    memory.given.add(next.id);
    if (!run.isOverLimit) run.remarks.push({ code: 'FLOW_WAIT_REFUSED', severity: 'error', node: next.node, params: { node: run.definition.nodes.get(next.node)?.name.en ?? next.node, reason: reasonOf(answer) } });
  }
}

const isOnEdge = (run: DryRun, { node, token }: Wait): boolean => run.definition.nodes.get(node)?.attachedTo !== undefined || run.state.tokens[token]?.isListener === true;

function end(run: DryRun, wait: Wait, memory: AutoMemory) {
  switch (wait.kind) {
    case 'task': return complete(run, wait.task, memory.taken);
    case 'timer': return run.fire(wait);
    case 'message': return run.message(wait.name, wait.key, {});
    // It comes by itself, or not at all.
    case 'condition': return { accepted: true as const, seq: run.state.seq };
    case 'activity': return run.send({ type: 'effectDone', effect: wait.effect, result: run.outputFor(wait) ?? {} });
  }
}
