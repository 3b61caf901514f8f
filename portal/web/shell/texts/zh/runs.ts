/** Chinese texts of runs over all tickets. */
import type { Translated } from '#domain/texts/entry';
import type { runsEn } from '../en/runs.ts';

export const runsZh = {
  'menu.runs': '运行', 'runs.title': '运行', 'runs.about': '流程正在做什么、做过什么', 'runs.list': '运行', 'runs.pages': '运行及其异常',
  'runs.search': '按工单搜索', 'runs.flow': '流程', 'runs.version': '版本', 'runs.step': '所在步骤', 'runs.phase': '状态', 'runs.age': '开始于', 'runs.since': '已持续', 'runs.order': '排序',
  'runs.phase.running': '执行中', 'runs.phase.waiting': '等待中', 'runs.phase.incident': '已停止', 'runs.phase.suspended': '已暂停', 'runs.phase.completed': '已完成', 'runs.phase.cancelled': '已取消', 'runs.phase.failed': '失败', 'runs.phaseCount': '{state}（{count}）',
  'runs.age.PT1H': '一小时以前', 'runs.age.P1D': '一天以前', 'runs.age.P7D': '一周以前', 'runs.age.P30D': '30 天以前',
  'runs.sort.updated': '最近更新在前', 'runs.sort.started': '最近开始在前', 'runs.sort.oldest': '最早开始在前', 'runs.total': { other: '{count} 次运行' },
  'runs.column.run': '运行', 'runs.column.state': '状态', 'runs.column.started': '开始', 'runs.column.changed': '更新', 'runs.lost': '其工作流已不存在', 'runs.again': '第 {n} 次运行',
  'runs.none': '还没有运行', 'runs.noneText': '每张有流程的工单都会开始一次运行。', 'runs.noneFound': '没有匹配的运行', 'runs.noneFoundText': '换用其他词语、状态或步骤也许能找到。',
  'runs.acts': '{run} 的操作', 'runs.suspend': '暂停', 'runs.resume': '恢复', 'runs.cancel': '取消运行', 'runs.reason': '原因',
  'runs.suspendTitle': '暂停 {run}', 'runs.suspendWhy': '恢复之前，任何人都不能操作它，到达的内容会被保留。承诺的时限继续计时。', 'runs.cancelTitle': '取消 {run}', 'runs.cancelWhy': '其未完成的任务将结束，工单将被撤回。其他人会看到原因。',
  'runs.resumeTitle': '恢复 {run}', 'runs.resumeWhy': '保留的内容按到达顺序处理，已逾期的立即触发。',
  'change.open': '变更…', 'change.title': '变更 {run}', 'change.about': '仅对此工单有效：其他工单的流程保持不变。执行之前会先显示结果。', 'change.what': '变更内容', 'change.insert': '插入步骤', 'change.skip': '跳过步骤', 'change.move': '转到其他步骤',
  'change.kind': '步骤类型', 'change.before': '插入到哪个步骤之前', 'change.name': '步骤名称', 'change.who': '由谁处理', 'change.rejected': '驳回后转到', 'change.from': '当前所在步骤', 'change.outcome': '视为结果是', 'change.to': '转到哪个步骤',
  'change.look': '查看结果', 'change.do': '变更运行', 'change.shown': '变更的结果', 'change.adds': '新步骤：{step}', 'change.skips': '跳过：{step}', 'change.moves': '从 {from} 转到 {to}', 'change.cancels': '未完成的任务 {step} 将结束，不再需要处理', 'change.cancelsOf': '{name} 未完成的任务 {step} 将结束，不再需要处理',
  'change.opens': '新建任务：{step}', 'change.stops': '放弃对 {step} 的调用', 'change.calls': '在 {step} 调用系统', 'change.stands': '之后位于：{names}', 'change.faulty': '这样运行将无法结束：', 'change.notProven': '未能证明这样的运行可以结束。', 'change.confirm': '仍然变更',
  'run.changed': '已为此工单变更', 'run.suspended': '已由 {name} 暂停：{reason}', 'run.held': { other: '期间到达并保留了 {count} 项内容' },
  'lock.waits': '等待锁 {lock}', 'lock.waitsFor': '等待锁 {lock}，由 {key} 自 {time} 起持有', 'lock.next': '下一个轮到', 'lock.before': { other: '前面有 {count} 个' },
  'locks.title': '锁', 'locks.about': '多次运行的步骤共用，同一时间只有一个持有', 'locks.list': '锁', 'locks.column.lock': '锁', 'locks.column.holder': '持有者', 'locks.column.since': '自', 'locks.column.waiting': '等待中', 'locks.nobody': '无',
  'locks.passing': '正在移交', 'locks.others': { other: '另有 {count} 个' }, 'locks.more': { other: '另有 {count} 个锁未显示。' }, 'locks.none': '没有被持有的锁', 'locks.noneText': '步骤与其他运行共用锁时，会在此显示持有者和等待者。',
  'locks.free': '释放', 'locks.freeTitle': '释放锁 {lock}', 'locks.freeWhy': '持有它的运行将在没有锁的情况下继续，下一个也会开始：两者可能同时进行。其工单历史会记录由您操作及原因。',
  'incidents.title': '异常', 'incidents.total': { other: '{count} 个未处理的异常' }, 'incidents.about': '流程未能完成的步骤，持续最久的在前', 'incidents.list': '未处理的异常', 'incidents.code': '代码', 'incidents.column.step': '步骤', 'incidents.column.why': '原因', 'incidents.column.since': '已持续', 'incidents.column.attempts': '停止次数',
  'incidents.none': '没有停止的步骤', 'incidents.noneText': '流程无法完成某个步骤时，会列在这里，直到有人处理。', 'incidents.noneFound': '没有匹配的异常', 'incidents.noneFoundText': '换用其他词语、步骤或代码也许能找到。',
  'incidents.select': '选择 {key} 的“{step}”', 'incidents.selectAll': '选择所有显示的异常', 'incidents.bulk': '处理所选异常', 'incidents.selected': { other: '已选 {count} 个' }, 'incidents.bulkSkipTitle': { other: '跳过 {count} 个步骤' }, 'incidents.bulkThrowTitle': { other: '将 {count} 个步骤作为错误转交' },
  'incidents.results': '处理结果', 'incidents.over': '{count} 个中已接受 {done} 个', 'incidents.accepted.retry': '正在重试', 'incidents.accepted.skip': '已跳过', 'incidents.accepted.throw': '已转交', 'incidents.busy': '正在处理 {count} 个…', 'incidents.suspended': '已暂停：请先恢复',
  'incident.edit': '修改变量…', 'edit.title': '“{step}”的变量', 'edit.about': '各值为“JSON”：文本写在双引号内。只设置您修改过的变量，然后重试该步骤。', 'edit.fixed': '由工单、人员目录或对象库维护', 'edit.bad': '这不是“JSON”：{fault}', 'edit.do': '设置并重试', 'edit.none': '此步骤看不到任何变量。', 'edit.value': '{name} 的值', 'edit.changed': { other: '已修改 {count} 个' },
  'back.label': '运行当时的状态', 'back.seq': '日志行', 'back.at': '第 {seq} 行，共 {last} 行', 'back.previous': '后退一行', 'back.next': '前进一行', 'back.now': '回到现在', 'back.open': '回看', 'back.variables': '此行时的变量', 'back.hidden': '只有可以查看流程的人才能看到值。', 'back.scope': '在“{step}”内',
} as const satisfies Translated<typeof runsEn>;
