/** Chinese texts of errors of writing down people, teams and roles. */
export const faultDirectory = {
  'fault.PERSON_STALE': '{by} 已在此期间修改了此人。', 'fault.PERSON_STALE.hint': '请查看当前内容，然后重新保存。',
  'fault.PERSON_ID_TAKEN': '已有标识为 {person} 的人员。', 'fault.PERSON_ID_TAKEN.hint': '请换一个标识；离职人员的标识会保留。',
  'fault.PERSON_USERNAME_TAKEN': '账号 {username} 已属于 {person}。', 'fault.PERSON_USERNAME_TAKEN.hint': '请换一个账号名，或先修改对方的账号。',
  'fault.PERSON_ZONE_UNKNOWN': '时区“{zone}”无法识别。', 'fault.PERSON_ZONE_UNKNOWN.hint': '请填写 IANA 名称，例如 Europe/Berlin、Asia/Shanghai 或 Etc/UTC。',
  'fault.PERSON_MANAGER_CIRCLE': '这些人将互为上级，任何事项都无法上报：{people}。', 'fault.PERSON_MANAGER_CIRCLE.hint': '请选择此范围以外的人作为上级，或不指定。',
  'fault.PERSON_GONE': '{person} 不在人员目录中，或已停用。', 'fault.PERSON_GONE.hint': '请选择在职人员。',
  'fault.PERSON_GIVE_SELF': '不能把事项转交给本人。', 'fault.PERSON_GIVE_SELF.hint': '请选择其他人。',
  'fault.ADMINISTRATOR_LAST': '{person} 是最后一名管理员：之后将无人能够授权他人。', 'fault.ADMINISTRATOR_LAST.hint': '请先让其他人成为不限范围的管理员。',
  'fault.TEAM_STALE': '{by} 已在此期间修改了此团队。', 'fault.TEAM_STALE.hint': '请查看当前内容，然后重新保存。',
  'fault.TEAM_ID_TAKEN': '已有标识为 {team} 的团队。', 'fault.TEAM_ID_TAKEN.hint': '请换一个标识。',
  'fault.TEAM_UNKNOWN': '没有团队 {team}。', 'fault.TEAM_UNKNOWN.hint': '请选择已有的团队。',
  'fault.TEAM_USED': '此团队在 {count} 处被使用，无法删除。', 'fault.TEAM_USED.hint': '请按使用情况列表逐一修改后再删除。',
} as const;
