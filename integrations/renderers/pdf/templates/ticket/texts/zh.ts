/** Chinese texts of the document of a ticket. Those the ticket page has too are the same, by the same key (templates.test.ts). */
import type { Translated } from '#domain/texts/entry';
import type { ticketTextsEn } from './en.ts';

export const ticketTextsZh: Translated<typeof ticketTextsEn> = {
  'app.name': 'Signalbox',
  'ticket.firing': '告警未恢复', 'ticket.incident': '流程异常，需要处理', 'ticket.unassigned': '未分派', 'ticket.description': '描述',
  'tab.conversation': '沟通', 'tab.timeline': '时间线',
  'people.title': '相关人员', 'people.assignee': '受理人', 'people.requester': '申请人', 'people.owner': '对象负责人', 'people.team': '团队',
  'clocks.title': '计时',
  'object.title': '对象', 'object.impact': '影响范围', 'object.kind.device': '设备', 'object.kind.interface': '接口', 'object.kind.service': '服务', 'object.kind.application': '应用',
  'object.kind.ci': '配置项', 'object.kind.laptop': '笔记本电脑', 'object.impact.1': '全公司', 'object.impact.2': '部门', 'object.impact.3': '团队', 'object.impact.4': '个人',
  'facts.title': '基本信息', 'facts.type': '类型', 'facts.opened': '提交时间', 'facts.flow': '流程', 'facts.flowVersion': '{flow}，版本 {version}', 'facts.resolved': '解决时间', 'facts.closed': '关闭时间',
  'facts.yes': '是', 'facts.no': '否',
  'ticket.run': '流程第 {n} 次运行',
  'talk.empty': '暂无留言', 'talk.internal': '内部',
  'file.title': '文件', 'file.name': '名称', 'file.size': '大小', 'file.hash': '校验值（SHA-256）',
  'timeline.empty': '暂无动态', 'timeline.onBehalf': '代 {name}',
  'strip.label': '此工单的流程',
  'run.at': '当前位于 {names}', 'run.over': '已结束', 'run.status.running': '运行中', 'run.status.completed': '已完成', 'run.status.failed': '失败', 'run.status.cancelled': '已取消',
  'run.status.terminated': '已终止',
  'nobody': '无人',
  'state.critical': '紧急', 'state.major': '重要', 'state.minor': '次要', 'state.warning': '警告', 'state.info': '提示', 'state.ok': '正常', 'state.unknown': '未知',
  'doc.made': '生成于 {time}', 'doc.zone': '时区：{zone}', 'doc.madeFor': '为 {name} 生成', 'doc.byFlow': '由此工单的流程生成', 'doc.updated': '最近更新', 'doc.hasInternal': '包含仅同事可见的内部备注，请勿转发。', 'doc.clock': '计时', 'doc.target': '目标',
  'doc.state': '状态', 'doc.due': '到期时间', 'doc.used': '已用', 'doc.left': '剩余', 'doc.held': '暂停', 'doc.running': '计时中', 'doc.legend.done': '已完成', 'doc.legend.here': '当前位置',
  'doc.legend.ahead': '未到达', 'doc.legend.incident': '需要处理', 'doc.cut.comments': '本文档仅包含最近的留言，更早的留言请在 {key} 中查看。', 'doc.cut.events': '本文档仅包含最近的记录，更早的记录请在 {key} 中查看。',
  'doc.workingTime': '目标和已用时间均按工作时间计算。',
};
