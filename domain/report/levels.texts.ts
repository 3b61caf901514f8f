/** The words of the service level report, for page, file and print alike, by key and language. */
import type { Text } from '../values.ts';

export const reportTexts = {
  title: { en: 'Service levels', zh: '服务级别', ar: 'مستويات الخدمة' },
  period: { en: 'Tickets opened {from} to {to}, days and weeks of {zone}.', zh: '{from} 至 {to} 期间提交的工单，按 {zone} 时区划分日与周。', ar: 'التذاكر المفتوحة من {from} إلى {to}، بأيام وأسابيع المنطقة الزمنية \u2068{zone}\u2069.' },
  asOf: { en: 'Counted {at}.', zh: '统计时刻：{at}。', ar: 'وقت الاحتساب: {at}.' },
  onlyTeams: { en: 'Teams: {names}.', zh: '团队：{names}。', ar: 'الفرق: {names}.' },
  onlyTypes: { en: 'Types: {names}.', zh: '类型：{names}。', ar: 'الأنواع: {names}.' },
  onlyPriorities: { en: 'Priorities: {names}.', zh: '优先级：{names}。', ar: 'الأولويات: {names}.' },
  // Definitions
  'define.week': { en: 'A ticket belongs to the week it was opened in, Monday to Sunday in the time zone named above, and stays there whatever happens later.', zh: '工单归入其提交所在的周（按上述时区，周一至周日），之后无论发生什么都不再变动。', ar: 'تنتمي التذكرة إلى الأسبوع الذي فُتحت فيه، من الاثنين إلى الأحد في المنطقة الزمنية المذكورة أعلاه، وتبقى فيه مهما حدث بعد ذلك.' },
  'define.met': { en: 'Met: the answer or the solution came no later than it was due.', zh: '达标：响应或解决不晚于到期时刻。', ar: 'تحقق: جاء الرد أو الحل في موعد الاستحقاق أو قبله.' },
  'define.breached': { en: 'Breached: the due time passed first, also when the ticket is still open or was withdrawn afterwards.', zh: '超时：到期时刻先到，包括工单仍未完成或事后被撤回的情况。', ar: 'خرق: مرّ موعد الاستحقاق أولًا، حتى لو بقيت التذكرة مفتوحة أو سُحبت بعد ذلك.' },
  'define.atRisk': { en: 'At risk: still open, and its warning has come.', zh: '有风险：尚未完成，且已到预警时刻。', ar: 'معرّض للخطر: ما زال مفتوحًا وقد حان تحذيره.' },
  'define.open': { en: 'In time: still open, before its warning; waiting for somebody else counts here too.', zh: '进行中：尚未完成，且未到预警时刻；等待他人时也计入此项。', ar: 'ضمن الوقت: ما زال مفتوحًا ولم يحن تحذيره، ويدخل فيه انتظار الآخرين.' },
  'define.worse': { en: 'A ticket with both promises is counted once, by the worse of the two. Tickets without a promise are not counted.', zh: '同时有两项承诺的工单只计一次，以较差的一项为准。没有承诺的工单不计入。', ar: 'التذكرة ذات الوعدين تُحسب مرة واحدة بالأسوأ منهما. ولا تُحسب التذاكر التي لا وعد لها.' },
  'define.share': { en: 'Shares are of the promises that are decided: met or breached. They are rounded down.', zh: '比例以已有结果（达标或超时）的承诺为基数，向下取整。', ar: 'النسب من الوعود المحسومة: المتحققة أو المخروقة، مقرّبة إلى الأدنى.' },
  'define.time': { en: 'Times are working time in the calendar of each promise, without pauses, in whole minutes. 90 % is the time within which at least nine of ten tickets were done.', zh: '时长为各承诺所用日历中的工作时间，不含暂停，以整分钟计。90% 指至少九成工单在此时间内完成。', ar: 'الأوقات هي وقت العمل وفق تقويم كل وعد دون فترات التوقف، بالدقائق الكاملة. و90% هو الوقت الذي أُنجزت ضمنه تسع تذاكر من كل عشر على الأقل.' },
  'define.steps': { en: 'Time by step is of tickets that are over: working time between entering and leaving a step, all visits added. Steps side by side count each.', zh: '步骤耗时统计已结束的工单：从进入到离开步骤的工作时间，多次进入累加。并行的步骤各自计时。', ar: 'الوقت حسب الخطوة للتذاكر المنتهية: وقت العمل بين دخول الخطوة والخروج منها، مع جمع كل الزيارات. وتُحسب الخطوات المتوازية كل على حدة.' },
  // Figures
  'figure.tickets': { en: 'Tickets with a promise', zh: '有承诺的工单', ar: 'تذاكر لها وعد' },
  'figure.response': { en: 'Answered in time', zh: '按时响应', ar: 'رُدّ عليها في الوقت' },
  'figure.resolution': { en: 'Resolved in time', zh: '按时解决', ar: 'حُلّت في الوقت' },
  'figure.breached': { en: 'Tickets with a breach', zh: '有超时的工单', ar: 'تذاكر فيها خرق' },
  'figure.of': { en: '{met} of {judged}', zh: '{judged} 项中的 {met} 项', ar: '{met} من {judged}' },
  'figure.none': { en: 'None decided yet', zh: '尚无结果', ar: 'لم يُحسم شيء بعد' },
  // States
  met: { en: 'Met', zh: '达标', ar: 'تحقق' }, open: { en: 'In time', zh: '进行中', ar: 'ضمن الوقت' }, atRisk: { en: 'At risk', zh: '有风险', ar: 'معرّض للخطر' }, breached: { en: 'Breached', zh: '超时', ar: 'خرق' },
  both: { en: 'The worse of both promises', zh: '两项承诺中较差的一项', ar: 'الأسوأ من الوعدين' }, response: { en: 'Response', zh: '响应', ar: 'الرد' }, resolution: { en: 'Resolution', zh: '解决', ar: 'الحل' },
  // Tables
  'table.line': { en: 'Twelve weeks', zh: '十二周', ar: 'اثنا عشر أسبوعًا' },
  'table.week': { en: 'By week', zh: '按周', ar: 'حسب الأسبوع' }, 'table.team': { en: 'By team', zh: '按团队', ar: 'حسب الفريق' }, 'table.type': { en: 'By type', zh: '按类型', ar: 'حسب النوع' }, 'table.priority': { en: 'By priority', zh: '按优先级', ar: 'حسب الأولوية' },
  'table.response': { en: 'Time to respond', zh: '响应耗时', ar: 'الوقت حتى الرد' }, 'table.resolution': { en: 'Time to resolve', zh: '解决耗时', ar: 'الوقت حتى الحل' }, 'table.steps': { en: 'Where the time goes', zh: '时间花在哪里', ar: 'أين يذهب الوقت' },
  'column.week': { en: 'Week of', zh: '周（起始日）', ar: 'أسبوع' }, 'column.team': { en: 'Team', zh: '团队', ar: 'الفريق' }, 'column.type': { en: 'Type', zh: '类型', ar: 'النوع' }, 'column.priority': { en: 'Priority', zh: '优先级', ar: 'الأولوية' },
  'column.all': { en: 'All', zh: '合计', ar: 'الكل' }, 'column.time': { en: 'Working time', zh: '工作时间', ar: 'وقت العمل' }, 'column.tickets': { en: 'Tickets', zh: '工单数', ar: 'التذاكر' }, 'column.share': { en: 'Share, %', zh: '占比，%', ar: 'النسبة، %' },
  'column.flow': { en: 'Flow', zh: '流程', ar: 'سير العمل' }, 'column.step': { en: 'Step', zh: '步骤', ar: 'الخطوة' }, 'column.hours': { en: 'Working hours', zh: '工作小时', ar: 'ساعات العمل' }, 'column.average': { en: 'Minutes a ticket', zh: '每张工单分钟数', ar: 'دقائق لكل تذكرة' },
  'column.responseShare': { en: 'Answered in time, %', zh: '按时响应，%', ar: 'رُدّ عليها في الوقت، %' }, 'column.resolutionShare': { en: 'Resolved in time, %', zh: '按时解决，%', ar: 'حُلّت في الوقت، %' }, 'column.breached': { en: 'With a breach', zh: '有超时', ar: 'فيها خرق' },
  'row.noTeam': { en: 'No team', zh: '无团队', ar: 'بلا فريق' },
  'bucket.first': { en: 'under {to}', zh: '不足 {to}', ar: 'أقل من {to}' }, 'bucket.between': { en: '{from} to {to}', zh: '{from} 至 {to}', ar: '{from} إلى {to}' }, 'bucket.last': { en: '{from} and more', zh: '{from} 及以上', ar: '{from} فأكثر' },
  // Sentences under the charts
  'say.distribution': { en: 'Tickets: {count}. Median {median}, 90 % within {p90}.', zh: '工单数：{count}。中位数 {median}，90% 在 {p90} 以内。', ar: 'عدد التذاكر: {count}. الوسيط {median}، و90% خلال {p90}.' },
  'say.noDistribution': { en: 'No ticket of this period is decided yet.', zh: '此期间尚无有结果的工单。', ar: 'لا تذكرة محسومة في هذه المدة بعد.' },
  'say.steps': { en: 'Tickets that are over: {count}. Working time in all: {time}. Most of it: {step}, {share} %.', zh: '已结束的工单数：{count}。工作时间合计：{time}。其中最多的是“{step}”，占 {share}%。', ar: 'عدد التذاكر المنتهية: {count}. مجموع وقت العمل: {time}. معظمه: {step}، {share}%.' },
  'say.noSteps': { en: 'No ticket of this period is over yet.', zh: '此期间尚无已结束的工单。', ar: 'لا تذكرة منتهية في هذه المدة بعد.' },
  'say.counts': { en: 'Met {met}, in time {open}, at risk {atRisk}, breached {breached}.', zh: '达标 {met}，进行中 {open}，有风险 {atRisk}，超时 {breached}。', ar: 'تحقق {met}، ضمن الوقت {open}، معرّض للخطر {atRisk}، خرق {breached}.' },
  'unit.h': { en: '{n} h', zh: '{n} 小时', ar: '{n} س' }, 'unit.m': { en: '{n} m', zh: '{n} 分', ar: '{n} د' }, 'unit.hm': { en: '{h} h {m} m', zh: '{h} 小时 {m} 分', ar: '{h} س {m} د' },
} as const satisfies Record<string, Text>;
export type ReportTextKey = keyof typeof reportTexts;
