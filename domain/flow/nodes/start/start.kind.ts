/** Where a run, or a scope, begins: by a form, an alarm, a message or a schedule. Decides nothing but which way in it is; what a message or a schedule opens is domain/flow/start. */
import type { Finding } from '../../flow.schema.ts';
import type { Json, Text } from '../../../values.ts';
import { isAlarmsOwn } from '../../message/message.ts';
import { scheduleFault } from '../../schedule/schedule.schema.ts';
import { scheduleText } from '../../schedule/schedule.text.ts';
import { startConfigSchema, startTriggers, type StartConfig } from '../../start/start.schema.ts';
import { expressionsIn, faultOf } from '../node.config.ts';
import { choice, field } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { unfit } from '../node.settable.ts';

const triggerNames: Record<StartConfig['trigger'], Text> = {
  form: { en: 'A person opens a ticket', zh: '有人提交工单', ar: 'شخص يفتح تذكرة' },
  alarm: { en: 'An alarm', zh: '告警', ar: 'إنذار' },
  message: { en: 'A message', zh: '消息', ar: 'رسالة' },
  schedule: { en: 'A schedule', zh: '时间计划', ar: 'جدول زمني' },
};

const ticketFields = {
  type: field('string', { en: 'Ticket type', zh: '工单类型', ar: 'نوع التذكرة' }, {}, { en: 'Its key. Default: that of the flow.', zh: '类型的键。默认：流程的工单类型。', ar: 'مفتاحه. الافتراضي: نوع تذكرة سير العمل.' }),
  title: field('string', { en: 'Title', zh: '标题', ar: 'العنوان' }, {}, { en: '= in front makes it an expression: ="Order " + number. Default: the name of the flow.', zh: '以 = 开头则为表达式：="订单 " + number。默认：流程的名称。', ar: 'ابدأ بـ = لكتابة تعبير: ="طلب " + number. الافتراضي: اسم سير العمل.' }),
  description: field('string', { en: 'Description', zh: '描述', ar: 'الوصف' }),
  requester: field('string', { en: 'Requester', zh: '请求人', ar: 'مقدم الطلب' }, {}, { en: "A person's id. Default: who sent the message; of a schedule, nobody.", zh: '人员的标识。默认：消息的发送者；时间计划则无人。', ar: 'معرّف شخص. الافتراضي: مرسل الرسالة؛ وفي الجدول لا أحد.' }),
  priority: field('string', { en: 'Priority', zh: '优先级', ar: 'الأولوية' }, { examples: ['P1', 'P2', 'P3', 'P4'] }),
  team: field('string', { en: 'Team', zh: '团队', ar: 'الفريق' }, {}, { en: 'Its id. Default: as the ticket type says.', zh: '团队的标识。默认：由工单类型决定。', ar: 'معرّفه. الافتراضي: كما يقول نوع التذكرة.' }),
  fields: field('object', { en: 'Fields', zh: '字段', ar: 'الحقول' }, { additionalProperties: true }, { en: 'A value starting with = is FEEL.', zh: '以 = 开头的值为 FEEL。', ar: 'القيمة التي تبدأ بـ = هي FEEL.' }),
  resultVariable: field('string', { en: 'Variable for what came', zh: '保存收到内容的变量', ar: 'متغير ما وصل' }),
};
const messageFields = {
  message: field('string', { en: 'Message', zh: '消息', ar: 'الرسالة' }, { minLength: 1 }, { en: 'Its name. A run that waits for it takes it first.', zh: '消息的名称。正在等待它的运行优先收到。', ar: 'اسمها. يأخذها أولًا تشغيل ينتظرها.' }),
  condition: field('string', { en: 'Only when', zh: '仅当', ar: 'فقط عندما' }, {}, { en: 'An expression over what it carries, for example amount > 1000.', zh: '针对消息内容的表达式，例如 amount > 1000。', ar: 'تعبير على ما تحمله، مثل amount > 1000.' }),
};
const scheduleFields = { schedule: field('object', { en: 'Schedule', zh: '时间计划', ar: 'الجدول الزمني' }) };
const when = (trigger: StartConfig['trigger'], properties: Record<string, Json>): Json => ({ if: { properties: { trigger: { const: trigger } }, required: ['trigger'] }, then: { properties } });

