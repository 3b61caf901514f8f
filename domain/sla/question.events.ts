/** Turns what a question tells (pauses, stops, events) into the life of its clock, in order. Deadlines are derived in due.ts. */
import { CatalogueError } from '../errors.ts';
import { phrase } from '../message.ts';
import { epochMs, instantOf, type Instant } from '../values.ts';
import { applyClockEvent, isOpen, type ClockEvent, type ClockFacts, type ClockKind } from './clock.ts';
import { eventsForState } from './clock.deadline.ts';
import { deriveDue } from './due.ts';
import { localText } from './explain.ts';
import { explainLine, type ExplainLine } from './explain.words.ts';
import { parseTime, parseTimeMs } from './instant.parse.ts';
import type { AskedEvent, Question } from './question.schema.ts';
import type { WorkingCalendar } from './working-time.ts';

/** `order` decides between two of one instant: a hold ends before the next begins, and events keep the order they are written in. `said`: the word of an event. */
interface Happening { at: Instant; order: 0 | 1 | 2; said: string | null; events: (facts: ClockFacts, at: Instant) => ClockEvent[] }

/** The started clock after everything told, and a line for each event that moved nothing. What is told of the time before the start happened at it. Throws SLA_INSTANT_INVALID, SLA_PAUSE_REVERSED, SLA_QUESTION_INVALID. */
export function foldHappenings(started: ClockFacts, question: Question, calendar: WorkingCalendar, start: Instant): { facts: ClockFacts; unmoved: ExplainLine[] } {
  const unmoved: ExplainLine[] = [];
  let facts = started;
  for (const { at, said, events } of happeningsOf(question, calendar, started.kind)) {
    const then = at < start ? start : at;
    const before = facts;
    for (const event of events(facts, then)) facts = applyClockEvent(movesDeadline(event) ? notedBreach(facts, calendar, then) : facts, event);
    if (said !== null && facts === before) unmoved.push(explainLine('EVENT_MOVES_NOTHING', { event: said, at, local: localText(calendar, epochMs(at)) }));
  }
  return { facts, unmoved };
}

/** The pauses of a question as a clock keeps them. Throws SLA_INSTANT_INVALID and SLA_PAUSE_REVERSED. */
export function pausesOf(question: Question, calendar: WorkingCalendar): ClockFacts['pauses'] {
  return (question.pauses ?? []).map(({ from, to, reason }, i) => {
    const fromMs = parseTimeMs(from, calendar.timeline, `pauses.${i}.from`);
    const toMs = to == null ? null : parseTimeMs(to, calendar.timeline, `pauses.${i}.to`);
    if (toMs !== null && toMs < fromMs) throw new CatalogueError('SLA_PAUSE_REVERSED', { from, to: String(to) });
    return { from: instantOf(fromMs), to: toMs === null ? null : instantOf(toMs), reason: reason ?? '', holdId: `pause-${i + 1}` };
  });
}

function happeningsOf(question: Question, calendar: WorkingCalendar, kind: ClockKind): Happening[] {
  const holds = pausesOf(question, calendar).filter(({ from, to }) => to === null || from < to).flatMap(({ from, to, reason, holdId }): Happening[] => [
    { at: from, order: 2, said: null, events: (_, at) => [{ type: 'pause', at, reason, holdId }] },
    ...(to === null ? [] : [{ at: to, order: 0, said: null, events: (_, at) => [{ type: 'resume', at, holdId }] } satisfies Happening]),
  ]);
  const { response, resolution } = question.stops ?? {};
  const stops = [['response', kind === 'response' ? response : null], ['resolution', resolution]].flatMap(([name, text]): Happening[] =>
    text == null ? [] : [{ at: parseTime(text, calendar.timeline, `stops.${name!}`), order: 1, said: null, events: (_, at) => [{ type: 'stop', at }] }]);
  const events = (question.events ?? []).map((event, i): Happening =>
    ({ at: parseTime(event.at, calendar.timeline, `events.${i}.at`), order: 1, said: event.type.said, events: effectOf(event, `events.${i}`) }));
  return [...holds, ...stops, ...events].sort((a, b) => (a.at === b.at ? a.order - b.order : a.at < b.at ? -1 : 1));
}

/** What an event does to a clock. A resolution ends every clock, a response a response clock only; a resume ends every hold; who goes on is no longer held, and goes on after a stop unless an answer was all that was asked. */
function effectOf({ type: { word }, target, warn, reason: said }: AskedEvent, path: string): Happening['events'] {
  const reason = said ?? '';
  switch (word) {
    case 'pause': return (_, at) => [{ type: 'pause', at, reason, holdId: 'event' }];
    case 'resume': return (_, at) => [{ type: 'resume', at }];
    case 'response': return ({ kind }, at) => (kind === 'response' || kind === 'nextResponse' ? [{ type: 'stop', at }] : []);
    case 'resolution':
    case 'stop': return (_, at) => [{ type: 'stop', at }];
    case 'reopen': return (facts, at) => [...eventsForState(facts, { at, clock: 'running', reason }), { type: 'resume', at }];
    case 'cancel': return (_, at) => [{ type: 'cancel', at, reason }];
    case 'created': return () => [];
    case 'target':
      if (target == null) throw new CatalogueError('SLA_QUESTION_INVALID', { path: `${path}.target`, reason: phrase('question.target') });
      return (_, at) => [{ type: 'retarget', at, target, reason, ...(warn == null ? {} : { warn }) }];
  }
}

const movesDeadline = (event: ClockEvent): boolean => event.type === 'retarget' || event.type === 'reopen';

/** Before something moves the deadline, a clock that ran out unmet is noted as breached: nobody was there to fire its timer. */
function notedBreach(facts: ClockFacts, calendar: WorkingCalendar, at: Instant): ClockFacts {
  const { dueAt, breachedAt } = deriveDue(facts, calendar, { mayCountBack: true, isExplained: false });
  const ranOut = breachedAt ?? (dueAt !== null && dueAt < at && isOpen(facts) ? dueAt : null);
  if (ranOut === null) return facts;
  return applyClockEvent(facts, { type: 'derived', at, revision: facts.revision, dueAt, warnAt: null, breachedAt: ranOut });
}
