/** Chinese texts of the errors of editing alarm sources and secrets. */
export const faultSource = {
  'fault.SOURCE_STALE': '{by} 在此期间修改了此告警来源。', 'fault.SOURCE_STALE.hint': '请查看现在的内容后重新保存；您输入的内容已保留。',
  'fault.SOURCE_IN_USE': '告警来源 {source} 仍有未关闭的告警组：{count} 个。', 'fault.SOURCE_IN_USE.hint': '请先停用此来源，不再接收新的告警；待告警组关闭后再删除。',
  'fault.ALARM_SOURCE_REMOVED': '告警来源 {source} 已删除。', 'fault.ALARM_SOURCE_REMOVED.hint': '其发送过的内容仍可查看，但不能重新处理。',
  'fault.SOURCE_ID_TAKEN': '已存在标识为 {source} 的告警来源。', 'fault.SOURCE_ID_TAKEN.hint': '请使用其他标识。已删除来源的标识会随其历史保留。',
  'fault.SECRET_NAME_TAKEN': '已存在名为 {name} 的密钥。', 'fault.SECRET_NAME_TAKEN.hint': '请打开它并设置新的值，或使用其他名称。',
  'fault.SECRET_STALE': '{by} 在此期间修改了密钥 {name}。', 'fault.SECRET_STALE.hint': '请查看现在的内容后重新保存。',
  'fault.SECRET_USED': '密钥 {name} 仍在使用中：{uses}。', 'fault.SECRET_USED.hint': '请先让它们改用其他密钥。',
} as const;
