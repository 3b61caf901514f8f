/** Arabic texts of the alarm console. A group (مجموعة) is feminine, an alarm (إنذار) masculine. */
import type { alarmEn } from '../en/alarm.ts';
import type { Translated } from '#domain/texts/entry';

export const alarmAr: Translated<typeof alarmEn> = {
  'alarms.title': 'الإنذارات',
  'alarms.firing': { zero: 'لا مجموعات نشطة', one: 'مجموعة نشطة واحدة', two: 'مجموعتان نشطتان', few: '{count} مجموعات نشطة', many: '{count} مجموعة نشطة', other: '{count} مجموعة نشطة' },
  'alarms.state.pending': 'قيد التجميع', 'alarms.state.firing': 'نشطة', 'alarms.state.recovered': 'زالت', 'alarms.state.closed': 'مغلقة',
  'alarms.filter.active': 'غير المغلقة', 'alarms.filter.all': 'الكل', 'alarms.filter.closed': 'المغلقة', 'alarms.filter.label': 'المجموعات المعروضة', 'alarms.search': 'البحث في الإنذارات', 'alarms.none': 'لا إنذارات حاليًا', 'alarms.noneText': 'تظهر المجموعات هنا فور وصول إنذار من أحد المصادر. يضيف مسؤولو النظام المصادر من الإعدادات.', 'alarms.noneFound': 'لا مجموعة مطابقة', 'alarms.noneFoundText': 'ابحث في كل المجموعات أو غيّر عبارة البحث.',
  'alarms.acknowledge': 'أتولّاها', 'alarms.acknowledged': 'في عهدة {name}', 'alarms.count': '{firing} نشط من {all}', 'alarms.moreLabels': '+{count}',
  'alarms.new': { zero: 'لا مجموعات جديدة', one: 'مجموعة جديدة', two: 'مجموعتان جديدتان', few: '{count} مجموعات جديدة', many: '{count} مجموعة جديدة', other: '{count} مجموعة جديدة' },
  'alarms.noTicket': 'لا تذكرة بعد',
  'alarm.members': 'النشطة الآن', 'alarm.membersNone': 'لا إنذار نشطًا في هذه المجموعة', 'alarm.resolved': 'انتهى', 'alarm.journal': 'ما ورد', 'alarm.why': 'سبب التجميع', 'alarm.whyText': 'إنذارات المصدر {source} المتطابقة في {labels} سببها واحد: مجموعة واحدة وتذكرة واحدة.', 'alarm.whyNone': 'كل إنذارات المصدر {source} مجموعة واحدة.', 'alarm.episode': 'الدورة', 'alarm.nextFlush': 'الرسالة التالية إلى التذكرة', 'alarm.team': 'الفريق', 'alarm.source': 'المصدر', 'alarm.object': 'الكائن', 'alarm.ticket': 'التذكرة', 'alarm.firstSeen': 'أول ظهور', 'alarm.lastSeen': 'آخر ظهور', 'alarm.total': 'الإنذارات الواردة', 'alarm.facts': 'البيانات', 'alarm.since': 'منذ', 'alarm.labels': 'الوسوم', 'alarm.ended': 'انتهى',
  'alarm.group': 'مجموعة إنذارات', 'alarm.showAll': 'عرض الكل ({count})',
  'alarm.change.new': 'جديد', 'alarm.change.severity': 'تغيّرت الشدة', 'alarm.change.resolved': 'انتهى', 'alarm.change.repeat': 'تكرار', 'alarm.journalNone': 'لا شيء محفوظ', 'alarm.quiet': 'تُغلق المجموعة تلقائيًا بعد مدة هدوء.', 'alarm.runbook': 'دليل التشغيل',
};
