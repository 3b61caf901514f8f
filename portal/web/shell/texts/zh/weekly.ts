/** Chinese texts of reports that are sent every week, and of the files that come with notices. */
import type { Translated } from '#domain/texts/entry';
import type { weeklyEn } from '../en/weekly.ts';

export const weeklyZh = {
  'weekly.button': '每周发送', 'weekly.title': '每周发送的报表', 'weekly.new': '新建每周报表', 'weekly.edit': '修改每周报表', 'weekly.make': '每周发送此报表',
  'weekly.about': '通过邮件发送给您，并连同文件保存在此处的信箱中。',
  'weekly.none': '目前没有发送给您的报表', 'weekly.noneText': '按当前筛选条件，每周将此页面以 PDF 或表格形式发送给您。',
  'weekly.most': { other: '最多 {count} 份。请修改或删除已有的报表。' },
  'weekly.gone': '该报表已不存在。',
  'weekly.what': '统计范围', 'weekly.weeks': '时间范围', 'weekly.span': { other: '最近 {count} 个完整周' }, 'weekly.weeksHint': '周一至周日；发送当周尚不计入。',
  'weekly.day': '发送日', 'weekly.time': '时间', 'weekly.zone': '时区', 'weekly.locale': '语言', 'weekly.formats': '格式',
  'weekly.format.pdf': 'PDF：数据、图表和表格', 'weekly.format.csv': 'CSV：每个表格一个文件，可用电子表格打开', 'weekly.noFormat': '请至少选择一种。',
  'weekly.send': '每周发送', 'weekly.save': '保存', 'weekly.change': '修改', 'weekly.pause': '暂停', 'weekly.resume': '恢复', 'weekly.remove': '删除', 'weekly.removed': '已删除每周报表。',
  'weekly.when': '每{day} {time}，{zone}', 'weekly.everything': '所有团队、类型和优先级', 'weekly.next': '下次发送：{time}', 'weekly.paused': '已暂停：恢复之前不会发送。', 'weekly.never': '尚未发送过。', 'weekly.open': '在信箱中打开',
  'weekly.last.sent': '上一份已于 {time}发送。', 'weekly.last.sending': '上一份生成于 {time}，正在发送。', 'weekly.last.queued': '上一份生成于 {time}，等待发送。', 'weekly.last.failed': '上一份未能发送（{time}）。', 'weekly.last.suppressed': '上一份未发送（{time}）。', 'weekly.last.skipped': '上一份已跳过（{time}）。', 'weekly.last.delayed': '上一份尚未能生成，将于 {again}再次尝试。', 'weekly.last.forgotten': '上一份生成于 {time}。',
  'settings.reports': '每周报表', 'weekly.all.link': '所有人的每周报表', 'weekly.all.about': '所有人订阅的每周服务级别报表及上一份的结果。可在此暂停或删除，例如人员离职后。报表内容由订阅人自行修改。',
  'weekly.all.search': '按订阅人搜索', 'weekly.all.only': '报表范围', 'weekly.all.only.all': '全部', 'weekly.all.only.inactive': '订阅人已停用', 'weekly.all.only.paused': '已暂停', 'weekly.all.none': '还没有人订阅报表', 'weekly.all.noneText': '可查看服务级别的人员都可以按任意筛选条件订阅每周报表。', 'weekly.all.noneFound': '没有匹配的报表',
  'weekly.all.noneFoundText': '请查看全部报表，或搜索其他人员。', 'weekly.all.paused': '已暂停：恢复之前不再发送。', 'weekly.all.removeAsk': '删除 {name} 的这份每周报表？', 'weekly.all.removeWhat': '删除后不再发送，且无法撤销。', 'weekly.all.removed': '已删除 {name} 的每周报表。',
  'notice.files': '文件', 'notice.filesKept': '保存至 {date}。', 'notice.filesOf': '仅供 {name} 本人下载。',
} as const satisfies Translated<typeof weeklyEn>;
