/** Chinese words for why a message of an alarm source is not understood. */
import type { Translated } from '../entry.ts';
import type { phraseEn } from '../english.ts';

export const alarmPhrasesZh = {
  'phrase.alarm.expected': '{at}：应为{expected}，实际为{found}', 'phrase.alarm.expected-object': '应为对象', 'phrase.alarm.empty': '{at}：内容为空', 'phrase.alarm.too-many': '{at}：共 {count} 个条目，上限为 {limit} 个', 'phrase.alarm.and-more': '{reason}（另有 {count} 处）',
  'phrase.alarm.value.object': '对象', 'phrase.alarm.value.list': '列表', 'phrase.alarm.value.text': '文本', 'phrase.alarm.value.alarm': '告警', 'phrase.alarm.value.alarm-json': 'JSON 格式的告警', 'phrase.alarm.value.nothing': '空', 'phrase.alarm.value.letters': '至多 {limit} 个字母和数字', 'phrase.alarm.value.span': '{least} 至 {most} 的值',
  'phrase.alarm.graylog-old': '“event”：应为对象；这是 Graylog 3.1 之前的回调，不受支持',
  'phrase.alarm.topic-asks': '“Type”：该主题询问是否可以向此处发送。系统不会自动确认：请先核对“TopicArn”，再打开此消息中的“SubscribeURL”',
  'phrase.alarm.topic-ended': '“Type”：该主题表示不再向此处发送。如非本意，请重新订阅',
} satisfies Partial<Translated<typeof phraseEn>>;
