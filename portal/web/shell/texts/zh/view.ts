/** Chinese texts of saved views, of walking a list, and of taking back. */
import type { Translated } from '#domain/texts/entry';
import type { viewEn } from '../en/view.ts';

export const viewZh: Translated<typeof viewEn> = {
  'view.label': '视图', 'view.shipped.all': '全部', 'view.shipped.mine': '我的', 'view.shipped.team': '我团队的', 'view.shipped.unassigned': '未分派', 'view.shipped.breaching': '今日将超时',
  'view.shared': '已与团队共享', 'view.sharedBy': '由 {name} 共享', 'view.changed': '有改动', 'view.save': '保存', 'view.saveAs': '另存为', 'view.saveNew': '保存视图', 'view.reset': '还原', 'view.more': '视图“{name}”的更多操作',
  'view.edit': '名称与共享', 'view.first': '设为默认视图', 'view.isFirst': '默认视图', 'view.before': '前移', 'view.after': '后移', 'view.remove': '删除视图', 'view.removed': '已删除视图“{name}”。',
  'view.name': '名称', 'view.for': '可见范围', 'view.forMe': '仅自己', 'view.forHint': '共享视图不会扩大权限，每个人只能看到自己有权查看的内容。',
  'command.group.views': '视图',
  'undo.do': '撤销', 'undo.done': '已撤销。', 'undo.refused': '无法撤销。',
  'undo.ended': '{key} 已办结。', 'undo.withdrawn': '{key} 已撤回。', 'ended.still': '该工单刚由您结束，现在仍可撤销。', 'ended.takeBack': '撤销结束',
  'undo.claimed': '已领取 {key}。', 'undo.claimedMany': { other: '已领取 {count} 张工单。' }, 'undo.released': '已取消领取 {key}。', 'undo.assigned': '{key} 已分派给 {name}。', 'undo.assignedMany': { other: '{count} 张工单已分派给 {name}。' },
  'peek.label': '列表旁的 {key}', 'peek.open': '打开 {key}', 'peek.close': '关闭侧栏', 'peek.show': '在列表旁显示 {key}', 'peek.said': '最近留言',
  'bulk.label': '选中的工单', 'bulk.select': '选择 {key}', 'bulk.selected': { other: '已选 {count} 张' }, 'bulk.export': '导出 CSV', 'bulk.clear': '取消选择', 'bulk.assign': { other: '分派 {count} 张工单' },
  'bulk.results': '处理结果', 'bulk.running': '{done}/{count}', 'bulk.over': '共 {count} 张，完成 {done} 张', 'bulk.stop': '停止', 'bulk.left': { other: '{count} 张未处理' },
  'bulk.done.claim': '已领取', 'bulk.done.assign': '已分派', 'bulk.nothing.claim': '没有您可以领取的任务', 'bulk.nothing.assign': '没有您可以分派给对方的任务',
  'list.more': '列、导出与快捷键', 'list.columns': '显示的列', 'list.export': '将列表导出为 CSV',
  'keys.title': '快捷键', 'keys.move': '下一张工单', 'keys.back': '上一张工单', 'keys.open': '打开', 'keys.peek': '在列表旁显示', 'keys.close': '关闭侧栏', 'keys.claim': '领取当前或选中的工单', 'keys.assign': '分派当前或选中的工单', 'keys.select': '选择', 'keys.range': '从上次选择处连续选择', 'keys.filter': '搜索', 'keys.undo': '撤销刚才的操作', 'keys.help': '查看快捷键',
  'filter.name.due': '到期', 'filter.due.today': '今天到期或已超时',
};
