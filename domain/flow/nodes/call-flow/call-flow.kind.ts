/** Calls another flow and waits for its end. The called flow has a run and variables of its own; what fails there fails here, by the same code. */
import { z } from 'zod';
import { isErrorCode } from '../../../errors.ts';
import { says } from '../../../issue.ts';
import { jsonSchema, type Json } from '../../../values.ts';
import { calledVersionSchema, callRequest } from '../../call/call.request.ts';
import { faultTold } from '../../fault.told.ts';
import { compileExpression, isCompiled } from '../../feel/feel.ts';
import type { Finding, FlowFile } from '../../flow.schema.ts';
import type { NodeTurn } from '../../kernel/kernel.behaviour.ts';
import type { Vars } from '../../kernel/kernel.types.ts';
import { builtInVariables, expressionsIn, faultOf, feelSchema, loggedReasons, nameSchema, pathSchema } from '../node.config.ts';
import { field, object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { refusal, unfit } from '../node.settable.ts';

const config = z.strictObject({
  /** Key of a flow; empty while it is being drawn. */
  flow: z.string().regex(/^(|[A-Za-z_][A-Za-z0-9_.-]{0,79})$/, says('config.flow')),
  /** A published version, or the one that is published last when the step is reached. */
  version: z.union([calledVersionSchema], says('config.version')).default('latest'),
  /** First values of the called flow's variables. Text starting with "=" is FEEL. */
  inputs: z.record(nameSchema, jsonSchema).default({}),
  /** Variables set in the end, by name or path: FEEL over the variables of the called flow. */
  outputs: z.record(pathSchema, feelSchema).default({}),
  /** Keeps all variables of the called flow. */
  resultVariable: nameSchema.optional(),
});
type Config = z.infer<typeof config>;

export const callFlowKind: NodeKind<Config> = {
  kind: 'call-flow', category: 'machine', shape: 'card', icon: 'SubnodeOutlined', takesInput: true,
  title: { en: 'Call a flow', zh: '调用流程', ar: 'استدعاء سير عمل' },
  about: { en: 'Runs another flow and waits for its end.', zh: '运行另一个流程并等待其结束。', ar: 'يشغّل سير عمل آخر وينتظر نهايته.' },
  config,
  form: {
    schema: object({
      flow: field('string', { en: 'Flow', zh: '流程', ar: 'سير العمل' }),
      version: field(null, { en: 'Version', zh: '版本', ar: 'الإصدار' }, { default: 'latest' }, { en: 'The newest, or always the same.', zh: '最新版本或固定版本。', ar: 'الأحدث، أو إصدار ثابت.' }),
      inputs: field('object', { en: 'Its variables begin with', zh: '变量初始值', ar: 'القيم الأولى لمتغيراته' }, { additionalProperties: true }, { en: 'A value starting with = is FEEL.', zh: '以 = 开头的值为 FEEL。', ar: 'القيمة التي تبدأ بـ = هي FEEL.' }),
      outputs: field('object', { en: 'Variables set in the end', zh: '结束时设置的变量', ar: 'متغيرات تُعيَّن في النهاية' }, { additionalProperties: { type: 'string' } }, { en: 'FEEL over the variables of the called flow.', zh: '基于被调用流程变量的 FEEL。', ar: 'تعبير FEEL على متغيرات سير العمل المستدعى.' }),
      resultVariable: field('string', { en: 'Variable for all of them', zh: '保存全部变量的变量', ar: 'متغير يحفظها كلها' }),
    }, ['flow']),
    ui: { flow: { 'ui:field': 'calledFlow' }, version: { 'ui:field': 'calledVersion' }, inputs: { 'ui:field': 'variables' }, outputs: { 'ui:field': 'variables' } },
  },
  initial: { flow: '' },
  outcomes: () => [{ key: null, name: { en: 'Over', zh: '已结束', ar: 'انتهى' }, isRequired: true }],
  check: (node, given, file) => [
    ...(given.flow === '' ? [faultOf(node, 'call-unnamed', '/flow')] : []),
    ...Object.keys(given.inputs).filter(isBuiltIn).map((name) => faultOf(node, 'call-input-fixed', `/inputs/${name}`, { name })),
    ...Object.keys(given.outputs).flatMap((path): Finding[] => { const why = refusal(path); return why ? [faultOf(node, why.code, `/outputs/${path}`, why.params)] : []; }),
    ...(given.flow !== '' && given.flow === file.key && comesAtOnce(file, node.id) ? [faultOf(node, 'call-itself', '/flow', { node: node.name }, { severity: 'warning' })] : []),
  ],
  expressions: ({ inputs, outputs }) => [...expressionsIn(inputs, '/inputs'), ...Object.entries(outputs).map(([path, text]) => ({ field: `/outputs/${path}`, text, isElsewhere: true }))],
  sets: ({ outputs, resultVariable }) => ({ ...Object.fromEntries(Object.keys(outputs).map((path) => path.split('.')[0]!).filter((name) => !isBuiltIn(name)).map((name) => [name, 'any'])), ...(resultVariable === undefined ? {} : { [resultVariable]: 'context' }) }),
  outline: ({ flow, version }) => ({ flow, version }),
  summary: ({ flow, version }) => ({ en: version === 'latest' ? flow : `${flow} ${version}` }),
  behaviour: {
    whenDataUnknown: 'anyOutcome', mayEscalate: true,
    enter(turn) {
      const { flow, version, inputs, resultVariable } = turn.config;
      const result = turn.evaluateConfig(inputs, 'inputs');
      if (!result.ok) { turn.incident(result.code, result.params); return; }
      if (result.reasons.length > 0) turn.note({ inputs: 'null', reasons: loggedReasons(result.reasons) });
      turn.runActivity(callRequest({ flow, version, variables: result.value as Vars, wanted: wantedBy(turn.config) }, resultVariable ?? null));
    },
    activityDone(turn, result) {
      const values = outputsOf(turn, isVars(result) ? result : {});
      if (values === null) return;
      turn.setVariables(values);
      turn.leave();
    },
    activityFailed(turn, failure, request) {
      const thrown = { kind: 'error', code: failure.code, message: failure.message.slice(0, 1000) } as const;
      if (turn.throwUp(thrown)) return;
      // An error that was drawn climbs on to whoever called this run. What kept the called flow from running is mended here.
      if (turn.isCalled && !isErrorCode(failure.code)) { turn.failRun(thrown); return; }
      turn.incident('FLOW_CALL_FAILED', { flow: turn.config.flow, fault: faultTold(failure), cause: failure.code }, request);
    },
    skip(turn) {
      const { outputs, resultVariable } = turn.config;
      const names = [...Object.keys(outputs).filter((path) => unfit(path, null) === null), ...(resultVariable === undefined ? [] : [resultVariable])];
      turn.setVariables(Object.fromEntries(names.map((name) => [name, null])));
      turn.leave();
    },
  },
};

const isBuiltIn = (name: string): boolean => (builtInVariables as readonly string[]).includes(name);
const isVars = (value: Json): value is Vars => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Variables that an output reads. */
function readBy(expression: string): readonly string[] {
  const compiled = compileExpression(expression);
  return isCompiled(compiled) ? compiled.variables : [];
}

const wantedBy = ({ outputs, resultVariable }: Config): string[] | null => (resultVariable === undefined ? [...new Set(Object.values(outputs).flatMap(readBy))].sort() : null);

/** What is set in the end; null where one of them cannot be told and the token stands with an incident. An output sees nothing of the flow that called. */
function outputsOf(turn: NodeTurn<Config>, theirs: Vars): Vars | null {
  const { outputs, resultVariable } = turn.config;
  const values: Vars = {};
  for (const [path, expression] of Object.entries(outputs)) {
    const seen = Object.fromEntries(readBy(expression).map((name) => [name, Object.hasOwn(theirs, name) ? theirs[name]! : null]));
    const result = turn.evaluate(expression, `outputs.${path}`, seen);
    if (!result.ok) { turn.incident(result.code, result.params); return null; }
    if (result.value === null && result.reasons.length > 0) turn.note({ variable: path, null: loggedReasons(result.reasons) });
    const expected = unfit(path, result.value);
    if (expected !== null) { turn.incident('FLOW_VALUE_UNUSABLE', { what: path, actual: JSON.stringify(result.value).slice(0, 100), expected }); return null; }
    values[path] = result.value;
  }
  return resultVariable === undefined ? values : { ...values, [resultVariable]: theirs };
}

/** Steps a token passes without waiting. */
const passing = new Set(['start', 'exclusive', 'parallel', 'inclusive', 'partial-join', 'assign', 'decision-table', 'escalation', 'scope', 'take-back']);

/** Whether a token can come to this step before it has waited for anything. */
function comesAtOnce({ nodes, edges }: FlowFile, step: string): boolean {
  const isBegun = (id: string): boolean => nodes[id]?.kind === 'start';
  const seen = new Set(Object.keys(nodes).filter((id) => isBegun(id) && nodes[id]!.scope === undefined));
  for (const id of seen) {
    if (id === step) return true;
    const node = nodes[id];
    if (node === undefined || !passing.has(node.kind)) continue;
    for (const { from, to } of Object.values(edges)) if (from === id) seen.add(to);
    if (node.kind === 'scope') for (const inner of Object.keys(nodes)) if (nodes[inner]!.scope === id && isBegun(inner)) seen.add(inner);
  }
  return false;
}
