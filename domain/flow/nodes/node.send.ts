/** What kinds that send share: a message goes to one who waits for it, now or later; a signal to all who wait now. The post carries both, as an activity of the run. */
import { z } from 'zod';
import { jsonSchema, type Json } from '../../values.ts';
import { faultTold } from '../fault.told.ts';
import { isAlarmsOwn, messageLimits, ttlMs } from '../message/message.ts';
import type { NodeBehaviour, NodeTurn } from '../kernel/kernel.behaviour.ts';
import type { ActivityRequest } from '../kernel/kernel.types.ts';
import { expressionsIn, faultOf, literalOrFeelSchema, loggedReasons, messageNameSchema, quotedNull } from './node.config.ts';
import { field, object } from './node.form.ts';
import type { NodeKind } from './node.kind.ts';

/** The activities that stand for the post. */
export const postActivities = { message: 'message', signal: 'signal' } as const;

const dataSchema = z.record(z.string().max(100), jsonSchema).default({});
const messageConfig = z.strictObject({
  message: messageNameSchema,
  /** Who waits with a key takes it only when it is this one. Absent: only who waits without one. */
  key: literalOrFeelSchema.optional(),
  /** What it carries: values, or FEEL with "=" in front. */
  data: dataSchema,
  /** How long it is kept while nobody waits for it. */
  ttl: z.string().max(60).default(messageLimits.ttl),
});
const signalConfig = z.strictObject({ signal: messageNameSchema, data: dataSchema });
export type SendMessageConfig = z.infer<typeof messageConfig>;
export type SendSignalConfig = z.infer<typeof signalConfig>;

const dataField = field('object', { en: 'What it carries', zh: '携带的内容', ar: 'ما تحمله' }, { additionalProperties: true }, { en: 'A value starting with = is FEEL.', zh: '以 = 开头的值为 FEEL。', ar: 'القيمة التي تبدأ بـ = هي FEEL.' });

/** Everything of a kind that sends a message but its name, its words and its behaviour. */
export const sendMessageKind = {
  shape: 'event', takesInput: true, config: messageConfig,
  form: {
    schema: object({
      message: field('string', { en: 'Message', zh: '消息', ar: 'الرسالة' }, { minLength: 1 }, { en: 'The name another flow waits for.', zh: '另一个流程等待的名称。', ar: 'الاسم الذي ينتظره تدفق آخر.' }),
      key: field('string', { en: 'Key', zh: '关联键', ar: 'المفتاح' }, {}, { en: 'Tells apart who waits for the same name; = in front makes it an expression.', zh: '区分等待同一名称的流程；以 = 开头则为表达式。', ar: 'يميّز من ينتظرون الاسم نفسه؛ ابدأ بـ = لكتابة تعبير.' }),
      data: dataField,
      ttl: field('string', { en: 'Kept for', zh: '保留时长', ar: 'مدة الاحتفاظ' }, { default: messageLimits.ttl, examples: ['PT1H', 'P1D', 'P7D'] }, { en: 'While nobody waits for it: PT1H, P7D; at most 30 days.', zh: '无人等待时保留多久：PT1H、P7D；最长 30 天。', ar: 'ما دام لا أحد ينتظرها: PT1H أو P7D؛ بحد أقصى 30 يومًا.' }),
    }, ['message']),
    ui: { key: { 'ui:field': 'literalOrFeel' }, data: { 'ui:field': 'variables' } },
  },
  initial: { message: 'order.ready', key: '=ticket.key' },
  check: (node, { message, ttl }) => [
    ...(isAlarmsOwn(message) ? [faultOf(node, 'message-alarms', '/message', { name: message })] : []),
    ...(ttlMs(ttl) === null ? [faultOf(node, 'message-ttl', '/ttl', { ttl })] : []),
  ],
  expressions: ({ key, data }) => [...expressionsIn(key, '/key'), ...expressionsIn(data, '/data')],
  outline: ({ message }) => ({ message }),
  summary: ({ message }) => ({ en: message }),
} satisfies Partial<NodeKind<SendMessageConfig>>;

/** The same of a kind that tells a signal. */
export const sendSignalKind = {
  shape: 'event', takesInput: true, config: signalConfig,
  form: {
    schema: object({
      signal: field('string', { en: 'Signal', zh: '信号', ar: 'الإشارة' }, { minLength: 1 }, { en: 'Everybody who waits for a message of this name without a key hears it.', zh: '所有不带键等待该名称消息的流程都会收到。', ar: 'يسمعها كل من ينتظر رسالة بهذا الاسم بلا مفتاح.' }),
      data: dataField,
    }, ['signal']),
    ui: { data: { 'ui:field': 'variables' } },
  },
  initial: { signal: 'maintenance.over' },
  check: (node, { signal }) => (isAlarmsOwn(signal) ? [faultOf(node, 'message-alarms', '/signal', { name: signal })] : []),
  expressions: ({ data }) => expressionsIn(data, '/data'),
  outline: ({ signal }) => ({ signal }),
  summary: ({ signal }) => ({ en: signal }),
} satisfies Partial<NodeKind<SendSignalConfig>>;

/** Hands a message to the post; a key that is null is an incident: nobody could mean it. */
export function sendMessage(turn: NodeTurn<SendMessageConfig>): void {
  const { message: name, ttl } = turn.config;
  let key: string | null = null;
  if (turn.config.key !== undefined && turn.config.key !== '') {
    const result = turn.evaluateConfig(turn.config.key, 'key');
    if (!result.ok) { turn.incident(result.code, result.params); return; }
    if (result.value === null) { turn.incident('FLOW_VALUE_UNUSABLE', { what: 'its-key', actual: quotedNull(result.reasons), expected: 'text' }); return; }
    key = typeof result.value === 'string' ? result.value : JSON.stringify(result.value);
  }
  post(turn, postActivities.message, turn.config.data, { name, key, ttl });
}

export const sendSignal = (turn: NodeTurn<SendSignalConfig>): void => post(turn, postActivities.signal, turn.config.data, { name: turn.config.signal });

function post(turn: NodeTurn<SendMessageConfig> | NodeTurn<SendSignalConfig>, activity: string, given: Record<string, Json>, about: Record<string, Json>): void {
  const data = turn.evaluateConfig(given, 'data');
  if (!data.ok) { turn.incident(data.code, data.params); return; }
  if (data.reasons.length > 0) turn.note({ data: 'null', reasons: loggedReasons(data.reasons) });
  turn.runActivity(requestOf(activity, { ...about, data: data.value }));
}

/** Twenty tries over about half an hour, then an incident: the message is not lost, it was not sent. */
const requestOf = (activity: string, config: ActivityRequest['config']): ActivityRequest => ({ activity, config, resultVariable: null, timeoutSeconds: 30, maxAttempts: 20, retrySeconds: 2 });

/** `goOn`: what comes after it was sent. */
export const sendBehaviour = <C extends SendMessageConfig | SendSignalConfig>(send: (turn: NodeTurn<C>) => void, goOn: (turn: NodeTurn<C>) => void): NodeBehaviour<C> => ({
  whenDataUnknown: 'anyOutcome',
  enter: send,
  activityDone: goOn,
  activityFailed(turn, failure, request) {
    if (turn.throwUp({ kind: 'error', code: failure.code, message: failure.message.slice(0, 1000) })) return;
    turn.incident('ACTIVITY_FAILED', { fault: faultTold(failure), cause: failure.code }, request);
  },
  skip: goOn,
});
