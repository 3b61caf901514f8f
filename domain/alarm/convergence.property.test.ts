/**
 * Any order of posts, duplicates, regroupings, people and crashes: a journal, groups and runs on a virtual clock, with the real rules of dedupe, grouping
 * and convergence. The crash model is the workflow's: a step that was not committed is taken again from the state before, and what it did to the world stays done.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmChange, Severity } from './alarm.schema.ts';
import { newGroup, step } from './convergence.ts';
import { groupStateSchema, type GroupChange, type GroupInput, type GroupState, type GroupTiming } from './convergence.types.ts';
import { firingCount, nextWakeAt } from './convergence.timing.ts';
import { changeOf, groupFor, type BoundFingerprint } from './dedupe.ts';
import { severityRank } from './priority.ts';

const timing: GroupTiming = { waitMs: 3_000, intervalMs: 10_000, repeatMs: 100_000, quietMs: 20_000, reopenMs: 500_000 };
/** Milliseconds of what a move calls one. */
const moment = 100;

type Move =
  | { is: 'fire' | 'resolve'; alarm: number; severity: Severity; isOld: boolean }
  | { is: 'regroup' }
  | { is: 'wait'; ms: number }
  | { is: 'bellLost' } | { is: 'crash'; group: number; after: 'pull' | 'act' } | { is: 'away'; ms: number }
  | { is: 'person'; ticket: number };
const moves: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ is: fc.constantFrom('fire' as const, 'resolve' as const), alarm: fc.nat(2), severity: fc.constantFrom<Severity>('critical', 'critical', 'warning'), isOld: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ is: fc.constant('wait' as const), ms: fc.oneof(fc.nat(40), fc.nat(400), fc.nat(400), fc.nat(7_000)) }) },
  { weight: 1, arbitrary: fc.constant<Move>({ is: 'regroup' }) },
  { weight: 1, arbitrary: fc.constant<Move>({ is: 'bellLost' }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('crash' as const), group: fc.nat(5), after: fc.constantFrom('pull' as const, 'act' as const) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('away' as const), ms: fc.nat(300) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('person' as const), ticket: fc.nat(8) }) },
);

interface Run { startedAt: number; endedAt: number | null; recoveredAt: number | null; isFiring: boolean; heard: Severity }
interface Ticket { key: string; group: string; episode: number; runs: Run[] }
interface Group { id: string; state: GroupState; isRung: boolean; crash: 'pull' | 'act' | null }

/** Everything outside convergence, as simple as it can be. */
class World {
  now = 0;
  isRegrouped = false;
  isBellLost = false;
  awayUntil = 0;
  readonly bound = new Map<string, BoundFingerprint & { newSeq: number }>();
  readonly journal = new Map<string, GroupChange[]>();
  readonly records: { fingerprint: string; group: string; change: AlarmChange }[] = [];
  readonly groups = new Map<string, Group>();
  readonly tickets = new Map<string, Ticket>();
  readonly faults: string[] = [];

  post(alarm: number, state: 'firing' | 'resolved', severity: Severity, isOld: boolean): void {
    const fingerprint = `f${alarm}`;
    const bound = this.bound.get(fingerprint) ?? null;
    const change = changeOf(bound, { state, severity });
    const group = groupFor(bound, change, this.isRegrouped ? `by-${alarm % 3}` : `of-${alarm % 2}`);
    this.records.push({ fingerprint, group, change });
    if (change === null) return;
    const changes = this.journal.get(group) ?? [];
    this.journal.set(group, changes);
    const seq = changes.length + 1;
    const newSeq = change === 'new' ? seq : (bound?.newSeq ?? seq);
    changes.push({ seq, change, severity, previous: change === 'new' ? null : (bound?.severity ?? null), newSeq, receivedAt: this.now, startsAt: isOld ? this.now - 100_000 : this.now });
    this.bound.set(fingerprint, { group, state, severity, newSeq });
    const known = this.groups.get(group) ?? { id: group, state: newGroup(), isRung: false, crash: null };
    this.groups.set(group, known);
    if (this.isBellLost) this.isBellLost = false;
    else known.isRung = true;
  }

  /** What the sweeper does. */
  sweep(): void { for (const group of this.groups.values()) if (group.state.cursor < (this.journal.get(group.id)?.length ?? 0)) group.isRung = true; }

  apply(group: Group, input: GroupInput): void { group.state = groupStateSchema.parse(JSON.parse(JSON.stringify(step(group.state, input, timing).state))); }

