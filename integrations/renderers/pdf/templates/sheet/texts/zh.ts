/** Chinese texts of documents that flows write. Those the portal has too are the same, by the same key (templates.test.ts). */
import type { Translated } from '#domain/texts/entry';
import type { sheetTextsEn } from './en.ts';

export const sheetTextsZh: Translated<typeof sheetTextsEn> = {
  'app.name': 'Signalbox',
  'facts.yes': '是', 'facts.no': '否', 'talk.internal': '内部',
  'doc.made': '生成于 {time}', 'doc.zone': '时区：{zone}', 'doc.byFlow': '由此工单的流程生成', 'doc.forColleagues': '仅供同事阅读，请勿转发。',
};
