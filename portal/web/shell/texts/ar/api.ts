/** Arabic texts for who programs against the portal: tokens and the reference of the API. */
import type { apiEn } from '../en/api.ts';
import type { Translated } from '#domain/texts/entry';

export const apiAr: Translated<typeof apiEn> = {
  'token.title': 'رموز API', 'token.about': 'يتيح الرمز لبرنامج أن يعمل باسمك، في حدود الحقوق التي تختارها، ودون أن يتجاوز أبدًا ما يحق لك في تلك اللحظة.', 'token.toDocs': 'مرجع API',
  'token.none': 'لا رموز بعد', 'token.noneText': 'أنشئ رمزًا لكل برنامج يتعامل مع البوابة، ليمكن إلغاء كل منها على حدة.', 'token.make': 'رمز جديد', 'token.makeTitle': 'رمز API جديد', 'token.makeDo': 'إنشاء الرمز',
  'token.name': 'الغرض منه', 'token.nameExample': 'تصدير ليلي', 'token.days': 'مدة الصلاحية', 'token.dayCount': { zero: 'لا أيام', one: 'يوم واحد', two: 'يومان', few: '{count} أيام', many: '{count} يومًا', other: '{count} يوم' }, 'token.scopes': 'الحقوق', 'token.scopesWhy': 'اختر ما يحتاج إليه البرنامج فقط.',
  'token.made': 'أُنشئ الرمز «{name}»', 'token.once': 'انسخه الآن واحفظه كما تحفظ كلمة المرور. لن يُعرض مرة أخرى.', 'token.copy': 'نسخ الرمز', 'token.kept': 'حفظتُه',
  'token.ending': 'الرمز', 'token.expires': 'انتهاء الصلاحية', 'token.ranOut': 'انتهت صلاحيته', 'token.used': 'آخر استخدام', 'token.never': 'لم يُستخدم بعد', 'token.madeAt': 'الإنشاء', 'token.revoke': 'إلغاء الرمز', 'token.revokeAsk': 'هل تريد إلغاء «{name}»؟', 'token.revokeWhat': 'تُرفض البرامج التي تستخدمه فورًا.',
  'docs.title': 'مرجع API', 'docs.about': 'كل نقاط النهاية في البوابة. ترسل البرامج رمز API بصيغة \u2068bearer\u2069؛ والوصف المخصص للآلات بصيغة \u2068OpenAPI 3.1\u2069.', 'docs.machine': 'ملف \u2068openapi.json\u2069', 'docs.tokens': 'رموز API', 'docs.search': 'البحث عن نقطة نهاية', 'docs.none': 'لا نقطة نهاية بهذه الكلمات',
  'docs.noneText': 'ابحث عن جزء من عنوانها أو اسمها أو مما تفعله.', 'docs.needs': 'يلزم', 'docs.name': 'الاسم', 'docs.open': 'لا يلزم تسجيل الدخول', 'docs.anybody': 'أي شخص سجّل الدخول', 'docs.browser': 'شخص سجّل الدخول من متصفح', 'docs.parameters': 'المعاملات', 'docs.body': 'محتوى الطلب', 'docs.answer': 'الرد', 'docs.sent': 'ترسله البوابة موقّعًا إلى خطافات الويب', 'docs.receiver': 'ما يرد به المستقبِل', 'docs.refusals': 'حالات الرفض',
  'docs.required': 'مطلوب', 'docs.default': 'القيمة الافتراضية \u2068{value}\u2069', 'docs.oneOf': 'إحدى القيم', 'docs.listOf': 'قائمة من \u2068{of}\u2069', 'docs.anything': 'أي قيمة JSON', 'docs.copyCurl': 'نسخ كأمر \u2068curl\u2069', 'docs.routes': { zero: 'لا نقاط نهاية', one: 'نقطة نهاية واحدة', two: 'نقطتا نهاية', few: '{count} نقاط نهاية', many: '{count} نقطة نهاية', other: '{count} نقطة نهاية' },
};