  run(group: Group): void {
    for (let turn = 0; ; turn += 1) {
      if (turn > 200) { this.faults.push(`${group.id} never comes to rest`); return; }
      const committed = group.state;
      if (group.isRung) {
        const page = (this.journal.get(group.id) ?? []).filter(({ seq }) => seq > group.state.cursor).slice(0, 3);
        if (page.length > 0) this.apply(group, { type: 'changes', changes: page, now: this.now });
        if (group.crash === 'pull') { group.crash = null; group.state = committed; continue; }
        group.isRung = page.length === 3;
        continue;
      }
      const wakeAt = nextWakeAt(group.state, timing);
      if (wakeAt === null || wakeAt > this.now) return;
      if (!group.state.action) { this.apply(group, { type: 'tick', now: this.now }); continue; }
      const answer = this.act(group);
      // The activity is done, its result was not committed: it is asked again.
      if (group.crash === 'act') { group.crash = null; group.state = committed; continue; }
      this.apply(group, answer);
      if (answer.type === 'failed') return;
    }
  }

  act(group: Group): GroupInput {
    const { now } = this;
    const { action, ticket: known, sent } = group.state;
    if (!action || now < this.awayUntil) return { type: 'failed', code: 'SERVICE_UNAVAILABLE', now };
    const ticket = known ? this.tickets.get(known.id) : undefined;
    const last = ticket?.runs.at(-1);
    const over = { type: 'over', run: ticket && last ? { n: ticket.runs.length, endedAt: last.endedAt ?? 0 } : null, now } as const;
    const begun = (): Run => ({ startedAt: now, endedAt: null, recoveredAt: null, isFiring: true, heard: sent?.worst ?? 'info' });
    switch (action.type) {
      case 'open': {
        const id = `${group.id}/${action.episode}`;
        if (!this.tickets.has(id)) this.tickets.set(id, { key: id, group: group.id, episode: action.episode, runs: [begun()] });
        return { type: 'opened', ticket: { id, key: id, n: 1 }, now };
      }
      case 'reopen':
        if (!ticket) return over;
        if (ticket.runs.length < action.n) {
          if (last?.endedAt === null) this.faults.push(`${ticket.key} reopened while run ${ticket.runs.length} was open`);
          ticket.runs.push(begun());
        }
        return { type: 'reopened', n: action.n, now };
      case 'resume': case 'recover':
        if (!last || last.endedAt !== null) return over;
        last.isFiring = action.type === 'resume';
        last.recoveredAt = last.isFiring ? null : now;
        if (action.type === 'resume' && action.raisedTo !== null) last.heard = action.raisedTo;
        return { type: 'told', now };
      case 'raise':
        if (!last || last.endedAt !== null) return over;
        last.heard = action.severity;
        return { type: 'told', now };
      case 'confirm': return last?.endedAt === null ? { type: 'alive', now } : over;
    }
  }

  /** Time passes in small steps; runs end by themselves after their quiet time, groups wake when they asked to be. */
  pass(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      for (const group of this.groups.values()) this.run(group);
      const due = [...this.groups.values()].flatMap(({ state }) => nextWakeAt(state, timing) ?? []);
      const quiet = [...this.tickets.values()].flatMap(({ runs }) => runs.flatMap((run) => (run.endedAt === null && run.recoveredAt !== null ? [run.recoveredAt + timing.quietMs] : [])));
      const next = Math.min(until, ...due.filter((at) => at > this.now), ...quiet.filter((at) => at > this.now));
      this.now = next;
      for (const { runs } of this.tickets.values()) for (const run of runs) if (run.endedAt === null && run.recoveredAt !== null && run.recoveredAt + timing.quietMs <= this.now) run.endedAt = this.now;
      if (next >= until) { for (const group of this.groups.values()) this.run(group); return; }
    }
  }

  play(move: Move): void {
    switch (move.is) {
      case 'fire': this.post(move.alarm, 'firing', move.severity, move.isOld); break;
      case 'resolve': this.post(move.alarm, 'resolved', move.severity, move.isOld); break;
      case 'regroup': this.isRegrouped = !this.isRegrouped; break;
      case 'wait': this.pass(move.ms * moment); break;
      case 'bellLost': this.isBellLost = true; break;
      case 'away': this.awayUntil = this.now + move.ms * moment; break;
      case 'crash': { const group = [...this.groups.values()][move.group % Math.max(1, this.groups.size)]; if (group) group.crash = move.after; break; }
      case 'person': { const run = [...this.tickets.values()][move.ticket]?.runs.at(-1); if (run?.endedAt === null) run.endedAt = this.now; break; }
    }
  }

  /** Everything comes to rest: bells are rung again, the world answers, time passes. */
  settle(): void {
    this.awayUntil = 0;
    for (let turn = 0; turn < 6; turn += 1) { this.sweep(); this.pass(2_000_000); }
  }
  firingIn = (group: string): number => [...this.bound.values()].filter((bound) => bound.group === group && bound.state === 'firing').length;
}

