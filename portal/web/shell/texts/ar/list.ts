/** Arabic texts that lists share, and of what narrows them. */
import type { Translated } from '#domain/texts/entry';
import type { listEn } from '../en/list.ts';

export const listAr: Translated<typeof listEn> = {
  'list.narrow': 'تضييق القائمة', 'list.new': { zero: 'لا جديد', one: 'عنصر جديد', two: 'عنصران جديدان', few: '{count} عناصر جديدة', many: '{count} عنصرًا جديدًا', other: '{count} عنصر جديد' },
  'work.search': 'البحث في التذاكر', 'work.priorities': 'الأولوية', 'work.order': 'الترتيب', 'work.sort.oldest': 'الأطول انتظارًا أولًا', 'work.sort.newest': 'الأحدث أولًا', 'work.sort.priority': 'الأكثر إلحاحًا أولًا', 'work.noneFound': 'لا شيء هنا يطابق البحث', 'work.noneFoundText': 'قد تعثر عليه بكلمات أو أولويات أخرى.',
  'alarms.toSources': 'إعداد مصادر الإنذارات',
  'flow.search': 'البحث في سير العمل', 'flow.show': 'تحديد المعروض', 'flow.show.running': 'قيد التشغيل الآن', 'flow.show.changed': 'مسودته أحدث من المنشور', 'flow.show.unpublished': 'غير منشور', 'flow.noneFound': 'لا سير عمل يطابق البحث', 'flow.noneFoundText': 'قد تعثر عليه بكلمات أخرى.', 'flow.noneStep': 'كيفية إدخال ملف سير عمل',
  'request.search': 'البحث في طلباتي', 'request.noneFound': 'لا يطابق البحث أيٌّ من طلباتك', 'request.noneFoundText': 'قد تعثر عليه بكلمات أخرى، أو بعرض الطلبات كلها.',
  'dead.source': 'مصدر الإنذارات', 'dead.sourceRemoved': 'حُذف هذا المصدر: ما ورد منه يُقرأ ولا تُعاد قراءته.', 'dead.noneOf': 'فُهم كل ما أرسله هذا المصدر',
};
