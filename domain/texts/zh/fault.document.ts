/** Chinese texts of errors of documents. */
import type { Translated } from '../entry.ts';
import type { faultEn } from '../english.ts';

export const faultDocument = {
  'fault.DOCUMENT_BROWSER_MISSING': '没有可用于生成 PDF 的浏览器。', 'fault.DOCUMENT_BROWSER_MISSING.hint': '请管理员在运行 worker 的机器上安装 Chromium 或 Chrome，或设置 CHROME_BIN；运行 signalbox doctor 可查看缺少什么。',
  'fault.DOCUMENT_BROWSER_TOO_OLD': '用于生成 PDF 的浏览器版本为 {version}，需要 {needed} 或更高版本。', 'fault.DOCUMENT_BROWSER_TOO_OLD.hint': '请管理员在运行 worker 的机器上安装更新的 Chromium 或 Chrome，或将 CHROME_BIN 指向更新的版本。',
  'fault.DOCUMENT_BROWSER_LOST': '生成 PDF 时浏览器意外退出。', 'fault.DOCUMENT_BROWSER_LOST.hint': '系统已重试多次，请稍后再试。',
  'fault.DOCUMENT_TOO_SLOW': '生成 PDF 用时过长。', 'fault.DOCUMENT_TOO_SLOW.hint': '请稍后再试。',
  'fault.DOCUMENT_TOO_LARGE': 'PDF 将超过 {limit} MB。', 'fault.DOCUMENT_TOO_LARGE.hint': '请减少要包含的内容。',
  'fault.DOCUMENT_MODEL_INVALID': 'PDF 的内容与模板“{template}”不符。', 'fault.DOCUMENT_MODEL_INVALID.hint': '请将此信息告知管理员：系统各部分的版本不一致。',
  'fault.DOCUMENT_NOT_READY': 'PDF 尚未生成。', 'fault.DOCUMENT_NOT_READY.hint': '请等待生成完成。',
  'fault.DOCUMENTS_TOO_MANY': '您已有 {limit} 份 PDF 正在生成。', 'fault.DOCUMENTS_TOO_MANY.hint': '请等待其中一份生成完成。',
} satisfies Partial<Translated<typeof faultEn>>;
