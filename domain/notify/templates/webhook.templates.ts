/** What administrators are told of webhooks. */
import type { NoticeTemplate } from './template.ts';

export const webhookTemplates = {
  'webhook.switchedOff': {
    subject: { en: 'The webhook "{{name}}" was switched off', zh: 'Webhook“{{name}}”已停用', ar: 'إيقاف خطاف الويب «{{name}}»' },
    title: { en: 'The webhook "{{name}}" was switched off', zh: 'Webhook“{{name}}”已停用', ar: 'إيقاف خطاف الويب «{{name}}»' },
    lines: [
      { en: '{{address}} takes no more events. The last answer: {{reason}}.', zh: '{{address}} 已不再接收事件。最后的应答：{{reason}}。', ar: 'لم يعد {{address}} يستقبل الأحداث. الرد الأخير: {{reason}}.' },
      { en: 'What waits is kept. Mend the receiver, then switch the webhook on again: it goes on where it stopped.', zh: '等待发送的内容会保留。修复接收端后重新启用 Webhook，将从停止处继续。', ar: 'ما ينتظر محفوظ. أصلح المستقبِل ثم أعد تشغيل خطاف الويب ليتابع من حيث توقف.' },
    ],
    action: { en: 'Open the webhook', zh: '打开 Webhook', ar: 'فتح خطاف الويب' }, example: { name: 'Chat of the service desk', address: 'https://chat.example.org', reason: '503' },
  },
} as const satisfies Record<string, NoticeTemplate>;
