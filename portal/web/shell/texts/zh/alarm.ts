/** Chinese texts of the alarm console. */
import type { Translated } from '#domain/texts/entry';
import type { alarmEn } from '../en/alarm.ts';

export const alarmZh: Translated<typeof alarmEn> = {
  'alarms.title': '告警', 'alarms.firing': { other: '触发中 {count} 组' }, 'alarms.state.pending': '聚合中', 'alarms.state.firing': '触发中', 'alarms.state.recovered': '已恢复', 'alarms.state.closed': '已关闭',
  'alarms.filter.active': '活跃', 'alarms.filter.all': '全部', 'alarms.filter.closed': '已关闭', 'alarms.filter.label': '告警组范围', 'alarms.search': '搜索告警', 'alarms.none': '没有活跃告警', 'alarms.noneText': '告警来源上报后，告警组会显示在这里。管理员可在“设置”中添加来源。', 'alarms.noneFound': '没有匹配的告警组', 'alarms.noneFoundText': '请查看全部告警组，或更换搜索词。',
  'alarms.acknowledge': '认领', 'alarms.acknowledged': '{name} 已认领', 'alarms.count': '触发中 {firing} / 共 {all}', 'alarms.moreLabels': '+{count}', 'alarms.new': { other: '{count} 个新告警组' }, 'alarms.noTicket': '尚无工单',
  'alarm.members': '触发中的告警', 'alarm.membersNone': '此组没有触发中的告警', 'alarm.resolved': '已结束', 'alarm.journal': '接收记录', 'alarm.why': '归为一组的原因', 'alarm.whyText': '来源 {source} 中 {labels} 相同的告警视为同一原因，归为一组，对应一张工单。', 'alarm.whyNone': '来源 {source} 的所有告警归为一组。', 'alarm.episode': '发生次数', 'alarm.nextFlush': '下次更新工单', 'alarm.team': '团队', 'alarm.source': '来源', 'alarm.object': '对象', 'alarm.ticket': '工单', 'alarm.firstSeen': '首次出现', 'alarm.lastSeen': '最近出现', 'alarm.total': '收到告警数', 'alarm.facts': '基本信息', 'alarm.since': '开始于', 'alarm.labels': '标签', 'alarm.ended': '结束于',
  'alarm.group': '告警组', 'alarm.showAll': '显示全部 {count} 条',
  'alarm.change.new': '新增', 'alarm.change.severity': '级别变化', 'alarm.change.resolved': '结束', 'alarm.change.repeat': '重复', 'alarm.journalNone': '没有保留记录', 'alarm.quiet': '静默期结束后，告警组自动关闭。', 'alarm.runbook': '运维手册',
};
