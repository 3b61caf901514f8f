/** Arabic texts of the fields for days and times. */
import type { Translated } from '#domain/texts/entry';
import type { dateEn } from '../en/date.ts';

export const dateAr: Translated<typeof dateEn> = {
  'date.shape.day': 'يوم/شهر/سنة', 'date.shape.time': 'ساعة:دقيقة', 'date.dayOf': '{of}: اليوم', 'date.timeOf': '{of}: الوقت',
  'date.hint.day': 'يغيّر سهما الأعلى والأسفل اليوم، ويفتح \u2068Alt\u2069 مع سهم الأسفل التقويم.', 'date.hint.time': 'يغيّر سهما الأعلى والأسفل الوقت ربع ساعة، ويفتح \u2068Alt\u2069 مع سهم الأسفل القائمة.',
  'date.unreadable.day': '«{typed}» ليس تاريخًا. اكتبه مثل {example}.', 'date.unreadable.time': '«{typed}» ليس وقتًا. اكتبه مثل {example}.', 'date.early': '{typed} قبل الموعد الممكن: أول يوم ممكن {least}.',
};
