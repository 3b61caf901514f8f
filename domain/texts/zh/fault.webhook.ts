/** Chinese texts of the errors of outgoing webhooks. */
import type { Translated } from '../entry.ts';
import type { faultEn } from '../english.ts';

export const faultWebhook = {
  'fault.WEBHOOK_ADDRESS_INSECURE': 'Webhook 需要 https 地址；调用 {host} 将不加密。', 'fault.WEBHOOK_ADDRESS_INSECURE.hint': '请使用 https。门户本机上的接收端可通过 SIGNALBOX_ALLOWED_LOOPBACK 放行。',
  'fault.WEBHOOK_ADDRESS_REFUSED': 'Webhook 不得调用地址 {host}。', 'fault.WEBHOOK_ADDRESS_REFUSED.hint': '请使用本机及其网络内部服务之外的地址。门户本机上的地址可通过 SIGNALBOX_ALLOWED_LOOPBACK 放行。',
  'fault.WEBHOOK_TOO_MANY': '已有 {limit} 个 Webhook，达到上限。', 'fault.WEBHOOK_TOO_MANY.hint': '请删除不再需要的 Webhook。',
  'fault.WEBHOOK_UNREACHABLE': '{host} 没有应答：{reason}。', 'fault.WEBHOOK_UNREACHABLE.hint': '请检查接收端是否运行；系统会自动重试。',
  'fault.WEBHOOK_STATUS': '{host} 应答 {status}。', 'fault.WEBHOOK_STATUS.hint': '200 至 299 的应答表示已接收。系统会自动重试。',
  'fault.WEBHOOK_REDIRECTED': '{host} 应答 {status} 并指向其他地址。系统不跟随重定向。', 'fault.WEBHOOK_REDIRECTED.hint': '请在 Webhook 中填写所指向的地址。',
  'fault.WEBHOOK_SECRET_LOST': '无法读取此 Webhook 的密钥，因此不能签名。', 'fault.WEBHOOK_SECRET_LOST.hint': '请恢复 SIGNALBOX_DATA_KEY，或更换密钥并告知接收端。',
  'fault.WEBHOOK_GONE': '{host} 应答 410：不再接收。', 'fault.WEBHOOK_GONE.hint': '接收端恢复后请重新启用，届时会发送等待中的内容。',
  'fault.WEBHOOK_GAVE_UP': '{days} 天内未被接收。最后的应答：{reason}。', 'fault.WEBHOOK_GAVE_UP.hint': '请修复接收端，然后在此重新发送。',
  'fault.WEBHOOK_FAILING': '{host} 已有 {days} 天未接收任何内容。最后的应答：{reason}。', 'fault.WEBHOOK_FAILING.hint': '请修复接收端并重新启用 Webhook，届时会发送等待中的内容。',
} as const satisfies Partial<Translated<typeof faultEn>>;
