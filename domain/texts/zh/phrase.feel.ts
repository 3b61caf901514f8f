/** Chinese words for why the value of an expression became null. */
import type { Translated } from '../entry.ts';
import type { phraseEn } from '../english.ts';

export const feelPhrasesZh = {
  'phrase.feel.null.NO_VARIABLE_FOUND': '没有变量“{name}”，按空值（null）处理', 'phrase.feel.null.NO_CONTEXT_ENTRY_FOUND': '上下文中没有条目“{name}”', 'phrase.feel.null.NO_PROPERTY_FOUND': '类型为{of}的值没有“{name}”', 'phrase.feel.null.NO_FUNCTION_FOUND': '没有函数“{name}”',
  'phrase.feel.null.NOT_COMPARABLE': '类型为{left}的值不能与类型为{right}的值比较', 'phrase.feel.null.INVALID_TYPE': '运算符 {operator} 不能用于{left}和{right}', 'phrase.feel.null.INVALID_ARGUMENTS': '“{name}”的用法为“{usage}”，实际给出“{given}”', 'phrase.feel.null.NOT_A_FUNCTION': '类型为{actual}的值不能调用',
  'phrase.feel.null.INDEX_OUT_OF_RANGE': '列表中没有第 {index} 个元素；位置从 1 开始计', 'phrase.feel.null.DIVISION_BY_ZERO': '除数不能为零', 'phrase.feel.null.OUT_OF_RANGE': '值 {value} 超出可表示的范围',
  'phrase.feel.null.CONDITION_NOT_BOOLEAN': '条件的结果为{actual}，而不是真或假，按假处理', 'phrase.feel.null.NAMED_ZONE': '使用了时区名称“{zone}”；此处只支持 Z 和 +02:00 等偏移量', 'phrase.feel.null-because': '空值（null，{reason}）',
  'phrase.feel.word.nothing': '空', 'phrase.feel.word.other-values': '其他值', 'phrase.feel.word.date-or-duration': '日期或时长', 'phrase.feel.word.from-one': '位置从 1 开始计',
  'phrase.feel.word.list-of-texts': '文本列表', 'phrase.feel.word.list-of-numbers': '数字列表', 'phrase.feel.word.list-of-numbers-or-durations': '数字或时长的列表', 'phrase.feel.word.list-of-one-ordered-type': '由同一种可排序类型的值组成的列表', 'phrase.feel.word.list-of-booleans': '真假值列表', 'phrase.feel.word.list-of-two-numbers': '至少含两个数字的列表',
} satisfies Partial<Translated<typeof phraseEn>>;
