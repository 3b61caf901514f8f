/** One run changed for its ticket: works the change out, lets the very kernel say what would come of it, and hands it to the run. What fits is decided in domain. */
import { CatalogueError, errorShape } from '#domain/errors';
import { commandIdOf } from '#domain/flow/command-id';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { RunOperation } from '#domain/flow/change/change.schema';
import { planChange, type PlannedChange } from '#domain/flow/change/run.change';
import { formatFlowFile, hashFlowFile } from '#domain/flow/file/flow.canonical';
import { detailsOf } from '#domain/flow/file/flow.findings';
import type { DefinitionRef, FlowFile } from '#domain/flow/flow.schema';
import { createKernel } from '#domain/flow/kernel/kernel';
import type { StepResult } from '#domain/flow/kernel/kernel.types';
import { nodeKinds } from '#domain/flow/nodes/index';
import { nodesOf } from '#domain/flow/run.phase';
import type { Actor } from '#domain/identity/identity.schema';
import { notAllowed } from '#domain/identity/not-allowed';
import { instantOf } from '#domain/values';
import type { RunChangeView } from '#api/run-change.api';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';
import type { RunRecord, RunRepo } from '#store/flow/run.repo';
import type { Handlers } from '../http/handler.ts';
import type { Definitions } from '../ticket/definitions.ts';
import { refOf } from '../ticket/open-ticket.ts';
import type { CheckedFlow, FlowCheck } from './flow.check.ts';
import type { IsInsider } from './insider.ts';
import type { RunDoors } from './run.doors.ts';

export interface RunChangeDeps {
  engine: Pick<FlowEngine, 'changeRun'>; doors: RunDoors; runs: Pick<RunRepo, 'read'>; definitions: Definitions; isInsider: IsInsider;
  versions: Pick<FlowVersionRepo, 'keepPrivate'>; check: FlowCheck; nowMs: () => number;
}
interface Planned { run: RunRecord; file: FlowFile; plan: PlannedChange; definition: DefinitionRef }

const kernel = createKernel(nodeKinds);
/** A flow that stays as it is was looked through when it was published. */
const unchanged: CheckedFlow = { findings: [], soundness: { verdict: 'sound', trace: [], statesSeen: 0 } };

