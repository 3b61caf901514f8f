/** Chinese texts of settings that are drawn from the catalogue of plug-ins. */
import type { Translated } from '#domain/texts/entry';
import type { pluginEn } from '../en/plugin.ts';

export const pluginZh: Translated<typeof pluginEn> = {
  'plugin.as': '{field}：填写方式', 'plugin.as.value': '值', 'plugin.as.formula': '表达式', 'plugin.as.secret': '密钥',
  'plugin.secretName': '密钥名称', 'plugin.formula': '{field}：表达式', 'plugin.more': { other: '其他 {count} 项设置' }, 'plugin.members': { other: '{count} 项设置' },
  'plugin.others': '此活动不识别的输入', 'plugin.addEntry': '添加一项', 'plugin.entry': '第 {number} 项', 'plugin.result': '返回内容', 'plugin.help': '使用说明',
};
