/** Why the body of an alarm source, or an entry of it, is not understood: where, what was expected there, and what was found instead. Names of fields stay as the sender writes them. */
export const alarmPhrases = {
  'alarm.expected': '{at}: expected {expected}, found {found}', 'alarm.expected-object': 'expected an object', 'alarm.empty': '{at}: empty', 'alarm.too-many': '{at}: {count} entries, at most {limit}', 'alarm.and-more': '{reason} (and {count} more)',
  'alarm.value.object': 'an object', 'alarm.value.list': 'a list', 'alarm.value.text': 'a text', 'alarm.value.alarm': 'an alarm', 'alarm.value.alarm-json': 'an alarm as JSON', 'alarm.value.nothing': 'nothing', 'alarm.value.letters': 'up to {limit} letters and digits', 'alarm.value.span': '{least} to {most}',
  'alarm.graylog-old': 'event: expected an object; Graylog before 3.1 is not supported',
  'alarm.topic-asks': 'Type: the topic asks whether it may post here. It is never confirmed by itself: open SubscribeURL',
  'alarm.topic-ended': 'Type: the topic will not post here any more',
} as const;
