/** Chinese texts of errors of writing down roles and of giving them. */
export const faultRole = {
  'fault.ROLE_STALE': '{by} 已在此期间修改了此角色。', 'fault.ROLE_STALE.hint': '请查看当前内容，然后重新保存。',
  'fault.ROLE_KEY_TAKEN': '已有标识为 {role} 的角色。', 'fault.ROLE_KEY_TAKEN.hint': '请换一个标识。',
  'fault.ROLE_UNKNOWN': '没有角色 {role}。', 'fault.ROLE_UNKNOWN.hint': '请选择已有的角色。',
  'fault.ROLE_SHIPPED': '角色 {role} 随 Signalbox 提供，不能手动修改。', 'fault.ROLE_SHIPPED.hint': '请复制该角色，然后修改副本。',
  'fault.ROLE_USED': '此角色在 {count} 处被使用，无法删除。', 'fault.ROLE_USED.hint': '请按使用情况列表逐一修改后再删除。',
  'fault.ROLE_BEYOND_GIVER': '您不能将{role}授予 {person}：在其适用的全部范围内，您自己没有此权限：{action}。', 'fault.ROLE_BEYOND_GIVER.hint': '请授予您自身权限以内的角色或范围，或联系管理员。',
  'fault.ROLE_BEYOND_WRITER': '角色的权限不能超出您自己不限范围的权限：{action}。', 'fault.ROLE_BEYOND_WRITER.hint': '请去掉该权限，或联系管理员。',
  'fault.SCOPE_OBJECT_UNKNOWN': '登记册中没有名为 {object} 的{kind}。', 'fault.SCOPE_OBJECT_UNKNOWN.hint': '请选择已有的对象。',
  'fault.SCOPE_TOO_WIDE': '此范围之下的对象超过 {limit} 个。', 'fault.SCOPE_TOO_WIDE.hint': '请指定更小的服务或设备组，或不限定此项。',
} as const;
