/** Chinese texts of documents as PDF. */
import type { Translated } from '#domain/texts/entry';
import type { documentEn } from '../en/document.ts';

export const documentZh: Translated<typeof documentEn> = {
  'document.pdf': '导出 PDF', 'document.pdfOf': '{key} 的 PDF', 'document.command': '将 {key} 导出为 PDF', 'document.about': '包含您在此工单中可以查看的全部内容：基本信息、计时、流程图、留言和时间线，以当前状态为准。', 'document.voice': '使用您当前的界面语言，时间按 {zone} 时区显示。',
  'document.withInternal': '包含仅同事可见的内部备注', 'document.withInternalHint': '内部备注会有标记。请勿将这样的 PDF 交给申请人。', 'document.make': '生成 PDF', 'document.again': '重新生成',
  'document.waiting': '正在排队', 'document.rendering': '正在生成', 'document.retrying': '正在生成，第 {attempt} 次尝试', 'document.mayLeave': '您可以关闭此窗口，稍后再来查看。', 'document.ready': '{file} 已生成', 'document.size': { other: '{count} 页，{size} KB' },
  'document.download': '下载', 'document.kept': '在 {time} 之前可以下载。',
};
