/** Arabic texts of files: added, sent, shown, removed. A file (ملف) is masculine. */
import type { Translated } from '#domain/texts/entry';
import type { fileEn } from '../en/file.ts';

export const fileAr: Translated<typeof fileEn> = {
  'file.title': 'الملفات', 'file.name': 'الاسم', 'file.size': 'الحجم', 'file.hash': 'بصمة التحقق (SHA-256)',
  'file.add': 'إضافة ملفات', 'file.addHint': 'أو أفلتها هنا أو الصق صورة', 'file.addMost': 'حتى {size} لكل ملف', 'file.drop': 'أفلت الملفات هنا', 'file.list': 'ملفات للإرسال',
  'file.waiting': 'في الانتظار', 'file.sending': '{percent}% من {size}', 'file.checking': 'قيد الفحص', 'file.cancel': 'إلغاء إرسال {name}', 'file.again': 'إعادة المحاولة', 'file.takeOut': 'إزالة {name}',
  'file.busy': 'ما زال إرسال الملفات جاريًا', 'file.faulty': 'أزل أولًا ما تعذّر إرساله', 'file.gone': 'ملف لم يعد موجودًا', 'file.goneText': 'أُرسل قبل أكثر من يوم أو حُذف. أضفه من جديد.',
  'file.group.image': 'صورة', 'file.group.pdf': 'ملف PDF', 'file.group.document': 'مستند', 'file.group.sheet': 'جدول', 'file.group.slides': 'عرض تقديمي', 'file.group.mail': 'رسالة بريد', 'file.group.text': 'نص', 'file.group.archive': 'أرشيف',
  'file.download': 'حفظ {name}', 'file.open': 'فتح {name}', 'file.remove': 'حذف {name}', 'file.removeAsk': 'حذف هذا الملف؟', 'file.removeText': 'يُحذف محتواه نهائيًا، ويبقى في السجل الزمني أنه كان هنا ومن حذفه.', 'file.removeYes': 'حذف', 'file.removeNo': 'إبقاء',
  'file.byFlow': 'أنشأه سير العمل', 'file.removed': 'حذفه {name}', 'file.pasted': 'صورة {time}', 'file.answer': { zero: 'لا ملفات', one: 'ملف واحد', two: 'ملفان', few: '{count} ملفات', many: '{count} ملفًا', other: '{count} ملف' },
};
