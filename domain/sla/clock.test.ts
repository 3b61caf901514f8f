/** How a clock's facts fold, and the mistakes of other products that must not happen here. */
import { describe, expect, it } from 'vitest';
import type { Instant } from '../values.ts';
import { applyClockEvent, newClock, type ClockEvent, type ClockFacts, type NewClock } from './clock.ts';
import { adoptDerived, enterState, nearestDeadline, reachedDeadlines, stateHold } from './clock.deadline.ts';
import { clockView } from './clock.view.ts';
import { deriveDue, withDeadlines } from './due.ts';
import { calendarOf, scenarioCalendars, workweek } from '#test/builders/sla.builder';
import type { WorkingCalendar } from './working-time.ts';

const { B } = scenarioCalendars;
/** Wednesday 2034-08-16, or another day of that month. */
const at = (time: string, day = 16): Instant => `2034-08-${String(day).padStart(2, '0')}T${time.length === 5 ? `${time}:00` : time}.000Z`;

const clock = (given: Partial<NewClock> = {}): ClockFacts => newClock({ id: 'c', kind: 'resolution', policyId: 'gold', calendarId: 'B', target: 'PT4H', ...given });

/** Folds events the way a run does: after each one the deadlines are derived as of its instant. */
const run = (facts: ClockFacts, events: ClockEvent[], calendar: WorkingCalendar = B): ClockFacts =>
  events.reduce((now, event) => withDeadlines(applyClockEvent(now, event), calendar, event.at), facts);
const started = (given: Partial<NewClock> = {}, time = '13:00'): ClockFacts => run(clock(given), [{ type: 'start', at: at(time) }]);

