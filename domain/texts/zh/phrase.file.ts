/** Chinese words for what a file is. */
import type { Translated } from '../entry.ts';
import type { phraseEn } from '../english.ts';

export const filePhrasesZh = {
  'phrase.file.is.png': 'PNG 图片', 'phrase.file.is.jpeg': 'JPEG 图片', 'phrase.file.is.gif': 'GIF 图片', 'phrase.file.is.webp': 'WebP 图片', 'phrase.file.is.heic': 'HEIC 图片', 'phrase.file.is.pdf': 'PDF 文件',
  'phrase.file.is.docx': 'Word 文档', 'phrase.file.is.odt': 'ODT 文本文档', 'phrase.file.is.doc': '旧版 Word 文档', 'phrase.file.is.rtf': 'RTF 文本文档', 'phrase.file.is.xlsx': 'Excel 工作簿', 'phrase.file.is.ods': 'ODS 电子表格', 'phrase.file.is.xls': '旧版 Excel 工作簿',
  'phrase.file.is.pptx': 'PowerPoint 演示文稿', 'phrase.file.is.odp': 'ODP 演示文稿', 'phrase.file.is.ppt': '旧版 PowerPoint 演示文稿', 'phrase.file.is.msg': 'Outlook 邮件', 'phrase.file.is.eml': '邮件', 'phrase.file.is.csv': 'CSV 表格', 'phrase.file.is.json': 'JSON 文本', 'phrase.file.is.xml': 'XML 文本', 'phrase.file.is.log': '日志', 'phrase.file.is.text': '文本',
  'phrase.file.is.zip': 'ZIP 压缩包', 'phrase.file.is.gzip': 'gzip 压缩包', 'phrase.file.is.tar': 'tar 归档', 'phrase.file.is.7z': '7-Zip 压缩包', 'phrase.file.is.xz': 'xz 压缩包', 'phrase.file.is.bzip2': 'bzip2 压缩包',
  'phrase.file.is.html': '网页（HTML）', 'phrase.file.is.svg': '可能包含脚本的图形（SVG）', 'phrase.file.is.macros': '带宏的 Office 文档', 'phrase.file.is.program': '程序', 'phrase.file.is.video': '视频', 'phrase.file.is.sound': '录音', 'phrase.file.is.image': '其他类型的图片',
  'phrase.file.is.unknown': '无法识别的内容', 'phrase.file.is.cfb': '旧版 Office 文档', 'phrase.file.is.named': '以“.{ending}”结尾的文件', 'phrase.file.is.said': '{type} 类型',
} satisfies Partial<Translated<typeof phraseEn>>;
