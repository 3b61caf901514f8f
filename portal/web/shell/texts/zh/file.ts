/** Chinese texts of files: added, sent, shown, removed. */
import type { Translated } from '#domain/texts/entry';
import type { fileEn } from '../en/file.ts';

export const fileZh: Translated<typeof fileEn> = {
  'file.title': '文件', 'file.name': '名称', 'file.size': '大小', 'file.hash': '校验值（SHA-256）',
  'file.add': '添加文件', 'file.addHint': '也可以拖放到此处，或粘贴截图', 'file.addMost': '每个不超过 {size}', 'file.drop': '将文件拖放到此处', 'file.list': '待发送的文件',
  'file.waiting': '等待上传', 'file.sending': '已上传 {percent}%，共 {size}', 'file.checking': '正在检查', 'file.cancel': '取消上传 {name}', 'file.again': '重试', 'file.takeOut': '移除 {name}',
  'file.busy': '文件仍在上传', 'file.faulty': '请先移除未能上传的文件', 'file.gone': '文件已不存在', 'file.goneText': '上传超过一天未使用，或已被删除。请重新添加。',
  'file.group.image': '图片', 'file.group.pdf': 'PDF 文件', 'file.group.document': '文档', 'file.group.sheet': '表格', 'file.group.slides': '演示文稿', 'file.group.mail': '邮件', 'file.group.text': '文本', 'file.group.archive': '压缩包',
  'file.download': '下载 {name}', 'file.open': '打开 {name}', 'file.remove': '删除 {name}', 'file.removeAsk': '删除此文件？', 'file.removeText': '文件内容将永久删除；时间线会保留文件记录和删除人。', 'file.removeYes': '删除', 'file.removeNo': '保留',
  'file.byFlow': '由流程生成', 'file.removed': '已由 {name} 删除', 'file.pasted': '截图 {time}', 'file.answer': { other: '{count} 个文件' },
};
