/** Arabic texts of the report pages, and of the ticket list's filters that reports lead to. */
import type { reportEn } from '../en/report.ts';
import type { Translated } from '#domain/texts/entry';

export const reportAr: Translated<typeof reportEn> = {
  'levels.filter.label': 'نطاق التقرير', 'levels.filter.from': 'فُتحت من', 'levels.filter.to': 'إلى', 'levels.filter.team': 'كل الفرق', 'levels.filter.teamLabel': 'الفريق', 'levels.filter.type': 'كل الأنواع', 'levels.filter.typeLabel': 'النوع', 'levels.filter.priority': 'كل الأولويات', 'levels.filter.priorityLabel': 'الأولوية', 'levels.clear': 'مسح التصفية',
  'levels.new': 'أرقام جديدة', 'levels.none': 'لا وعود في هذه المدة', 'levels.noneText': 'تظهر الأرقام هنا بعد فتح تذكرة يسري عليها مستوى خدمة.', 'levels.noneFound': 'لا تذكرة مطابقة', 'levels.noneFoundText': 'وسّع المدة أو التصفية.', 'levels.noneStep': 'عرض مستويات الخدمة الموجودة',
  'levels.promise': 'الاحتساب حسب', 'levels.promise.both': 'الوعدان معًا', 'levels.promise.response': 'الرد', 'levels.promise.resolution': 'الحل',
  'levels.table': 'عرض كجدول', 'levels.export': 'حفظ الجدول "{table}" في ملف (CSV)', 'levels.definitions': 'معاني الكلمات', 'levels.scope': 'ما الذي يُحتسب',
  'levels.open': 'التذاكر: {what}', 'levels.weekValue': 'أسبوع \u2068{week}\u2069: {value}', 'levels.line': '{figure}، اثنا عشر أسبوعًا', 'levels.chartBroke': 'تعذّر جلب الرسم. الأرقام نفسها في الجدول.',
  'levels.pdf': 'ملف PDF لمستويات الخدمة', 'levels.pdfAbout': 'كل ما تحتسبه هذه الصفحة بتصفيتها الحالية: الأرقام، وكل جدول مع أشرطته، ومعاني الكلمات، كما هي الآن.',
  'levels.hint': 'انقر شريطًا أو رقمًا لعرض تذاكره',
  'filter.opened': 'فُتحت من \u2068{from}\u2069 إلى \u2068{to}\u2069', 'filter.openedSince': 'فُتحت منذ \u2068{from}\u2069', 'filter.openedUntil': 'فُتحت حتى \u2068{to}\u2069', 'filter.level': '{promise}: {level}', 'filter.promised': 'لها وعد ({promise})', 'filter.took': '{promise} استغرق {time}', 'filter.step': 'مرّت بالخطوة {step}', 'filter.reported': 'كما تحتسبها التقارير',
  'filter.name.opened': 'وقت الفتح', 'filter.name.level': 'الوعد', 'filter.name.took': 'المدة المستغرقة', 'filter.name.step': 'الخطوة', 'filter.name.reported': 'احتساب التقارير', 'filter.noTeam': 'بلا فريق',
};