describe('a clock', () => {
  it('is idle, runs, pauses, runs again and is met', () => {
    const states = ([
      { type: 'start', at: at('09:00') }, { type: 'pause', at: at('10:00'), reason: 'waiting for customer' }, { type: 'resume', at: at('11:00') }, { type: 'stop', at: at('12:00') },
    ] satisfies ClockEvent[]).reduce<ClockFacts[]>((all, event) => [...all, run(all.at(-1)!, [event])], [clock()]);
    expect(states.map((facts) => facts.state)).toEqual(['idle', 'running', 'paused', 'running', 'met']);
    expect(states.map((facts) => facts.dueAt)).toEqual([null, at('13:00'), null, at('14:00'), at('14:00')]);
  });

  it('is met when it stops exactly at due, and breached a second later', () => {
    expect(run(started(), [{ type: 'stop', at: at('17:00') }])).toMatchObject({ state: 'met', breachedAt: null });
    expect(run(started(), [{ type: 'stop', at: at('17:00:01') }])).toMatchObject({ state: 'breached', breachedAt: at('17:00') });
  });

  it('decides a stop that came before its deadline was derived, once it is', () => {
    const unseen = applyClockEvent(applyClockEvent(clock(), { type: 'start', at: at('13:00') }), { type: 'stop', at: at('18:00') });
    expect(unseen.state).toBe('met');
    expect(withDeadlines(unseen, B, at('18:00'))).toMatchObject({ state: 'breached', breachedAt: at('17:00') });
  });

  it('takes events twice as once', () => {
    const events: ClockEvent[] = [
      { type: 'start', at: at('09:00') }, { type: 'pause', at: at('10:00'), reason: 'x' }, { type: 'resume', at: at('11:00') },
      { type: 'retarget', at: at('11:30'), target: 'PT6H' }, { type: 'stop', at: at('12:00') },
    ];
    const once = events.reduce(applyClockEvent, clock());
    expect(events.flatMap((event) => [event, event]).reduce(applyClockEvent, clock())).toEqual(once);
  });

  it('survives JSON', () => {
    const facts = run(started(), [{ type: 'pause', at: at('14:00'), reason: 'x' }]);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });

  it('does not pause for a response, unless its policy says so', () => {
    expect(run(started({ kind: 'response' }), [{ type: 'pause', at: at('14:00'), reason: 'x' }])).toMatchObject({ state: 'running', dueAt: at('17:00') });
    expect(run(started({ kind: 'response', isPausable: true }), [{ type: 'pause', at: at('14:00'), reason: 'x' }])).toMatchObject({ state: 'paused' });
  });

  it.each([
    ['exclude', at('11:00', 17), null], ['include', at('17:00'), at('17:00')], ['restart', at('13:00', 17), null],
  ] as const)('reopened with solved time to %s is due %s', (onReopen, dueAt, breachedAt) => {
    const solved = run(started({ switches: { onReopen } }), [{ type: 'stop', at: at('14:00') }]);
    expect(solved.state).toBe('met');
    // Thursday 09:00: 6 h (14-20) + 1 h (8-9) were spent solved.
    const reopened = run(solved, [{ type: 'reopen', at: at('09:00', 17) }]);
    expect(reopened).toMatchObject({ stoppedAt: null, breachedAt });
    expect(deriveDue(reopened, B).dueAt).toBe(onReopen === 'exclude' ? at('12:00', 17) : dueAt);
  });

  it('starts again with the next message once the last was answered, and keeps the oldest unanswered one', () => {
    const first = run(clock({ kind: 'nextResponse', target: 'PT1H' }), [{ type: 'start', at: at('09:00') }]);
    expect(run(first, [{ type: 'start', at: at('09:30') }]).startedAt).toBe(at('09:00'));
    const answered = run(first, [{ type: 'stop', at: at('09:45') }]);
    expect(run(answered, [{ type: 'start', at: at('11:00') }])).toMatchObject({ state: 'running', startedAt: at('11:00'), dueAt: at('12:00') });
  });

  it('follows the state of its ticket', () => {
    const waiting = enterState(started(), { at: at('14:00'), clock: 'paused', reason: 'waiting for requester' });
    expect(waiting.pauses).toEqual([{ from: at('14:00'), to: null, reason: 'waiting for requester', holdId: stateHold }]);
    const open = enterState(waiting, { at: at('15:00'), clock: 'running' });
    const solved = enterState(open, { at: at('15:30'), clock: 'stopped' });
    expect([open.state, solved.state, enterState(solved, { at: at('16:00'), clock: 'running' }).state]).toEqual(['running', 'met', 'running']);
  });

  it('shows what is left while it is held', () => {
    const held = run(started(), [{ type: 'pause', at: at('14:00'), reason: 'waiting for requester' }]);
    expect(clockView(held, B, at('19:00'))).toMatchObject({ state: 'paused', dueAt: null, remainingSeconds: 3 * 3600, elapsedSeconds: 3600, holdSeconds: 5 * 3600, pauseReason: { en: 'waiting for requester' } });
  });

  it('drops a derivation made before the facts moved on', () => {
    const facts = started();
    const stale = withDeadlines(facts, B, at('13:30'));
    const paused = applyClockEvent(facts, { type: 'pause', at: at('13:31'), reason: 'x' });
    expect(adoptDerived([paused], [stale], at('13:32'))).toEqual([paused]);
    expect(adoptDerived([facts], [stale], at('13:32'))).toEqual([stale]);
  });
});

