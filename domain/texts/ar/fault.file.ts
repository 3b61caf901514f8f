/** Arabic texts of errors of files. */
import type { faultEn } from '../english.ts';
import type { Translated } from '../entry.ts';

export const faultFileAr = {
  'fault.FILE_TYPE_LIES': 'يدل اسم «{name}» أو نوعه على أنه {said}، لكن محتواه {is}.', 'fault.FILE_TYPE_LIES.hint': 'أرسله بالاسم الصحيح أو على هيئة ملف من نوع آخر. ما كتبته محفوظ.',
  'fault.FILE_KIND_NOT_ALLOWED': '«{name}» {is}، وهذا غير مقبول هنا.', 'fault.FILE_KIND_NOT_ALLOWED.hint': 'تُقبل الصور وملفات PDF ومستندات Office والرسائل والنصوص وملفات CSV والسجلات والأرشيفات، وما عدا ذلك يوضع في أرشيف ZIP. ما كتبته محفوظ.',
  'fault.FILE_EMPTY': '«{name}» ملف فارغ.', 'fault.FILE_EMPTY.hint': 'افحص الملف في مصدره ثم أرسله من جديد.',
  'fault.FILE_TOO_LARGE': 'حجم «{name}» أكبر من {limit} ميغابايت.', 'fault.FILE_TOO_LARGE.hint': 'أرسل الجزء المهم منه أو اضغطه. ما كتبته محفوظ.',
  'fault.FILE_INCOMPLETE': 'لم يصل «{name}» كاملًا.', 'fault.FILE_INCOMPLETE.hint': 'أرسله من جديد.',
  'fault.FILE_DAY_LIMIT': 'أرسلت اليوم {limit} ميغابايت من الملفات، ولا يُقبل المزيد.', 'fault.FILE_DAY_LIMIT.hint': 'تابع غدًا (بعد منتصف الليل بتوقيت UTC) أو اسأل مسؤول النظام. ما كتبته محفوظ.',
  'fault.FILES_TOO_MANY': 'أقصى عدد للملفات مع رسالة واحدة: {limit}.', 'fault.FILES_TOO_MANY.hint': 'أرسل البقية مع رسالة أخرى أو ضعها في أرشيف.',
  'fault.FILES_TICKET_FULL': 'بلغت ملفات التذكرة حدها الأقصى: {limit}.', 'fault.FILES_TICKET_FULL.hint': 'احذف بعضها أولًا أو ضع عدة ملفات في أرشيف واحد.',
  'fault.FILES_MADE_TOO_MANY': 'أنشأت مسارات العمل {limit} ملفًا على هذه التذكرة.', 'fault.FILES_MADE_TOO_MANY.hint': 'ربما ينشئ سير عمل الملف مرة بعد مرة: أصلحه ثم تخطَّ الخطوة.',
  'fault.FILE_UNKNOWN': 'لم يعد أحد الملفات موجودًا: أُرسل قبل أكثر من يوم أو حُذف.', 'fault.FILE_UNKNOWN.hint': 'أزله وأضفه من جديد. ما كتبته محفوظ.',
  'fault.FILE_REMOVED': 'حُذف «{name}».', 'fault.FILE_REMOVED.hint': 'تذكر التذكرة من حذفه ومتى.',
} satisfies Partial<Translated<typeof faultEn>>;
