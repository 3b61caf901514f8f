/** Every published scenario, retyped: the figures of GLPI, Znuny, Zammad, Frappe and Chatwoot come out exactly. */
import { describe, expect, it } from 'vitest';
import { codeOf } from '../errors.ts';
import { answerQuestion, type QuestionAnswer } from './question.ts';
import { parseQuestion } from './question.schema.ts';
import { scenarioCalendars, type ScenarioCalendar } from '#test/builders/sla.builder';

type Row = [scenario: string, calendar: ScenarioCalendar, question: Record<string, unknown>, expected: Partial<QuestionAnswer>];

const ask = (calendar: ScenarioCalendar, question: Record<string, unknown>): QuestionAnswer => {
  const { question: parsed, ignoredKeys } = parseQuestion({ calendar, ...question });
  expect(ignoredKeys).toEqual([]);
  return answerQuestion(parsed, scenarioCalendars[calendar]);
};

const fri = '2034-06-09T08:46:12Z';
const mon = '2034-06-05T10:00:00Z';
const laPauses = [['2034-06-09T08:47:42Z', '2034-06-09T10:05:54Z'], ['2034-06-09T10:09:13Z', '2034-06-09T10:34:38Z'], ['2034-06-09T10:43:41Z', '2034-06-09T11:29:17Z']];
const overDays = [['2034-06-05T11:00:00Z', '2034-06-07T09:30:00Z'], ['2034-06-07T10:00:00Z', '2034-06-08T09:00:00Z']];

