/** What is told of starts by messages and schedules, in English by code: what is wrong and what to do. The last of them are found by the portal, which knows the directory and the calendars. */
import type { FindingText } from '../finding.texts.ts';

export const startTexts = {
  'start-message-missing': { message: 'It names no message.', fix: 'Write the name of the message that begins the flow.' },
  'start-message-twice': { message: '"{node}" and "{other}" are begun by the same message {name}; for one message only the first is.', fix: 'Give them conditions that are never true together, or names of their own.' },
  'start-schedule-missing': { message: 'It has no schedule.', fix: 'Say how often, or on which days, it begins.' },
  'start-schedule-wrong': { message: 'The schedule has a fault: {problem}.', fix: 'Write for example PT1H, a time such as 08:00, or the five parts of cron.' },
  'start-schedule-zone': { message: '"{node}" has a schedule in the time zone {zone}, which nobody knows.', fix: 'Write an IANA name such as Europe/Berlin, Asia/Shanghai or UTC.' },
  'start-schedule-never': { message: 'The schedule of "{node}" never comes.', fix: 'Look at its days, its beginning and its end.' },
  'start-type-missing': { message: '"{node}" does not say which type of ticket it opens.', fix: 'Choose one here, or a ticket type for the flow.' },
  'start-type-unknown': { message: '"{node}" opens tickets of the type {type}, which does not exist.', fix: 'Choose one of the ticket types.' },
  'start-person-unknown': { message: '"{node}" names {person} as requester, who is not in the directory or has left.', fix: 'Choose a person of the directory.' },
  'start-team-unknown': { message: '"{node}" gives its tickets to the team {team}, which is not in the directory.', fix: 'Choose a team of the directory.' },
  'start-calendar-unknown': { message: '"{node}" goes by the calendar {calendar}, which does not exist.', fix: 'Choose one of the calendars.' },
  'start-schedule-over': { message: 'The schedule of "{node}" is over: nothing of it lies ahead.', fix: 'Look at its days, its end and the days off of its calendar.' },
} as const satisfies Record<string, FindingText>;
