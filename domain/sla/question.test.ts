/** What the calculator answers beyond the published scenarios: stops, events, offsets, times as people write them, and its reasons. */
import { describe, expect, it } from 'vitest';
import { codeOf, errorShape, type CatalogueError } from '../errors.ts';
import { explainText } from './explain.words.ts';
import { explainTexts } from './explain.texts.ts';
import { answerQuestion, type QuestionAnswer } from './question.ts';
import { parseQuestion } from './question.schema.ts';
import { calendarOf, scenarioCalendars, workweek, type ScenarioCalendar } from '#test/builders/sla.builder';
import type { WorkingCalendar } from './working-time.ts';

const ask = (calendar: ScenarioCalendar | WorkingCalendar, row: Record<string, unknown>): QuestionAnswer => {
  const { question, ignoredKeys } = parseQuestion({ calendar: 'named', ...row });
  return answerQuestion(question, typeof calendar === 'string' ? scenarioCalendars[calendar] : calendar, ignoredKeys);
};
const codeOfAsking = (row: Record<string, unknown>): string | null => {
  try { ask('B', row); } catch (thrown) { return codeOf(thrown); }
  return null;
};
/** Wednesday; B works 08-20 UTC. */
const t = (time: string, day = 16): string => `2034-08-${day}T${time}:00Z`;
const base = { start: t('13:00'), target: 'PT4H' };

