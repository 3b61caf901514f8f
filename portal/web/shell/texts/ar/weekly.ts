/** Arabic texts of reports that are sent every week, and of the files that come with notices. */
import type { Translated } from '#domain/texts/entry';
import type { weeklyEn } from '../en/weekly.ts';

export const weeklyAr = {
  'weekly.button': 'إرسال أسبوعي', 'weekly.title': 'ما يُرسل أسبوعيًا', 'weekly.new': 'تقرير أسبوعي جديد', 'weekly.edit': 'تعديل تقرير أسبوعي', 'weekly.make': 'إرسال هذا أسبوعيًا',
  'weekly.about': 'يُرسل إليك بالبريد ويُحفظ هنا في صندوق بريدك مع الملفات.',
  'weekly.none': 'لا يُرسل إليك شيء بعد', 'weekly.noneText': 'احصل على هذه الصفحة كل أسبوع بصيغة PDF أو جداول، بالتصفية التي تراها.',
  'weekly.most': { zero: 'الحد الأقصى {count}. عدّل تقريرًا لديك أو احذفه.', one: 'الحد الأقصى {count}. عدّل تقريرًا لديك أو احذفه.', two: 'الحد الأقصى {count}. عدّل تقريرًا لديك أو احذفه.', few: 'الحد الأقصى {count}. عدّل تقريرًا لديك أو احذفه.', many: 'الحد الأقصى {count}. عدّل تقريرًا لديك أو احذفه.', other: 'الحد الأقصى {count}. عدّل تقريرًا لديك أو احذفه.' },
  'weekly.gone': 'لم يعد هذا التقرير موجودًا.',
  'weekly.what': 'ما يُحتسب', 'weekly.weeks': 'المدة', 'weekly.span': { zero: 'لا أسابيع كاملة', one: 'آخر أسبوع كامل', two: 'آخر أسبوعين كاملين', few: 'آخر {count} أسابيع كاملة', many: 'آخر {count} أسبوعًا كاملًا', other: 'آخر {count} أسبوع كامل' }, 'weekly.weeksHint': 'من الاثنين إلى الأحد، ولا يدخل أسبوع الإرسال في الحساب بعد.',
  'weekly.day': 'يوم الإرسال', 'weekly.time': 'الساعة', 'weekly.zone': 'المنطقة الزمنية', 'weekly.locale': 'اللغة', 'weekly.formats': 'الصيغة',
  'weekly.format.pdf': '\u2068PDF\u2069: الأرقام والرسوم والجداول', 'weekly.format.csv': '\u2068CSV\u2069: كل جدول في ملف لبرامج الجداول', 'weekly.noFormat': 'اختر صيغة واحدة على الأقل.',
  'weekly.send': 'إرسال أسبوعي', 'weekly.save': 'حفظ', 'weekly.change': 'تعديل', 'weekly.pause': 'إيقاف مؤقت', 'weekly.resume': 'استئناف', 'weekly.remove': 'حذف', 'weekly.removed': 'حُذف التقرير الأسبوعي.',
  'weekly.when': '{day} الساعة {time}، {zone}', 'weekly.everything': 'كل الفرق والأنواع والأولويات', 'weekly.next': 'التالي: {time}', 'weekly.paused': 'موقوف مؤقتًا: لا يُرسل شيء حتى تستأنفه.', 'weekly.never': 'لم يُرسل شيء بعد.', 'weekly.open': 'فتحه في صندوق البريد',
  'weekly.last.sent': 'أُرسل التقرير الأخير {time}.', 'weekly.last.sending': 'أُنشئ التقرير الأخير {time} ويجري إرساله.', 'weekly.last.queued': 'أُنشئ التقرير الأخير {time} وينتظر الإرسال.', 'weekly.last.failed': 'تعذر إرسال التقرير الأخير ({time}).', 'weekly.last.suppressed': 'لم يُرسل التقرير الأخير ({time}).', 'weekly.last.skipped': 'تُجووز التقرير الأخير ({time}).', 'weekly.last.delayed': 'تعذر إنشاء التقرير الأخير حتى الآن، وستُعاد المحاولة {again}.', 'weekly.last.forgotten': 'أُنشئ التقرير الأخير {time}.',
  'settings.reports': 'التقارير الأسبوعية', 'weekly.all.link': 'التقارير الأسبوعية للجميع', 'weekly.all.about': 'مستويات الخدمة التي تُرسل إلى أصحابها كل أسبوع، وما آل إليه آخر تقرير. هنا تُوقَف مؤقتًا أو تُحذف، كتقارير من ترك العمل. أما محتوى التقرير فيعدّله صاحبه.',
  'weekly.all.search': 'البحث باسم صاحب التقرير', 'weekly.all.only': 'التقارير المعروضة', 'weekly.all.only.all': 'الكل', 'weekly.all.only.inactive': 'أصحابها معطّلون', 'weekly.all.only.paused': 'موقوفة مؤقتًا', 'weekly.all.none': 'لا تقرير يُرسل إلى أحد بعد', 'weekly.all.noneText': 'يمكن لكل من يقرأ مستويات الخدمة أن يطلب إرسالها كل أسبوع، بأي تصفية.', 'weekly.all.noneFound': 'لا تقرير مطابق',
  'weekly.all.noneFoundText': 'ابحث في كل التقارير أو عن شخص آخر.', 'weekly.all.paused': 'موقوف مؤقتًا: لا يُرسل شيء حتى يُستأنف.', 'weekly.all.removeAsk': 'حذف هذا التقرير الأسبوعي الخاص بـ {name}؟', 'weekly.all.removeWhat': 'لن يُرسل شيء بعد ذلك، ولا يمكن التراجع.', 'weekly.all.removed': 'حُذف التقرير الأسبوعي الخاص بـ {name}.',
  'notice.files': 'الملفات', 'notice.filesKept': 'محفوظة حتى {date}.', 'notice.filesOf': 'لـ {name} فقط.',
} as const satisfies Translated<typeof weeklyEn>;