const played = (script: readonly Move[]): World => {
  const world = new World();
  for (const move of script) world.play(move);
  world.settle();
  return world;
};
const scripts = fc.array(moves, { minLength: 1, maxLength: 80, size: 'max' });
const runs = { numRuns: 1_500 };

describe('whatever comes in whatever order', () => {
  it('no alarm is lost: every group has read its journal and counts exactly what fires', () => {
    fc.assert(fc.property(scripts, (script) => {
      const world = played(script);
      expect(world.faults).toEqual([]);
      for (const group of world.groups.values()) {
        expect(group.state.cursor).toBe(world.journal.get(group.id)?.length ?? 0);
        expect(firingCount(group.state)).toBe(world.firingIn(group.id));
        expect(group.state.phase === 'firing').toBe(world.firingIn(group.id) > 0);
        expect(group.state.unsentNew).toBe(0);
        expect(group.state.action).toBeNull();
      }
    }), runs);
  });

  it('an episode has one ticket, a ticket one open run, and what fires has a ticket', () => {
    fc.assert(fc.property(scripts, (script) => {
      const world = played(script);
      const episodes = [...world.tickets.values()].map(({ group, episode }) => `${group}/${episode}`);
      expect(new Set(episodes).size).toBe(episodes.length);
      for (const group of world.groups.values()) {
        const own = [...world.tickets.values()].filter((ticket) => ticket.group === group.id);
        expect(own.map(({ episode }) => episode)).toEqual(own.map((_, at) => at + 1));
        expect(own.length).toBe(group.state.episode);
        if (group.state.phase === 'firing') expect(group.state.ticket?.id).toBe(own.at(-1)?.key);
      }
      for (const { runs: all } of world.tickets.values()) expect(all.filter(({ endedAt }) => endedAt === null).length).toBeLessThanOrEqual(1);
    }), runs);
  });

  it('an open run knows in the end whether its group fires', () => {
    fc.assert(fc.property(scripts, (script) => {
      const world = played(script);
      for (const ticket of world.tickets.values()) {
        const last = ticket.runs.at(-1);
        if (last?.endedAt === null) expect(last.isFiring).toBe(world.groups.get(ticket.group)?.state.ticket?.id === ticket.key && world.firingIn(ticket.group) > 0);
      }
    }), runs);
  });

  it('news is heard, and only news opens a run: a run was open after an alarm began to fire, and one that is open knows how grave it is', () => {
    fc.assert(fc.property(scripts, (script) => {
      const world = played(script);
      for (const { id, state } of world.groups.values()) {
        const journal = world.journal.get(id) ?? [];
        const news = journal.filter(({ change, severity, previous }) => change === 'new' || (change === 'severity' && previous !== null && severityRank(severity) < severityRank(previous)));
        const own = [...world.tickets.values()].filter(({ group }) => group === id);
        expect(own.reduce((sum, { runs: all }) => sum + all.length, 0)).toBeLessThanOrEqual(news.length);
        if (state.phase !== 'firing') continue;
        const last = own.at(-1)?.runs.at(-1);
        const firing = [...world.bound.values()].filter((bound) => bound.group === id && bound.state === 'firing');
        expect(last?.endedAt ?? Infinity).toBeGreaterThanOrEqual(Math.max(...firing.map(({ newSeq }) => journal[newSeq - 1]!.receivedAt)));
        if (last?.endedAt === null) expect(severityRank(last.heard)).toBeLessThanOrEqual(Math.min(...firing.map(({ severity }) => severityRank(severity))));
      }
    }), runs);
  });

  it('resolved goes to the group in which its alarm fired, and each new has at most one end', () => {
    fc.assert(fc.property(scripts, (script) => {
      const world = played(script);
      const open = new Map<string, string>();
      for (const { fingerprint, group, change } of world.records) {
        if (change === 'new') { expect(open.has(fingerprint)).toBe(false); open.set(fingerprint, group); }
        else if (change !== null) { expect(open.get(fingerprint)).toBe(group); if (change === 'resolved') open.delete(fingerprint); }
      }
    }), runs);
  });

  it('posts and bells that come twice change nothing', () => {
    fc.assert(fc.property(scripts, (script) => {
      const once = played(script);
      const twice = new World();
      for (const move of script) {
        twice.play(move);
        if (move.is === 'fire' || move.is === 'resolve') { const lost = twice.isBellLost; twice.play(move); twice.isBellLost = lost; twice.sweep(); }
      }
      twice.settle();
      expect([...twice.bound].map(([name, { group, state }]) => [name, group, state])).toEqual([...once.bound].map(([name, { group, state }]) => [name, group, state]));
      expect([...twice.journal].map(([group, changes]) => [group, changes.length])).toEqual([...once.journal].map(([group, changes]) => [group, changes.length]));
    }), { numRuns: 500 });
  });
});
