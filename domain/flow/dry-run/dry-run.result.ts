/** Where a dry run stands in the end: its path, what is left, what is waited for, and everything there is to say about it. */
import { errorShape } from '../../errors.ts';
import type { Instant, Json } from '../../values.ts';
import type { Finding } from '../flow.schema.ts';
import type { LogEntry, Vars } from '../kernel/kernel.types.ts';
import { guessesIn } from './dry-run.guess.ts';
import type { DryRemark, DryRun, Wait } from './dry-run.ts';

/** Steps of a called flow are named after the step that calls it: "call/review". `stuck`: tokens are left and nothing is waited for. `failed`: it was stopped, or a step needs somebody to mend it. An error end that nobody catches is an end. */
export interface DryRunResult {
  status: 'completed' | 'waiting' | 'failed' | 'stuck';
  /** The start step it began at; null: it did not begin. */
  start: string | null;
  path: { node: string; event: 'enter' | 'leave' | 'cancel'; seq: number }[];
  tokens: { node: string; scope: string }[];
  /** `until`: when a timer or the due time of a task is over; null where there is none. */
  waiting: { node: string; kind: Exclude<Wait['kind'], 'condition'>; until: Instant | null }[];
  variables: Vars;
  findings: Finding[];
}

export const nothingRun = (findings: Finding[]): DryRunResult => ({ status: 'failed', start: null, path: [], tokens: [], waiting: [], variables: {}, findings });

export function resultOf(run: DryRun, isStarted: boolean): DryRunResult {
  const { state } = run;
  const tokens = run.live().flatMap((one) => Object.values(one.state.tokens).map(({ node, scope }) => ({ node: one.named(node), scope: one.named(scope), name: nameOf(one, node) })));
  const waits = run.standing();
  const isMended = run.incidents.length === 0 || waits.length > 0;
  const uncaught = uncaughtIn(run);
  const status = state.status === 'completed' || state.status === 'terminated' || uncaught.length > 0 ? 'completed' : !isStarted || run.isOverLimit || !run.isRunning || !isMended ? 'failed' : waits.length > 0 ? 'waiting' : 'stuck';
  const remarks: DryRemark[] = [
    ...run.remarks, ...run.runs.flatMap((one) => guessesIn(one.log, one.definition.edges).map(({ node, way, reason }): DryRemark => ({ code: 'FLOW_CONDITION_GUESSED', severity: 'warning', node: one.named(node), params: { node: nameOf(one, node), way, reason } }))),
    ...uncaught, ...run.incidents.map(({ code, node, params }): DryRemark => ({ code, severity: 'error', node, params })),
    ...(run.isOverLimit ? [{ code: 'FLOW_RUN_STEPS_EXCEEDED', severity: 'error', node: null, params: { limit: run.maxSteps } } satisfies DryRemark] : []),
    ...(status === 'stuck' ? [{ code: 'FLOW_RUN_STUCK', severity: 'error', node: tokens[0]?.node ?? null, params: { nodes: [...new Set(tokens.map(({ name }) => name))].slice(0, 10).join(', ') } } satisfies DryRemark] : []),
  ];
  return {
    status, start: run.log.find(({ type }) => type === 'start')?.node ?? null, path: pathOf(run), tokens: tokens.map(({ node, scope }) => ({ node, scope })),
    waiting: waits.map(({ run: one, wait }) => ({ node: one.named(wait.node), kind: wait.kind === 'condition' ? 'message' : wait.kind, until: wait.kind === 'timer' ? wait.dueAt : wait.kind === 'task' ? wait.task.dueAt : null })),
    variables: (state.scopes['s0']?.vars ?? {}) as Record<string, Json>, findings: distinct(remarks).map(findingOfRemark),
  };
}

/** The error a run ended by. */
function uncaughtIn(run: DryRun): DryRemark[] {
  const end = run.log.at(-1);
  if (run.state.status !== 'failed' || end?.type !== 'end') return [];
  const node = run.log.findLast(({ type }) => type === 'consume')?.node ?? null;
  return [{ code: 'FLOW_ERROR_UNCAUGHT', severity: 'warning', node, params: { error: String((end.data as { reason?: unknown }).reason), node: node === null ? '' : nameOf(run, node) } }];
}

const nameOf = (run: DryRun, node: string): string => run.definition.nodes.get(node)?.name.en ?? node;

/** What ends a token at an end or in a join takes it off its node as well. */
const events: Partial<Record<LogEntry['type'], DryRunResult['path'][number]['event']>> = { enter: 'enter', leave: 'leave', consume: 'leave', cancel: 'cancel' };
/** Numbered by the line of the log; lines of called flows are counted among those of the run. */
const pathOf = ({ said }: DryRun): DryRunResult['path'] => said.flatMap(({ run, entry: { type, node } }, index) => { const event = events[type]; return event === undefined || node === null ? [] : [{ node: run.named(node), event, seq: index + 1 }]; });

/** A circle says the same again and again. */
const distinct = (remarks: readonly DryRemark[]): DryRemark[] => [...new Map(remarks.map((remark) => [JSON.stringify([remark.code, remark.node, remark.params]), remark])).values()].slice(0, 100);

function findingOfRemark({ code, severity, node, params }: DryRemark): Finding {
  const { message, hint } = errorShape(code, params);
  return { code, params, severity, node, field: null, message, fix: hint };
}
