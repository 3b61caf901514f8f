/** How a step that is done several times is set in the side panel and marked on its card: as data, in every language, as the kinds' own forms are. */
import type { Json, Text } from '../../values.ts';
import type { FlowRepeat } from '../flow.schema.ts';
import type { StepIcon } from '../drawing/step-icons.ts';
import { choice, field, object } from './node.form.ts';
import type { NodeForm, NodeKind } from './node.kind.ts';

export type RepeatMode = FlowRepeat['mode'];
export const repeatModes = ['parallel', 'sequential', 'loop'] as const satisfies readonly RepeatMode[];
export const repeatNames: Record<RepeatMode, Text> = {
  parallel: { en: 'Several times, side by side', zh: '多次，并行', ar: 'عدة مرات في وقت واحد' },
  sequential: { en: 'Several times, one after the other', zh: '多次，依次', ar: 'عدة مرات، الواحدة تلو الأخرى' },
  loop: { en: 'Again, while something holds', zh: '条件成立时重复', ar: 'من جديد ما دام شرط متحققًا' },
};
/** As BPMN marks them: upright bars, lying bars, an arrow round. */
export const repeatIcons: Record<RepeatMode, StepIcon> = { parallel: 'upright', sequential: 'lying', loop: 'again' };

/** Kinds that do something may be done several times; gateways, events, what sits on an edge and what begins by an event may not. */
export const mayRepeat = (kind: Pick<NodeKind, 'shape' | 'takesInput'>): boolean => kind.takesInput && (kind.shape === 'card' || kind.shape === 'scope');

const feel = (title: Text, help?: Text) => field('string', title, { 'x-kind': 'feel' }, help);
const collect = {
  collectValue: feel({ en: 'Collect of each time', zh: '每次收集的值', ar: 'ما يُجمع من كل مرة' }, { en: 'A formula; "loop.outcome" is the answer that was given.', zh: '公式；"loop.outcome" 为所选的结果。', ar: 'صيغة؛ "loop.outcome" هو الجواب الذي أُعطي.' }),
  collectInto: field('string', { en: 'As a list in the variable', zh: '存入变量（列表）', ar: 'كقائمة في المتغير' }, { maxLength: 120 }),
};
const variables = field('object', { en: 'Variables of its own each time', zh: '每次独有的变量', ar: 'متغيرات خاصة بكل مرة' }, { additionalProperties: true }, { en: 'Names with first values; "=" in front makes a formula. What is written to them does not come out.', zh: '名称及初始值；以 "=" 开头的为公式。写入其中的内容不会带出。', ar: 'أسماء وقيمها الأولى؛ البدء بـ "=" يجعلها صيغة. ما يُكتب فيها لا يخرج.' });

/** As a scope's own variables are asked for. */
const ui = { variables: { 'ui:field': 'variables' } };

const listForm = (mode: 'parallel' | 'sequential'): NodeForm => ({
  schema: object({
    items: feel({ en: 'For each of the list', zh: '针对列表中的每一项', ar: 'لكل عنصر في القائمة' }, { en: 'A formula that gives a list. Or leave it empty and say how many times.', zh: '返回列表的公式；也可留空并填写次数。', ar: 'صيغة تعطي قائمة. أو اتركها فارغة واذكر عدد المرات.' }),
    item: field('string', { en: 'Its element is called', zh: '列表项的名称', ar: 'اسم العنصر' }, { maxLength: 80, pattern: '^[A-Za-z_][A-Za-z0-9_]*$' }, { en: 'Default: "item".', zh: '默认为 "item"。', ar: 'الافتراضي: "item".' }),
    count: feel({ en: 'How many times', zh: '次数', ar: 'عدد المرات' }),
    doneWhen: feel({ en: 'Enough when', zh: '提前结束条件', ar: 'يكفي عندما' }, { en: 'Looked at whenever one is done, for example: "loop.done >= 2".', zh: '每完成一次检查一次，例如 "loop.done >= 2"。', ar: 'يُفحص كلما انتهت مرة، مثلًا: "loop.done >= 2".' }),
    rest: choice({ en: 'The others then', zh: '届时其余各次', ar: 'البقية عندها' }, [
      { const: 'end', title: { en: 'Are ended', zh: '取消', ar: 'تُنهى' } }, { const: 'goOn', title: { en: 'Are done all the same', zh: '照常完成', ar: 'تُنجز مع ذلك' } },
    ]),
    ...(mode === 'parallel' ? { atOnce: field('integer', { en: 'At most at a time', zh: '同时进行的上限', ar: 'الحد الأقصى في وقت واحد' }, { minimum: 1, maximum: 1000 }) } : {}),
    ...collect, variables,
  }), ui,
});
const loopForm: NodeForm = {
  schema: object({
    while: feel({ en: 'Again while', zh: '重复条件', ar: 'من جديد ما دام' }, { en: 'A formula, for example: "loop.index <= 3".', zh: '公式，例如 "loop.index <= 3"。', ar: 'صيغة، مثلًا: "loop.index <= 3".' }),
    isTestedAfter: field('boolean', { en: 'Done once before that is looked at', zh: '先执行一次再检查', ar: 'يُنفَّذ مرة قبل الفحص' }),
    most: field('integer', { en: 'At most so many times', zh: '次数上限', ar: 'الحد الأقصى للمرات' }, { minimum: 1, maximum: 10_000 }),
    ...collect, variables,
  }, ['while']), ui,
};
export const repeatForm: Record<RepeatMode, NodeForm> = { parallel: listForm('parallel'), sequential: listForm('sequential'), loop: loopForm };

type Settings = Readonly<Record<string, Json | undefined>>;

/** What the form shows of a repeat. */
export function settingsOf({ mode: _mode, collect: collected, ...plain }: FlowRepeat): Record<string, Json> {
  return { ...plain as Record<string, Json>, ...(collected ? { collectValue: collected.value, collectInto: collected.into } : {}) };
}

/** A repeat with the settings a form holds; fields that were emptied are left out. */
export function repeatWith(mode: RepeatMode, { collectValue, collectInto, ...plain }: Settings): FlowRepeat {
  const given = Object.entries(plain).filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false);
  const kept = { ...Object.fromEntries(given), ...(collectValue || collectInto ? { collect: { into: collectInto ?? '', value: collectValue ?? '' } } : {}) };
  return (mode === 'loop' ? { while: '', ...kept, mode } : { ...kept, mode }) as FlowRepeat;
}

/** The settings that mean the same in another mode. */
export function inMode(mode: RepeatMode, before: FlowRepeat | undefined): FlowRepeat {
  if (!before) return mode === 'loop' ? { mode, while: '' } : { mode, count: '2' };
  const { variables: own, collect: collected } = before;
  const shared = { ...(own ? { variables: own } : {}), ...(collected ? { collect: collected } : {}) };
  if (mode === 'loop') return { mode, while: '', ...shared };
  if (before.mode === 'loop') return { mode, count: '2', ...shared };
  const { atOnce, ...rest } = before;
  return { ...rest, ...(mode === 'parallel' && atOnce !== undefined ? { atOnce } : {}), mode };
}
