/** Arabic texts of the errors of outgoing webhooks. */
import type { Translated } from '../entry.ts';
import type { faultEn } from '../english.ts';

export const faultWebhookAr = {
  'fault.WEBHOOK_ADDRESS_INSECURE': 'يحتاج خطاف الويب إلى عنوان \u2068https\u2069، وسيُستدعى {host} دون تشفير.', 'fault.WEBHOOK_ADDRESS_INSECURE.hint': 'استخدم \u2068https\u2069. يمكن السماح بمستقبِل على جهاز البوابة نفسه عبر SIGNALBOX_ALLOWED_LOOPBACK.',
  'fault.WEBHOOK_ADDRESS_REFUSED': 'لا يجوز لخطاف ويب استدعاء العنوان {host}.', 'fault.WEBHOOK_ADDRESS_REFUSED.hint': 'استخدم عنوانًا خارج هذا الجهاز وخارج خدمات شبكته الداخلية. يمكن السماح بعنوان على جهاز البوابة نفسه عبر SIGNALBOX_ALLOWED_LOOPBACK.',
  'fault.WEBHOOK_TOO_MANY': 'عدد خطافات الويب الموجودة {limit}، وهو الحد الأقصى.', 'fault.WEBHOOK_TOO_MANY.hint': 'احذف ما لم تعد هناك حاجة إليه.',
  'fault.WEBHOOK_UNREACHABLE': 'لا رد من {host}: {reason}.', 'fault.WEBHOOK_UNREACHABLE.hint': 'تحقق من أن المستقبِل يعمل، وستُعاد المحاولة تلقائيًا.',
  'fault.WEBHOOK_STATUS': 'رد {host} بالرمز {status}.', 'fault.WEBHOOK_STATUS.hint': 'أي رد من 200 إلى 299 يعني الاستلام. ستُعاد المحاولة تلقائيًا.',
  'fault.WEBHOOK_REDIRECTED': 'رد {host} بالرمز {status} محيلًا إلى عنوان آخر. لا تُتبع الإحالات.', 'fault.WEBHOOK_REDIRECTED.hint': 'أدخل في خطاف الويب العنوان الذي يحيل إليه.',
  'fault.WEBHOOK_SECRET_LOST': 'تعذرت قراءة سر هذا خطاف الويب، فلا يمكن توقيع شيء.', 'fault.WEBHOOK_SECRET_LOST.hint': 'استعد SIGNALBOX_DATA_KEY، أو أنشئ سرًّا جديدًا وأعطه للمستقبِل.',
  'fault.WEBHOOK_GONE': 'رد {host} بالرمز 410: لا يريد المزيد.', 'fault.WEBHOOK_GONE.hint': 'أعد تشغيله حين يعود المستقبِل، وعندها يُرسل ما ينتظر.',
  'fault.WEBHOOK_GAVE_UP': 'لم تُستلم خلال المهلة (عدد الأيام: {days}). الرد الأخير: {reason}.', 'fault.WEBHOOK_GAVE_UP.hint': 'أصلح المستقبِل ثم أعد الإرسال من هنا.',
  'fault.WEBHOOK_FAILING': 'لم يستلم {host} شيئًا (عدد الأيام: {days}). الرد الأخير: {reason}.', 'fault.WEBHOOK_FAILING.hint': 'أصلح المستقبِل وأعد تشغيل خطاف الويب، وعندها يُرسل ما ينتظر.',
} as const satisfies Partial<Translated<typeof faultEn>>;
