/** Chinese texts of stored secrets in the settings. */
import type { Translated } from '#domain/texts/entry';
import type { secretEn } from '../en/secret.ts';

export const secretZh: Translated<typeof secretEn> = {
  'settings.secrets': '密钥', 'secret.about': '流程访问设备时使用的凭据、用于验证告警发送方的凭据，以及邮件服务器要求的密码。值经加密保存，不再显示；流程和告警来源只通过名称引用。', 'secret.none': '尚无密钥', 'secret.noneText': '保存流程步骤登录其他系统所需的凭据；流程只引用名称，不保存内容。', 'secret.new': '新建密钥', 'secret.all': '全部密钥', 'secret.store': '保存', 'secret.changeOf': '修改密钥 {name}',
  'secret.rotate': '更换值或主机', 'secret.name': '名称', 'secret.use': '用途', 'secret.use.flow': '流程步骤', 'secret.use.source': '告警发送方', 'secret.use.channel': '邮件服务器', 'secret.value': '值', 'secret.valueHint': '保存后不再显示。', 'secret.valueStays': '留空则保留现有的值。新的值立即生效。', 'secret.hosts': '可发往',
  'secret.hostsHint': '填写主机，可带端口，例如“10.0.0.5”或“device.example:8443”。不填写则可发往任何地方。', 'secret.anywhere': '任何地方', 'secret.nowhere': '不外发，仅用于比对', 'secret.usedBy': '使用者', 'secret.unused': '无', 'secret.mail': '邮件服务器', 'secret.set': '设置', 'secret.onServer': '在服务器上', 'secret.removeAsk': '删除密钥“{name}”？',
  'secret.removeWhat': '删除后无法恢复。',
};