const rows: Row[] = [
  ['1', 'A', { start: fri, target: 'PT30M', warn: '-PT10M' }, { due: '2034-06-09T09:16:12Z', warn: '2034-06-09T09:06:12Z', holdSeconds: 0 }],
  ['2 resolution', 'A', { start: fri, target: 'PT30M', warn: '-PT5M', pauses: laPauses }, { due: '2034-06-09T11:45:25Z', warn: '2034-06-09T11:40:25Z', holdSeconds: 8953 }],
  ['2 response', 'A', { start: fri, target: 'PT30M', warn: '-PT5M' }, { due: '2034-06-09T09:16:12Z', warn: '2034-06-09T09:11:12Z' }],
  ['3', 'A', { start: fri, target: 'PT4H', pauses: [['2034-06-09T09:15:27Z', '2034-06-09T11:23:49Z']], escalate: 'PT10H' }, { due: '2034-06-09T14:54:34Z', escalate: '2034-06-12T16:24:34Z', holdSeconds: 7702 }],
  ['4 resolution', 'A', { start: mon, target: 'PT4H', pauses: overDays }, { due: '2034-06-08T12:00:00Z', holdSeconds: 104_400 }],
  ['4 three working days after due', 'A', { start: mon, target: 'PT4H', pauses: overDays, escalate: 'P3D' }, { due: '2034-06-08T12:00:00Z', escalate: '2034-06-13T12:00:00Z' }],
  ['4 a working day before due', 'A', { start: mon, target: 'PT4H', pauses: overDays, warn: '-P1D' }, { due: '2034-06-08T12:00:00Z', warn: '2034-06-07T12:00:00Z' }],
  ['4 response', 'A', { start: mon, target: 'PT4H' }, { due: '2034-06-05T14:30:00Z' }],
  ['5', 'A', { start: fri, target: 'P5D', warn: '-PT8H' }, { due: '2034-06-16T08:46:12Z', warn: '2034-06-15T11:16:12Z' }],
  ['8 before', 'B', { start: '2034-08-16T13:00:00Z', target: 'PT4H', warn: '-PT1H' }, { due: '2034-08-16T17:00:00Z', warn: '2034-08-16T16:00:00Z' }],
  ['8 after the urgency changed', 'B', { start: '2034-08-16T13:00:00Z', target: 'PT4H', warn: '-PT1H', events: [{ at: '2034-08-16T13:10:00Z', type: 'urgency', target: 'PT2H' }] }, { due: '2034-08-16T15:00:00Z', warn: '2034-08-16T14:00:00Z', breachedAt: null }],
  ['9', '8-18', { start: '2026-01-12T17:00:00Z', target: 'PT4H', warn: '-PT1H' }, { due: '2026-01-13T11:00:00Z', warn: '2026-01-13T10:00:00Z' }],
  ['10 morning', 'B', { between: ['2019-01-01T07:00:00Z', '2019-01-01T09:00:00Z'] }, { elapsedSeconds: 3600 }],
  ['10 week', 'B', { between: ['2019-01-01', '2019-01-08'] }, { elapsedSeconds: 60 * 3600 }],
  ['10 reversed', 'B', { between: ['2019-01-08', '2019-01-01'] }, { elapsedSeconds: 0 }],
  ['10 seven days on', 'B', { start: '2018-11-19 10:00', target: 'P7D' }, { due: '2018-11-28T10:00:00Z' }],
  ['10 seven days back', 'B', { start: '2018-11-19 10:00', target: '-P7D' }, { due: '2018-11-08T10:00:00Z' }],
  ['11', 'C', { start: '2016-02-01 12:25:30', target: 'PT5H' }, { due: '2016-02-02T07:25:30Z' }],
  ['12 weekday', 'D', { start: '2016-02-01 16:59:30', target: 'PT3.5H' }, { due: '2016-02-02T09:29:30Z' }],
  ['12 Sunday', 'D', { start: '2016-01-31 12:25:30', target: 'PT5H' }, { due: '2016-02-01T12:00:00Z' }],
  ['13', 'C', { start: '2016-01-31 12:25:30', target: 'PT45H25M30S' }, { due: '2016-02-08T07:25:30Z' }],
  ['14', 'C', { start: '2015-12-22 16:24:49', target: 'PT20H' }, { due: '2015-12-29T07:24:49Z' }],
  ['15', 'C', { start: '2015-03-27T11:00:00Z', target: 'PT15H' }, { due: '2015-03-31T07:00:00Z' }],
  ['16', '24/7 Berlin', { start: '2015-02-17 12:00', target: 'PT2161H' }, { due: '2015-05-19T12:00:00Z' }],
  ['20 a wall time that does not exist', '24/7 Berlin', { start: '2022-03-27 02:05:12', target: 'PT0S' }, { due: '2022-03-27T01:05:12Z' }],
  ['21 response', 'E', { start: '2013-06-04T09:00:00Z', target: 'PT120M', pauses: [['2013-06-04T10:00:00Z', '2013-06-04T10:30:00Z']], stops: { response: '2013-06-04T10:45:00Z' } }, { due: '2013-06-04T11:30:00Z', elapsedSeconds: 75 * 60, breachedAt: null }],
  ['21 resolution', 'E', { start: '2013-06-04T09:00:00Z', target: 'PT250M', pauses: [['2013-06-04T10:00:00Z', '2013-06-04T10:30:00Z']], stops: { resolution: '2013-06-04T12:00:00Z' } }, { due: '2013-06-04T13:40:00Z', elapsedSeconds: 150 * 60, breachedAt: null }],
  ['23', 'E', { start: '2013-06-04T09:00:00Z', target: 'PT120M', pauses: [['2013-06-04T10:00:00Z', '2013-06-04T15:00:00Z']] }, { due: '2013-06-04T16:00:00Z' }],
  ['25 response', 'F', { start: '2013-10-21T05:30:00Z', target: 'PT120M' }, { due: '2013-10-21T09:00:00Z' }],
  ['25 resolution', 'F', { start: '2013-10-21T05:30:00Z', target: 'PT240M' }, { due: '2013-10-21T11:00:00Z' }],
  ['26 response', 'F26', { start: '2015-09-21T14:30:00Z', target: 'PT120M' }, { due: '2015-09-23T08:30:00Z' }],
  ['26 resolution', 'F26', { start: '2015-09-21T14:30:00Z', target: 'PT240M' }, { due: '2015-09-23T10:30:00Z' }],
  ['28 all day', '24/7', { start: '2024-03-05T12:00:00Z', target: 'PT24H' }, { due: '2024-03-06T12:00:00Z' }],
  ['28 written as 23:59', '23:59', { start: '2024-03-05T12:00:00Z', target: 'PT24H' }, { due: '2024-03-06T12:00:00Z' }],
  ['29 response', 'G', { start: '2025-09-05T17:00:00Z', target: 'PT30M' }, { due: '2025-09-05T17:30:00Z' }],
  ['29 resolution', 'G', { start: '2025-09-05T17:00:00Z', target: 'PT2H' }, { due: '2025-09-08T11:00:00Z' }],
  ['30 response', 'G30', { start: '2025-09-04T15:00:00Z', target: 'PT30M' }, { due: '2025-09-08T10:30:00Z' }],
  ['30 resolution', 'G30', { start: '2025-09-04T15:00:00Z', target: 'PT2H' }, { due: '2025-09-08T12:00:00Z' }],
  ['31 a day of hours', 'G', { start: '2025-09-06T15:00:00Z', target: 'PT24H' }, { due: '2025-09-10T18:00:00Z' }],
  ['31 three days of hours', 'G', { start: '2025-09-06T15:00:00Z', target: 'PT72H' }, { due: '2025-09-18T18:00:00Z' }],
  ['32', 'G', { start: '2025-09-01T12:00:00Z', target: 'PT4H', pauses: [['2025-09-01T12:30:00Z', '2025-09-01T13:00:00Z']], stops: { resolution: '2025-09-01T13:30:00Z' }, events: [{ at: '2025-09-02T11:00:00Z', type: 'closed' }] }, { due: '2025-09-01T16:30:00Z', elapsedSeconds: 3600, breachedAt: null }],
  ['35 Friday evening', 'H', { start: '2026-01-30T16:30:00Z', target: 'PT1H' }, { due: '2026-02-02T09:30:00Z' }],
  ['35 before opening', 'H', { start: '2026-01-28T07:00:00Z', target: 'PT2H' }, { due: '2026-01-28T11:00:00Z' }],
  ['36 holidays', 'I36', { start: '2024-09-30 17:00', target: 'PT2H' }, { due: '2024-10-08T01:00:00Z' }],
  ['36 make-up Saturday', 'I36', { start: '2024-10-11 17:30', target: 'PT2H' }, { due: '2024-10-12T01:30:00Z' }],
];

describe('published SLA scenarios', () => {
  it.each(rows)('%s', (_, calendar, question, expected) => {
    expect(ask(calendar, question)).toMatchObject(expected);
  });

  it.each([
    ['-PT5H', 'SLA_DURATION_NEGATIVE'], ['-P1DT1H', 'SLA_DURATION_NEGATIVE'], ['P1Y', 'SLA_DURATION_UNIT'], ['P2M', 'SLA_DURATION_UNIT'], ['P1W', 'SLA_DURATION_UNIT'],
    ['PT', 'SLA_DURATION_INVALID'], ['P', 'SLA_DURATION_INVALID'], ['4h', 'SLA_DURATION_INVALID'], ['P1.5D', 'SLA_DURATION_UNIT'], ['PT9999999H', 'SLA_DURATION_ABSURD'],
  ])('20: target %s is refused with %s, never answered with a wrong date', (target, code) => {
    let thrown: unknown = null;
    try { ask('C', { start: '2016-02-01 12:25:30', target }); } catch (error) { thrown = error; }
    expect(codeOf(thrown)).toBe(code);
  });
});
