/** Arabic words for why the value of an expression became null. Code stands between isolates. */
import type { phraseEn } from '../english.ts';
import type { Translated } from '../entry.ts';

export const feelPhrasesAr = {
  'phrase.feel.null.NO_VARIABLE_FOUND': 'لا يوجد متغير باسم «{name}»، ويُعد \u2068null\u2069', 'phrase.feel.null.NO_CONTEXT_ENTRY_FOUND': 'لا يحوي السياق مدخلًا باسم «{name}»', 'phrase.feel.null.NO_PROPERTY_FOUND': 'القيمة من نوع {of} ليس فيها «{name}»', 'phrase.feel.null.NO_FUNCTION_FOUND': 'لا توجد دالة باسم «{name}»',
  'phrase.feel.null.NOT_COMPARABLE': 'لا يمكن مقارنة قيمة من نوع {left} بقيمة من نوع {right}', 'phrase.feel.null.INVALID_TYPE': 'العامل \u2068{operator}\u2069 لا يصلح بين {left} و{right}', 'phrase.feel.null.INVALID_ARGUMENTS': 'تُستخدم «{name}» هكذا: \u2068{usage}\u2069؛ والمعطى \u2068{given}\u2069', 'phrase.feel.null.NOT_A_FUNCTION': 'لا يمكن استدعاء قيمة من نوع {actual}',
  'phrase.feel.null.INDEX_OUT_OF_RANGE': 'لا يوجد في القائمة عنصر رقم {index}؛ تُعد المواضع من 1', 'phrase.feel.null.DIVISION_BY_ZERO': 'لا تجوز القسمة على صفر', 'phrase.feel.null.OUT_OF_RANGE': 'القيمة \u2068{value}\u2069 خارج المدى الممكن',
  'phrase.feel.null.CONDITION_NOT_BOOLEAN': 'ناتج الشرط {actual} بدل \u2068true\u2069 أو \u2068false\u2069، ويُعد \u2068false\u2069', 'phrase.feel.null.NAMED_ZONE': 'المنطقة الزمنية «{zone}» مكتوبة باسمها؛ لا يُعرف هنا إلا \u2068Z\u2069 والفروق مثل \u2068+02:00\u2069', 'phrase.feel.null-because': '\u2068null\u2069 ({reason})',
  'phrase.feel.word.nothing': 'لا شيء', 'phrase.feel.word.other-values': 'قيم أخرى', 'phrase.feel.word.date-or-duration': 'تاريخ أو مدة', 'phrase.feel.word.from-one': 'تُعد المواضع من 1',
  'phrase.feel.word.list-of-texts': 'قائمة نصوص', 'phrase.feel.word.list-of-numbers': 'قائمة أرقام', 'phrase.feel.word.list-of-numbers-or-durations': 'قائمة أرقام أو مدد', 'phrase.feel.word.list-of-one-ordered-type': 'قائمة قيم من نوع واحد قابل للترتيب', 'phrase.feel.word.list-of-booleans': 'قائمة قيم منطقية', 'phrase.feel.word.list-of-two-numbers': 'قائمة من رقمين على الأقل',
} satisfies Partial<Translated<typeof phraseEn>>;
