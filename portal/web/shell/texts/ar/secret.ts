/** Arabic texts of stored secrets in the settings. */
import type { Translated } from '#domain/texts/entry';
import type { secretEn } from '../en/secret.ts';

export const secretAr: Translated<typeof secretEn> = {
  'settings.secrets': 'الأسرار', 'secret.about': 'ما تقدّمه خطوات سير العمل للأجهزة، وما يثبت هوية مرسلي الإنذارات، وما يطلبه خادم البريد. القيم مخزّنة مشفّرة ولا تُعرض ثانية؛ ويعرفها سير العمل والمصادر بأسمائها.', 'secret.none': 'لا أسرار بعد',
  'secret.noneText': 'خزّن ما تحتاج إليه خطوة لتسجيل الدخول إلى نظام آخر؛ فيسمّيه سير العمل ولا يحمله.', 'secret.new': 'سر جديد', 'secret.all': 'كل الأسرار', 'secret.store': 'تخزين', 'secret.changeOf': 'تعديل السر \u2068{name}\u2069', 'secret.rotate': 'قيمة أو مضيفات جديدة', 'secret.name': 'الاسم',
  'secret.use': 'الغرض', 'secret.use.flow': 'خطوات سير العمل', 'secret.use.source': 'مرسلو الإنذارات', 'secret.use.channel': 'خادم البريد', 'secret.value': 'القيمة', 'secret.valueHint': 'لا تُعرض ثانية، لا هنا ولا في أي مكان.',
  'secret.valueStays': 'إن تُركت فارغة بقيت القيمة الحالية. وتسري الجديدة فورًا.', 'secret.hosts': 'يُرسل إلى', 'secret.hostsHint': 'مضيفات مع منفذ أو دونه، مثل \u206810.0.0.5\u2069 أو \u2068device.example:8443\u2069. ودون أي منها يُرسل إلى أي مكان.', 'secret.anywhere': 'أي مكان',
  'secret.nowhere': 'لا يُرسل، بل يُقارن فقط', 'secret.usedBy': 'يستخدمه', 'secret.unused': 'لا شيء', 'secret.mail': 'خادم البريد', 'secret.set': 'ضبطه', 'secret.onServer': 'على الخادم', 'secret.removeAsk': 'حذف السر «{name}»؟', 'secret.removeWhat': 'لا يمكن استرجاعه.',
};
