/** Has something done in the world by an executor. Fails after its tries: the drawn "failed" way, else an incident that a person retries or skips. */
import { z } from 'zod';
import { says } from '../../../issue.ts';
import { jsonSchema, type Json } from '../../../values.ts';
import { httpKinds, isOwnHeader } from '../../executor.headers.ts';
import { faultTold } from '../../fault.told.ts';
import { mostSeconds } from '../../work/work.ts';
import { expressionsIn, faultOf, loggedReasons, nameSchema } from '../node.config.ts';
import { field, object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const config = z.strictObject({
  /** Kind of executor: "http", "snmp". */
  activity: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, says('config.activity')),
  /** Inputs of the executor. Text starting with "=" is FEEL; {"secret": name} stays a reference. */
  inputs: z.record(z.string().max(100), jsonSchema).default({}),
  resultVariable: nameSchema.optional(),
  /** Seconds one try may take. Default 30; beyond 60 it is work beside the run. */
  timeoutSeconds: z.number().positive().max(mostSeconds, says('config.timeout')).default(30),
  maxAttempts: z.number().int().min(1).max(20).default(5),
  /** Seconds before the second try; doubled for each further one. Default 2. */
  retrySeconds: z.number().positive().max(3600).default(2),
});
type Config = z.infer<typeof config>;
const namesIn = (value: Json | undefined): string[] => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []);

export const activityKind: NodeKind<Config> = {
  kind: 'activity', category: 'machine', shape: 'card', icon: 'ThunderboltOutlined', takesInput: true,
  title: { en: 'Activity', zh: '活动', ar: 'نشاط' },
  about: { en: 'Has a machine do something: call an address, check a device.', zh: '由系统执行操作：调用地址、检查设备。', ar: 'يجعل آلة تنجز عملًا: استدعاء عنوان أو فحص جهاز.' },
  config,
  form: {
    schema: object({
      activity: field('string', { en: 'What is done', zh: '操作', ar: 'ما يُنجز' }, { examples: ['http', 'snmp'] }),
      inputs: field('object', { en: 'Inputs', zh: '输入', ar: 'المدخلات' }, { additionalProperties: true }, { en: 'A value starting with = is FEEL.', zh: '以 = 开头的值为 FEEL。', ar: 'القيمة التي تبدأ بـ = هي FEEL.' }),
      resultVariable: field('string', { en: 'Variable for the result', zh: '保存结果的变量', ar: 'متغير النتيجة' }),
      timeoutSeconds: field('number', { en: 'Seconds a try may take', zh: '单次超时（秒）', ar: 'ثواني المحاولة' }, { default: 30, maximum: mostSeconds, exclusiveMinimum: 0 }),
      maxAttempts: field('integer', { en: 'Tries', zh: '尝试次数', ar: 'المحاولات' }, { default: 5, minimum: 1, maximum: 20 }),
      retrySeconds: field('number', { en: 'Seconds before the second try', zh: '首次重试间隔（秒）', ar: 'ثواني قبل المحاولة الثانية' }, { default: 2, exclusiveMinimum: 0 }),
    }, ['activity']),
    ui: { activity: { 'ui:field': 'executor' }, inputs: { 'ui:field': 'inputs' } },
  },
  initial: { activity: 'http', inputs: { method: 'GET', url: '=object.endpoints.http' } },
  outcomes: () => [
    { key: null, name: { en: 'Done', zh: '完成', ar: 'تم' }, isRequired: true },
    { key: 'failed', name: { en: 'Failed', zh: '失败', ar: 'فشل' }, isRequired: false, tone: 'danger' },
  ],
  check: (node, { activity, inputs }) => (httpKinds.has(activity) ? namesIn(inputs['headers']) : []).filter(isOwnHeader).map((header) =>
    faultOf(node, 'header-fixed', `/inputs/headers/${header}`, { node: node.name, header })),
  expressions: (given) => expressionsIn(given.inputs, '/inputs'),
  sets: (given) => (given.resultVariable === undefined ? {} : { [given.resultVariable]: 'any' }),
  outline: ({ activity }) => ({ activity }),
  summary: (given) => ({ en: [given.activity, given.inputs['method'], given.inputs['url'] ?? given.inputs['target'] ?? given.inputs['host']].filter((part) => typeof part === 'string').join(' ').slice(0, 120) }),
  behaviour: {
    whenDataUnknown: 'anyOutcome',
    enter(turn) {
      const { activity, inputs, resultVariable, timeoutSeconds, maxAttempts, retrySeconds } = turn.config;
      const result = turn.evaluateConfig(inputs, 'inputs');
      if (!result.ok) { turn.incident(result.code, result.params); return; }
      if (result.reasons.length > 0) turn.note({ inputs: 'null', reasons: loggedReasons(result.reasons) });
      turn.runActivity({ activity, config: result.value as Record<string, never>, resultVariable: resultVariable ?? null, timeoutSeconds, maxAttempts, retrySeconds });
    },
    activityDone(turn, result) {
      if (turn.config.resultVariable !== undefined) turn.setVariables({ [turn.config.resultVariable]: result });
      turn.leave();
    },
    activityFailed(turn, failure, request) {
      if (!turn.hasEdge('failed')) {
        if (turn.throwUp({ kind: 'error', code: failure.code, message: failure.message.slice(0, 1000) })) return;
        turn.incident('ACTIVITY_FAILED', { fault: faultTold(failure), cause: failure.code }, request);
        return;
      }
      if (turn.config.resultVariable !== undefined) turn.setVariables({ [turn.config.resultVariable]: { error: { code: failure.code, message: failure.message.slice(0, 1000) } } });
      turn.leave('failed');
    },
    skip(turn) {
      if (turn.config.resultVariable !== undefined) turn.setVariables({ [turn.config.resultVariable]: null });
      turn.leave();
    },
  },
};
