/** The document of the service levels: the page's figures and tables, for a desk, a drawer, a meeting. */
import { levelsDocumentSchema } from '#domain/document/levels.document';
import { reportWords } from '#domain/report/report.words';
import { template } from '../template.kind.ts';
import { levelsView } from './levels.view.ts';
import { levelsTextsAr } from './texts/ar.ts';
import { levelsTextsEn } from './texts/en.ts';
import { levelsTextsZh } from './texts/zh.ts';

export const levelsTemplate = template({
  name: 'levels',
  model: levelsDocumentSchema,
  texts: { en: levelsTextsEn, zh: levelsTextsZh, ar: levelsTextsAr },
  view: levelsView,
  caption({ figures: { period }, madeAt }, words, { zone }) {
    const said = reportWords(words.locale);
    return { title: `${said.t('title')} ${period.from} – ${period.to}`, footer: [said.t('title'), words.t('doc.made', { time: words.time(madeAt) }), words.t('doc.zone', { zone })].join('  ·  ') };
  },
});
