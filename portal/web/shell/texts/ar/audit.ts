/** Arabic texts of the events page. */
import type { auditEn } from '../en/audit.ts';
import type { Translated } from '#domain/texts/entry';

export const auditAr: Translated<typeof auditEn> = {
  'events.title': 'الأحداث', 'events.about': 'من فعل ماذا، ومتى، ونيابة عمّن. لا يمكن تغيير شيء هنا.', 'events.new': { zero: 'لا أحداث جديدة', one: 'حدث جديد', two: 'حدثان جديدان', few: '{count} أحداث جديدة', many: '{count} حدثًا جديدًا', other: '{count} حدث جديد' },
  'events.none': 'لم يحدث شيء بعد', 'events.noneText': 'يُسجّل هنا كل ما يفعله الأشخاص وسير العمل والساعات والمراقبة.', 'events.noneFound': 'لا حدث مطابق', 'events.noneFoundText': 'وسّع المدة أو التصفية. لا تُعرض إلا أحداث ما يحق لك أن تقرأه.', 'events.clear': 'مسح التصفية',
  'events.filter.label': 'التصفية', 'events.filter.person': 'أي شخص', 'events.filter.personLabel': 'من فعل ذلك', 'events.filter.family': 'كل شيء', 'events.filter.familyLabel': 'ماذا حدث', 'events.filter.subject': 'تذكرة، مثل \u2068INC-1042\u2069', 'events.filter.from': 'من', 'events.filter.to': 'إلى',
  'events.family.ticket': 'التذاكر', 'events.family.task': 'المهام والموافقات', 'events.family.run': 'عمليات التشغيل والخطوات الآلية', 'events.family.clock': 'الساعات', 'events.family.alarm': 'الإنذارات', 'events.family.flow': 'سير العمل', 'events.family.settings': 'الإعدادات', 'events.family.session': 'تسجيلات الدخول',
  'events.export': 'تصدير', 'events.export.csv': 'لجدول بيانات (CSV)', 'events.export.json': 'لبرنامج (\u2068JSON\u2069)', 'events.exporting': 'جارٍ التصدير',
  'events.onlyOf': 'ما فعله \u2068{name}\u2069 فقط', 'events.onlyAbout': 'ما يخص \u2068{name}\u2069 فقط', 'events.request': 'الطلب \u2068{id}\u2069', 'events.details': 'التفاصيل', 'events.gone': 'لم يعد موجودًا', 'events.list': 'الأحداث، الأحدث أولًا',
};
