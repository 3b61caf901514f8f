/** Chinese texts of home, inbox and approvals. */
import type { Translated } from '#domain/texts/entry';
import type { workEn } from '../en/work.ts';

export const workZh: Translated<typeof workEn> = {
  'home.morning': '{name}，早上好', 'home.day': '{name}，下午好', 'home.evening': '{name}，晚上好',
  'home.askedOfYou': '待我处理', 'home.askedNone': '暂无待办', 'home.askedNoneText': '流程需要您处理或审批时，会立即显示在这里。', 'home.allWork': '全部待办', 'home.allApprovals': '全部审批',
  'home.down': '当前故障', 'home.downNone': '当前没有故障', 'home.downNoneText': '触发中的告警组会显示在这里。', 'home.allAlarms': '告警控制台', 'home.recent': '最近更新', 'home.recentNone': '暂无工单', 'home.myRequests': '我的申请', 'home.myRequestsNone': '您没有进行中的申请', 'home.myRequestsText': '提交申请或报告问题后，可在这里查看由谁处理、何时到期。', 'home.allTickets': '全部工单',
  'home.team': { other: '团队任务 {count} 项' },
  'work.title': '待办', 'work.mine': '我的', 'work.team': '我的团队', 'work.mineNone': '您没有待办任务', 'work.mineNoneText': '从团队任务中领取后，会显示在这里。', 'work.teamNone': '您的团队没有待办任务', 'work.teamNoneText': '流程产生新任务时，会显示在这里。', 'work.toTeam': '查看团队任务', 'work.keys': 'j k 移动，Enter 打开，c 领取',
  'work.openTicket': '打开 {key}', 'work.kind.task': '任务', 'work.kind.approval': '审批',
  'approvals.title': '审批', 'approvals.none': '没有待您审批的事项', 'approvals.noneText': '流程需要您批准或驳回时，相关信息和操作按钮会显示在这里。', 'approvals.asks': '{who} 请您审批', 'approvals.asksFlow': '请您审批', 'approvals.ticket': '工单', 'approvals.object': '受影响对象', 'approvals.impact': '影响范围', 'approvals.firing': '告警', 'approvals.count': { other: '{count} 项待您审批' },
  'approvals.priority': '优先级', 'approvals.stillFiring': '未恢复', 'approvals.recovered': '已恢复', 'approvals.state': '状态',
};
