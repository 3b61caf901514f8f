/** What a flow says to have a document made for its ticket. Making it is activities/flow/document.executor.ts. */
import { z } from 'zod';
import { sheetLimits } from '#domain/document/sheet.document';
import { holesOf } from '#domain/document/sheet.markup';
import { says, saysWith } from '#domain/issue';
import { locales, type Text } from '#domain/values';
import type { ExecutorForm } from '../executor.kind.ts';
import { lines, told } from '../input.form.ts';

export const documentContents = ['ticket', 'text'] as const;
export const documentReaders = ['ticket', 'colleagues'] as const;
export const documentLanguages = ['requester', ...locales] as const;

/** Each by its own name, as everywhere in the portal. */
const ownName = (name: string): Required<Text> => ({ en: name, zh: name, ar: name });
const languageNames: Record<(typeof locales)[number], Required<Text>> = { en: ownName('English'), zh: ownName('简体中文'), ar: ownName('العربية') };
const names = <K extends string>(given: Readonly<Record<K, Required<Text>>>) => ({ 'x-names': given });
const inLanguages = (limit: number, kind: typeof told) => z.object({
  en: kind(z.string().max(limit).optional(), languageNames.en), zh: kind(z.string().max(limit).optional(), languageNames.zh), ar: kind(z.string().max(limit).optional(), languageNames.ar),
});

export const documentInputsSchema = z.object({
  content: told(z.enum(documentContents).default('ticket'), { en: 'What stands in it', zh: '内容', ar: 'المحتوى' }).meta(names({
    ticket: { en: 'The ticket, as its page tells it', zh: '工单（与页面一致）', ar: 'التذكرة كما تعرضها صفحتها' }, text: { en: 'A text of this step', zh: '本步骤编写的文本', ar: 'نص هذه الخطوة' },
  })),
  readers: told(z.enum(documentReaders).default('ticket'), { en: 'Who reads it', zh: '可读者', ar: 'من يقرؤها' }, { en: 'For colleagues, notes for colleagues are in it, and the file is internal.', zh: '仅同事可读时，包含内部备注，文件也是内部文件。', ar: 'إن كانت للزملاء ضمّت ملاحظاتهم، وكان الملف داخليًا.' }).meta(names({
    ticket: { en: 'Everybody who reads the ticket', zh: '能查看工单的所有人', ar: 'كل من يقرأ التذكرة' }, colleagues: { en: 'Colleagues only', zh: '仅同事', ar: 'الزملاء فقط' },
  })),
  language: told(z.enum(documentLanguages).default('requester'), { en: 'Language', zh: '语言', ar: 'اللغة' }).meta(names({ requester: { en: "The requester's", zh: '申请人的语言', ar: 'لغة مقدّم الطلب' }, ...languageNames })),
  name: told(z.string().trim().min(1).max(100).optional(), { en: 'Name of the file', zh: '文件名', ar: 'اسم الملف' }, { en: 'Default: the key of the ticket, and the title if there is one.', zh: '默认：工单编号，若有标题则加上标题。', ar: 'الافتراضي: رقم التذكرة، ومعه العنوان إن وُجد.' }),
  title: told(inLanguages(sheetLimits.title, told).default({}), { en: 'Title', zh: '标题', ar: 'العنوان' }, { en: 'Of a text of this step. A language that is left out is told in English.', zh: '用于本步骤的文本。未填写的语言以英文显示。', ar: 'لنص هذه الخطوة. واللغة المتروكة تُكتب بالإنجليزية.' }),
  text: told(inLanguages(sheetLimits.text, lines).default({}), { en: 'Text', zh: '正文', ar: 'النص' }, { en: 'Headings (#), lists (-), tables (|), **bold** and holes such as {total} that the values fill.', zh: '支持标题（#）、列表（-）、表格（|）、**粗体**，以及由值填充的占位，例如 {total}。', ar: 'عناوين (#) وقوائم (-) وجداول (|) و**خط عريض** ومواضع مثل {total} تملؤها القيم.' }),
  values: told(z.record(z.string().regex(/^\p{L}[\p{L}\p{N}_]{0,63}$/u), z.unknown()).default({}), { en: 'Values', zh: '值', ar: 'القيم' }, { en: 'By the names of the holes, for example total: =sum(prices). What stands in them is never markup.', zh: '按占位名称填写，例如 total：=sum(prices)。值中的内容不会被当作标记。', ar: 'بأسماء المواضع، مثل total: =sum(prices). وما فيها لا يُعدّ ترميزًا أبدًا.' }),
}).superRefine(({ content, title, text, values }, context) => {
  if (content === 'ticket') return;
  for (const [name, given] of [['title', title], ['text', text]] as const) {
    if ((given.en ?? '').trim() === '') context.addIssue({ code: 'custom', path: [name, 'en'], message: says('config.english') });
    const open = [...new Set(Object.values(given).flatMap((one) => holesOf(one ?? '')))].filter((hole) => !Object.hasOwn(values, hole));
    if (open.length > 0) context.addIssue({ ...saysWith('config.holes', { names: open.slice(0, 5).map((hole) => `{${hole}}`) }), path: [name] });
  }
  if (JSON.stringify(values).length > sheetLimits.values) context.addIssue({ ...saysWith('issue.long.characters', { limit: sheetLimits.values }), path: ['values'] });
  for (const [name, value] of Object.entries(values)) if (entriesOf(value) > sheetLimits.entries) context.addIssue({ ...saysWith('issue.long.entries', { limit: sheetLimits.entries }), path: ['values', name] });
});
export type DocumentInputs = z.infer<typeof documentInputsSchema>;

const entriesOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

export const documentForm: ExecutorForm<DocumentInputs> = {
  kind: 'document',
  title: { en: 'Make a document', zh: '生成文档', ar: 'إنشاء مستند' },
  about: { en: 'Makes a PDF of the ticket or of a text, and adds it to the files of the ticket.', zh: '将工单或文本生成 PDF，并加入工单的文件。', ar: 'ينشئ ملف PDF من التذكرة أو من نص، ويضيفه إلى ملفات التذكرة.' },
  config: documentInputsSchema,
  initial: { content: 'ticket', readers: 'ticket', language: 'requester' },
  result: z.object({ file: z.string(), name: z.string(), pages: z.number().int() }),
};
