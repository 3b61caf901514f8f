/** Arabic texts of the document of the service levels. Those the page has too are the same, by the same key (templates.test.ts). */
import type { Translated } from '#domain/texts/entry';
import type { levelsTextsEn } from './en.ts';

export const levelsTextsAr: Translated<typeof levelsTextsEn> = {
  'app.name': 'Signalbox',
  'doc.made': 'أُنشئ في {time}', 'doc.zone': 'المنطقة الزمنية {zone}', 'doc.madeFor': 'أُنشئ من أجل {name}',
  'levels.none': 'لا وعود في هذه المدة', 'levels.promise': 'الاحتساب حسب', 'levels.definitions': 'معاني الكلمات',
};
