/** What a flow says to open another ticket. Opening it is activities/flow/ticket-create.executor.ts. */
import { z } from 'zod';
import { says } from '#domain/issue';
import { linkRelations } from '#domain/ticket/link';
import { priorities } from '#domain/ticket/ticket.schema';
import type { ExecutorForm } from '../executor.kind.ts';
import { lines, told } from '../input.form.ts';
import { relationNames } from '../ticket-link/ticket-link.form.ts';

const id = z.string().min(1).max(100);
export const ticketCreateSchema = z.object({
  type: told(z.string().min(1).max(50).optional(), { en: 'Ticket type', zh: '工单类型', ar: 'نوع التذكرة' }, { en: 'Its key, "incident". Left out where a catalogue item is named.', zh: '类型的键，例如 “incident”。指定目录项时可省略。', ar: 'مفتاحه، مثل "incident". يُترك إن ذُكر عنصر من الدليل.' }),
  title: told(z.string().trim().min(1).max(500).optional(), { en: 'Title', zh: '标题', ar: 'العنوان' }, { en: 'Of a catalogue item it may be left out: then it is what the item calls its requests.', zh: '目录项可省略标题，此时使用该项的请求名称。', ar: 'يمكن تركه مع عنصر من الدليل؛ فيُسمى عندئذ كما يسمي العنصر طلباته.' }),
  description: lines(z.string().max(20_000).default(''), { en: 'Description', zh: '描述', ar: 'الوصف' }),
  priority: told(z.enum(priorities).optional(), { en: 'Priority', zh: '优先级', ar: 'الأولوية' }, { en: "Default: by the object's impact.", zh: '默认：取决于对象的影响程度。', ar: 'الافتراضي: بحسب أثر الكائن.' }),
  requester: told(id.nullable().optional(), { en: 'Requester', zh: '请求人', ar: 'مقدم الطلب' }, { en: "A person's id. Default: the requester of this ticket; =null: nobody.", zh: '人员的标识。默认：本工单的请求人；=null 表示无人。', ar: 'معرّف شخص. الافتراضي: مقدم هذه التذكرة؛ و =null: لا أحد.' }),
  team: told(id.optional(), { en: 'Team', zh: '团队', ar: 'الفريق' }, { en: 'Default: as the ticket type or the item says.', zh: '默认：由工单类型或目录项决定。', ar: 'الافتراضي: كما يقول نوع التذكرة أو العنصر.' }),
  object: told(id.nullable().optional(), { en: 'Object', zh: '对象', ar: 'الكائن' }, { en: 'Its id, for example =object.id.', zh: '对象的标识，例如 =object.id。', ar: 'معرّفه، مثل =object.id.' }),
  item: told(id.optional(), { en: 'Catalogue item', zh: '目录项', ar: 'عنصر الدليل' }, { en: 'Its key. The fields are the answers to its form.', zh: '目录项的键。字段即其表单的答案。', ar: 'مفتاحه. والحقول هي أجوبة نموذجه.' }),
  fields: told(z.record(z.string().max(100), z.unknown()).default({}), { en: 'Fields', zh: '字段', ar: 'الحقول' }),
  relation: told(z.enum(linkRelations).default('parent'), { en: 'This ticket is to the new one', zh: '本工单与新工单的关系', ar: 'هذه التذكرة بالنسبة إلى الجديدة' }).meta({ 'x-names': relationNames }),
}).superRefine(({ type, item, title }, context) => {
  if ((type === undefined) === (item === undefined)) context.addIssue({ code: 'custom', path: ['type'], message: says('config.type-or-item') });
  if (item === undefined && title === undefined) context.addIssue({ code: 'custom', path: ['title'], message: says('config.title') });
});
export type TicketCreateInputs = z.infer<typeof ticketCreateSchema>;

export const ticketCreateForm: ExecutorForm<TicketCreateInputs> = {
  kind: 'ticket-create',
  title: { en: 'Open a ticket', zh: '创建工单', ar: 'فتح تذكرة' },
  about: { en: 'Opens another ticket with a flow of its own, and links both.', zh: '创建另一个拥有自己流程的工单，并将两者关联。', ar: 'يفتح تذكرة أخرى لها سير عملها، ويربط بينهما.' },
  config: ticketCreateSchema,
  initial: { type: 'incident', title: '="Follow-up of " + ticket.key', object: '=object.id' },
  result: z.object({ key: z.string(), id: z.string() }),
};
