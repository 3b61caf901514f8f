/** What people are told of tasks, approvals and questions. */
import { exampleTicket, type NoticeTemplate } from './template.ts';

const openTask = { en: 'Open the task', zh: '打开任务', ar: 'فتح المهمة' } as const;
const behalf = { en: '{{#if behalf}}You are asked because {{behalf}} is away and you stand in.{{/if}}', zh: '{{#if behalf}}{{behalf}} 不在，由您代为处理。{{/if}}', ar: '{{#if behalf}}وصلك هذا بالنيابة عن {{behalf}} خلال فترة الغياب.{{/if}}' } as const;
const decide = { en: 'Look and decide', zh: '查看并审批', ar: 'الاطلاع واتخاذ القرار' } as const;
const fromPhone = { en: 'You can answer from your phone, without signing in. Nothing is decided by opening the page.', zh: '您可以直接在手机上处理，无需登录。仅打开页面不会作出任何决定。', ar: 'يمكنك الرد من هاتفك دون تسجيل الدخول. فتح الصفحة وحده لا يقرر شيئًا.' } as const;
const repair = { en: 'Approve the repair', zh: '批准修复', ar: 'الموافقة على الإصلاح' } as const;
const find = { en: 'Find the cause', zh: '查明原因', ar: 'تحديد السبب' } as const;

