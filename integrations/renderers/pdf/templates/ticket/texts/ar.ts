/** Arabic texts of the document of a ticket. Those the ticket page has too are the same, by the same key (templates.test.ts). */
import type { Translated } from '#domain/texts/entry';
import type { ticketTextsEn } from './en.ts';

export const ticketTextsAr: Translated<typeof ticketTextsEn> = {
  'app.name': 'Signalbox',
  'ticket.firing': 'ما زال الإنذار نشطًا', 'ticket.incident': 'سير العمل يحتاج إلى تدخّل', 'ticket.unassigned': 'غير مسندة بعد', 'ticket.description': 'الوصف',
  'tab.conversation': 'المحادثة', 'tab.timeline': 'السجل الزمني',
  'people.title': 'الأشخاص', 'people.assignee': 'المكلّف', 'people.requester': 'مقدّم الطلب', 'people.owner': 'مالك الكائن', 'people.team': 'الفريق',
  'clocks.title': 'الساعات',
  'object.title': 'الكائن', 'object.impact': 'التأثير', 'object.kind.device': 'جهاز', 'object.kind.interface': 'واجهة', 'object.kind.service': 'خدمة', 'object.kind.application': 'تطبيق',
  'object.kind.ci': 'عنصر تكوين', 'object.kind.laptop': 'حاسوب محمول', 'object.impact.1': 'الشركة كلها', 'object.impact.2': 'إدارة', 'object.impact.3': 'فريق',
  'object.impact.4': 'شخص واحد',
  'facts.title': 'البيانات', 'facts.type': 'النوع', 'facts.opened': 'وقت الفتح', 'facts.flow': 'سير العمل', 'facts.flowVersion': '{flow}، الإصدار {version}', 'facts.resolved': 'وقت الحل',
  'facts.closed': 'وقت الإغلاق', 'facts.yes': 'نعم', 'facts.no': 'لا',
  'ticket.run': 'التشغيل {n} لسير العمل',
  'talk.empty': 'لا رسائل بعد', 'talk.internal': 'داخلي',
  'file.title': 'الملفات', 'file.name': 'الاسم', 'file.size': 'الحجم', 'file.hash': 'بصمة التحقق (SHA-256)',
  'timeline.empty': 'لم يحدث شيء بعد', 'timeline.onBehalf': 'نيابة عن {name}',
  'strip.label': 'سير عمل هذه التذكرة',
  'run.at': 'الآن عند {names}', 'run.over': 'انتهى', 'run.status.running': 'قيد التشغيل', 'run.status.completed': 'مكتمل', 'run.status.failed': 'فاشل', 'run.status.cancelled': 'ملغى',
  'run.status.terminated': 'أُنهي مبكرًا',
  'nobody': 'لا أحد',
  'state.critical': 'حرج', 'state.major': 'كبير', 'state.minor': 'طفيف', 'state.warning': 'تحذير', 'state.info': 'معلومة', 'state.ok': 'سليم', 'state.unknown': 'غير معروف',
  'doc.made': 'أُنشئ في {time}', 'doc.zone': 'المنطقة الزمنية {zone}', 'doc.madeFor': 'أُنشئ من أجل {name}', 'doc.byFlow': 'أنشأه سير عمل هذه التذكرة', 'doc.updated': 'آخر تغيير',
  'doc.hasInternal': 'يحتوي على ملاحظات للزملاء فقط، فلا تسلّمه إلى غيرهم.', 'doc.clock': 'الساعة', 'doc.target': 'الهدف', 'doc.state': 'الحالة', 'doc.due': 'الاستحقاق',
  'doc.used': 'المنقضي', 'doc.left': 'المتبقي', 'doc.held': 'مدة التوقف', 'doc.running': 'جارية', 'doc.legend.done': 'تم', 'doc.legend.here': 'الموضع الحالي',
  'doc.legend.ahead': 'لم يُبلغ بعد', 'doc.legend.incident': 'يحتاج إلى تدخّل', 'doc.cut.comments': 'تضم هذه الوثيقة أحدث الرسائل فقط، والرسائل الأقدم في التذكرة {key}.',
  'doc.cut.events': 'تضم هذه الوثيقة أحدث الأحداث فقط، والأحداث الأقدم في التذكرة {key}.', 'doc.workingTime': 'الأهداف والأوقات المنقضية محسوبة بوقت العمل.',
};
