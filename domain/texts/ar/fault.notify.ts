/** Faults of notices and of approvals by mail link, in Arabic. */
import type { Translated } from '../entry.ts';
import type { faultEn } from '../english.ts';

export const faultNotifyAr = {
  'fault.NOTICE_UNSUBSCRIBED': 'لا يريد المستلم إشعارات من هذا النوع.', 'fault.NOTICE_UNSUBSCRIBED.hint': 'يمكنه تغيير ذلك في صندوق بريده، في قسم «ما أُبلَّغ به».',
  'fault.NOTICE_RECIPIENT_UNKNOWN': 'لا يوجد في الدليل شخص بهذا المعرّف: \u2068{person}\u2069.', 'fault.NOTICE_RECIPIENT_UNKNOWN.hint': 'أضف الشخص أو صحّح الجهة المسؤولة.',
  'fault.NOTICE_RECIPIENT_LEFT': 'حساب \u2068{person}\u2069 موقوف.', 'fault.NOTICE_RECIPIENT_LEFT.hint': 'أسند ما كان لديه إلى شخص آخر.',
  'fault.NOTICE_ADDRESS_MISSING': 'لا يوجد عنوان بريد صالح للشخص \u2068{person}\u2069.', 'fault.NOTICE_ADDRESS_MISSING.hint': 'صحّح العنوان في الدليل، فتستخدمه الإشعارات اللاحقة.',
  'fault.NOTICE_TEMPLATE_DATA': 'تعذّر إعداد نص هذا الإشعار: {reason}.', 'fault.NOTICE_TEMPLATE_DATA.hint': 'أبلغ المسؤول بمعرّف الإشعار؛ كل ما عداه مستمر.',
  'fault.CHANNEL_UNAVAILABLE': 'لم يستلم \u2068{server}\u2069 الإشعار: {reason}.', 'fault.CHANNEL_UNAVAILABLE.hint': 'لم يُفقد شيء، وستُعاد المحاولة.',
  'fault.CHANNEL_REFUSED': 'رفض \u2068{server}\u2069 الإشعار نهائيًا: {reason}.', 'fault.CHANNEL_REFUSED.hint': 'صحّح عنوان المستلم أو عالج ما يعترض عليه خادم البريد.',
  'fault.CHANNEL_GAVE_UP': 'تعذّر الإرسال خلال المهلة (عدد الأيام: {days}). آخر رد: {reason}.', 'fault.CHANNEL_GAVE_UP.hint': 'عالج خادم البريد؛ الإشعارات اللاحقة تُحاوَل من جديد.',
  'fault.NOTICE_FILE_GONE': 'لم يعد الملف \u2068{file}\u2069 محفوظًا.', 'fault.NOTICE_FILE_GONE.hint': 'احصل عليه من الصفحة المذكورة في الإشعار بالتصفية نفسها.',
  'fault.APPROVAL_LINK_WRONG': 'هذا الرابط ليس من روابطنا أو ينقصه جزء.', 'fault.APPROVAL_LINK_WRONG.hint': 'افتحه من الرسالة كاملًا من جديد، أو سجّل الدخول وانظر في «الموافقات».',
  'fault.APPROVAL_LINK_EXPIRED': 'انتهت صلاحية هذا الرابط.', 'fault.APPROVAL_LINK_EXPIRED.hint': 'لم يُقرَّر به شيء. سجّل الدخول، فقد تكون الموافقة ما زالت بانتظارك في «الموافقات».',
  'fault.APPROVAL_LINK_USED': 'استُخدم هذا الرابط من قبل، وكان الرد: {outcome}.', 'fault.APPROVAL_LINK_USED.hint': 'يعمل الرابط مرة واحدة. سجّل الدخول لترى ما حدث بعد ذلك.',
  'fault.APPROVAL_LINK_OVER': 'لم يعد الرد مطلوبًا: حُسم الأمر أو سُحب في هذه الأثناء.', 'fault.APPROVAL_LINK_OVER.hint': 'سجّل الدخول لترى ما حدث بعد ذلك.',
  'fault.APPROVAL_LINK_LEFT': 'الحساب الذي أُرسل إليه هذا الرابط موقوف، فلا يمكن اتخاذ قرار به.', 'fault.APPROVAL_LINK_LEFT.hint': 'اطلب من فريق التذكرة توجيه الطلب إلى شخص آخر.',
  'fault.APPROVAL_LINK_BUSY': 'رد آخر بهذا الرابط قيد المعالجة.', 'fault.APPROVAL_LINK_BUSY.hint': 'انتظر نصف دقيقة ثم افتح الرابط من جديد.',
  'fault.APPROVAL_LINK_FORM': 'يتطلب هذا الرد أكثر مما يتسع له الرابط.', 'fault.APPROVAL_LINK_FORM.hint': 'سجّل الدخول وأجب في «الموافقات».',
  'fault.APPROVAL_REASON_NEEDED': 'الرفض يحتاج إلى سبب.', 'fault.APPROVAL_REASON_NEEDED.hint': 'اكتبه في جملة واحدة؛ ما كتبته محفوظ.',
} as const satisfies Partial<Translated<typeof faultEn>>;
