/** Chinese texts of errors of files. */
import type { Translated } from '../entry.ts';
import type { faultEn } from '../english.ts';

export const faultFile = {
  'fault.FILE_TYPE_LIES': '“{name}”自称是“{said}”，但实际内容是“{is}”。', 'fault.FILE_TYPE_LIES.hint': '请改成正确的文件名再上传，或改用其他类型的文件。已输入的内容已保留。',
  'fault.FILE_KIND_NOT_ALLOWED': '“{name}”的内容是“{is}”，此处不接受。', 'fault.FILE_KIND_NOT_ALLOWED.hint': '可上传图片、PDF、Office 文档、邮件、文本、CSV、日志和压缩包；其他文件请先打包成 ZIP。已输入的内容已保留。',
  'fault.FILE_EMPTY': '“{name}”是空文件。', 'fault.FILE_EMPTY.hint': '请检查原文件后重新上传。',
  'fault.FILE_TOO_LARGE': '“{name}”超过 {limit} MB。', 'fault.FILE_TOO_LARGE.hint': '请只上传需要的部分，或先压缩。已输入的内容已保留。',
  'fault.FILE_INCOMPLETE': '“{name}”没有完整送达。', 'fault.FILE_INCOMPLETE.hint': '请重新上传。',
  'fault.FILE_DAY_LIMIT': '您今天已上传 {limit} MB 文件，已达上限。', 'fault.FILE_DAY_LIMIT.hint': '请明天（UTC 零点后）继续，或联系管理员。已输入的内容已保留。',
  'fault.FILES_TOO_MANY': '一条留言最多附带 {limit} 个文件。', 'fault.FILES_TOO_MANY.hint': '其余文件请另发一条留言，或打包后上传。',
  'fault.FILES_TICKET_FULL': '此工单的文件已达上限：{limit} 个。', 'fault.FILES_TICKET_FULL.hint': '请先删除一些文件，或将多个文件打包。',
  'fault.FILES_MADE_TOO_MANY': '流程已在此工单上生成 {limit} 个文件。', 'fault.FILES_MADE_TOO_MANY.hint': '流程可能在反复生成文件：请修正流程，并跳过此步骤。',
  'fault.FILE_UNKNOWN': '有文件已不存在：上传超过一天未使用，或已被删除。', 'fault.FILE_UNKNOWN.hint': '请将其移除后重新添加。已输入的内容已保留。',
  'fault.FILE_REMOVED': '“{name}”已被删除。', 'fault.FILE_REMOVED.hint': '工单中记录了删除人和删除时间。',
} satisfies Partial<Translated<typeof faultEn>>;
