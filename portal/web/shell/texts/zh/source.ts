/** Chinese texts of alarm sources in the settings. */
import type { Translated } from '#domain/texts/entry';
import type { sourceEn } from '../en/source.ts';

export const sourceZh: Translated<typeof sourceEn> = {
  'source.new': '新建告警来源', 'source.all': '全部告警来源', 'source.make': '创建告警来源', 'source.edit': '编辑', 'source.noneText': '让监控系统把告警发送到这里：告警会归入告警组，每个告警组对应一张工单。', 'source.secretOnce': '密钥仅显示这一次。请让发送方放入 Authorization 请求头：使用 Bearer 加密钥，或使用 Basic 并以其作为密码。',
  'source.how': '请向此地址发送 POST 请求，并把密钥放入 Authorization 请求头：使用 Bearer 加密钥，或使用 Basic 并以其作为密码。', 'source.renewWhat': '旧密钥在一天内仍然有效，发送方可以从容切换，不会丢失告警。', 'source.removeWhat': '其地址和密钥一并删除，标识不再分配。以往的告警和工单仍可查看，并保留其名称。', 'source.formerUntil': '旧密钥暂时仍然有效，{when}失效。', 'source.offNow': '停用期间，其发送的内容会被拒绝，由发送方自行保留。', 'source.kind': '类型', 'source.name': '名称',
  'source.id': '标识（地址的一部分）', 'source.ticketType': '工单类型', 'source.chooseTeam': '请选择团队', 'source.changed': '最近修改', 'source.notUnderstood': '无法识别', 'source.letters': { other: '{count} 条消息无法识别' }, 'source.groupHint': '这些标签的值相同的告警归为一组。不填写时，所有告警归为一组。', 'source.seconds': '{name}（秒）',
  'source.hours': '{name}（小时）', 'source.onTop': '以我的内容覆盖保存', 'source.lastBody': '最近的消息', 'source.lastNone': '自门户开始保留最近的消息以来，尚未收到任何内容。', 'source.try': '试用消息', 'source.tryAbout': '粘贴发送方会发送的内容，系统将按此来源的方式读取；不会保存任何内容，也不会通知任何人。', 'source.tryBody': '要试用的消息', 'source.tryNow': '查看结果',
  'source.tryCount': { other: '可以识别：{count} 条告警。' }, 'source.tryFirst': '仅显示前 {shown} 条。', 'source.tryFiring': '触发中', 'source.tryResolved': '已结束', 'source.tryGroup': '告警组', 'source.tryRefused': '无法识别：', 'source.tryRejected': '此条目无法识别：', 'source.finding.severity-unknown': '级别未知，按警告处理。',
  'source.finding.severity-missing': '没有级别，按警告处理。', 'source.finding.name-missing': '没有名称。', 'source.finding.time-unreadable': '有时间无法读取。', 'source.finding.text-cut': '有文本被截断。', 'source.finding.too-many-entries': '条目超过可保留的数量。', 'source.finding.label-dropped': '有标签被略去。',
  'source.finding.link-dropped': '有链接被略去。', 'source.finding.cut-by-sender': '发送方略去了部分告警。',
};
