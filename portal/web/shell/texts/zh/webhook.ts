/** Chinese texts of outgoing webhooks. */
import type { Translated } from '#domain/texts/entry';
import type { webhookEn } from '../en/webhook.ts';

export const webhookZh: Translated<typeof webhookEn> = {
  'settings.webhooks': 'Webhook',
  'webhook.about': 'Webhook 将此处发生的事情告知其他系统：每个事件都会签名后发送到所填地址，未被接收时在三天内反复重试。维护 Webhook 的人必须有权查看它所发送的一切内容。',
  'webhook.none': '还没有 Webhook', 'webhook.noneText': '让聊天工具、看板或您的脚本在工单和告警发生变化的第一时间得知。', 'webhook.new': '新建 Webhook', 'webhook.all': '全部 Webhook', 'webhook.list': 'Webhook 列表', 'webhook.docs': '如何校验签名', 'webhook.how': '每条消息带有标头 {id}、{time} 和 {signature}。去掉密钥的 {prefix} 并按 {encoding} 解码，以其对 {signed} 计算 {algorithm}，结果按 {encoding} 编码后与 {version} 之后的内容比较。时间相差超过五分钟应拒绝，同一编号只处理一次。任何 {scheme} 库都已实现。',
  'webhook.name': '名称', 'webhook.nameExample': '服务台聊天群', 'webhook.url': '地址', 'webhook.urlHint': '须为 https 地址。以 POST 方式调用，不跟随重定向。',
  'webhook.actions': '事件', 'webhook.actionsPlaceholder': '选择事件', 'webhook.actionsCount': { other: '{count} 种事件' }, 'webhook.chooseAll': '全选', 'webhook.chooseFamily': '添加一组：', 'webhook.chooseNone': '清空',
  'webhook.teams': '仅限这些团队', 'webhook.types': '仅限这些工单类型', 'webhook.everywhere': '不限', 'webhook.narrowHint': '选择后只发送有关这些工单的事件；按团队选择时也包括其告警组的事件。', 'webhook.enabled': '启用',
  'webhook.make': '创建 Webhook', 'webhook.save': '保存', 'webhook.edit': '编辑', 'webhook.remove': '删除', 'webhook.removeAsk': '删除“{name}”？', 'webhook.removeWhat': '等待中的内容不再发送，发送记录也一并删除。',
  'webhook.secretMade': '“{name}”的密钥', 'webhook.secretOnce': '密钥仅显示这一次。请交给接收端，接收端凭它确认消息出自本系统。', 'webhook.secretCopy': '复制密钥', 'webhook.secretKept': '已保存', 'webhook.secret': '密钥', 'webhook.secretEnds': '末尾为 {ending}',
  'webhook.renew': '更换密钥', 'webhook.renewAsk': '为“{name}”更换密钥？', 'webhook.renewWhat': '一天之内新旧密钥同时签名，接收端可从容切换而不遗漏任何内容。', 'webhook.formerUntil': '旧密钥在 {when} 之前仍同时签名。',
  'webhook.on': '已启用', 'webhook.off': '已停用', 'webhook.failing': '发送失败', 'webhook.failingSince': '自 {when} 起未被接收，系统会继续重试。', 'webhook.switchOn': '启用', 'webhook.switchOff': '停用', 'webhook.offNow': '停用期间发生的事件不会为它保留。', 'webhook.offSince': '已于 {when} 自动停用。',
  'webhook.taken': '最近接收', 'webhook.never': '从未', 'webhook.waiting': '等待中', 'webhook.failed': '已放弃', 'webhook.madeBy': '创建人', 'webhook.test': '发送测试', 'webhook.tested': '测试已发出，结果见发送记录。',
  'delivery.log': '最近 30 天的发送记录', 'delivery.none': '尚未发送任何内容', 'delivery.noneText': '发送一次测试，即可知道接收端是否接收。', 'delivery.noneOf': '没有此类记录', 'delivery.filter': '显示', 'delivery.all': '全部',
  'delivery.state.queued': '等待中', 'delivery.state.sending': '正在发送', 'delivery.state.sent': '已接收', 'delivery.state.failed': '已放弃', 'delivery.test': '测试', 'delivery.status': '应答 {status}', 'delivery.noAnswer': '无应答', 'delivery.attempts': { other: '尝试 {count} 次' }, 'delivery.next': '{when} 重试',
  'delivery.again': '重新发送', 'delivery.againNow': '立即重试', 'delivery.show': '展开', 'delivery.hide': '收起', 'delivery.id': '接收端看到的编号', 'delivery.body': '发送的内容', 'delivery.copyBody': '复制发送的内容', 'delivery.head': '应答开头', 'delivery.everyAttempt': '各次尝试', 'delivery.forgotten': { other: '更早的 {count} 次尝试只计数。' },
  'delivery.outcome.sent': '已接收', 'delivery.outcome.again': '未接收，将重试', 'delivery.outcome.refused': '未接收，已放弃', 'delivery.outcome.lost': '中断：不知是否送达', 'delivery.outcome.open': '正在发送',
};
