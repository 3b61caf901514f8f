/** The templates of documents, one line each. How to add one: README.md beside this file. */
import type { DocumentTemplate } from '#domain/document/document.schema';
import type { TemplateKind } from './template.kind.ts';
import { levelsTemplate } from './levels/levels.template.ts';
import { sheetTemplate } from './sheet/sheet.template.ts';
import { ticketTemplate } from './ticket/ticket.template.ts';

export const templates: Readonly<Record<DocumentTemplate, TemplateKind>> = {
  ticket: ticketTemplate,
  levels: levelsTemplate,
  sheet: sheetTemplate,
};