export const startKind: NodeKind<StartConfig> = {
  kind: 'start', category: 'start', shape: 'event', icon: 'PlayCircleOutlined', takesInput: false,
  title: { en: 'Start', zh: '开始', ar: 'البداية' },
  about: { en: 'The run begins here: by a form, an alarm, a message or a schedule.', zh: '流程由此开始：由表单、告警、消息或时间计划触发。', ar: 'يبدأ التشغيل هنا: عبر نموذج أو إنذار أو رسالة أو جدول زمني.' },
  config: startConfigSchema,
  form: {
    schema: {
      type: 'object', required: [],
      properties: { trigger: choice({ en: 'Started by', zh: '触发方式', ar: 'يبدأ عبر' }, startTriggers.map((trigger) => ({ const: trigger, title: triggerNames[trigger] })), { default: 'form' }) },
      allOf: [when('message', { ...messageFields, ...ticketFields }), when('schedule', { ...scheduleFields, ...ticketFields })],
    },
    ui: {
      trigger: { 'ui:widget': 'radio' }, condition: { 'ui:field': 'feel' }, schedule: { 'ui:field': 'schedule' }, title: { 'ui:field': 'literalOrFeel' }, description: { 'ui:field': 'literalOrFeel' }, priority: { 'ui:field': 'literalOrFeel' },
      team: { 'ui:field': 'literalOrFeel' }, requester: { 'ui:field': 'literalOrFeel' }, fields: { 'ui:field': 'variables' },
    },
  },
  initial: { trigger: 'form' },
  outcomes: () => [{ key: null, name: { en: 'Begin', zh: '开始', ar: 'ابدأ' }, isRequired: true }],
  check: (node, config) => (node.scope === undefined && isFromOutside(config) ? [...triggerFaults(node, config), ...ticketFaults(node, config)] : []),
  // What it reads comes from outside; what that holds, only its sender knows.
  expressions: (config) => (isFromOutside(config) ? [
    ...(config.trigger === 'message' && config.condition ? [{ field: '/condition', text: config.condition, expects: 'boolean' as const, isElsewhere: true }] : []),
    ...(['title', 'description', 'priority', 'team', 'requester', 'fields'] as const).flatMap((name) => expressionsIn(config[name], `/${name}`).map((one) => ({ ...one, isElsewhere: true }))),
  ] : []),
  sets: (config): Record<string, 'context'> => (isFromOutside(config) && config.resultVariable !== undefined ? { [config.resultVariable]: 'context' } : {}),
  outline: ({ trigger, message }) => ({ trigger, ...(trigger === 'message' && message !== undefined ? { message } : {}) }),
  summary: ({ trigger, message, schedule }) => (trigger === 'message' && message ? { en: message } : trigger === 'schedule' && schedule ? scheduleText(schedule) : triggerNames[trigger]),
  behaviour: { enter: (turn) => turn.leave(), whenDataUnknown: 'itself' },
};

type Placed = Parameters<typeof startKind.check>[0];
const isFromOutside = ({ trigger }: StartConfig): boolean => trigger === 'message' || trigger === 'schedule';

function triggerFaults(node: Placed, { trigger, message = '', schedule }: StartConfig): Finding[] {
  if (trigger === 'message') {
    if (message.trim() === '') return [faultOf(node, 'start-message-missing', '/message')];
    return isAlarmsOwn(message) ? [faultOf(node, 'message-alarms', '/message', { name: message })] : [];
  }
  if (schedule === undefined) return [faultOf(node, 'start-schedule-missing', '/schedule')];
  const fault = scheduleFault(schedule);
  return fault === null ? [] : [faultOf(node, 'start-schedule-wrong', `/schedule/${fault.field}`, { problem: fault.says })];
}

const ticketFaults = (node: Placed, { priority }: StartConfig): Finding[] => (priority && !priority.startsWith('=') && unfit('ticket.priority', priority) !== null ? [faultOf(node, 'priority-unknown', '/priority', { priority })] : []);
