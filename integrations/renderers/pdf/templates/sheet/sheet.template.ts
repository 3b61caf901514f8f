/** The document a flow writes: its own words, on the house's paper. */
import { sheetDocumentSchema } from '#domain/document/sheet.document';
import { template } from '../template.kind.ts';
import { sheetTitle, sheetView } from './sheet.view.ts';
import { sheetTextsAr } from './texts/ar.ts';
import { sheetTextsEn } from './texts/en.ts';
import { sheetTextsZh } from './texts/zh.ts';

export const sheetTemplate = template({
  name: 'sheet',
  model: sheetDocumentSchema,
  texts: { en: sheetTextsEn, zh: sheetTextsZh, ar: sheetTextsAr },
  view: sheetView,
  caption: (sheet, words, { zone }) => ({ title: sheetTitle(sheet, words), footer: [sheet.key, words.t('doc.made', { time: words.time(sheet.madeAt) }), words.t('doc.zone', { zone })].join('  ·  ') }),
});
