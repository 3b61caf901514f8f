/** Chinese texts of the events page. */
import type { Translated } from '#domain/texts/entry';
import type { auditEn } from '../en/audit.ts';

export const auditZh: Translated<typeof auditEn> = {
  'events.title': '事件记录', 'events.about': '谁在何时、代表谁做了什么。记录不可更改。', 'events.new': { other: '{count} 条新记录' },
  'events.none': '暂无记录', 'events.noneText': '人员、流程、计时和监控所做的一切都会记录在这里。', 'events.noneFound': '没有符合条件的记录', 'events.noneFoundText': '请放宽时间或筛选条件。仅列出您有权查看的内容的记录。', 'events.clear': '清除筛选',
  'events.filter.label': '筛选', 'events.filter.person': '所有人', 'events.filter.personLabel': '操作人', 'events.filter.family': '全部', 'events.filter.familyLabel': '操作类别', 'events.filter.subject': '工单，例如 INC-1042', 'events.filter.from': '从', 'events.filter.to': '到',
  'events.family.ticket': '工单', 'events.family.task': '任务和审批', 'events.family.run': '运行和系统步骤', 'events.family.clock': '计时', 'events.family.alarm': '告警', 'events.family.flow': '流程', 'events.family.settings': '设置', 'events.family.session': '登录',
  'events.export': '导出', 'events.export.csv': '用于电子表格（CSV）', 'events.export.json': '用于程序（JSON）', 'events.exporting': '正在导出',
  'events.onlyOf': '仅显示 {name} 的操作', 'events.onlyAbout': '仅显示与 {name} 有关的记录', 'events.request': '请求 {id}', 'events.details': '详情', 'events.gone': '已不存在', 'events.list': '事件记录，最新的在前',
};
