/** Words that notices share: names of facts and clocks, and what stands at the foot of every mail. */
import type { EveryLanguage } from './template.ts';

export const noticeWords = {
  'fact.ticket': { en: 'Ticket', zh: '工单', ar: 'التذكرة' },
  'fact.priority': { en: 'Priority', zh: '优先级', ar: 'الأولوية' },
  'clock.response': { en: 'Response', zh: '响应', ar: 'الاستجابة' },
  'clock.resolution': { en: 'Resolution', zh: '解决', ar: 'الحل' },
  'clock.nextResponse': { en: 'Next response', zh: '下次响应', ar: 'الاستجابة التالية' },
  'clock.ola': { en: 'Internal target', zh: '内部目标', ar: 'الهدف الداخلي' },
  'clock.approval': { en: 'Approval', zh: '审批', ar: 'الموافقة' },
  'clock.step': { en: 'Step', zh: '步骤', ar: 'الخطوة' },
  'outcome.confirmed': { en: 'Confirmed', zh: '已确认', ar: 'مؤكَّدة' }, 'outcome.sentBack': { en: 'Sent back', zh: '已退回', ar: 'أُعيدت' },
  'outcome.expired': { en: 'Expired', zh: '已过期', ar: 'انتهت المهلة' },
  'foot.why': { en: 'You get this because {{product}} has a notice for you. Choose what you are told in your mailbox there.', zh: '您收到此邮件，是因为 {{product}} 有一则给您的通知。可在其中的“信箱”里选择接收哪些通知。', ar: 'وصلتك هذه الرسالة لأن في {{product}} إشعارًا لك. اختر ما تُبلَّغ به في صندوق البريد هناك.' },
  'foot.settings': { en: 'What I am told', zh: '通知设置', ar: 'ما أُبلَّغ به' },
  'action.portal': { en: 'Open the ticket', zh: '打开工单', ar: 'فتح التذكرة' },
  'files.leftOut': { en: 'The files are too large for a mail. They are with this notice in your mailbox in the portal.', zh: '附件过大，无法随邮件发送。请在门户信箱的这条通知中下载。', ar: 'الملفات أكبر من أن تُرسل بالبريد. تجدها مع هذا الإشعار في صندوق بريدك في البوابة.' },
  'report.rightLost': { en: 'You may no longer read these figures.', zh: '您已无权查看这些数据。', ar: 'لم تعد لديك صلاحية الاطلاع على هذه الأرقام.' },
  'report.filterGone': { en: 'What it was narrowed to is no longer there. Choose a team and a ticket type that exist.', zh: '筛选所用的团队或工单类型已不存在。请重新选择。', ar: 'ما حُصر به التقرير لم يعد موجودًا. اختر فريقًا ونوع تذاكر موجودين.' },
  'report.notPrinted': { en: 'The PDF could not be made.', zh: 'PDF 未能生成。', ar: 'تعذر إنشاء ملف PDF.' },
  'report.tooLarge': { en: 'The files are larger than what can be kept.', zh: '文件超出可保存的大小。', ar: 'الملفات أكبر مما يمكن حفظه.' },
  'link.expires': { en: 'The link works once, until {{until}}, and only for you: do not pass this mail on.', zh: '链接仅供您本人使用一次，有效期至 {{until}}，请勿转发此邮件。', ar: 'يعمل الرابط مرة واحدة حتى {{until}} ولك وحدك، فلا تُعد توجيه هذه الرسالة.' },
} as const satisfies Record<string, EveryLanguage>;
export type NoticeWord = keyof typeof noticeWords;
export const isNoticeWord = (word: string): word is NoticeWord => Object.hasOwn(noticeWords, word);
