/** What calendars and questions ask for, as half sentences. */

export const slaPhrases = {
  'calendar.time': 'expected HH:MM', 'calendar.closing': 'expected HH:MM, up to 24:00', 'calendar.date': 'expected YYYY-MM-DD', 'calendar.any-date': 'expected YYYY-MM-DD or MM-DD', 'calendar.like-or-windows': 'give either `like` or `windows`',
  'calendar.key': 'expected up to 64 characters without spaces', 'calendar.the-beginning': 'the beginning',
  'question.time': 'expected a time as text, such as "2034-06-09T08:46:12Z"', 'question.duration': 'expected a duration as text, such as "PT4H" or "P5D"; a bare number has no unit',
  'question.offset': 'expected text such as "-PT30M", "P1D" or "75%"; a bare number has no unit', 'question.id': 'expected text or a number', 'question.calendar': 'expected the name of a calendar file, or the calendar itself',
  'question.words': 'expected a word: {known}', 'question.no-word': '"{said}" is none of {known}', 'question.between': 'asks for working time only, and "{other}" for a clock; ask them one by one',
  'question.fields': 'expected {{fields}}', 'question.fields-or-list': 'expected [{order}] or {{fields}}', 'question.needed': 'needed, unless "between" is asked', 'question.target': 'the new target is needed', 'question.said-twice': '"{one}" and "{other}" say the same; give one of them',
} as const;