export function createRunChange({ engine, doors, runs, definitions, isInsider, versions, check, nowMs }: RunChangeDeps): Handlers {
  async function opened(ref: string, actor: Actor): Promise<RunRecord> {
    const { run: summary } = await doors.open(ref, actor, 'run.repair');
    const run = await runs.read(summary.id);
    if (run === null) throw new CatalogueError('NOT_FOUND', { what: 'run' });
    if (!(await isInsider(actor, run.definition.id, run.definition.version))) throw notAllowed('flow.read');
    return run;
  }

  async function planned(run: RunRecord, operations: readonly RunOperation[]): Promise<Planned> {
    if (run.status !== 'running') throw new CatalogueError('RUN_OVER', { status: run.status });
    if (run.lost !== null) throw new CatalogueError('RUN_LOST', { run: run.id });
    const { id, version } = run.definition;
    const file = await definitions.of(run.definition);
    if (file === null) throw new CatalogueError('FLOW_VERSION_UNKNOWN', { flow: id, version });
    const plan = planChange(file, run.state, operations, nodeKinds);
    return { run, file, plan, definition: plan.isSameFlow ? run.definition : { id, version, sha256: hashFlowFile(plan.file), privateTo: run.id } };
  }

  const checked = ({ plan, run }: Planned, actor: Actor, isPublishing: boolean): Promise<CheckedFlow> =>
    (plan.isSameFlow ? Promise.resolve(unchanged) : check(JSON.parse(formatFlowFile(plan.file)), { person: actor.person, isPublishing, ...(isPublishing ? { flow: run.id } : {}) }));

  /** What the run's own kernel would do, on the state as it is written. */
  function tried({ run, file, plan, definition }: Planned, actor: Actor): StepResult {
    const input = { id: 'preview', now: instantOf(nowMs()), type: 'migrate', definition, map: {}, moves: plan.moves, reason: 'preview', by: refOf(actor) } as const;
    return kernel.step(kernel.compile(file, run.definition), run.state, input, kernel.compile(plan.file, definition));
  }

  /** The flow, then the run that would stand in it. `result` null: it was not tried, for the flow has faults. */
  async function judged(change: Planned, actor: Actor, isPublishing: boolean): Promise<CheckedFlow & { result: StepResult | null }> {
    const flow = await checked(change, actor, isPublishing);
    if (flow.findings.some(({ severity }) => severity === 'error')) return { ...flow, result: null };
    const result = tried(change, actor);
    if (!result.answer.accepted || result.state.status !== 'running') return { ...flow, result };
    const run = await check.standing(change.plan.file, result.state, { person: actor.person, isPublishing, ...(isPublishing ? { flow: change.run.id } : {}) });
    return { findings: [...flow.findings, ...run.findings], soundness: flow.soundness.verdict === 'sound' ? run.soundness : flow.soundness, result };
  }

  return {
    'runs.previewChange': async ({ params, body, actor }) => {
      const change = await planned(await opened(params.run, actor), body.operations);
      const { findings, soundness, result } = await judged(change, actor, false);
      return { run: params.run, seq: change.run.seq, findings, verdict: soundness.verdict, statesSeen: soundness.statesSeen, ...outcomeOf(change, result) };
    },
    'runs.change': async ({ params, body, actor, requestId, idempotencyKey }) => {
      const run = await opened(params.run, actor);
      const id = `change/${idempotencyKey ?? requestId}`;
      // Asked again by the same key: it was done, and the run has moved on by it.
      if (run.state.recent.some((known) => known.id === commandIdOf(actor.person, id) && known.answer.accepted)) return { accepted: true, shown: true };
      if (body.seq !== run.seq) throw new CatalogueError('RUN_MOVED_ON', { seq: run.seq, expected: body.seq });
      const change = await planned(run, body.operations);
      const { findings, soundness } = await judged(change, actor, true);
      const errors = findings.filter(({ severity }) => severity === 'error');
      if (errors.length > 0) throw new CatalogueError('RUN_CHANGE_UNSOUND', { count: errors.length }, detailsOf(errors));
      if (soundness.verdict === 'not-proven' && !body.confirmNotProven) throw new CatalogueError('RUN_CHANGE_NOT_PROVEN', { states: soundness.statesSeen });
      const { definition, plan } = change;
      const by = refOf(actor);
      if (!plan.isSameFlow) await versions.keepPrivate({ run: run.id, key: definition.id, version: definition.version, sha256: definition.sha256, text: formatFlowFile(plan.file), madeAt: new Date(nowMs()), madeBy: by, reason: body.reason });
      const { answer, shown } = await engine.changeRun(run.id, { id, definition, map: {}, moves: plan.moves, seq: body.seq, reason: body.reason, by });
      if (!answer.accepted) throw new CatalogueError(answer.code, answer.params, answer.details);
      return { accepted: true, shown };
    },
  };
}

function outcomeOf({ run, plan }: Planned, result: StepResult | null): Pick<RunChangeView, 'added' | 'moved' | 'cancelled' | 'opened' | 'stopped' | 'called' | 'stands' | 'refusal'> {
  const step = (node: string) => ({ node, name: plan.file.nodes[node]?.name ?? null });
  const at = (token: string) => step(run.state.tokens[token]?.node ?? '');
  const said = result?.answer;
  const effects = said?.accepted ? result!.effects : [];
  const nodeOfEffect = (effect: string): string => run.state.subscriptions[effect]?.node ?? '';
  return {
    added: plan.added, moved: plan.moves.map((move) => ({ token: move.token, from: at(move.token), to: move.do === 'skip' ? null : step(move.to) })),
    cancelled: effects.flatMap((effect) => (effect.type === 'taskClosed' ? [{ task: effect.task.id, node: effect.task.node, name: effect.task.name, assignee: effect.task.assigneeName ?? effect.task.assignee }] : [])),
    opened: effects.flatMap((effect) => (effect.type === 'taskOpened' ? [{ task: effect.task.id, node: effect.task.node, name: effect.task.name }] : [])),
    stopped: effects.flatMap((effect) => (effect.type === 'cancelActivity' ? [step(nodeOfEffect(effect.effect))] : [])), called: effects.flatMap((effect) => (effect.type === 'runActivity' ? [step(effect.node)] : [])),
    stands: nodesOf(said?.accepted ? result!.state : run.state).map(step),
    refusal: said === undefined || said.accepted ? null : refusalOf(said),
  };
}

function refusalOf({ code, params, details = [] }: Extract<StepResult['answer'], { accepted: false }>): NonNullable<RunChangeView['refusal']> {
  const { message, hint } = errorShape(code, params);
  return { code, ...(params === undefined ? {} : { params }), message, hint, details: details.map(({ path, code: own, params: holes, message: text, fix }) => ({ path, code: own, ...(holes ? { params: holes } : {}), message: text, ...(fix ? { fix } : {}) })) };
}
