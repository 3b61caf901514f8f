/** Arabic words for why a message of an alarm source is not understood. Names of fields and what was found stand between isolates. */
import type { phraseEn } from '../english.ts';
import type { Translated } from '../entry.ts';

export const alarmPhrasesAr = {
  'phrase.alarm.expected': '\u2068{at}\u2069: المتوقع \u2068{expected}\u2069، والموجود \u2068{found}\u2069', 'phrase.alarm.expected-object': 'المتوقع كائن JSON', 'phrase.alarm.empty': '\u2068{at}\u2069: فارغ', 'phrase.alarm.too-many': '\u2068{at}\u2069: تجاوز الحد الأقصى للمدخلات (عددها: {count}، والحد: {limit})', 'phrase.alarm.and-more': '{reason} (وعدد غيرها: {count})',
  'phrase.alarm.value.object': 'كائن JSON', 'phrase.alarm.value.list': 'قائمة', 'phrase.alarm.value.text': 'نص', 'phrase.alarm.value.alarm': 'إنذار', 'phrase.alarm.value.alarm-json': 'إنذار بصيغة JSON', 'phrase.alarm.value.nothing': 'لا شيء', 'phrase.alarm.value.letters': 'أحرف وأرقام (الحد الأقصى: {limit})', 'phrase.alarm.value.span': 'قيمة من {least} إلى {most}',
  'phrase.alarm.graylog-old': '\u2068event\u2069: المتوقع كائن JSON؛ هذا استدعاء \u2068Graylog\u2069 قبل الإصدار 3.1، وهو غير مدعوم',
  'phrase.alarm.topic-asks': '\u2068Type\u2069: يسأل الموضوع إن كان يحق له الإرسال إلى هنا. لا يُؤكَّد ذلك تلقائيًا: راجع \u2068TopicArn\u2069، ثم افتح \u2068SubscribeURL\u2069 من هذه الرسالة',
  'phrase.alarm.topic-ended': '\u2068Type\u2069: يعلن الموضوع أنه لن يرسل إلى هنا بعد الآن. اشترك من جديد إن لم يكن ذلك مقصودًا',
} satisfies Partial<Translated<typeof phraseEn>>;
