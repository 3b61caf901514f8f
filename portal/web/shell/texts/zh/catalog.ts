/** Chinese texts of the catalogue, of one's own requests, and of editing the catalogue. */
import type { Translated } from '#domain/texts/entry';
import type { catalogEn } from '../en/catalog.ts';

export const catalogZh: Translated<typeof catalogEn> = {
  'menu.requests': '申请', 'command.group.requests': '申请',
  'catalog.title': '您需要什么？', 'catalog.tab': '服务目录', 'catalog.search': '搜索服务目录', 'catalog.categories': '类别', 'catalog.all': '全部', 'catalog.count': { other: '找到 {count} 项' },
  'catalog.begun': '继续上次的填写', 'catalog.draft': '草稿，修改于 {time}', 'catalog.none': '服务目录为空', 'catalog.noneText': '您可申请的服务会显示在这里。在此之前，请提交工单。', 'catalog.noneEditor': '请创建第一个服务项目：设计表单，并设定可见范围。', 'catalog.edit': '编辑服务目录',
  'catalog.notFound': '没有匹配的服务', 'catalog.notFoundText': '请换一个词，或提交工单说明需求。', 'catalog.showAll': '显示全部', 'catalog.notThere': '服务目录中没有此项', 'catalog.notThereText': '它已下架，或不对您开放。', 'catalog.toCatalog': '前往服务目录',
  'catalog.send': '提交申请', 'catalog.missing': '部分字段需要修改，原因见各字段下方。', 'catalog.kept': '草稿已保存，可在其他设备上继续', 'catalog.keptHere': '草稿已保存在此浏览器中', 'catalog.keptLater': '填写的内容会自动保存为草稿', 'catalog.after': '提交后进入流程：{flow}。您可在申请页面查看由谁处理以及到期时间。', 'catalog.noFlow': '目前无法提交：相应的流程尚未发布。您填写的内容会保留。',
  'catalog.otherDraft': '您在另一台设备上修改过此草稿。', 'catalog.takeOther': '显示那份草稿',
  'request.one': '申请', 'request.which': '显示哪些申请', 'request.all': '全部', 'request.open': '未完成', 'request.has': '由 {who} 处理', 'request.notDue': '没有到期时间', 'request.notThere': '没有此申请',
  'request.asked': '申请内容', 'request.noAnswers': '没有填写内容。', 'request.happened': '处理经过', 'request.sent': '提交于 {time}', 'request.withdraw': '撤回', 'request.toTicket': '打开工单', 'request.who': '当前处理', 'request.due': '到期', 'request.progress': '进度',
  'request.stage.done': '，已完成', 'request.stage.now': '，进行中', 'request.stage.ahead': '，未开始',
  'settings.catalog': '服务目录', 'settings.absences': '外出',
  'catalogEdit.about': '用户可以申请的服务。草稿在发布前仅供编辑；已提交的申请沿用提交时的表单。', 'catalogEdit.all': '全部服务项目', 'catalogEdit.published': '已发布，版本 {version}', 'catalogEdit.unpublished': '未发布', 'catalogEdit.ahead': '草稿有改动',
  'catalogEdit.newKey': '新服务项目的标识', 'catalogEdit.new': '新建服务项目', 'catalogEdit.keyTaken': '此标识已被使用。', 'catalogEdit.keyForm': '只能使用小写字母、数字和连字符，并以字母开头。', 'catalogEdit.categoryKey': '标识', 'catalogEdit.saveCategory': '保存', 'catalogEdit.addCategory': '添加类别', 'catalogEdit.remove': '删除',
  'catalogEdit.name': '名称', 'catalogEdit.aboutItem': '用途说明', 'catalogEdit.words': '其他搜索词', 'catalogEdit.category': '类别', 'catalogEdit.order': '顺序', 'catalogEdit.icon': '图标', 'catalogEdit.type': '创建的工单', 'catalogEdit.team': '办理团队', 'catalogEdit.teamOfType': '按工单类型的设置',
  'catalogEdit.seenByTeams': '可见的团队', 'catalogEdit.seenByRoles': '可见的角色', 'catalogEdit.seenByAll': '团队和角色均为空时，所有人可见。', 'catalogEdit.subject': '工单标题', 'catalogEdit.subjectHint': 'FEEL：可用字段名、“item”、“titles.field”。留空则用名称。', 'catalogEdit.objectField': '填写对象的字段', 'catalogEdit.descriptionField': '填写描述的字段',
  'catalogEdit.schema': '表单（JSON Schema）', 'catalogEdit.schemaHint': '“x-title”和“x-description”用三种语言填写；“x-when”、“x-required-when”和“x-computed”为 FEEL。', 'catalogEdit.ui': '表单（界面设置）', 'catalogEdit.notJson': '这不是 JSON 对象：', 'catalogEdit.preview': '用户看到的表单', 'catalogEdit.noPreview': '模式正确后即可预览表单。',
  'catalogEdit.save': '保存草稿', 'catalogEdit.publish': '发布', 'catalogEdit.unpublish': '下架', 'catalogEdit.discard': '放弃修改', 'catalogEdit.kept': '修改已保存在此浏览器中', 'catalogEdit.toPublish': '草稿已保存，尚未发布', 'catalogEdit.incomplete': '保存前，请用英文填写名称和用途说明。', 'catalogEdit.findings': '发布前需修正',
};
