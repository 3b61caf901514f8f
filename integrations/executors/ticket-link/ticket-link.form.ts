/** What a flow says to link its ticket with another. Doing it is activities/flow/ticket-link.executor.ts. */
import { z } from 'zod';
import { linkRelations, type LinkRelation } from '#domain/ticket/link';
import type { Text } from '#domain/values';
import type { ExecutorForm } from '../executor.kind.ts';
import { told } from '../input.form.ts';

export const relationNames: Readonly<Record<LinkRelation, Required<Text>>> = {
  parent: { en: 'Parent', zh: '父工单', ar: 'التذكرة الأصل' }, child: { en: 'Child', zh: '子工单', ar: 'تذكرة فرعية' },
  duplicateOf: { en: 'What it is a duplicate of', zh: '被重复的工单', ar: 'ما هي مكررة عنه' }, duplicatedBy: { en: 'A duplicate of it', zh: '重复的工单', ar: 'تكرار لها' },
  causedBy: { en: 'What caused it', zh: '起因工单', ar: 'ما سبّبها' }, causes: { en: 'What it caused', zh: '引发的工单', ar: 'ما سبّبته' }, related: { en: 'Related', zh: '相关', ar: 'ذات صلة' },
};

export const ticketLinkSchema = z.object({
  ticket: told(z.string().regex(/^[A-Z]{2,5}-\d{1,9}$/), { en: 'Ticket', zh: '工单', ar: 'التذكرة' }, { en: 'The key of the other ticket, for example =opened.key.', zh: '另一个工单的编号，例如 =opened.key。', ar: 'رقم التذكرة الأخرى، مثل =opened.key.' }),
  relation: told(z.enum(linkRelations).default('related'), { en: 'The other ticket is to this one', zh: '另一个工单与本工单的关系', ar: 'التذكرة الأخرى بالنسبة إلى هذه' }).meta({ 'x-names': relationNames }),
});
export type TicketLinkInputs = z.infer<typeof ticketLinkSchema>;

export const ticketLinkForm: ExecutorForm<TicketLinkInputs> = {
  kind: 'ticket-link',
  title: { en: 'Link a ticket', zh: '关联工单', ar: 'ربط تذكرة' },
  about: { en: 'Says how this ticket and another belong together.', zh: '说明本工单与另一工单的关系。', ar: 'يبيّن صلة هذه التذكرة بأخرى.' },
  config: ticketLinkSchema,
  initial: { ticket: '=opened.key', relation: 'related' },
  result: z.object({ key: z.string(), relation: z.enum(linkRelations) }),
};
