/** Arabic texts of absences and of deciding in somebody's place. */
import type { Translated } from '#domain/texts/entry';
import type { absenceEn } from '../en/absence.ts';

export const absenceAr: Translated<typeof absenceEn> = {
  'absence.menu': 'سأغيب', 'absence.title': 'الغياب', 'absence.about': 'في غيابك تُعرض الموافقات المطلوبة منك على من ينوب عنك أيضًا. ويبقى بإمكانك أن تقرر بنفسك. وما يقرره النائب يُذكر أنه نيابة عنك.', 'absence.aboutAll': 'سجّل غياب من لا يستطيع تسجيله. ويمكن هنا أيضًا تعيين نائب لمن ترك العمل وما زال قراره مطلوبًا.',
  'absence.new': 'غياب جديد', 'absence.person': 'من يغيب', 'absence.from': 'من', 'absence.until': 'حتى نهاية يوم', 'absence.substitute': 'من ينوب', 'absence.nobody': 'لا أحد', 'absence.hint': 'إن كان النائب غائبًا أيضًا قرر من ينوب عنه. ولا يقرر أحد في طلبه هو.', 'absence.save': 'حفظ الغياب',
  'absence.none': 'لا غياب قادم', 'absence.noneText': 'حدّد متى تغيب فلا تنتظرك الموافقات.', 'absence.noneAll': 'لا أحد غائب', 'absence.days': '{from} إلى {until}', 'absence.now': 'غائب الآن', 'absence.standsIn': 'النائب: {name}.', 'absence.nobodyStandsIn': 'لا نائب.', 'absence.passedOn': 'النائب غائب أيضًا، والقرار لدى {name}.', 'absence.back': 'إنهاء الغياب الآن', 'absence.takeBack': 'إلغاء',
  'absence.gap.none': 'لا أحد يقرر الآن: النائب غائب أيضًا.', 'absence.gap.circle': 'لا أحد يقرر الآن: ينوب بعضهم عن بعض.', 'absence.gap.left': 'لا أحد يقرر الآن: النائب ترك العمل.',
  'absence.youStandIn': 'أنت تنوب عن {name} حتى {until}.', 'absence.for': 'نيابة عن {name}',
  'next.unreachable.none': 'القرار لدى {who} وهو غائب ولا نائب عنه، فلا أحد يقرر الآن.', 'next.unreachable.circle': 'القرار لدى {who} وهو غائب ومن ينوب عنه غائب أيضًا، فلا أحد يقرر الآن.', 'next.unreachable.left': 'القرار لدى {who} وقد ترك العمل، فلا أحد يقرر.', 'next.unreachable.mend': 'تعيين نائب', 'next.unreachable.ask': 'يمكن لمسؤول النظام تعيين نائب.',
};