describe('the SLA calculator', () => {
  it.each<[string, Record<string, unknown>, Partial<QuestionAnswer>]>([
    ['a stop in time', { stops: { resolution: t('15:00') } }, { due: t('17:00'), elapsedSeconds: 7200, breachedAt: null }],
    ['a stop exactly at due', { stops: { resolution: t('17:00') } }, { elapsedSeconds: 4 * 3600, breachedAt: null }],
    ['a stop too late', { stops: { resolution: t('18:30') } }, { elapsedSeconds: 5.5 * 3600, breachedAt: t('17:00') }],
    ['a stop the next morning', { stops: { resolution: t('09:00', 17) } }, { elapsedSeconds: 8 * 3600, breachedAt: t('17:00') }],
    ['a stop while held', { pauses: [[t('14:00'), null]], stops: { resolution: t('16:00') } }, { due: t('19:00'), holdSeconds: 7200, elapsedSeconds: 3600, breachedAt: null }],
    ['the response stop of a resolution clock', { kind: 'resolution', stops: { response: t('13:30') } }, { due: t('17:00'), elapsedSeconds: null }],
    ['both stops and no kind', { stops: { response: t('13:30'), resolution: t('15:00') } }, { elapsedSeconds: 7200 }],
    ['both stops of a response clock: the first', { kind: 'response', stops: { response: t('13:30'), resolution: t('15:00') } }, { elapsedSeconds: 1800 }],
    ['a pause without end', { pauses: [[t('14:00'), null]], warn: '-PT1H', escalate: 'PT1H' }, { due: null, warn: null, escalate: null, holdSeconds: 0, elapsedSeconds: 3600, breachedAt: null }],
    ['a pause without end after due', { pauses: [[t('18:00'), null]] }, { due: t('17:00'), breachedAt: t('17:00') }],
    ['a pause that begins at due', { pauses: [[t('17:00'), t('18:00')]] }, { due: t('18:00'), breachedAt: null }],
    ['a pause that begins after due', { pauses: [[t('17:01'), t('18:00')]] }, { due: t('17:00'), breachedAt: t('17:00'), holdSeconds: 59 * 60 }],
    ['a pause from before the start', { pauses: [[t('09:00'), t('14:00')]] }, { due: t('18:00'), holdSeconds: 3600 }],
    ['a pause wholly before the start', { pauses: [[t('09:00'), t('10:00')]] }, { due: t('17:00'), holdSeconds: 0 }],
    ['pauses that overlap count once', { pauses: [[t('14:00'), t('15:00')], [t('14:30'), t('16:00')], [t('14:00'), t('14:10')]] }, { due: t('19:00'), holdSeconds: 7200 }],
    ['pauses that meet', { pauses: [[t('14:30'), t('15:00')], [t('14:00'), t('14:30')]] }, { due: t('18:00'), holdSeconds: 3600 }],
    ['a pause without length', { pauses: [[t('14:00'), t('14:00')]] }, { due: t('17:00'), holdSeconds: 0 }],
    ['a pause outside working time', { pauses: [[t('21:00'), t('06:00', 17)]], target: 'PT8H' }, { due: t('09:00', 17), holdSeconds: 0 }],
    ['pause and resume as events', { events: [{ at: t('14:00'), type: 'hold' }, { at: t('15:00'), type: 'resume' }] }, { due: t('18:00'), holdSeconds: 3600 }],
    ['a smaller target before it is used up', { events: [{ at: t('14:00'), type: 'target', target: 'PT2H' }] }, { due: t('15:00'), breachedAt: null }],
    ['a target smaller than the time spent', { events: [{ at: t('16:00'), type: 'priority', target: 'PT1H' }] }, { due: t('14:00'), breachedAt: t('14:00') }],
    ['a relaxed target after the breach', { events: [{ at: t('18:00'), type: 'target', target: 'PT24H' }] }, { due: t('13:00', 18), breachedAt: t('17:00') }],
    ['the same where breaches follow', { events: [{ at: t('18:00'), type: 'target', target: 'PT24H' }], policy: { pastBreach: 'follows' } }, { due: t('13:00', 18), breachedAt: null }],
    ['reopened, solved time excluded', { stops: { resolution: t('15:00') }, events: [{ at: t('09:00', 17), type: 'reopen' }] }, { due: t('11:00', 17), holdSeconds: 6 * 3600, breachedAt: null }],
    ['reopened, solved time included', { stops: { resolution: t('15:00') }, events: [{ at: t('09:00', 17), type: 'reopen' }], policy: { onReopen: 'include' } }, { due: t('17:00'), breachedAt: t('17:00') }],
    ['reopened, begun anew', { stops: { resolution: t('15:00') }, events: [{ at: t('09:00', 17), type: 'reopen' }], policy: { onReopen: 'restart' } }, { due: t('13:00', 17), breachedAt: null }],
    ['cancelled', { events: [{ at: t('14:00'), type: 'merged' }] }, { due: null, breachedAt: null }],
    ['looked at before due', { now: t('15:00') }, { due: t('17:00'), elapsedSeconds: 7200, breachedAt: null }],
    ['looked at after due', { now: t('19:00') }, { elapsedSeconds: 6 * 3600, breachedAt: t('17:00') }],
    ['a clock that does not pause', { pauses: [[t('14:00'), t('15:00')]], policy: { pauses: false } }, { due: t('17:00'), holdSeconds: 0 }],
    ['a warning without sign is before due', { warn: 'PT30M' }, { warn: t('16:30') }],
    ['a warning with plus is after due', { warn: '+PT30M' }, { warn: t('17:30') }],
    ['a warning at three quarters', { warn: '75%' }, { warn: t('16:00') }],
    ['a warning a working day before', { target: 'P3D', warn: '-P1D' }, { due: t('13:00', 21), warn: t('13:00', 18) }],
    ['an escalation before due, and one by share', { escalate: '-PT1H' }, { escalate: t('16:00') }],
    ['an escalation at 150 percent', { escalate: '150%' }, { escalate: t('19:00') }],
    ['an escalation two working days after', { escalate: 'P2D' }, { escalate: t('17:00', 18) }],
    ['a hold after due holds the escalation up, not due', { escalate: 'PT2H', pauses: [[t('18:00'), t('19:00')]] }, { due: t('17:00'), escalate: t('20:00') }],
    ['a warning stands before the deadline as the pauses left it', { warn: '-PT1H', pauses: [[t('16:30'), t('17:00')]] }, { due: t('17:30'), warn: t('16:30') }],
    ['also where that is inside a pause', { warn: '-PT2H', pauses: [[t('16:00'), t('18:00')]] }, { due: t('19:00'), warn: t('17:00') }],
    ['a warning by share stands where that share was used up', { warn: '50%', pauses: [[t('16:00'), t('18:00')]] }, { due: t('19:00'), warn: t('15:00') }],
    ['a warning after due, and a hold after due that holds it up', { warn: '+PT1H', pauses: [[t('14:00'), t('15:00')], [t('18:30'), t('19:00')]] }, { due: t('18:00'), warn: t('19:30') }],
    ['an escalation that a hold without end holds up', { escalate: 'PT2H', pauses: [[t('18:00'), null]] }, { due: t('17:00'), escalate: null }],
    ['a warning longer than the target, begun at night', { start: t('02:00'), target: 'PT1H', warn: 'PT2H' }, { due: t('09:00'), warn: t('08:00') }],
    ['an escalation longer before due than the target, begun at night', { start: t('02:00'), target: 'PT1H', escalate: '-PT2H' }, { escalate: t('08:00') }],
    ['a warning at the start, begun at night', { start: t('02:00'), warn: '0%' }, { warn: t('08:00') }],
    ['a warning some working days before a deadline before opening', { start: t('06:00'), target: 'P3D', warn: '-P1D' }, { due: t('06:00', 21), warn: t('08:00', 18) }],
    ['a warning at due is none', { warn: '100%' }, { due: t('17:00'), warn: null }],
    ['nor is one no time before it', { warn: '-PT0S' }, { warn: null }],
    ['nor one later', { warn: '150%' }, { warn: null }],
    ['nor one for a target of nothing', { target: 'PT0S', warn: '-PT1H' }, { warn: null }],
    ['a warning at due, said so', { warn: '+PT0S' }, { warn: t('17:00') }],
    ['working days to the end of the day', { target: 'P2D', policy: { dayTarget: 'endOfWorkingDay' } }, { due: t('20:00', 18) }],
    ['days and hours', { target: 'P1DT2H' }, { due: t('15:00', 17) }],
    ['zero', { target: 'PT0S' }, { due: t('13:00') }],
    ['milliseconds', { target: 'PT0.25S' }, { due: '2034-08-16T13:00:00.250Z' }],
  ])('%s', (_, row, expected) => {
    expect(ask('B', { ...base, ...row })).toMatchObject(expected);
  });

  it.each([
    ['2034-08-16T13:00:00Z'], ['2034-08-16 13:00'], ['2034-08-16T15:00:00+02:00'], ['2034-08-16T13:00'], ['2034-08-16T13:00:00.000z'], ['2034-08-16T08:30-0430'], [' 2034-08-16 13:00:00 '],
  ])('reads the start %s', (start) => {
    expect(ask('B', { start, target: 'PT4H' }).due).toBe(t('17:00'));
  });

  const shapes: [string, Record<string, unknown>, Partial<QuestionAnswer>][] = [
    ['pauses from/to', { pauses: [{ from: t('14:00'), to: t('15:00') }] }, { due: t('18:00') }],
    ['pauses start/end', { pauses: [{ start: t('14:00'), end: t('15:00') }] }, { due: t('18:00') }],
    ['pauses from/until with a reason', { pauses: [{ from: t('14:00'), until: t('15:00'), reason: 'parts' }] }, { due: t('18:00') }],
    ['pauses with an end of null', { pauses: [{ from: t('14:00'), until: null }] }, { due: null }],
    ['events as at and state', { events: [{ at: t('14:00'), state: 'On Hold' }, { at: t('15:00'), state: 'in-progress' }] }, { due: t('18:00') }],
    ['events as time and event', { events: [{ time: t('14:00'), event: 'pause' }, { time: t('15:00'), event: 'resume' }] }, { due: t('18:00') }],
    ['events as pairs', { events: [[t('14:00'), 'hold'], [t('15:00'), 'resume'], [t('15:30'), 'target', 'PT2H']] }, { due: t('16:00') }],
    ['stops of null', { stops: { response: null, resolution: t('15:00') } }, { elapsedSeconds: 7200 }],
    ['between as from/to', { start: undefined, target: undefined, between: { from: t('13:00'), to: t('14:00') } }, { elapsedSeconds: 3600 }],
    ['nulls for what is not asked', { pauses: null, warn: null, escalate: null, stops: null, events: null, between: null, policy: null }, { due: t('17:00'), warn: null }],
    ['the minus of typography', { warn: '\u2212PT30M' }, { warn: t('16:30') }],
  ];
  it.each(shapes)('reads %s', (_, row, expected) => {
    expect(ask('B', { ...base, ...row })).toMatchObject(expected);
  });

  it.each<[string, Record<string, unknown>, Partial<QuestionAnswer>]>([
    ['a resume ends a pause of the list that is still open', { pauses: [[t('14:00'), null]], events: [{ at: t('15:00'), type: 'resume' }] }, { due: t('18:00'), holdSeconds: 3600 }],
    ['a resume ends every hold', { pauses: [[t('14:00'), t('16:00')]], events: [[t('14:30'), 'pause'], [t('15:00'), 'resume']] }, { due: t('18:00') }],
    ['open goes on after a hold', { events: [[t('14:00'), 'pending reminder'], [t('15:00'), 'open']] }, { due: t('18:00') }],
    ['open goes on after a solution', { events: [[t('14:00'), 'solved'], [t('15:00'), 'opened']] }, { due: t('18:00') }],
    ['open does not undo an answer', { kind: 'response', events: [[t('14:00'), 'replied'], [t('15:00'), 'open']] }, { due: t('17:00'), elapsedSeconds: 3600 }],
    ['created and assigned do nothing', { events: [[t('13:00'), 'created'], [t('13:05'), 'assigned']] }, { due: t('17:00'), elapsedSeconds: null }],
    ['closed after solved does nothing', { events: [[t('15:00'), 'resolved'], [t('16:00'), 'closed successful']] }, { elapsedSeconds: 7200 }],
    ['a hold that ends at its beginning holds nothing', { events: [[t('14:00'), 'hold'], [t('14:00'), 'resume']] }, { due: t('17:00') }],
    ['a hold before the start that ended before it', { events: [[t('12:00'), 'hold'], [t('12:30'), 'resume']] }, { due: t('17:00'), holdSeconds: 0 }],
    ['a hold that ends as the next begins', { pauses: [[t('15:00'), t('16:00')]], events: [[t('14:00'), 'hold'], [t('15:00'), 'resume']] }, { due: t('19:00') }],
  ])('%s', (_, row, expected) => {
    expect(ask('B', { ...base, ...row })).toMatchObject(expected);
  });

  it.each<[string, Record<string, unknown>, string, string[]]>([
    ['a stop nobody knows', { stops: { resolved: t('15:00') } }, 'SLA_QUESTION_KEY_UNKNOWN', ['stops.resolved', 'response, resolution']],
    ['a switch nobody knows', { policy: { onReopening: 'include' } }, 'SLA_QUESTION_KEY_UNKNOWN', ['policy.onReopening', 'onReopen']],
    ['a pause with another key', { pauses: [{ from: t('14:00'), till: t('15:00') }] }, 'SLA_QUESTION_KEY_UNKNOWN', ['pauses.0.till', 'until']],
    ['an event with another key', { events: [{ at: t('14:00'), type: 'pause', until: t('15:00') }] }, 'SLA_QUESTION_KEY_UNKNOWN', ['events.0.until', 'target']],
    ['two ends of a pause', { pauses: [{ from: t('14:00'), to: null, end: t('15:00') }] }, 'SLA_QUESTION_INVALID', ['pauses.0', '"to" and "end"']],
    ['a pause as text', { pauses: ['14:00/15:00'] }, 'SLA_QUESTION_INVALID', ['pauses.0', '[from, to, reason]']],
    ['pauses that are no list', { pauses: { from: t('14:00'), to: t('15:00') } }, 'SLA_QUESTION_INVALID', ['pauses', 'a list']],
    ['one stop as text', { stops: t('15:00') }, 'SLA_QUESTION_INVALID', ['stops', '{response, resolution}']],
    ['a word nobody knows', { events: [{ at: t('15:00'), type: 'explode' }] }, 'SLA_QUESTION_INVALID', ['events.0.type', '"explode"', 'pause (paused, hold', 'in progress']],
    ['an event without a time', { events: [{ type: 'pause' }] }, 'SLA_QUESTION_INVALID', ['events.0.at', 'a time as text']],
    ['a share as a number', { warn: 0.75 }, 'SLA_QUESTION_INVALID', ['warn', '"75%"', 'no unit']],
    ['a target in seconds', { target: 14400 }, 'SLA_QUESTION_INVALID', ['target', '"PT4H"', 'no unit']],
    ['a target without unit', { target: '14400' }, 'SLA_DURATION_INVALID', ['14400']],
    ['a time as a number', { now: 2038780800 }, 'SLA_QUESTION_INVALID', ['now', 'a time as text']],
    ['between and a clock at once', { between: [t('13:00'), t('14:00')] }, 'SLA_QUESTION_INVALID', ['between', '"start"']],
    ['warning for warn', { warning: '-PT1H' }, 'SLA_QUESTION_KEY', ['"warning"', '"warn"']],
    ['a calendar that is a number', { calendar: 7 }, 'SLA_QUESTION_INVALID', ['calendar', 'file']],
  ])('refuses %s, naming it and what is known', (_, row, code, named) => {
    let thrown: unknown = null;
    try { ask('B', { ...base, ...row }); } catch (error) { thrown = error; }
    expect(codeOf(thrown)).toBe(code);
    const { message } = errorShape(code, (thrown as CatalogueError).params);
    for (const text of named) expect(message).toContain(text);
  });

  it('says which event moved nothing', () => {
    const { explain } = ask('B', { ...base, events: [[t('13:00'), 'created'], [t('14:00'), 'hold'], [t('15:00'), 'resume'], [t('15:30'), 'first reply']] });
    expect(explain.filter((line) => line.code === 'EVENT_MOVES_NOTHING').map((line) => line.text)).toEqual([
      'The event "created" of Wed 2034-08-16 13:00:00 moves nothing.', 'The event "first reply" of Wed 2034-08-16 15:30:00 moves nothing.',
    ]);
  });

  it('reads a time without zone in the zone of the calendar', () => {
    const tokyo = calendarOf('Asia/Tokyo', workweek('08:00-20:00'));
    expect(ask(tokyo, { start: '2034-08-16 13:00', target: 'PT1H', pauses: [['2034-08-16 13:10', '2034-08-16 13:20']] })).toMatchObject({ due: t('05:10'), holdSeconds: 600 });
  });

  it('takes the first of a local time that comes twice, and moves one that never comes', () => {
    const berlin = scenarioCalendars['24/7 Berlin'];
    expect(ask(berlin, { start: '2026-10-25 02:30', target: 'PT0S' }).due).toBe('2026-10-25T00:30:00Z');
    expect(ask(berlin, { start: '2026-03-29 02:30', target: 'PT0S' }).due).toBe('2026-03-29T01:30:00Z');
  });

  it.each([
    ['no start', { target: 'PT1H' }, 'SLA_QUESTION_INVALID'], ['no target', { start: t('13:00') }, 'SLA_QUESTION_INVALID'],
    ['30 February', { ...base, start: '2034-02-30' }, 'SLA_INSTANT_INVALID'], ['the hour 25', { ...base, start: '2034-02-20T25:00' }, 'SLA_INSTANT_INVALID'], ['a word', { ...base, start: 'tomorrow' }, 'SLA_INSTANT_INVALID'],
    ['the year 9999', { ...base, start: '9999-01-01' }, 'SLA_INSTANT_INVALID'], ['the year 0001', { ...base, start: '0001-01-01' }, 'SLA_INSTANT_INVALID'],
    ['a reversed pause', { ...base, pauses: [[t('15:00'), t('14:00')]] }, 'SLA_PAUSE_REVERSED'], ['half a pause', { ...base, pauses: [[t('15:00')]] }, 'SLA_QUESTION_INVALID'],
    ['an unknown event', { ...base, events: [{ at: t('15:00'), type: 'explode' }] }, 'SLA_QUESTION_INVALID'], ['a new target without one', { ...base, events: [{ at: t('15:00'), type: 'priority' }] }, 'SLA_QUESTION_INVALID'],
    ['a bad warning', { ...base, warn: 'soon' }, 'SLA_DURATION_INVALID'], ['an escalation in months', { ...base, escalate: 'P1M' }, 'SLA_DURATION_UNIT'],
    ['a misspelt key', { ...base, Pause: [] }, 'SLA_QUESTION_KEY'], ['a target beyond fifty years', { ...base, target: 'PT190000H' }, 'SLA_HORIZON_REACHED'],
    ['a number for a start', { ...base, start: 7 }, 'SLA_QUESTION_INVALID'], ['half an interval', { between: [t('13:00')] }, 'SLA_QUESTION_INVALID'],
  ])('refuses %s', (_, row, code) => {
    expect(codeOfAsking(row)).toBe(code);
  });

  it.each([[{ target: 'PT1H' }, 'The question cannot be answered: start: needed, unless "between" is asked.'], [{ ...base, events: [{ at: t('15:00'), type: 'priority' }] }, 'The question cannot be answered: events.0.target: the new target is needed.'], [{ ...base, warn: 7 }, /^The question cannot be answered: warn: .*[^.]\.$/]])('says by phrases what is wrong with %j', (row, sentence) => {
    let thrown: unknown = null;
    try { ask('B', row); } catch (error) { thrown = error; }
    const { code, params } = thrown as CatalogueError;
    expect(params['reason']).toHaveProperty('phrase');
    expect(errorShape(code, params).message).toMatch(sentence);
  });

  it('says why there is no warning, and why it was put to the opening', () => {
    const told = (row: Record<string, unknown>): string[] => ask('B', { ...base, ...row }).explain.map((line) => line.text);
    expect(told({ warn: '100%' })).toContain('The warning (100%) would not come before due: there is none.');
    expect(told({ start: t('02:00'), target: 'PT1H', warn: 'PT2H' })).toContain('The warning (PT2H) would come before work begins, so it warns when work begins, Wed 2034-08-16 08:00:00.');
  });

  it('says what it ignored and what it chose', () => {
    const { explain } = ask('B', { ...base, note: 'x', stops: { response: t('13:30'), resolution: t('15:00') } });
    expect(explain.map((line) => line.text)).toEqual(expect.arrayContaining(['The key "note" means nothing here and was ignored.', expect.stringContaining('taken as resolution')]));
  });
});

