/** Chinese texts of errors: of FEEL expressions. */
import type { Translated } from '../entry.ts';
import type { faultEn } from '../english.ts';

export const faultFeel = {
  'fault.FEEL_TOO_LONG': '表达式有 {length} 个字符，上限为 {limit} 个。', 'fault.FEEL_TOO_LONG.hint': '请将部分内容移到单独的赋值或决策表中。',
  'fault.FEEL_TOO_DEEP': '表达式的嵌套超过 {limit} 层。', 'fault.FEEL_TOO_DEEP.hint': '请将内层部分移到单独的赋值中。',
  'fault.FEEL_SYNTAX': '表达式无法解析：{problem}。', 'fault.FEEL_SYNTAX.hint': '请修正表达式中标记的位置。',
  'fault.FEEL_NAMED_ZONE': '使用了时区名称“{zone}”。', 'fault.FEEL_NAMED_ZONE.hint': '请使用 +02:00 或 Z 等偏移量，或由按工作时间等待的步骤处理时区：时区规则可能变化，而运行结果不应随之变化。',
  'fault.FEEL_LITERAL': '“{text}”不是日期、时间或时长。', 'fault.FEEL_LITERAL.hint': '例如：@"2026-03-01"、@"08:30:00Z"、@"2026-03-01T08:30:00Z" 或 @"PT4H"。',
  'fault.FEEL_UNBOUNDED': '表达式要遍历 {count} 种组合，上限为 {limit} 种。', 'fault.FEEL_UNBOUNDED.hint': '请缩小区间，或在组合前先筛选列表。',
  'fault.FEEL_RECURSION': '函数“{name}”调用自身，计算量没有上限。', 'fault.FEEL_RECURSION.hint': '请使用“for”，其中的“partial”可引用之前的结果。',
  'fault.FEEL_EXTERNAL_FUNCTION': '表达式调用了外部代码。', 'fault.FEEL_EXTERNAL_FUNCTION.hint': '请改用活动步骤。',
  'fault.FEEL_PATTERN_REFUSED': '正则表达式 {pattern} 不被接受：{problem}。', 'fault.FEEL_PATTERN_REFUSED.hint': '请去掉这种写法；可重复的部分只在一处写一次。',
  'fault.FEEL_UNKNOWN_VARIABLE': '此处没有变量“{name}”。', 'fault.FEEL_UNKNOWN_VARIABLE.hint': '请在流程中声明此变量，或选用已声明的变量。',
  'fault.FEEL_UNKNOWN_FUNCTION': '没有函数“{name}”。', 'fault.FEEL_UNKNOWN_FUNCTION.hint': '只能调用 FEEL 自带的函数和表达式中定义的函数。',
  'fault.FEEL_ARGUMENTS': '函数“{name}”的参数不正确。', 'fault.FEEL_ARGUMENTS.hint': '用法：{usage}。',
  'fault.FEEL_WRONG_TYPE': '结果为{actual}，需要{expected}。', 'fault.FEEL_WRONG_TYPE.hint': '请修改表达式：需要{expected}。',
  'fault.FEEL_STEPS': '表达式在执行 {limit} 步后被中止。', 'fault.FEEL_STEPS.hint': '请缩短要处理的列表，或将计算分到多个步骤。',
  'fault.FEEL_CALL_DEPTH': '函数相互调用超过 {limit} 层。', 'fault.FEEL_CALL_DEPTH.hint': '请用“for”和“partial”代替调用自身的函数。',
  'fault.FEEL_TOO_MANY_ITERATIONS': '循环超过 {limit} 次。', 'fault.FEEL_TOO_MANY_ITERATIONS.hint': '请在组合前缩小区间或缩短列表。',
  'fault.FEEL_LIST_TOO_LONG': '列表超过 {limit} 个元素。', 'fault.FEEL_LIST_TOO_LONG.hint': '请事先对列表进行筛选或分页。',
  'fault.FEEL_TEXT_TOO_LONG': '文本超过 {limit} 个字符。', 'fault.FEEL_TEXT_TOO_LONG.hint': '请将长文本保存为文件，并传递其引用。',
  'fault.FEEL_VALUE_TOO_DEEP': '值的嵌套超过 {limit} 层。', 'fault.FEEL_VALUE_TOO_DEEP.hint': '请只传递所需的部分。',
  'fault.FEEL_RESULT_TOO_LARGE': '结果超过 {limit}。', 'fault.FEEL_RESULT_TOO_LARGE.hint': '请只保留后续步骤所需的内容。',
  'fault.FEEL_RESULT_NOT_DATA': '结果是函数，无法保存。', 'fault.FEEL_RESULT_NOT_DATA.hint': '请调用该函数，并保存其返回值。',
} as const satisfies Partial<Translated<typeof faultEn>>;
