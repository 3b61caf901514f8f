/** Chinese texts of the settings pages. */
import type { Translated } from '#domain/texts/entry';
import type { settingsEn } from '../en/settings.ts';

export const settingsZh: Translated<typeof settingsEn> = {
  'settings.messages': '留存的消息', 'kept.about': '发给流程但尚无人等待的消息。一旦有运行等待其名称和键即被接收，到期后自动清除。', 'kept.search': '名称或键', 'kept.total': { other: '{count} 条消息' }, 'kept.none': '没有留存的消息', 'kept.noneFound': '没有名称或键匹配的留存消息', 'kept.noneText': '在运行等待之前到达的消息会保留在这里，直到有运行接收。', 'kept.message': '消息', 'kept.key': '键', 'kept.noKey': '无键', 'kept.from': '来源', 'kept.since': '发送', 'kept.until': '保留至', 'kept.size': '内容大小',
  'kept.remove': '删除', 'kept.removeOf': '删除消息 {name}', 'kept.removeTitle': '删除消息 {name}？', 'kept.removeText': '不会再有运行收到它；发送方重试时会得知消息已被删除。审计记录保留删除人和原因。', 'kept.reason': '原因',
  'settings.title': '设置', 'settings.sources': '告警来源', 'settings.deadLetters': '无法识别的消息', 'settings.demo': '演示数据', 'settings.group.people': '人员', 'settings.group.work': '工作', 'settings.group.outside': '外部系统', 'settings.group.installation': '本系统', 'settings.nav': '设置页面',
  'sources.about': '每个来源有独立的接收地址和密钥。密钥加密保存，不会显示。', 'sources.none': '暂无告警来源', 'sources.copy': '复制地址', 'sources.groupBy': '分组依据', 'sources.groupAll': '全部归为一组', 'sources.wait': '分组等待', 'sources.interval': '更新间隔', 'sources.repeat': '重复间隔', 'sources.quiet': '静默期', 'sources.reopen': '重新打开期限', 'sources.team': '团队', 'sources.received': '已接收', 'sources.last': '最近告警', 'sources.never': '从未', 'sources.enabled': '已启用', 'sources.disabled': '已停用', 'sources.secret': '密钥', 'sources.secretRef': '已保存为 {name}',
  'dead.about': '密钥正确但内容无法识别的消息。按原样保留，并附上原因。修正来源后可重新处理。', 'dead.none': '所有消息均已识别', 'dead.noneText': '来源发来的消息如果格式不符，会连同原因保留在这里。', 'dead.show': '显示内容', 'dead.hide': '隐藏内容', 'dead.count': '共收到 {count} 次，首次在 {when}', 'dead.cut': '显示前 {shown} 个字符，共 {size} 个。', 'dead.whole': '显示全部', 'dead.forgotten': { other: '来源 {source} 的 {count} 条较早消息因总量过大已被删除，最后一条收到于 {when}' },
  'demo.there': { other: '当前为演示公司的数据，包含 {count} 张工单。' }, 'demo.what': '这些工单由内置流程在真实引擎中按虚拟时钟运行生成。其中十张仍在实际运行，可以领取一张试试。', 'demo.clearWhat': '清除会删除演示工单和告警，并结束其流程运行。流程、人员、日历以及您自己创建的内容会保留。', 'demo.clear': '清除演示数据', 'demo.clearing': '正在清除', 'demo.gone': '没有演示数据', 'demo.goneText': '现有内容均为您自己的数据。', 'demo.cleared': { other: '已删除 {count} 项。' },
  'dead.of': '来自 {source} 的无法识别的消息', 'dead.replay': '重新处理', 'dead.replayAll': '重新处理此来源的全部消息', 'dead.tries': { other: '已重新处理 {count} 次，最近一次在 {when}' }, 'dead.notWhole': '此消息只保留了开头部分，无法重新处理。',
  'dead.replaying': { other: '已重新处理 {count} 条消息' }, 'dead.replayed': { other: '已重新处理 {count} 条消息：{gone} 条已识别并移除，{left} 条仍在这里。' },
  'dead.fate.accepted': { other: '已识别：接收了 {count} 条告警，其中 {changes} 条有新变化。' }, 'dead.fate.partly': { other: '接收了 {count} 条告警，其余内容仍无法识别：{reason}' }, 'dead.fate.refused': { other: '仍无法识别，已尝试 {count} 次：{reason}' },
  'settings.sla': '服务级别',
  'levels.none': '没有服务级别',
  'levels.noneText': '没有服务级别时，工单不计时。',
  'levels.on': '使用中',
  'levels.off': '已停用',
};
