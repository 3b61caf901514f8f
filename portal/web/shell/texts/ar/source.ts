/** Arabic texts of alarm sources in the settings. */
import type { Translated } from '#domain/texts/entry';
import type { sourceEn } from '../en/source.ts';

export const sourceAr: Translated<typeof sourceEn> = {
  'source.new': 'مصدر جديد', 'source.all': 'كل المصادر', 'source.make': 'إنشاء المصدر', 'source.edit': 'تعديل', 'source.noneText': 'دع نظام المراقبة يرسل إنذاراته إلى هنا: يدخل كل إنذار في مجموعة، وتصبح كل مجموعة تذكرة واحدة.',
  'source.secretOnce': 'يظهر السر هذه المرة فقط. ليرسله المرسِل في الترويسة \u2068Authorization\u2069: بصيغة \u2068Bearer\u2069 متبوعة بالسر، أو \u2068Basic\u2069 والسر كلمة المرور.',
  'source.how': 'أرسل إلى هذا العنوان والسر في الترويسة \u2068Authorization\u2069: بصيغة \u2068Bearer\u2069 متبوعة بالسر، أو \u2068Basic\u2069 والسر كلمة المرور.', 'source.renewWhat': 'يظل السر السابق مقبولًا يومًا واحدًا، لينتقل المرسِل إلى الجديد دون فقد أي إنذار.', 'source.removeWhat': 'يُحذف عنوانه وسره، ولا يُمنح معرّفه مرة أخرى. وتبقى إنذاراته وتذاكره السابقة مقروءة باسمه.',
  'source.formerUntil': 'يظل السر السابق مقبولًا مؤقتًا، وينتهي {when}.', 'source.offNow': 'ما دام معطّلًا يُرفض ما يرسله، ويحتفظ به المرسِل.', 'source.kind': 'النوع', 'source.name': 'الاسم', 'source.id': 'المعرّف (جزء من العنوان)', 'source.ticketType': 'نوع التذكرة', 'source.chooseTeam': 'اختر فريقًا',
  'source.changed': 'آخر تعديل', 'source.notUnderstood': 'رسائل غير مفهومة', 'source.letters': { zero: 'لا رسائل غير مفهومة', one: 'رسالة واحدة غير مفهومة', two: 'رسالتان غير مفهومتين', few: '{count} رسائل غير مفهومة', many: '{count} رسالة غير مفهومة', other: '{count} رسالة غير مفهومة' },
  'source.groupHint': 'الإنذارات التي تتساوى فيها قيم هذه الوسوم مجموعة واحدة. ودون أي وسم تكون كلها مجموعة واحدة.', 'source.seconds': '{name} (بالثواني)', 'source.hours': '{name} (بالساعات)', 'source.onTop': 'حفظ تعديلي فوقه', 'source.lastBody': 'آخر رسالة',
  'source.lastNone': 'لم يصل شيء منذ بدأت البوابة تحتفظ بآخر رسالة.', 'source.try': 'تجربة رسالة', 'source.tryAbout': 'الصق ما قد يرسله المرسِل. يُقرأ كما يقرؤه هذا المصدر؛ ولا يُحفظ شيء ولا يُبلّغ أحد.', 'source.tryBody': 'الرسالة المراد تجربتها', 'source.tryNow': 'عرض الناتج',
  'source.tryCount': { zero: 'الرسالة مفهومة: لا إنذارات.', one: 'الرسالة مفهومة: إنذار واحد.', two: 'الرسالة مفهومة: إنذاران.', few: 'الرسالة مفهومة: {count} إنذارات.', many: 'الرسالة مفهومة: {count} إنذارًا.', other: 'الرسالة مفهومة: {count} إنذار.' }, 'source.tryFirst': 'المعروض منها: {shown}.',
  'source.tryFiring': 'نشط', 'source.tryResolved': 'انتهى', 'source.tryGroup': 'المجموعة', 'source.tryRefused': 'الرسالة غير مفهومة:', 'source.tryRejected': 'هذا المدخل غير مفهوم:', 'source.finding.severity-unknown': 'الشدة غير معروفة، وتُحسب تحذيرًا.',
  'source.finding.severity-missing': 'لا شدة، وتُحسب تحذيرًا.', 'source.finding.name-missing': 'لا اسم.', 'source.finding.time-unreadable': 'تعذّرت قراءة وقت.', 'source.finding.text-cut': 'اقتُطع نص.', 'source.finding.too-many-entries': 'عدد المدخلات أكبر مما يُحفظ.',
  'source.finding.label-dropped': 'أُسقط وسم.', 'source.finding.link-dropped': 'أُسقط رابط.', 'source.finding.cut-by-sender': 'أسقط المرسِل بعض الإنذارات.',
};
