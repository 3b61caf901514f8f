/** The document of a ticket: a person's page of it, for handing on. */
import { ticketDocumentSchema } from '#domain/document/ticket.document';
import { template } from '../template.kind.ts';
import { ticketTextsAr } from './texts/ar.ts';
import { ticketTextsEn } from './texts/en.ts';
import { ticketTextsZh } from './texts/zh.ts';
import { ticketView } from './ticket.view.ts';

export const ticketTemplate = template({
  name: 'ticket',
  model: ticketDocumentSchema,
  texts: { en: ticketTextsEn, zh: ticketTextsZh, ar: ticketTextsAr },
  view: ticketView,
  caption: ({ key, title, madeAt }, words, { zone }) => ({ title: `${key} ${title}`, footer: [key, words.t('doc.made', { time: words.time(madeAt) }), words.t('doc.zone', { zone })].join('  ·  ') }),
});
