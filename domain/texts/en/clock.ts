/** English words of clocks and of lengths of time. */
export const clockEn = {
  'duration.d': '{d} d', 'duration.dh': '{d} d {h} h', 'duration.h': '{h} h', 'duration.hm': '{h} h {m} m', 'duration.m': '{m} m', 'duration.s': '{s} s', 'duration.minus': '-{time}', 'duration.workingDays': { one: '{count} working day', other: '{count} working days' },
  'clock.response': 'Response', 'clock.resolution': 'Resolution', 'clock.left': '{time} left', 'clock.late': 'late by {time}', 'clock.due': 'Due {time}', 'clock.was': 'Was due {time}',
  'clock.paused': 'Paused', 'clock.pausedWhy': 'Paused: {reason}', 'clock.met': 'Met', 'clock.breached': 'Breached', 'clock.idle': 'Not started', 'clock.cancelled': 'Cancelled', 'clock.metAt': 'Met {time}',
  'clock.breachedAt': 'Breached {time}', 'clock.target': 'Target {target}', 'clock.working': 'working time', 'clock.why': 'Why then', 'clock.aria': '{kind}: {text}', 'clock.elapsed': '{time} used',
  'clock.held': 'held for {time}', 'clock.leftPaused': '{time} left when it goes on', 'clock.targetOf': '{time} of working time',
  'clock.next.assignee': 'Level {level}: to the assignee in {time} of working time', 'clock.next.teamLead': 'Level {level}: to the team lead in {time} of working time', 'clock.next.teamManager': 'Level {level}: to the manager of the team in {time} of working time', 'clock.next.departmentHead': 'Level {level}: to the head of the department in {time} of working time', 'clock.next.person': 'Level {level}: to a person by name in {time} of working time',
} as const;
