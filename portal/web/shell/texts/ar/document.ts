/** Documents as PDF, in Arabic. */
import type { Translated } from '#domain/texts/entry';
import type { documentEn } from '../en/document.ts';

export const documentAr: Translated<typeof documentEn> = {
  'document.pdf': 'ملف PDF', 'document.pdfOf': 'ملف PDF للتذكرة {key}', 'document.command': 'إنشاء ملف PDF للتذكرة {key}', 'document.about': 'كل ما يحق لك الاطلاع عليه في هذه التذكرة: البيانات والساعات ورسم سير العمل والرسائل والسجل الزمني، كما هي الآن.', 'document.voice': 'بلغة الواجهة الحالية، والأوقات حسب المنطقة الزمنية {zone}.',
  'document.withInternal': 'مع الملاحظات التي يقرؤها الزملاء فقط', 'document.withInternalHint': 'تظهر هذه الملاحظات معلَّمة. لا تسلّم ملفًا كهذا إلى مقدّم الطلب.', 'document.make': 'إنشاء ملف PDF', 'document.again': 'إنشاؤه من جديد',
  'document.waiting': 'في انتظار الدور', 'document.rendering': 'جارٍ إنشاء الملف', 'document.retrying': 'جارٍ إنشاء الملف، المحاولة {attempt}', 'document.mayLeave': 'يمكنك إغلاق هذه النافذة والعودة لاحقًا.', 'document.ready': 'الملف ⁨{file}⁩ جاهز',
  'document.size': { zero: 'لا صفحات، {size} ك.ب', one: 'صفحة واحدة، {size} ك.ب', two: 'صفحتان، {size} ك.ب', few: '{count} صفحات، {size} ك.ب', many: '{count} صفحة، {size} ك.ب', other: '{count} صفحة، {size} ك.ب' },
  'document.download': 'تنزيل', 'document.kept': 'يمكن تنزيله حتى {time}.',
};
