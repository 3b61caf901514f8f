/** Texts of the fields for days and times, in Chinese. */
import type { dateEn } from '../en/date.ts';
import type { Translated } from '#domain/texts/entry';

export const dateZh: Translated<typeof dateEn> = {
  'date.shape.day': '年/月/日', 'date.shape.time': '时：分', 'date.dayOf': '{of}：日期', 'date.timeOf': '{of}：时间',
  'date.hint.day': '按上、下箭头键更改日期，按 Alt 加下箭头键打开日历。', 'date.hint.time': '按上、下箭头键每次更改一刻钟，按 Alt 加下箭头键打开列表。',
  'date.unreadable.day': '“{typed}”不是有效日期，请按 {example} 的格式填写。', 'date.unreadable.time': '“{typed}”不是有效时间，请按 {example} 的格式填写。', 'date.early': '{typed} 过早，最早可选 {least}。',
};
