/** Texts that lists share, in Chinese. */
import type { listEn } from '../en/list.ts';
import type { Translated } from '#domain/texts/entry';

export const listZh: Translated<typeof listEn> = {
  'list.narrow': '筛选列表', 'list.new': { other: '{count} 条新内容' },
  'work.search': '搜索工单', 'work.priorities': '优先级', 'work.order': '排序', 'work.sort.oldest': '等待最久的在前', 'work.sort.newest': '最新的在前', 'work.sort.priority': '最紧急的在前', 'work.noneFound': '没有符合条件的内容', 'work.noneFoundText': '换个关键词或优先级再试试。',
  'alarms.toSources': '配置告警源',
  'flow.search': '搜索流程', 'flow.show': '流程范围', 'flow.show.running': '有正在进行的运行', 'flow.show.changed': '草稿领先于已发布版本', 'flow.show.unpublished': '未发布', 'flow.noneFound': '没有符合条件的流程', 'flow.noneFoundText': '换个关键词再试试。', 'flow.noneStep': '如何导入流程文件',
  'request.search': '搜索我的申请', 'request.noneFound': '没有符合条件的申请', 'request.noneFoundText': '换个关键词，或查看全部申请。',
  'dead.source': '告警源', 'dead.sourceRemoved': '此告警来源已删除：其发送过的内容可以查看，不能重新处理。', 'dead.noneOf': '该告警源的内容均已识别',
};