export const taskTemplates = {
  'task.asked': {
    subject: { en: '{{key}} {{task}}: {{title}}', zh: '{{key}} {{task}}：{{title}}', ar: '{{key}} {{task}}: {{title}}' },
    title: {
      en: '{{#if team}}Team {{team}} is asked: {{task}}{{else}}You are asked: {{task}}{{/if}}', zh: '{{#if team}}{{team}}团队有新任务：{{task}}{{else}}您有新任务：{{task}}{{/if}}',
      ar: '{{#if team}}مهمة جديدة لفريق {{team}}: {{task}}{{else}}مهمة جديدة لك: {{task}}{{/if}}',
    },
    lines: [{
      en: '{{#if team}}Whoever claims it first has it.{{else}}It waits for you.{{/if}}', zh: '{{#if team}}任何团队成员均可领取。{{else}}任务正等待您处理。{{/if}}',
      ar: '{{#if team}}المهمة لمن يستلمها أولًا.{{else}}المهمة بانتظارك.{{/if}}',
    }],
    quote: 'prompt', action: openTask, example: { ...exampleTicket, task: find, team: { en: 'Network', zh: '网络', ar: 'الشبكات' }, prompt: null },
  },
  'task.assigned': {
    subject: { en: '{{key}} {{task}}: {{title}}', zh: '{{key}} {{task}}：{{title}}', ar: '{{key}} {{task}}: {{title}}' },
    title: { en: '{{actor}} assigned a task to you: {{task}}', zh: '{{actor}} 将任务“{{task}}”分派给您', ar: '{{actor}}: إسناد مهمة إليك: {{task}}' },
    lines: [{ en: 'It is yours now and waits for you.', zh: '任务现由您负责，正等待您处理。', ar: 'المهمة لديك الآن وهي بانتظارك.' }],
    quote: 'prompt', action: openTask, example: { ...exampleTicket, task: find, actor: 'Mia Larsen', prompt: 'What is down, and since when?' },
  },
  'approval.asked': {
    subject: { en: '{{key}} Your approval is asked: {{title}}', zh: '{{key}} 等待您审批：{{title}}', ar: '{{key}} مطلوب موافقتك: {{title}}' },
    title: { en: 'Your approval is asked: {{task}}', zh: '等待您审批：{{task}}', ar: 'مطلوب موافقتك: {{task}}' },
    lines: [
      { en: '{{#if actor}}{{actor}} asks for it.{{/if}}', zh: '{{#if actor}}{{actor}} 提交了此审批。{{/if}}', ar: '{{#if actor}}الطلب من {{actor}}.{{/if}}' },
      behalf, fromPhone,
    ],
    quote: 'prompt', action: decide, example: { ...exampleTicket, task: repair, actor: 'Ana Silva', prompt: 'Repair interface 2 of sw-core-2: restart it', behalf: null },
  },
  'approval.reminded': {
    subject: { en: '{{key}} Your approval is still missing: {{title}}', zh: '{{key}} 仍在等待您审批：{{title}}', ar: '{{key}} ما زالت موافقتك مطلوبة: {{title}}' },
    title: { en: 'Your approval is still missing: {{task}}', zh: '仍在等待您审批：{{task}}', ar: 'ما زالت موافقتك مطلوبة: {{task}}' },
    lines: [
      { en: 'Waiting since {{since}}.{{#if due}} It is due {{due}}.{{/if}}', zh: '自 {{since}} 起等待处理。{{#if due}}到期时间：{{due}}。{{/if}}', ar: 'في الانتظار منذ {{since}}.{{#if due}} الاستحقاق: {{due}}.{{/if}}' },
      { en: '{{#if actor}}{{actor}} asks for it.{{/if}}', zh: '{{#if actor}}{{actor}} 提交了此审批。{{/if}}', ar: '{{#if actor}}الطلب من {{actor}}.{{/if}}' },
      behalf, fromPhone,
    ],
    quote: 'prompt', action: decide,
    example: { ...exampleTicket, task: repair, actor: 'Ana Silva', prompt: 'Repair interface 2 of sw-core-2: restart it', behalf: null, since: { at: '2026-11-26T08:00:00.000Z' }, due: { at: '2026-11-27T15:30:00.000Z' } },
  },
  'approval.expired': {
    subject: { en: '{{key}} Nobody answered in time: {{title}}', zh: '{{key}} 审批逾期未答复：{{title}}', ar: '{{key}} لم يُجب أحد في الموعد: {{title}}' },
    title: { en: 'Nobody answered in time: {{task}}', zh: '审批逾期未答复：{{task}}', ar: 'لم يُجب أحد في الموعد: {{task}}' },
    lines: [
      { en: '{{#if since}}It was asked {{since}}.{{/if}} It ended with {{outcome}}.', zh: '{{#if since}}发起时间：{{since}}。{{/if}}结果为“{{outcome}}”。', ar: '{{#if since}}طُلبت الموافقة {{since}}.{{/if}} النتيجة: {{outcome}}.' },
      { en: 'No answer is needed any more.', zh: '无需再作答复。', ar: 'لم تعد الإجابة مطلوبة.' },
    ],
    action: { en: 'Open the ticket', zh: '打开工单', ar: 'فتح التذكرة' },
    example: { ...exampleTicket, task: repair, outcome: { en: 'Rejected', zh: '驳回', ar: 'رفض' }, since: { at: '2026-11-26T08:00:00.000Z' } },
  },
  'question.asked': {
    subject: { en: '{{key}} A question about {{title}}', zh: '{{key}} 有一个问题需要您回答：{{title}}', ar: '{{key}} سؤال عن {{title}}' },
    title: { en: '{{#if actor}}{{actor}} has a question for you{{else}}There is a question for you{{/if}}', zh: '{{#if actor}}{{actor}} 有一个问题想问您{{else}}有一个问题需要您回答{{/if}}', ar: '{{#if actor}}لدى {{actor}} سؤال لك{{else}}هناك سؤال لك{{/if}}' },
    lines: [{
      en: '{{#if task}}It is needed to decide: {{task}}.{{else}}Work on your ticket goes on when you have answered.{{/if}}', zh: '{{#if task}}审批“{{task}}”需要您的答复。{{else}}您回答后，工单将继续处理。{{/if}}',
      ar: '{{#if task}}يحتاجه من يقرر في: {{task}}.{{else}}يستمر العمل على تذكرتك بعد إجابتك.{{/if}}',
    }],
    quote: 'prompt', action: { en: 'Answer', zh: '回答', ar: 'الإجابة' }, example: { ...exampleTicket, task: repair, actor: 'Ana Silva', prompt: 'May we cut the link for a minute?' },
  },
  'question.answered': {
    subject: { en: '{{key}} Answered: {{title}}', zh: '{{key}} 已回答：{{title}}', ar: '{{key}} وردت إجابة: {{title}}' },
    title: { en: '{{actor}} answered: {{task}}', zh: '{{actor}} 已答复：{{task}}', ar: '{{actor}}: الرد على {{task}}' },
    lines: [{ en: '{{#if outcome}}The answer is {{outcome}}.{{/if}}', zh: '{{#if outcome}}结果为“{{outcome}}”。{{/if}}', ar: '{{#if outcome}}النتيجة: {{outcome}}.{{/if}}' }],
    quote: 'text', action: { en: 'Open the ticket', zh: '打开工单', ar: 'فتح التذكرة' },
    example: { ...exampleTicket, actor: 'Rosa Keller', task: { en: 'Answer the question', zh: '回答问题', ar: 'الإجابة عن السؤال' }, outcome: { en: 'Answer', zh: '回答', ar: 'أجب' }, text: 'Yes, any time.' },
  },
} as const satisfies Record<string, NoticeTemplate>;