describe('an explanation', () => {
  const codes = (answer: QuestionAnswer): string[] => answer.explain.map((line) => line.code);

  it('names windows, holidays, make-up days, pauses with their reasons, and what came out', () => {
    const { explain } = ask('I36', { start: '2024-09-30 17:30', target: 'PT1H', pauses: [{ from: '2024-10-08 08:10', to: '2024-10-08 08:20', reason: 'waiting for parts' }], warn: '-PT10M' });
    expect(explain.map((line) => line.text)).toEqual([
      'Counts in calendar I36, local time Asia/Shanghai.',
      'Starts Mon 2024-09-30 17:30:00 (Asia/Shanghai).',
      'Target PT1H: 1 h of working time.',
      ...['Tue 2024-10-01', 'Wed 2024-10-02', 'Thu 2024-10-03', 'Fri 2024-10-04', 'Mon 2024-10-07'].map((date) => `${date} is a holiday (National Day).`),
      'Mon 2024-09-30 17:30:00 to Mon 2024-09-30 18:00:00 counts 30 min.',
      'Tue 2024-10-08 08:00:00 to Tue 2024-10-08 08:40:00 counts 40 min.',
      'Held Tue 2024-10-08 08:10:00 to Tue 2024-10-08 08:20:00 (waiting for parts): 10 min of working time.',
      'Due Tue 2024-10-08 08:40:00.',
      'Warns Tue 2024-10-08 08:30:00 (-PT10M).',
    ]);
    expect(codes(ask('I36', { start: '2024-10-11 17:30', target: 'PT2H' }))).toContain('MAKE_UP_DAY');
  });

  it('says why due is at closing, that the start was outside working time, and that the clocks changed', () => {
    expect(codes(ask('E', { start: '2013-06-04T12:00:00Z', target: 'PT4H' }))).toContain('DUE_AT_CLOSING');
    expect(codes(ask('F', { start: '2013-10-21T05:30:00Z', target: 'PT1H' }))).toContain('START_OUTSIDE');
    expect(codes(ask('C', { start: '2015-03-27T11:00:00Z', target: 'PT15H' }))).toContain('CLOCKS_CHANGE');
  });

  it('says that a run warned before a hold that moved due, and nothing of it where the hold came first', () => {
    const told = (row: Record<string, unknown>) => ask('B', { ...base, warn: '-PT2H', ...row }).explain.filter(({ code }) => code.startsWith('WARN')).map(({ text }) => text);
    expect(told({ pauses: [[t('16:00'), t('18:00')]] })).toEqual([
      'Warns Wed 2034-08-16 17:00:00 (-PT2H).', 'A run warns Wed 2034-08-16 15:00:00 already: before the hold from Wed 2034-08-16 16:00:00 due was earlier, and it warns once.',
    ]);
    expect(told({ pauses: [[t('14:30'), t('15:30')]] })).toEqual(['Warns Wed 2034-08-16 16:00:00 (-PT2H).']);
    expect(told({ pauses: [[t('14:00'), t('15:00')], [t('16:30'), t('17:30')]] })).toMatchObject([/17:00:00/, /run warns Wed 2034-08-16 16:00:00 already: before the hold from Wed 2034-08-16 16:30:00/].map((text) => expect.stringMatching(text) as string));
    expect(told({ warn: '50%', pauses: [[t('16:00'), t('18:00')]] })).toHaveLength(1);
    expect(told({ warn: '-PT6H', pauses: [[t('14:00'), t('15:00')]] })).toHaveLength(1);
  });

  it('ends a long list of windows with how many more there are', () => {
    const { explain } = ask('C', { start: '2016-02-01 08:00', target: 'PT500H' });
    const shown = explain.filter((line) => line.code === 'WINDOW');
    const more = explain.find((line) => line.code === 'WINDOWS_MORE')!;
    expect(shown.reduce((sum, line) => sum + Number(line.params['seconds']), 0) + Number(more.params['seconds'])).toBe(500 * 3600);
    expect(shown).toHaveLength(8);
  });

  it('can be told in every language, each sentence with all of its parameters', () => {
    for (const [code, text] of Object.entries(explainTexts)) {
      const names = (template: string): string[] => [...template.matchAll(/\{(\w+)/g)].map((match) => match[1]!).sort();
      expect([code, names(text.zh)]).toEqual([code, names(text.en)]);
      expect([code, names(text.ar)]).toEqual([code, names(text.en)]);
    }
    expect(explainText({ code: 'DUE', params: { local: '2024-10-12 09:30:00' } }, 'zh')).toBe('到期 周六 2024-10-12 09:30:00。');
    expect(explainText({ code: 'HOLD_TOTAL', params: { seconds: 8953 } }, 'zh')).toBe('暂停合计顺延工作时间 2小时29分13秒。');
  });
});
