/** How the lock a step shares with other runs is set in the side panel: as data, in every language, as the kinds' own forms are. */
import type { Json } from '../../values.ts';
import type { FlowLock } from '../flow.schema.ts';
import { field, object } from './node.form.ts';
import type { NodeForm } from './node.kind.ts';

export const lockForm: NodeForm = {
  schema: object({
    name: field('string', { en: 'One at a time across runs', zh: '跨运行互斥', ar: 'واحدة في كل مرة عبر التشغيلات' }, { maxLength: 80, pattern: '^[^:]*$', examples: ['router', 'release', 'freeze'] },
      { en: 'Steps of all runs and flows with this name wait for each other. Empty: they do not.', zh: '所有运行和流程中使用此名称的步骤相互等待；留空则不等待。', ar: 'خطوات كل التشغيلات وسير العمل بهذا الاسم ينتظر بعضها بعضًا. فارغ: لا تنتظر.' }),
    key: field('string', { en: 'Which one', zh: '哪一个', ar: 'أيّها' }, { maxLength: 4000 },
      { en: 'What it is about, such as a device: "=ci.id". Only steps with the same key wait for each other.', zh: '所针对的对象，例如设备："=ci.id"。只有键相同的步骤才相互等待。', ar: 'ما يتعلق به، كجهاز مثلًا: "=ci.id". لا تنتظر بعضها إلا الخطوات ذات المفتاح نفسه.' }),
    limit: field('string', { en: 'Waits at most', zh: '最长等待', ar: 'تنتظر على الأكثر' }, { maxLength: 60, examples: ['PT30M', 'PT4H', 'P1D'] },
      { en: 'Then it needs help. Empty: as long as it takes.', zh: '超时后需要处理；留空则一直等待。', ar: 'بعدها تحتاج إلى مساعدة. فارغ: مهما طال.' }),
  }),
  ui: { key: { 'ui:field': 'literalOrFeel' } },
};

/** What the form shows of a lock; the further fields once it has a name. */
export const lockFormOf = (lock: FlowLock | undefined): NodeForm => {
  const { name } = lockForm.schema['properties'] as Record<string, Record<string, Json>>;
  return lock === undefined ? { schema: object({ name: name! }), ui: {} } : lockForm;
};

/** A lock with what the form holds; undefined where it has no name. */
export function lockWith({ name, key, limit }: Readonly<Record<string, Json | undefined>>): FlowLock | undefined {
  const said = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
  if (said(name) === '') return undefined;
  return { name: said(name), ...(said(key) === '' ? {} : { key: said(key) }), ...(said(limit) === '' ? {} : { limit: said(limit) }) };
}
