/** Chinese texts of the report pages, and of the ticket list's filters that reports lead to. */
import type { Translated } from '#domain/texts/entry';
import type { reportEn } from '../en/report.ts';

export const reportZh: Translated<typeof reportEn> = {
  'levels.filter.label': '统计范围', 'levels.filter.from': '提交日期', 'levels.filter.to': '至', 'levels.filter.team': '全部团队', 'levels.filter.teamLabel': '团队', 'levels.filter.type': '全部类型', 'levels.filter.typeLabel': '类型', 'levels.filter.priority': '全部优先级', 'levels.filter.priorityLabel': '优先级', 'levels.clear': '清除筛选',
  'levels.new': '有新数据', 'levels.none': '此期间没有承诺', 'levels.noneText': '提交了适用服务级别的工单后，数据会显示在这里。', 'levels.noneFound': '没有符合条件的工单', 'levels.noneFoundText': '请放宽时间范围或筛选条件。', 'levels.noneStep': '查看现有的服务级别',
  'levels.promise': '统计依据', 'levels.promise.both': '两项承诺', 'levels.promise.response': '响应', 'levels.promise.resolution': '解决',
  'levels.table': '以表格查看', 'levels.export': '将“{table}”另存为文件（CSV）', 'levels.definitions': '术语说明', 'levels.scope': '统计内容',
  'levels.open': '工单：{what}', 'levels.weekValue': '{week} 起的一周：{value}', 'levels.line': '{figure}，十二周', 'levels.chartBroke': '无法加载图表，表格中有相同的数据。',
  'levels.pdf': '服务级别的 PDF', 'levels.pdfAbout': '包含此页面在当前筛选条件下的全部统计：数据、各表格及其条形图、术语说明，以当前状态为准。',
  'levels.hint': '点击条形或数字可查看对应工单',
  'filter.opened': '提交于 {from} 至 {to}', 'filter.openedSince': '自 {from} 起提交', 'filter.openedUntil': '{to} 之前提交', 'filter.level': '{promise}：{level}', 'filter.promised': '有承诺（{promise}）', 'filter.took': '{promise}用时 {time}', 'filter.step': '经过步骤 {step}', 'filter.reported': '按报表口径',
  'filter.name.opened': '提交时间', 'filter.name.level': '承诺', 'filter.name.took': '用时', 'filter.name.step': '步骤', 'filter.name.reported': '报表口径', 'filter.noTeam': '无团队',
};
