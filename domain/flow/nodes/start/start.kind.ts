/** Where a run, or a scope, begins. Decides nothing but which way in it is. */
import { z } from 'zod';
import { choice, object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

export const startTriggers = ['form', 'alarm'] as const;
const config = z.strictObject({ trigger: z.enum(startTriggers).default('form') });
type Config = z.infer<typeof config>;

const triggerNames = {
  form: { en: 'A person opens a ticket', zh: '有人提交工单', ar: 'شخص يفتح تذكرة' },
  alarm: { en: 'An alarm', zh: '告警', ar: 'إنذار' },
};

export const startKind: NodeKind<Config> = {
  kind: 'start', category: 'start', shape: 'event', icon: 'PlayCircleOutlined', takesInput: false,
  title: { en: 'Start', zh: '开始', ar: 'البداية' },
  about: { en: 'The run begins here, by a form or by an alarm.', zh: '流程由此开始：由表单或告警触发。', ar: 'يبدأ التشغيل هنا، عبر نموذج أو إنذار.' },
  config,
  form: {
    schema: object({ trigger: choice({ en: 'Started by', zh: '触发方式', ar: 'يبدأ عبر' }, startTriggers.map((trigger) => ({ const: trigger, title: triggerNames[trigger] })), { default: 'form' }) }),
    ui: { trigger: { 'ui:widget': 'radio' } },
  },
  initial: { trigger: 'form' },
  outcomes: () => [{ key: null, name: { en: 'Begin', zh: '开始', ar: 'ابدأ' }, isRequired: true }],
  check: () => [],
  summary: (given, _file) => triggerNames[given.trigger],
  behaviour: { enter: (turn) => turn.leave(), whenDataUnknown: 'itself' },
};
