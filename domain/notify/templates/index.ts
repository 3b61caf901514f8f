/** The template of every kind of notice. */
import type { NoticeKind } from '../notice.schema.ts';
import { reportTemplates } from './report.templates.ts';
import { taskTemplates } from './task.templates.ts';
import type { NoticeTemplate } from './template.ts';
import { ticketTemplates } from './ticket.templates.ts';
import { webhookTemplates } from './webhook.templates.ts';

export const noticeTemplates: Readonly<Record<NoticeKind, NoticeTemplate>> = { ...taskTemplates, ...ticketTemplates, ...webhookTemplates, ...reportTemplates };
