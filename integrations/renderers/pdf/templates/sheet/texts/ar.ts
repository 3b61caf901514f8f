/** Arabic texts of documents that flows write. Those the portal has too are the same, by the same key (templates.test.ts). */
import type { Translated } from '#domain/texts/entry';
import type { sheetTextsEn } from './en.ts';

export const sheetTextsAr: Translated<typeof sheetTextsEn> = {
  'app.name': 'Signalbox',
  'facts.yes': 'نعم', 'facts.no': 'لا', 'talk.internal': 'داخلي',
  'doc.made': 'أُنشئ في {time}', 'doc.zone': 'المنطقة الزمنية {zone}', 'doc.byFlow': 'أنشأه سير عمل هذه التذكرة', 'doc.forColleagues': 'للزملاء فقط، فلا تسلّمه إلى غيرهم.',
};
