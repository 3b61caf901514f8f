/** Chinese texts of the document of the service levels. Those the page has too are the same, by the same key (templates.test.ts). */
import type { Translated } from '#domain/texts/entry';
import type { levelsTextsEn } from './en.ts';

export const levelsTextsZh: Translated<typeof levelsTextsEn> = {
  'app.name': 'Signalbox',
  'doc.made': '生成于 {time}', 'doc.zone': '时区：{zone}', 'doc.madeFor': '为 {name} 生成',
  'levels.none': '此期间没有承诺', 'levels.promise': '统计依据', 'levels.definitions': '术语说明',
};
