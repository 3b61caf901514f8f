/** Chinese texts of the errors of notices and of approvals by mail link. */
import type { Translated } from '../entry.ts';
import type { faultEn } from '../english.ts';

export const faultNotify = {
  'fault.NOTICE_UNSUBSCRIBED': '接收人不需要此类通知。', 'fault.NOTICE_UNSUBSCRIBED.hint': '接收人可在信箱的“通知设置”中更改。',
  'fault.NOTICE_RECIPIENT_UNKNOWN': '人员目录中没有 {person}。', 'fault.NOTICE_RECIPIENT_UNKNOWN.hint': '请添加此人，或更正任务的对象。',
  'fault.NOTICE_RECIPIENT_LEFT': '{person} 的账户已停用。', 'fault.NOTICE_RECIPIENT_LEFT.hint': '请将其事务转交他人。',
  'fault.NOTICE_ADDRESS_MISSING': '{person} 没有可用的邮件地址。', 'fault.NOTICE_ADDRESS_MISSING.hint': '请在人员目录中更正地址，之后的通知将使用新地址。',
  'fault.NOTICE_TEMPLATE_DATA': '无法生成此通知的文本：{reason}。', 'fault.NOTICE_TEMPLATE_DATA.hint': '请将通知编号告知管理员；其他一切照常进行。',
  'fault.CHANNEL_UNAVAILABLE': '{server} 未接收此通知：{reason}。', 'fault.CHANNEL_UNAVAILABLE.hint': '内容没有丢失，系统会再次尝试。',
  'fault.CHANNEL_REFUSED': '{server} 拒绝了此通知：{reason}。', 'fault.CHANNEL_REFUSED.hint': '请更正接收人的地址，或处理邮件服务器所指出的问题。',
  'fault.CHANNEL_GAVE_UP': '{days} 天内未能发出。最后的应答：{reason}。', 'fault.CHANNEL_GAVE_UP.hint': '请修复邮件服务器；之后的通知会重新尝试。',
  'fault.NOTICE_FILE_GONE': '文件 {file} 已不再保存。', 'fault.NOTICE_FILE_GONE.hint': '请从通知所指的页面重新下载，筛选条件见通知。',
  'fault.APPROVAL_LINK_WRONG': '此链接无效，或内容不完整。', 'fault.APPROVAL_LINK_WRONG.hint': '请从邮件中重新完整打开，或登录后在“审批”中查看。',
  'fault.APPROVAL_LINK_EXPIRED': '此链接已过期。', 'fault.APPROVAL_LINK_EXPIRED.hint': '未通过此链接作出任何决定。请登录，审批可能仍在“审批”中等待您。',
  'fault.APPROVAL_LINK_USED': '此链接已使用，当时的答复为“{outcome}”。', 'fault.APPROVAL_LINK_USED.hint': '链接只能使用一次。请登录查看后续进展。',
  'fault.APPROVAL_LINK_OVER': '此审批已不再需要：期间已作出决定或已撤回。', 'fault.APPROVAL_LINK_OVER.hint': '请登录查看后续进展。',
  'fault.APPROVAL_LINK_LEFT': '接收此链接的账户已停用，无法通过它作出决定。', 'fault.APPROVAL_LINK_LEFT.hint': '请联系工单所属团队，另找他人审批。',
  'fault.APPROVAL_LINK_BUSY': '通过此链接提交的另一答复正在处理中。', 'fault.APPROVAL_LINK_BUSY.hint': '请等待半分钟后重新打开链接。',
  'fault.APPROVAL_LINK_FORM': '此答复需要填写更多内容，无法通过链接完成。', 'fault.APPROVAL_LINK_FORM.hint': '请登录后在“审批”中处理。',
  'fault.APPROVAL_REASON_NEEDED': '驳回时必须填写原因。', 'fault.APPROVAL_REASON_NEEDED.hint': '请用一句话说明；您填写的内容已保留。',
} as const satisfies Partial<Translated<typeof faultEn>>;
