/** What people are told of tickets and their clocks. */
import { exampleTicket, type NoticeTemplate } from './template.ts';

const openTicket = { en: 'Open the ticket', zh: '打开工单', ar: 'فتح التذكرة' } as const;
const due = { at: '2026-11-27T15:30:00.000Z' } as const;

export const ticketTemplates = {
  'ticket.commented': {
    subject: { en: '{{key}} {{actor}} wrote: {{title}}', zh: '{{key}} {{actor}} 留言：{{title}}', ar: '{{key}} رسالة من {{actor}}: {{title}}' },
    title: { en: '{{actor}} wrote a message', zh: '{{actor}} 发来留言', ar: 'رسالة من {{actor}}' },
    lines: [], quote: 'text', action: { en: 'Read and reply', zh: '查看并回复', ar: 'القراءة والرد' }, example: { ...exampleTicket, actor: 'Ana Silva', text: 'The link is up again. Please try once more.' },
  },
  'ticket.assigned': {
    subject: { en: '{{key}} is yours: {{title}}', zh: '{{key}} 已分派给您：{{title}}', ar: '{{key}} لديك الآن: {{title}}' },
    title: { en: '{{#if actor}}{{actor}} gave this ticket to you{{else}}This ticket is yours now{{/if}}', zh: '{{#if actor}}{{actor}} 将此工单分派给您{{else}}此工单现由您受理{{/if}}', ar: '{{#if actor}}{{actor}}: إسناد هذه التذكرة إليك{{else}}هذه التذكرة لديك الآن{{/if}}' },
    lines: [], action: openTicket, example: { ...exampleTicket, actor: 'Mia Larsen' },
  },
  'ticket.resolved': {
    subject: { en: '{{key}} is resolved: {{title}}', zh: '{{key}} 已解决：{{title}}', ar: '{{key}} محلولة: {{title}}' },
    title: { en: 'Your ticket is resolved', zh: '您的工单已解决', ar: 'تذكرتك محلولة' },
    lines: [{ en: 'If it is not, write a message on the ticket and it will be looked at again.', zh: '如果问题仍然存在，请在工单中留言，我们会再次处理。', ar: 'إن لم تُحل المشكلة فاكتب رسالة في التذكرة ليُعاد النظر فيها.' }],
    action: openTicket, example: exampleTicket,
  },
  'clock.warned': {
    subject: { en: '{{key}} {{clock}} is due {{due}}: {{title}}', zh: '{{key}} {{clock}}将于 {{due}} 到期：{{title}}', ar: '{{key}} يستحق هدف {{clock}} في {{due}}: {{title}}' },
    title: { en: '{{clock}} is due {{due}}', zh: '{{clock}}即将超时，到期时间 {{due}}', ar: 'اقترب هدف {{clock}}، الاستحقاق {{due}}' },
    lines: [{ en: 'Most of the time promised is used up.', zh: '承诺的时间大部分已用完。', ar: 'استُهلك معظم الوقت الموعود.' }],
    action: openTicket, example: { ...exampleTicket, clock: { word: 'clock.resolution' }, due },
  },
  'clock.breached': {
    subject: { en: '{{key}} {{clock}} is overdue: {{title}}', zh: '{{key}} {{clock}}已超时：{{title}}', ar: '{{key}} خرق هدف {{clock}}: {{title}}' },
    title: { en: '{{clock}} was due {{due}}', zh: '{{clock}}已于 {{due}} 超时', ar: 'حدث خرق لهدف {{clock}}، وكان الاستحقاق {{due}}' },
    lines: [{ en: 'The time promised is over, and the ticket is still open.', zh: '承诺的时间已过，工单仍未解决。', ar: 'انقضى الوقت الموعود والتذكرة ما زالت مفتوحة.' }],
    action: openTicket, example: { ...exampleTicket, clock: { word: 'clock.response' }, due },
  },
  'clock.escalated': {
    subject: { en: '{{key}} escalated to level {{level}}: {{title}}', zh: '{{key}} 已升级至第 {{level}} 级：{{title}}', ar: '{{key}} تصعيد إلى المستوى {{level}}: {{title}}' },
    title: { en: 'This ticket is escalated to you, level {{level}}', zh: '此工单已升级至您处理，第 {{level}} 级', ar: 'صُعّدت إليك هذه التذكرة، المستوى {{level}}' },
    lines: [
      { en: '{{#if due}}{{clock}}: due {{due}}.{{else}}{{clock}} has no due time at the moment.{{/if}}', zh: '{{#if due}}{{clock}}到期时间：{{due}}。{{else}}{{clock}}目前没有到期时间。{{/if}}', ar: '{{#if due}}{{clock}}: الاستحقاق {{due}}.{{else}}لا استحقاق حاليًا لهدف {{clock}}.{{/if}}' },
      { en: '{{#if holder}}{{holder}} has it.{{else}}Nobody has it.{{/if}}', zh: '{{#if holder}}当前受理人：{{holder}}。{{else}}目前无人受理。{{/if}}', ar: '{{#if holder}}لدى {{holder}}.{{else}}ليست لدى أحد.{{/if}}' },
    ],
    action: openTicket, example: { ...exampleTicket, clock: { word: 'clock.resolution' }, due, level: 2, holder: 'Ana Silva' },
  },
  'flow.told': {
    subject: { en: '{{key}} {{said}}', zh: '{{key}} {{said}}', ar: '{{key}} {{said}}' },
    title: { en: '{{said}}', zh: '{{said}}', ar: '{{said}}' },
    lines: [], quote: 'text', action: openTicket,
    example: { ...exampleTicket, said: { en: 'Maintenance begins at 18:00', zh: '维护将于 18:00 开始', ar: 'تبدأ الصيانة الساعة 18:00' }, text: { en: 'Please save your work before then.', zh: '请在此之前保存您的工作。', ar: 'يرجى حفظ عملك قبل ذلك.' } },
  },
} as const satisfies Record<string, NoticeTemplate>;
