import { describe, expect, it } from 'vitest';
import type { Severity } from './alarm.schema.ts';
import { newGroup, shownState, step, worstFiring } from './convergence.ts';
import { groupStateSchema, type GroupChange, type GroupEvent, type GroupInput, type GroupState, type GroupTiming } from './convergence.types.ts';
import { firingCount, nextFlushAt, nextWakeAt } from './convergence.timing.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const timing: GroupTiming = { waitMs: 30 * second, intervalMs: 5 * minute, repeatMs: 4 * hour, quietMs: 10 * minute, reopenMs: 24 * hour };

type Unclocked<I> = I extends unknown ? Omit<I, 'now'> : never;

/** A group on a virtual clock that starts at 0, with a world that answers. */
class Story {
  state: GroupState = newGroup();
  now = 0;
  readonly log: string[] = [];
  readonly events: string[] = [];
  readonly said: GroupEvent[] = [];
  readonly runs = new Map<number, { endedAt: number | null }>();
  #seq = 0;
  #open = new Map<string, { seq: number; severity: Severity }>();
  isTicketGone = false;
  isWorldAway = false;

  give(input: Unclocked<GroupInput>): void {
    const { state, events } = step(this.state, { ...input, now: this.now } as GroupInput, timing);
    this.state = groupStateSchema.parse(JSON.parse(JSON.stringify(state)));
    this.events.push(...events.map(({ action }) => action));
    this.said.push(...events);
  }
  fire(name: string, { severity = 'major' as Severity, startsAt = this.now } = {}): this {
    const open = this.#open.get(name);
    const seq = this.#seq += 1;
    const change: GroupChange = { seq, change: open ? 'severity' : 'new', severity, previous: open?.severity ?? null, newSeq: open?.seq ?? seq, receivedAt: this.now, startsAt };
    this.#open.set(name, { seq: change.newSeq, severity });
    this.give({ type: 'changes', changes: [change] });
    return this.settle();
  }
  resolve(name: string): this {
    const open = this.#open.get(name);
    if (!open) throw new Error(`${name} does not fire`);
    this.#open.delete(name);
    this.give({ type: 'changes', changes: [{ seq: this.#seq += 1, change: 'resolved', severity: open.severity, previous: open.severity, newSeq: open.seq, receivedAt: this.now, startsAt: 0 }] });
    return this.settle();
  }
  /** Lets time pass, waking the group whenever it asked for it. */
  pass(ms: number): this {
    const until = this.now + ms;
    for (let wake = nextWakeAt(this.state, timing); wake !== null && wake <= until; wake = nextWakeAt(this.state, timing)) {
      this.now = Math.max(this.now, wake);
      this.settle();
      if (this.log.length > 1_000) throw new Error('never comes to rest');
    }
    this.now = until;
    return this;
  }
  settle(): this {
    for (let turn = 0; turn < 50; turn += 1) {
      const wake = nextWakeAt(this.state, timing);
      if (wake === null || wake > this.now) return this;
      if (this.state.action) this.#act(this.state.action);
      else this.give({ type: 'tick' });
    }
    throw new Error('never comes to rest');
  }
  /** Why the ticket was reopened, each time. */
  causes = () => this.said.filter(({ action }) => action === 'alarmGroup.reopened').map(({ data }) => data['cause']);
  end(n: number): this { this.runs.set(n, { endedAt: this.now }); return this; }
  #at = () => (this.now % minute === 0 ? `${this.now / minute}m` : `${this.now / second}s`);
  #act(action: NonNullable<GroupState['action']>): void {
    if (this.isWorldAway) { this.log.push(`${this.#at()} ${action.type} failed`); return this.give({ type: 'failed', code: 'SERVICE_UNAVAILABLE' }); }
    const last = Math.max(0, ...this.runs.keys());
    const run = this.runs.get(last);
    const over = this.isTicketGone ? null : { n: last, endedAt: run?.endedAt ?? 0 };
    const isOver = this.isTicketGone || (run?.endedAt ?? null) !== null;
    switch (action.type) {
      case 'open':
        this.log.push(`${this.#at()} open ${action.episode}`);
        this.isTicketGone = false;
        this.runs.clear();
        this.runs.set(1, { endedAt: null });
        return this.give({ type: 'opened', ticket: { id: `t${action.episode}`, key: `INC-${action.episode}`, n: 1 } });
      case 'reopen':
        this.log.push(`${this.#at()} reopen ${this.state.ticket?.key} run ${action.n}`);
        this.runs.set(action.n, { endedAt: null });
        return this.give({ type: 'reopened', n: action.n });
      case 'resume': case 'recover': case 'raise':
        this.log.push(`${this.#at()} ${{ resume: 'fires again', recover: 'recovered', raise: 'graver' }[action.type]}${action.type === 'raise' ? `: ${action.severity}` : ''}${isOver ? ', run is over' : ''}`);
        return this.give(isOver ? { type: 'over', run: over } : { type: 'told' });
      case 'confirm': return this.give(isOver ? { type: 'over', run: over } : { type: 'alive' });
    }
  }
}
const story = () => new Story();

describe('the first flush of a group', () => {
  it('waits group_wait, then opens one ticket for all that fire', () => {
    const group = story().fire('a').pass(10 * second).fire('b').pass(hour);
    expect(group.log).toEqual(['30s open 1']);
    expect(group.events).toEqual(['alarmGroup.opened']);
    expect(group.state).toMatchObject({ phase: 'firing', episode: 1, alarmCount: 2 });
  });
  it('happens at once for an alarm older than group_wait', () => {
    const group = story();
    group.now = hour;
    group.fire('a', { startsAt: hour - 30 * second });
    expect(group.log).toEqual(['60m open 1']);
  });
  it('says nothing when all resolved before it', () => {
    const group = story().fire('a').pass(29 * second).resolve('a').pass(hour);
    expect(group.log).toEqual([]);
    expect(group.state).toMatchObject({ phase: 'closed', episode: 0, alarmCount: 1 });
    expect(nextWakeAt(group.state, timing)).toBeNull();
  });
  it('opens for what still fires when some resolved before it', () => {
    expect(story().fire('a').fire('b').resolve('a').pass(minute).log).toEqual(['30s open 1']);
  });
});

describe('later flushes', () => {
  it('come on the grid of group_interval, and tell the timeline what joined and what resolved', () => {
    const group = story().fire('a').pass(minute).fire('b').fire('c').resolve('b');
    expect(nextFlushAt(group.state, timing)).toBe(30 * second + 5 * minute);
    group.pass(5 * minute);
    expect(group.events).toEqual(['alarmGroup.opened', 'alarm.grouped']);
    group.pass(20 * minute).resolve('a');
    expect(nextFlushAt(group.state, timing)).toBe(30 * second + 30 * minute);
    group.pass(10 * minute);
    expect(group.events).toEqual(['alarmGroup.opened', 'alarm.grouped', 'alarm.resolved']);
    expect(group.log).toEqual(['30s open 1']);
  });
  it('say nothing of an alarm that came and went between two of them', () => {
    const group = story().fire('a').pass(minute).fire('b').resolve('b');
    expect(nextFlushAt(group.state, timing)).toBe(30 * second + 4 * hour);
    group.fire('c').fire('d').resolve('c').pass(hour);
    expect(group.said.at(-1)).toMatchObject({ action: 'alarm.grouped', data: { count: 1, firing: 2 } });
  });
  it('cost nothing while nothing changes, until the repeat', () => {
    const group = story().fire('a').pass(minute);
    expect(nextWakeAt(group.state, timing)).toBe(30 * second + 4 * hour);
    group.pass(4 * hour);
    expect(nextWakeAt(group.state, timing)).toBe(30 * second + 8 * hour);
    expect(group.log).toEqual(['30s open 1']);
  });
  it('say what a graver severity changed, and follow the gravest that fires', () => {
    const group = story().fire('a', { severity: 'warning' }).pass(minute);
    expect(worstFiring(group.state)).toBe('warning');
    group.fire('a', { severity: 'critical' });
    expect(nextFlushAt(group.state, timing)).toBe(30 * second + 5 * minute);
    expect(worstFiring(group.state)).toBe('critical');
    group.fire('b', { severity: 'minor' }).resolve('a');
    expect(worstFiring(group.state)).toBe('minor');
    expect(firingCount(group.state)).toBe(1);
  });
  it('keep to the grid after the worker was away', () => {
    const group = story().fire('a').pass(minute).fire('b');
    group.now = 47 * minute;
    group.settle();
    expect(group.state.anchorAt).toBe(30 * second + 45 * minute);
  });
});

describe('recovery', () => {
  it('tells the run at the next flush, closes after the quiet time, and shows recovered from the first moment', () => {
    const group = story().fire('a').pass(minute).resolve('a');
    expect(shownState(group.state)).toBe('recovered');
    group.pass(5 * minute);
    expect(group.log).toEqual(['30s open 1', '330s recovered']);
    expect(group.state.phase).toBe('recovered');
    group.pass(10 * minute);
    expect(group.state.phase).toBe('closed');
    expect(group.events).toEqual(['alarmGroup.opened', 'alarm.resolved', 'alarmGroup.closed']);
    expect(nextWakeAt(group.state, timing)).toBeNull();
  });
  it('is not told when it fires again before the flush', () => {
    expect(story().fire('a').pass(minute).resolve('a').fire('a').pass(hour).log).toEqual(['30s open 1']);
  });
  it('is taken back when it fires again while the run is open', () => {
    const group = story().fire('a').pass(minute).resolve('a').pass(6 * minute).fire('a').pass(hour);
    expect(group.log).toEqual(['30s open 1', '330s recovered', '450s fires again']);
    expect(group.state).toMatchObject({ phase: 'firing', episode: 1 });
  });
  it('stands when what fired again resolves before its flush', () => {
    const group = story().fire('a').pass(minute).resolve('a').pass(6 * minute).fire('a').pass(second).resolve('a').pass(minute);
    expect(group.log).toEqual(['30s open 1', '330s recovered']);
    expect(group.state.phase).toBe('recovered');
  });
});

describe('firing again after the run is over', () => {
  const resolvedStory = () => story().fire('a').pass(minute).resolve('a').pass(5 * minute).end(1).pass(hour);
  it('reopens the same ticket as its next run within the window', () => {
    const group = resolvedStory().fire('a').pass(minute);
    expect(group.log.slice(2)).toEqual(['3990s fires again, run is over', '3990s reopen INC-1 run 2']);
    expect(group.state).toMatchObject({ episode: 1, ticket: { key: 'INC-1', n: 2 } });
    expect(group.events.at(-1)).toBe('alarmGroup.reopened');
    group.resolve('a').pass(hour);
    expect(group.log.at(-1)).toMatch(/recovered$/);
  });
  it('opens a new ticket after the window', () => {
    const group = resolvedStory().pass(24 * hour).fire('a').pass(minute);
    expect(group.log.at(-1)).toMatch(/open 2$/);
    expect(group.state).toMatchObject({ episode: 2, ticket: { key: 'INC-2', n: 1 } });
  });
  it('opens a new ticket when the old one is gone', () => {
    const group = resolvedStory();
    group.isTicketGone = true;
    expect(group.fire('a').pass(minute).state.episode).toBe(2);
  });
  it('reopens when the run ended before it could hear that it fires again', () => {
    const group = story().fire('a').pass(minute).resolve('a').pass(6 * minute).fire('a').pass(30 * second).end(1).pass(6 * minute);
    expect(group.log.at(-1)).toMatch(/reopen INC-1 run 2$/);
    expect(group.causes()).toEqual(['firing', 'firing']);
  });
});

describe('a person who resolves while it fires', () => {
  const group = () => story().fire('a').pass(minute).end(1);
  it('is not contradicted: no new ticket at any repeat while it goes on firing', () => {
    const open = group().pass(30 * hour);
    expect(open.log).toEqual(['30s open 1']);
    expect(open.state.phase).toBe('firing');
  });
  it('sees the group close as soon as it resolves', () => {
    const closed = group().resolve('a').pass(5 * minute);
    expect(closed.log).toEqual(['30s open 1', '330s recovered, run is over']);
    expect(closed.state.phase).toBe('closed');
  });
  it('sees the ticket reopened when it resolves and fires anew', () => {
    const reopened = group().pass(30 * hour).resolve('a').pass(10 * minute).fire('a').pass(minute);
    expect(reopened.log.at(-1)).toMatch(/reopen INC-1 run 2$/);
    expect(reopened.causes()).toEqual(['firing']);
  });
});

describe('news after a person resolved it while it fires', () => {
  const resolved = () => story().fire('a', { severity: 'warning' }).pass(minute).end(1).pass(hour);
  it('reopens the ticket when an alarm that never fired joins', () => {
    const group = resolved().fire('b', { severity: 'warning' }).pass(6 * minute);
    expect(group.log.slice(1)).toEqual(['3930s reopen INC-1 run 2']);
    expect(group.state).toMatchObject({ episode: 1, phase: 'firing', ticket: { n: 2 } });
    expect(group.events).toEqual(['alarmGroup.opened', 'alarm.grouped', 'alarmGroup.reopened']);
    expect(group.causes()).toEqual(['news']);
  });
  it('reopens it when one of several resolves and fires anew while the others fire on', () => {
    const group = story().fire('a').fire('b').pass(minute).end(1).pass(hour).resolve('a').pass(6 * minute);
    expect(group.log).toEqual(['30s open 1']);
    group.fire('a').pass(6 * minute);
    expect(group.log.at(-1)).toMatch(/reopen INC-1 run 2$/);
  });
  it('reopens it when it becomes graver, and says so', () => {
    const group = resolved().fire('a', { severity: 'critical' }).pass(6 * minute);
    expect(group.log.slice(1)).toEqual(['3930s graver: critical, run is over', '3930s reopen INC-1 run 2']);
    expect(group.events).toEqual(['alarmGroup.opened', 'alarmGroup.raised', 'alarmGroup.reopened']);
    expect(group.causes()).toEqual(['news']);
  });
  it('opens a new ticket when the window is over', () => {
    const group = resolved().pass(25 * hour).fire('b').pass(6 * minute);
    expect(group.log.at(-1)).toMatch(/open 2$/);
    expect(group.state).toMatchObject({ episode: 2, phase: 'firing', ticket: { key: 'INC-2', n: 1 } });
  });
  it('does nothing for an alarm that is milder, or came and went between two flushes', () => {
    const group = story().fire('a').fire('b').pass(minute).end(1).pass(hour);
    group.fire('a', { severity: 'warning' }).fire('c').resolve('c').resolve('b').pass(30 * hour);
    expect(group.log).toEqual(['30s open 1']);
  });
  it('is looked for again when the run ended while it was told', () => {
    const group = story().fire('a').pass(minute).fire('b').pass(4.5 * minute).end(1).pass(5 * second);
    expect(group.log).toEqual(['30s open 1']);
    expect(group.pass(6 * minute).log.at(-1)).toBe('630s reopen INC-1 run 2');
    expect(group.causes()).toEqual(['news']);
  });
  it('is not contradicted after they have heard it', () => {
    expect(story().fire('a').pass(minute).fire('b').pass(6 * minute).end(1).pass(30 * hour).log).toEqual(['30s open 1']);
  });
});

describe('a graver severity', () => {
  it('is told to the run at the next flush, whichever alarm has it, and stands in the timeline', () => {
    const group = story().fire('a', { severity: 'warning' }).pass(minute).fire('a', { severity: 'major' }).pass(5 * minute).fire('b', { severity: 'critical' }).pass(hour);
    expect(group.log).toEqual(['30s open 1', '330s graver: major', '630s graver: critical']);
    expect(group.said.filter(({ action }) => action === 'alarmGroup.raised').map(({ data }) => data)).toEqual([{ severity: 'major' }, { severity: 'critical' }]);
  });
  it('is no news when it falls, or is that of the gravest already', () => {
    const group = story().fire('a', { severity: 'critical' }).fire('b', { severity: 'warning' }).pass(minute);
    group.fire('b', { severity: 'critical' }).pass(10 * minute).fire('b', { severity: 'info' }).pass(10 * minute).resolve('a').pass(hour);
    expect(group.log).toEqual(['30s open 1']);
  });
  it('is told with the news that it fires again', () => {
    const group = story().fire('a', { severity: 'warning' }).pass(minute).resolve('a').pass(6 * minute).fire('a', { severity: 'critical' }).pass(minute);
    expect(group.log).toEqual(['30s open 1', '330s recovered', '450s fires again']);
    expect(group.events.slice(-2)).toEqual(['alarmGroup.reopened', 'alarmGroup.raised']);
  });
});

describe('a group whose workflow began under earlier rules', () => {
  it('goes on by them: no look at its ticket, no word of severity', () => {
    const before = story().fire('a', { severity: 'warning' }).pass(minute).fire('b', { severity: 'critical' });
    const flushed = step(before.state, { type: 'tick', now: 5.5 * minute }, timing, { isNewsHeard: false });
    expect(flushed.state.action).toBeNull();
    expect(flushed.events.map(({ action }) => action)).toEqual(['alarm.grouped']);
  });
});

describe('a world that does not answer', () => {
  it('is asked again with growing pauses, while alarms go on being counted; the fault is shown', () => {
    const group = story();
    group.isWorldAway = true;
    group.fire('a').pass(2 * minute).fire('b');
    expect(group.log).toEqual(['30s open failed', '35s open failed', '45s open failed', '65s open failed', '105s open failed']);
    expect(group.state).toMatchObject({ fault: { code: 'SERVICE_UNAVAILABLE' }, alarmCount: 2 });
    group.isWorldAway = false;
    group.pass(2 * minute);
    expect(group.log.at(-1)).toMatch(/open 1$/);
    expect(group.state.fault).toBeNull();
  });
});

describe('acknowledging', () => {
  const by = { kind: 'person' as const, id: 'ana', name: 'Ana' };
  const answer = (group: Story, who = by) => step(group.state, { type: 'acknowledge', by: who, now: group.now }, timing).refused?.code ?? 'accepted';
  it('is for groups that fire, and for one person', () => {
    const group = story();
    expect(answer(group)).toBe('ALARM_GROUP_NOT_FIRING');
    group.fire('a');
    expect(answer(group)).toBe('accepted');
    group.give({ type: 'acknowledge', by });
    expect(answer(group)).toBe('accepted');
    expect(answer(group, { ...by, id: 'ben' })).toBe('ALARM_ALREADY_ACKNOWLEDGED');
    expect(group.events).toEqual(['alarmGroup.acknowledged']);
  });
  it('answers who asks again because the answer was lost as the first time, also after it resolved', () => {
    const group = story().fire('a').pass(minute);
    group.give({ type: 'acknowledge', by });
    group.resolve('a').pass(hour);
    expect(answer(group)).toBe('accepted');
    expect(answer(group, { ...by, id: 'ben' })).toBe('ALARM_GROUP_NOT_FIRING');
    expect(group.events.filter((event) => event === 'alarmGroup.acknowledged')).toHaveLength(1);
  });
  it('is answered as the first time also when the group has fired anew and resolved again since: a command is itself, not its person', () => {
    const group = story().fire('a').pass(minute);
    group.give({ type: 'acknowledge', by, commandId: 'one' });
    group.resolve('a').pass(hour).fire('b').pass(minute).resolve('b').pass(hour);
    const again = (commandId: string) => step(group.state, { type: 'acknowledge', by, commandId, now: group.now }, timing).refused?.code ?? 'accepted';
    expect([again('one'), again('two')]).toEqual(['accepted', 'ALARM_GROUP_NOT_FIRING']);
    expect(group.events.filter((event) => event === 'alarmGroup.acknowledged')).toHaveLength(1);
  });
  it('lasts until it resolved and fires anew', () => {
    const group = story().fire('a').pass(minute);
    group.give({ type: 'acknowledge', by });
    group.fire('b').pass(hour);
    expect(group.state.acknowledged?.by.id).toBe('ana');
    group.resolve('a').resolve('b').pass(hour).fire('a');
    expect(group.state.acknowledged).toBeNull();
  });
});

describe('a step', () => {
  it('takes no change twice', () => {
    const group = story().fire('a');
    const change: GroupChange = { seq: 1, change: 'new', severity: 'major', previous: null, newSeq: 1, receivedAt: 0, startsAt: 0 };
    expect(step(group.state, { type: 'changes', changes: [change], now: 5 }, timing).state).toEqual(group.state);
  });
  it('changes nothing for an answer that nothing waits for', () => {
    const group = story().fire('a').pass(hour);
    expect(step(group.state, { type: 'opened', ticket: { id: 'x', key: 'X-1', n: 1 }, now: group.now }, timing).state).toEqual(group.state);
  });
});
