/** Chinese texts of roles: what each may do, who has it, and what somebody would see. */
import type { Translated } from '#domain/texts/entry';
import type { rolesEn } from '../en/roles.ts';

export const rolesZh: Translated<typeof rolesEn> = {
  'settings.roles': '角色', 'roles.about': '每个角色可以做什么。适用范围在人员页面设定。内置角色保持不变，并随新版本扩充；复制后即可建立自己的角色。', 'roles.matrix': '各角色的权限', 'roles.action': '权限', 'roles.yes': '是', 'roles.own': '仅限本人', 'roles.no': '否', 'roles.legend': '“仅限本人”指本人提出、被询问或关注的事项。', 'roles.shipped': '内置',
  'roles.holders': { other: '{count} 人' }, 'roles.new': '新建角色', 'roles.newFrom': '复制“{role}”', 'roles.copyOf': '{role}（副本）', 'roles.copy': '复制此角色', 'roles.shippedText': '此角色随 Signalbox 提供，不能手动修改。可以复制后建立自己的角色。', 'roles.ownText': '自建角色。在授予人员的范围内生效；在此所做的修改几秒内生效。',
  'roles.name': '名称', 'roles.key': '标识（之后不可修改）', 'roles.keyHint': '小写字母、数字和连字符。使用身份提供方时，与其令牌中的角色同名。', 'roles.defaultScope': '默认范围', 'roles.everywhere': '不限范围', 'roles.memberTeams': '所属团队', 'roles.actions': '可以做什么', 'roles.ownOnly': '仅限本人', 'roles.ownOnlyOf': '{action}：仅限本人',
  'roles.allOf': '全选：{area}', 'roles.noneOf': '全不选：{area}', 'roles.all': '全选', 'roles.none': '全不选', 'roles.notYours': '您自己没有此权限', 'roles.whoHas': '拥有此角色的人', 'roles.nobodyHas': '没有人拥有此角色。', 'roles.nobodyHasText': '可在“人员”中的个人页面授予。', 'roles.toPeople': '前往人员', 'roles.byProvider': '由身份提供方指定', 'roles.off': '已停用', 'roles.uses': '使用情况',
  'roles.usesText': '以下内容仍使用此角色，因此无法删除。', 'roles.unused': '没有人拥有此角色，也没有任何内容使用它。', 'roles.remove': '删除角色', 'roles.removeAsk': '删除“{name}”？', 'held.person': '拥有此角色的人', 'people.forServices': '服务范围', 'people.forGroups': '设备组范围', 'people.allServices': '所有服务',
  'people.allGroups': '所有设备组', 'people.where': '适用范围', 'people.whereText': '各项范围同时限定：限定团队和服务的角色，只适用于该团队中涉及该服务之下对象的工单。', 'people.byObject': '仅适用于登记册中其下的对象：没有对象的工单或告警不在范围内。', 'scope.default': '默认范围', 'scope.everywhere': '不限范围', 'scope.teams': '团队：{names}',
  'scope.ticketTypes': '类型：{names}', 'scope.services': '服务：{names}', 'scope.deviceGroups': '设备组：{names}', 'sight.title': '此人会看到什么？', 'sight.about': '按上方当前的角色和团队计算，无论是否已保存。不会写入任何内容。', 'sight.look': '查看', 'sight.menu': '菜单', 'sight.may': '可以做', 'sight.nothing': '无：没有任何生效的角色。',
  'sight.roles': '生效的角色', 'sight.tickets': { other: '范围内有 {count} 张工单' }, 'sight.newest': '其中最新的：', 'sight.hidden': '这些工单都不在您自己的范围内，因此不显示。', 'sight.noTickets': '范围内没有工单。', 'sight.object': '关于 {object}',
  'roles.area.tickets': '工单', 'roles.area.work': '任务和审批', 'roles.area.alarms': '告警', 'roles.area.flows': '流程', 'roles.area.objects': '对象', 'roles.area.insight': '洞察', 'roles.area.people': '人员', 'roles.area.installation': '系统',
  'roles.does.ticket.read': '查看工单', 'roles.does.ticket.create': '创建工单', 'roles.does.ticket.comment': '回复申请人', 'roles.does.ticket.commentInternal': '查看和撰写内部备注', 'roles.does.ticket.link': '关联工单', 'roles.does.ticket.cancel': '撤回工单', 'roles.does.file.remove': '删除工单中他人的文件', 'roles.does.task.read': '查看任务和审批',
  'roles.does.task.act': '处理任务、作出审批', 'roles.does.task.assign': '分派任务、与团队共享视图', 'roles.does.alarm.read': '查看告警', 'roles.does.alarm.acknowledge': '确认告警', 'roles.does.deadLetter.read': '查看未能识别的告警', 'roles.does.source.manage': '管理告警来源',
  'roles.does.flow.read': '查看流程', 'roles.does.flow.edit': '设计和修改流程', 'roles.does.flow.publish': '发布流程', 'roles.does.run.read': '查看工单的流程进展', 'roles.does.run.repair': '修复失败的步骤', 'roles.does.message.send': '向等待中的流程发送消息', 'roles.does.object.read': '查看对象名称',
  'roles.does.object.readTechnical': '查看对象的访问方式', 'roles.does.object.edit': '修改对象', 'roles.does.report.read': '查看服务级别和报表', 'roles.does.event.read': '查看事件历史', 'roles.does.directory.read': '查看人员和团队', 'roles.does.absence.edit': '登记他人的外出',
  'roles.does.directory.manage': '管理人员、团队和角色', 'roles.does.catalog.edit': '修改服务目录', 'roles.does.settings.manage': '修改系统设置', 'roles.does.demo.clear': '清除演示公司数据',
};
