/** English texts of the fields for days and times. */
export const dateEn = {
  'date.shape.day': 'dd/mm/yyyy', 'date.shape.time': 'hh:mm', 'date.dayOf': '{of}: day', 'date.timeOf': '{of}: time',
  'date.hint.day': 'Arrow up and down change the day, Alt with arrow down opens the calendar.', 'date.hint.time': 'Arrow up and down change it by a quarter of an hour, Alt with arrow down opens the list.',
  'date.unreadable.day': '“{typed}” is no day. Write it like {example}.', 'date.unreadable.time': '“{typed}” is no time. Write it like {example}.', 'date.early': '{typed} is too early: {least} at the earliest.',
} as const;
