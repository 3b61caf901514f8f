/** What people are told of the reports they have sent to them every week. */
import type { NoticeTemplate } from './template.ts';

const change = { en: 'Change it, pause it or stop it on that page under "Send every week".', zh: '可在该页面的“每周发送”中更改、暂停或停止。', ar: 'يمكنك تعديله أو إيقافه مؤقتًا أو إنهاؤه في تلك الصفحة ضمن «إرسال أسبوعي».' } as const;
const from = { en: '31 Aug 2026', zh: '2026年8月31日', ar: '31 أغسطس 2026' } as const;
const to = { en: '22 Nov 2026', zh: '2026年11月22日', ar: '22 نوفمبر 2026' } as const;

export const reportTemplates = {
  'report.sent': {
    subject: { en: 'Service levels, {{from}} to {{to}}', zh: '服务级别报表：{{from}}至{{to}}', ar: 'مستويات الخدمة، من {{from}} إلى {{to}}' },
    title: { en: 'Service levels, {{from}} to {{to}}', zh: '服务级别报表：{{from}}至{{to}}', ar: 'مستويات الخدمة، من {{from}} إلى {{to}}' },
    lines: [
      { en: '{{#if scope}}{{scope}}{{/if}}', zh: '{{#if scope}}{{scope}}{{/if}}', ar: '{{#if scope}}{{scope}}{{/if}}' },
      { en: 'Tickets with a promise: {{tickets}}. Breached: {{breached}}.', zh: '有承诺的工单：{{tickets}}。超时：{{breached}}。', ar: 'التذاكر ذات الوعد: {{tickets}}. المخروقة: {{breached}}.' },
      { en: 'Response in time: {{response}}. Resolution in time: {{resolution}}.', zh: '响应达标率：{{response}}。解决达标率：{{resolution}}。', ar: 'الاستجابة في الموعد: {{response}}. الحل في الموعد: {{resolution}}.' },
      change,
    ],
    action: { en: 'Open the page', zh: '打开页面', ar: 'فتح الصفحة' },
    example: { from, to, scope: { en: 'Teams: Network.', zh: '团队：网络。', ar: 'الفرق: الشبكات.' }, tickets: { en: '412', zh: '412', ar: '412' }, breached: { en: '31', zh: '31', ar: '31' }, response: { en: '94.2 %', zh: '94.2%', ar: '94.2%' }, resolution: { en: '91 %', zh: '91%', ar: '91%' } },
  },
  'report.failed': {
    subject: { en: 'Your weekly report of {{from}} to {{to}} was not made', zh: '{{from}}至{{to}}的每周报表未能生成', ar: 'لم يُنشأ تقريرك الأسبوعي من {{from}} إلى {{to}}' },
    title: { en: 'Your weekly report of {{from}} to {{to}} was not made', zh: '{{from}}至{{to}}的每周报表未能生成', ar: 'لم يُنشأ تقريرك الأسبوعي من {{from}} إلى {{to}}' },
    lines: [{ en: '{{reason}}', zh: '{{reason}}', ar: '{{reason}}' }, { en: 'The next one is tried as planned.', zh: '下一期将按计划生成。', ar: 'سيُنشأ التقرير التالي كما هو مقرر.' }, change],
    action: { en: 'Open the page', zh: '打开页面', ar: 'فتح الصفحة' }, example: { from, to, reason: { word: 'report.rightLost' } },
  },
} as const satisfies Record<string, NoticeTemplate>;