describe('mistakes of others', () => {
  it('a priority change keeps the elapsed time', () => {
    expect(run(started(), [{ type: 'retarget', at: at('14:30'), target: 'PT2H', reason: 'priority' }])).toMatchObject({ startedAt: at('13:00'), dueAt: at('15:00'), state: 'running' });
  });

  it('a priority change does not wake a paused clock', () => {
    const facts = run(started(), [{ type: 'pause', at: at('14:00'), reason: 'waiting' }, { type: 'retarget', at: at('14:30'), target: 'PT2H' }]);
    expect(facts).toMatchObject({ state: 'paused', dueAt: null });
    expect(run(facts, [{ type: 'resume', at: at('16:00') }])).toMatchObject({ state: 'running', dueAt: at('17:00') });
  });

  it('a priority changed by a step moves the deadline that is armed', () => {
    const facts = started();
    expect(nearestDeadline([facts])).toEqual({ at: at('17:00'), clockId: 'c', what: 'due' });
    expect(nearestDeadline([run(facts, [{ type: 'retarget', at: at('13:05'), target: 'PT1H' }])])).toEqual({ at: at('14:00'), clockId: 'c', what: 'due' });
  });

  it('a goal shorter than the time spent breaches at once, at the instant it should have been', () => {
    const facts = run(started(), [{ type: 'retarget', at: at('16:00'), target: 'PT1H' }]);
    expect(facts).toMatchObject({ state: 'breached', breachedAt: at('14:00'), dueAt: at('14:00') });
    expect(nearestDeadline([facts])).toBeNull();
  });

  it('a past breach stays when the target is relaxed, unless the switch says otherwise', () => {
    const relax: ClockEvent[] = [{ type: 'retarget', at: at('18:00'), target: 'PT24H' }];
    expect(run(started(), relax)).toMatchObject({ state: 'breached', breachedAt: at('17:00') });
    expect(run(started({ switches: { pastBreach: 'follows' } }), relax)).toMatchObject({ state: 'running', breachedAt: null });
  });

  it('one stopped segment does not stop the others', () => {
    const stopped = run(started({ kind: 'ola', target: 'PT1H' }), [{ type: 'stop', at: at('13:30') }]);
    const running = { ...started(), id: 'd' };
    expect(nearestDeadline([stopped, running])).toEqual({ at: at('17:00'), clockId: 'd', what: 'due' });
  });

  it('a pause is kept when the SLA is swapped', () => {
    const facts = run(started(), [
      { type: 'pause', at: at('14:00'), reason: 'waiting' }, { type: 'resume', at: at('15:00') },
      { type: 'retarget', at: at('15:30'), target: 'PT8H', policyId: 'silver', calendarId: 'B' },
    ]);
    expect(facts.pauses).toHaveLength(1);
    expect(facts).toMatchObject({ policyId: 'silver', dueAt: at('10:00', 17) });
  });

  it('a day target with a pause over the weekend credits no closed time', () => {
    const facts = run(clock({ target: 'P2D' }), [
      { type: 'start', at: at('10:00', 18) }, { type: 'pause', at: at('19:00', 18), reason: 'x' }, { type: 'resume', at: at('09:00', 21) },
    ]);
    // Friday 19-20 and Monday 8-9 are held: two hours, not the 62 on the wall.
    expect(facts.dueAt).toBe(at('12:00', 22));
    expect(deriveDue(facts, B).holdSeconds).toBe(7200);
  });

  it('a hold is counted in working time, not on the wall', () => {
    const facts = run(started(), [{ type: 'pause', at: at('19:00'), reason: 'x' }, { type: 'resume', at: at('09:00', 17) }]);
    expect(deriveDue(facts, B).holdSeconds).toBe(2 * 3600);
  });

  it('a warning is never at due, nor at night', () => {
    const nightly = calendarOf('UTC', workweek('08:00-18:00'));
    const facts = newClock({ id: 'c', kind: 'resolution', policyId: 'p', calendarId: 'x', target: 'PT4H', warn: '-PT1H' });
    const { warnAt, dueAt } = run(facts, [{ type: 'start', at: '2026-01-12T15:00:00.000Z' }], nightly);
    expect([warnAt, dueAt]).toEqual(['2026-01-13T08:00:00.000Z', '2026-01-13T09:00:00.000Z']);
  });

  it('a warning of a clock begun at night is at the opening, and one at due is armed nowhere', () => {
    expect(started({ target: 'PT1H', warn: '-PT2H' }, '02:00')).toMatchObject({ warnAt: at('08:00'), dueAt: at('09:00') });
    const atDue = started({ warn: '100%' });
    expect(atDue.warnAt).toBeNull();
    expect(nearestDeadline([atDue])).toEqual({ at: at('17:00'), clockId: 'c', what: 'due' });
  });

  it('a warning moves with its deadline after a pause, and its timer with it', () => {
    const facts = run(started({ warn: '-PT1H' }), [{ type: 'pause', at: at('15:30'), reason: 'x' }, { type: 'resume', at: at('16:15') }]);
    expect(facts).toMatchObject({ dueAt: at('17:45'), warnAt: at('16:45') });
    expect(nearestDeadline([facts])).toEqual({ at: at('16:45'), clockId: 'c', what: 'warn' });
  });

  it('a warning longer than its target is at the start, not before it', () => {
    expect(started({ target: 'PT30M', warn: '-PT2H' }).warnAt).toBe(at('13:00'));
  });

  it('nothing breaches while pending, however late it is looked at', () => {
    const facts = run(started(), [{ type: 'pause', at: at('16:59'), reason: 'x' }]);
    expect(withDeadlines(facts, B, at('10:00', 30))).toMatchObject({ state: 'paused', breachedAt: null });
    expect(nearestDeadline([facts])).toBeNull();
    expect(reachedDeadlines([facts], at('10:00', 30))).toEqual([]);
  });

  it('a hold that begins after due does not undo the breach', () => {
    const facts = run(started(), [{ type: 'pause', at: at('18:00'), reason: 'x' }, { type: 'resume', at: at('19:00') }]);
    expect(facts).toMatchObject({ state: 'breached', breachedAt: at('17:00'), dueAt: at('17:00') });
  });

  it('a later clock does not beat or touch the first response', () => {
    const response = run(started({ kind: 'response', target: 'PT1H' }), [{ type: 'stop', at: at('13:20') }]);
    const next = { ...started({ kind: 'nextResponse', target: 'PT1H' }, '15:00'), id: 'next' };
    expect(nearestDeadline([response, next])?.clockId).toBe('next');
    expect(enterState(response, { at: at('15:00'), clock: 'running' })).toBe(response);
  });

  it('a switched-off SLA or a merged ticket escalates nothing any more', () => {
    const facts = applyClockEvent(started({ warn: '-PT1H' }), { type: 'cancel', at: at('14:00'), reason: 'merged into INC-7' });
    expect(nearestDeadline([facts])).toBeNull();
    expect(reachedDeadlines([facts], at('20:00'))).toEqual([]);
    expect(withDeadlines(facts, B, at('20:00'))).toBe(facts);
    expect(deriveDue(facts, B).explain.map((line) => line.code)).toEqual(['CANCELLED']);
  });

  it('two pauses in one minute are both kept', () => {
    const facts = run(started(), [
      { type: 'pause', at: at('14:00:05'), reason: 'a' }, { type: 'resume', at: at('14:00:15') }, { type: 'pause', at: at('14:00:20'), reason: 'b' }, { type: 'resume', at: at('14:00:50') },
    ]);
    expect(facts.pauses.map((pause) => pause.reason)).toEqual(['a', 'b']);
    expect(deriveDue(facts, B).holdSeconds).toBe(40);
    expect(facts.dueAt).toBe(at('17:00:40'));
  });

  it("one holder's end does not wake what another still holds", () => {
    const facts = run(started(), [
      { type: 'pause', at: at('14:00'), reason: 'customer', holdId: 'state' }, { type: 'pause', at: at('14:30'), reason: 'approval', holdId: 'approval' }, { type: 'resume', at: at('15:00'), holdId: 'state' },
    ]);
    expect(facts.state).toBe('paused');
    expect(run(facts, [{ type: 'resume', at: at('15:30'), holdId: 'approval' }])).toMatchObject({ state: 'running', dueAt: at('18:30') });
  });

  it('a zone of another shape counts the same instant', () => {
    const shanghai = calendarOf('Asia/Shanghai', workweek('08:00-18:00'));
    const facts = run(clock({ target: 'PT1H' }), [{ type: 'start', at: '2034-08-16T00:30:00.000Z' }], shanghai);
    expect(facts.dueAt).toBe('2034-08-16T01:30:00.000Z');
  });

  it('seconds and milliseconds are not dropped', () => {
    const facts = run(clock({ target: 'PT1.25S' }), [{ type: 'start', at: '2034-08-16T19:59:59.500Z' }]);
    expect(facts.dueAt).toBe('2034-08-17T08:00:00.750Z');
  });

  it('a timer that fires late still breaches at the deadline, and warns no more', () => {
    const facts = started({ warn: '-PT1H' });
    expect(nearestDeadline([facts])).toEqual({ at: at('16:00'), clockId: 'c', what: 'warn' });
    expect(reachedDeadlines([facts], at('16:10'))).toEqual([{ at: at('16:00'), clockId: 'c', what: 'warn' }]);
    const warned = applyClockEvent(facts, { type: 'warned', at: at('16:10') });
    expect(nearestDeadline([warned])).toEqual({ at: at('17:00'), clockId: 'c', what: 'due' });
    expect(reachedDeadlines([warned], at('17:00'))).toEqual([{ at: at('17:00'), clockId: 'c', what: 'due' }]);
    expect(withDeadlines(warned, B, at('19:00'))).toMatchObject({ state: 'breached', breachedAt: at('17:00') });
  });

  it('a warning that went out is not repeated after a pause, but is after a deadline moved ahead of it', () => {
    const warned = applyClockEvent(run(started({ warn: '-PT1H' }), []), { type: 'warned', at: at('16:00') });
    const paused = run(warned, [{ type: 'pause', at: at('16:30'), reason: 'x' }, { type: 'resume', at: at('17:30') }]);
    expect(nearestDeadline([paused])).toEqual({ at: at('18:00'), clockId: 'c', what: 'due' });
    expect(nearestDeadline([run(warned, [{ type: 'retarget', at: at('16:30'), target: 'PT6H' }])])).toEqual({ at: at('18:00'), clockId: 'c', what: 'warn' });
  });

  it('a ticket tells when it warned, not where the warning stands after a hold moved due', () => {
    const warned = applyClockEvent(started({ warn: '-PT2H' }), { type: 'warned', at: at('15:00') });
    const held = run(warned, [{ type: 'pause', at: at('16:00'), reason: 'x' }, { type: 'resume', at: at('18:00') }]);
    expect(held).toMatchObject({ dueAt: at('19:00'), warnAt: at('17:00'), warnedAt: at('15:00') });
    expect(deriveDue(held, B).explain.filter(({ code }) => code.startsWith('WARN')).map(({ text }) => text)).toEqual(['Warned Wed 2034-08-16 15:00:00 (-PT2H).']);
  });

  it('the calculator says when a run warns, wherever a hold lies', () => {
    const half = (count: number): Instant => at(`${String(13 + Math.floor(count / 2))}:${count % 2 === 0 ? '00' : '30'}`);
    for (const warn of ['-PT30M', '-PT1H', '-PT3H', '-PT5H', '75%']) {
      for (let from = 0; from < 9; from += 1) {
        for (let to = from + 1; to < 13; to += 1) {
          const before = started({ warn });
          const isGiven = before.warnAt! < half(from);
          const after = run(isGiven ? applyClockEvent(before, { type: 'warned', at: before.warnAt! }) : before, [{ type: 'pause', at: half(from), reason: 'x' }, { type: 'resume', at: half(to) }]);
          const lines = deriveDue({ ...after, warnedAt: null }, B).explain.filter(({ code }) => code.startsWith('WARN'));
          expect(lines.at(-1)?.params['at'], `${warn}, held from ${half(from)} to ${half(to)}`).toBe(after.warnedAt ?? after.warnAt);
        }
      }
    }
  });
});
