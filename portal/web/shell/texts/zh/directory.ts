/** Chinese texts of the settings of people and teams. */
import type { Translated } from '#domain/texts/entry';
import type { directoryEn } from '../en/directory.ts';

export const directoryZh: Translated<typeof directoryEn> = {
  'settings.people': '人员', 'settings.teams': '团队',
  'people.about': '系统认识的所有人，无论是否登录过。在此所做的修改几秒内生效。', 'people.add': '添加人员', 'people.search': '搜索人员', 'people.state': '显示范围', 'people.state.active': '在职', 'people.state.inactive': '已停用', 'people.state.all': '所有人',
  'people.anyRole': '任意角色', 'people.anyTeam': '任意团队', 'people.count': { other: '{count} 人' }, 'people.none': '还没有人员', 'people.noneText': '添加人员后，就可以向其提问、分派任务和发送通知。', 'people.noneFound': '没有符合条件的人', 'people.noneFoundText': '请更换搜索条件，或查看所有人。', 'people.clear': '显示所有在职人员',
  'people.off': '已停用', 'people.fromProvider': '来自身份提供方', 'people.fromProviderText': '此人在首次登录时加入。姓名和账号当时取自身份提供方；此处填写的内容会一直保留。',
  'people.who': '基本信息', 'people.name': '姓名', 'people.id': '标识（之后不可修改）', 'people.username': '登录账号', 'people.email': '邮箱', 'people.locale': '语言', 'people.zone': '时区', 'people.manager': '直属上级', 'people.noManager': '无', 'people.teams': '所属团队', 'people.noTeam': '无团队', 'people.team': '团队',
  'people.roles': '角色', 'people.role': '角色', 'people.rolesText': '可以做什么，以及适用范围。同一角色的多条范围会合并。', 'people.rolesProvider': '角色由身份提供方指定。此处设定每个角色的适用范围。', 'people.namedRoles': '身份提供方最近指定的角色：{roles}。', 'people.noRole': '无', 'people.noRoleYet': '还没有角色：没有角色就没有任何权限。', 'people.addRole': '添加角色', 'people.removeRole': '移除角色“{role}”',
  'people.inTeams': '团队范围', 'people.forTypes': '工单类型范围', 'people.byDefault': '默认范围', 'people.allTeams': '所有团队', 'people.allTypes': '所有类型', 'people.whereDefault': '按此角色的默认范围生效。', 'people.whereEverywhere': '不限范围。', 'people.makeEverywhere': '改为不限范围', 'people.makeDefault': '恢复默认范围',
  'access.title': '登录权限', 'access.on': '可以登录。', 'access.off': '已停用：无法登录，其 API 令牌已失效。', 'access.switchOff': '停用', 'access.switchOn': '重新启用', 'access.notMe': '您不能停用自己，请由其他管理员操作。', 'access.holds': '{name} 名下还有以下事项，请选择接手人。', 'access.holdsNothing': '{name} 名下没有需要交接的事项。', 'access.giveTo': '转交给', 'access.nobody': '不转交',
  'access.confirmOff': '立即停用', 'access.confirmOffGive': '转交并停用', 'access.give': '转交', 'access.what': '任务、其领导的团队、其下属和对象立即转交。审批会像交给代理人一样交给接手人。API 令牌失效。其过去的操作记录不变。', 'access.given': { other: '已转交 {count} 项任务以及人员目录中的关系。' },
  'held.ticket': '未完成的工单', 'held.task': '任务', 'held.approval': '审批', 'held.apiToken': 'API 令牌', 'held.teamLead': '担任组长的团队', 'held.teamManager': '担任经理的团队', 'held.report': '直属下级', 'held.object': '对象', 'held.alarmSource': '告警来源', 'held.slaPolicy': '服务级别', 'held.flow': '流程', 'held.catalogItem': '服务项目', 'held.ticketType': '工单类型', 'held.role': '限定于此团队的角色', 'held.more': { other: '另有 {count} 项' },
  'teams.about': '谁负责处理什么。工单、对象和告警来源都指定团队；无人可问时会询问组长和经理。', 'teams.add': '新建团队', 'teams.none': '还没有团队', 'teams.noneText': '创建第一个团队后，工单就有了去处。', 'teams.nobody': '无', 'teams.leadIs': '组长：{name}', 'teams.managerIs': '经理：{name}', 'teams.members': { other: '{count} 名成员' },
  'teams.id': '标识（之后不可修改）', 'teams.lead': '组长', 'teams.manager': '经理', 'teams.leadWhat': '组长对没有负责人的对象负责；经理审批修复操作。升级会通知二者。', 'teams.people': '成员', 'teams.noMember': '此团队还没有成员。', 'teams.letIn': '添加成员', 'teams.takeOut': '将 {name} 移出团队',
  'teams.uses': '使用情况', 'teams.usesText': '以下内容仍指定此团队，因此无法删除。', 'teams.unused': '没有任何内容使用此团队。', 'teams.remove': '删除团队', 'teams.removeAsk': '删除“{name}”？',
};
