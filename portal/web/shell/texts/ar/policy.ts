/** Arabic texts of the service levels' pages. */
import type { Translated } from '#domain/texts/entry';
import type { policyEn } from '../en/policy.ts';

export const policyAr: Translated<typeof policyEn> = {
  'clock.nextResponse': 'الرد التالي', 'clock.ola': 'اتفاق داخلي', 'clock.approval': 'الموافقة', 'clock.step': 'الخطوة',
  'policy.about': 'ما تُوعد به التذاكر. من بين ما تتحقق كل شروطه تحصل التذكرة على الأكثر شروطًا.', 'policy.new': 'مستوى خدمة جديد', 'policy.fromNowOn': 'يسري على التذاكر التي تُفتح من الآن. وتحتفظ التذاكر المفتوحة بما وُعدت به.',
  'policy.warnsAt': 'ينبّه عند \u2068{warn}\u2069', 'policy.lastResort': 'الملاذ الأخير: للتذاكر التي لا يشملها غيره', 'policy.noCondition': 'بلا شرط', 'policy.if.ticketType': 'النوع: {values}', 'policy.if.priority': 'الأولوية: \u2068{values}\u2069', 'policy.if.team': 'الفريق: {values}', 'policy.if.service': 'الخدمة: {values}',
  'policy.which': 'أي مستوى تحصل عليه هذه التذكرة؟', 'policy.ticket': 'تذكرة، مثل \u2068INC-7\u2069', 'policy.type': 'أو النوع', 'policy.priority': 'الأولوية', 'policy.team': 'الفريق', 'policy.gets': 'تحصل على {policy}.', 'policy.getsNone': 'لا تحصل على شيء: لا مستوى خدمة يشملها، فلا ساعات لها.', 'policy.because': 'بسبب: {conditions}.', 'policy.becauseLast': 'هو الملاذ الأخير: لا يشملها غيره.', 'policy.passedOver': 'ممكن أيضًا بشروط أقل: {names}.', 'policy.due': 'بدأت \u2068{start}\u2069 وتستحق \u2068{due}\u2069',
  'policy.condition.ticketType': 'نوع التذكرة', 'policy.condition.priority': 'الأولوية', 'policy.condition.team': 'الفريق', 'policy.condition.service': 'الخدمة', 'policy.any': 'أيًا كان',
  'policy.key': 'المعرّف المستخدم في الملفات والأحداث', 'policy.for': 'لأي تذاكر', 'policy.isLastResort': 'الملاذ الأخير: يُستخدم حين لا يشمل التذكرة غيره', 'policy.isEnabled': 'مستخدم',
  'policy.clocks': 'الساعات', 'policy.addClock': 'إضافة ساعة', 'policy.removeClock': 'إزالة هذه الساعة', 'policy.kind': 'النوع', 'policy.target': 'الهدف، مثل PT4H أو P3D', 'policy.warn': 'التنبيه، مثل 75% أو \u2068-PT30M\u2069', 'policy.calendar': 'التقويم', 'policy.scope': 'لأي فريق أو خطوة',
  'policy.switches': 'كيف تُحسب', 'policy.default': '{value} (المعتاد)', 'policy.pauses': 'أثناء انتظار التذكرة', 'policy.pauses.true': 'تتوقف', 'policy.pauses.false': 'تستمر', 'policy.countFrom': 'تُحسب من', 'policy.countFrom.creation': 'فتح التذكرة', 'policy.countFrom.assignment': 'أول استلام',
  'policy.onReopen': 'الوقت بين الحل وإعادة الفتح', 'policy.onReopen.exclude': 'لا يُحسب', 'policy.onReopen.include': 'يُحسب', 'policy.onReopen.restart': 'تبدأ الساعة من جديد', 'policy.dayTarget': 'هدف بأيام العمل', 'policy.dayTarget.keepClockTime': 'يحافظ على ساعة اليوم', 'policy.dayTarget.endOfWorkingDay': 'ينتهي بإغلاق اليوم الأخير', 'policy.pastBreach': 'خرق حدث قبل تخفيف الهدف', 'policy.pastBreach.stays': 'يبقى', 'policy.pastBreach.follows': 'يُحكم فيه من جديد',
  'policy.remove': 'إزالة مستوى الخدمة', 'policy.removeAsk': 'إزالة مستوى الخدمة هذا؟', 'policy.removeWhat': 'تحتفظ التذاكر المفتوحة بما وُعدت به.',
  'policy.escalation': 'من يُبلَّغ إن لم يتحرك أحد', 'policy.escalation.none': 'لا أحد بعد: يُبلَّغ المكلّف وقائد الفريق عند التحذير والخرق فقط.', 'policy.escalation.about': 'مستوى بعد مستوى، ولكل مستوى مرة واحدة. يُكتب الوقت نسبةً من الهدف (75%)، أو وقت عمل قبل الاستحقاق (-PT1H) أو بعده (PT2H). وتحتفظ التذاكر بالمستويات التي فُتحت بها.',
  'policy.escalation.add': 'إضافة مستوى', 'policy.escalation.most': { zero: 'لا مستويات.', one: 'الحد الأقصى مستوى واحد.', two: 'الحد الأقصى مستويان.', few: 'الحد الأقصى {count} مستويات.', many: 'الحد الأقصى {count} مستوى.', other: 'الحد الأقصى {count} مستوى.' }, 'policy.escalation.level': 'المستوى {level}',
  'policy.escalation.at': 'متى', 'policy.escalation.to': 'إلى من', 'policy.escalation.person': 'الشخص',
  'policy.escalation.actions': 'ما يُفعل', 'policy.escalation.remove': 'إزالة', 'policy.escalation.removeLevel': 'إزالة المستوى {level}',
  'policy.escalation.to.assignee': 'المكلّف', 'policy.escalation.to.teamLead': 'قائد الفريق', 'policy.escalation.to.teamManager': 'مدير الفريق',
  'policy.escalation.to.departmentHead': 'رئيس القسم', 'policy.escalation.to.person': 'شخص محدّد', 'policy.escalation.do.notify': 'إبلاغه',
  'policy.escalation.do.reassign': 'إسناد التذكرة إليه', 'policy.escalation.do.raisePriority': 'رفع الأولوية',
};
