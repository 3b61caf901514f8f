/** Chinese texts of the service levels' pages. */
import type { Translated } from '#domain/texts/entry';
import type { policyEn } from '../en/policy.ts';

export const policyZh: Translated<typeof policyEn> = {
  'clock.nextResponse': '后续响应', 'clock.ola': '内部协议', 'clock.approval': '审批', 'clock.step': '步骤',
  'policy.about': '对工单的服务承诺。所有条件均满足的服务级别中，工单采用条件最多的一个。', 'policy.new': '新建服务级别', 'policy.fromNowOn': '适用于此后提交的工单，未结工单保持原有承诺。',
  'policy.warnsAt': '{warn} 时预警', 'policy.lastResort': '兜底：用于没有其他服务级别适用的工单', 'policy.noCondition': '无条件', 'policy.if.ticketType': '类型：{values}', 'policy.if.priority': '优先级：{values}', 'policy.if.team': '团队：{values}', 'policy.if.service': '服务：{values}',
  'policy.which': '这张工单会采用哪个服务级别？', 'policy.ticket': '工单，例如 INC-7', 'policy.type': '或类型', 'policy.priority': '优先级', 'policy.team': '团队', 'policy.gets': '采用 {policy}。', 'policy.getsNone': '没有适用的服务级别，因此不计时。', 'policy.because': '依据：{conditions}。', 'policy.becauseLast': '作为兜底采用，没有其他服务级别适用。', 'policy.passedOver': '条件较少、未采用的还有：{names}。', 'policy.due': '开始于 {start}，到期于 {due}',
  'policy.condition.ticketType': '工单类型', 'policy.condition.priority': '优先级', 'policy.condition.team': '团队', 'policy.condition.service': '服务', 'policy.any': '不限',
  'policy.key': '标识（用于文件和事件记录）', 'policy.for': '适用的工单', 'policy.isLastResort': '兜底：没有其他服务级别适用时采用', 'policy.isEnabled': '使用中',
  'policy.clocks': '计时', 'policy.addClock': '添加计时', 'policy.removeClock': '移除此计时', 'policy.kind': '类别', 'policy.target': '目标，例如 PT4H 或 P3D', 'policy.warn': '预警，例如 75% 或 -PT30M', 'policy.calendar': '日历', 'policy.scope': '所属团队或步骤',
  'policy.switches': '计时方式', 'policy.default': '{value}（默认）', 'policy.pauses': '工单等待期间', 'policy.pauses.true': '暂停计时', 'policy.pauses.false': '继续计时', 'policy.countFrom': '起算时刻', 'policy.countFrom.creation': '工单提交时', 'policy.countFrom.assignment': '首次领取时',
  'policy.onReopen': '解决到重新打开之间的时间', 'policy.onReopen.exclude': '不计入', 'policy.onReopen.include': '计入', 'policy.onReopen.restart': '重新开始计时', 'policy.dayTarget': '以工作日表示的目标', 'policy.dayTarget.keepClockTime': '保持钟点不变', 'policy.dayTarget.endOfWorkingDay': '在最后一天下班时到期', 'policy.pastBreach': '目标放宽后，已发生的超时', 'policy.pastBreach.stays': '保留', 'policy.pastBreach.follows': '重新判定',
  'policy.remove': '删除服务级别', 'policy.removeAsk': '删除此服务级别？', 'policy.removeWhat': '未结工单保持原有承诺。',
  'policy.escalation': '无人处理时的升级', 'policy.escalation.none': '尚未设置：预警和超时时通知受理人和组长，此外不再通知。', 'policy.escalation.about': '逐级升级，每级一次。时刻可写为目标的比例（75%），或到期前（-PT1H）、到期后（PT2H）的工作时间。工单沿用提交时的升级级别。',
  'policy.escalation.add': '添加级别', 'policy.escalation.most': { other: '最多 {count} 级。' }, 'policy.escalation.level': '第 {level} 级',
  'policy.escalation.at': '时刻', 'policy.escalation.to': '升级对象', 'policy.escalation.person': '人员',
  'policy.escalation.actions': '操作', 'policy.escalation.remove': '删除', 'policy.escalation.removeLevel': '删除第 {level} 级',
  'policy.escalation.to.assignee': '受理人', 'policy.escalation.to.teamLead': '组长', 'policy.escalation.to.teamManager': '团队经理',
  'policy.escalation.to.departmentHead': '部门负责人', 'policy.escalation.to.person': '指定人员', 'policy.escalation.do.notify': '通知',
  'policy.escalation.do.reassign': '转交工单', 'policy.escalation.do.raisePriority': '提高优先级',
};
