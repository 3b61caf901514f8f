/** How long one due computation takes, warm, over many tickets of one calendar; and what a first question of a calendar's year costs. */
import { newClock, type ClockFacts } from '#domain/sla/clock';
import { deriveDue, withDeadlines } from '#domain/sla/due';
import { workingCalendar } from '#domain/sla/working-time';
import { instantOf } from '#domain/values';
import { scenarioCalendars } from '../builders/sla.builder.ts';
import type { BenchResult } from './bench.ts';

const TICKETS = 100_000;
const ROUNDS = 5;

/** Open tickets over a year, each with a warning and up to four pauses; the same on every run. */
function tickets(): ClockFacts[] {
  const first = Date.UTC(2026, 0, 5, 9);
  return Array.from({ length: TICKETS }, (_, i) => {
    const startMs = first + (i * 313_717) % (360 * 86_400_000);
    const pauses = Array.from({ length: i % 5 }, (__, n) => ({
      from: instantOf(startMs + (n * 2 + 1) * 1_800_000), to: instantOf(startMs + (n * 2 + 2) * 1_800_000), reason: 'waiting', holdId: String(n),
    }));
    const target = i % 4 === 0 ? 'P5D' : `PT${4 + (i % 76)}H`;
    return { ...newClock({ id: String(i), kind: 'resolution', policyId: 'p', calendarId: 'C', target, warn: '-PT1H' }), state: 'running', startedAt: instantOf(startMs), pauses };
  });
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Processor time of this process in microseconds: other work on the machine does not count. */
const cpuMicroseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** Microseconds per computation, median of rounds, after one warm round. */
function measure(facts: readonly ClockFacts[], compute: (facts: ClockFacts) => unknown): number {
  facts.forEach(compute);
  return median(Array.from({ length: ROUNDS }, () => {
    const began = cpuMicroseconds();
    facts.forEach(compute);
    return (cpuMicroseconds() - began) / facts.length;
  }));
}

export async function run(): Promise<BenchResult> {
  const all = tickets();
  const { C } = scenarioCalendars;
  const cold = median(Array.from({ length: 20 }, (_, i) => {
    const fresh = workingCalendar(C.calendar);
    const began = cpuMicroseconds();
    fresh.year(2000 + i);
    return (cpuMicroseconds() - began) / 1000;
  }));
  return {
    name: 'sla', method: `${TICKETS} open tickets of a two-window calendar with holidays and summer time, 0-4 pauses, processor time, median of ${ROUNDS} warm rounds, one thread`,
    figures: {
      dueMicroseconds: measure(all, (facts) => deriveDue(facts, C, { isExplained: false })),
      factsMicroseconds: measure(all, (facts) => withDeadlines(facts, C, '2026-12-31T00:00:00.000Z')),
      explainedMicroseconds: measure(all.slice(0, 10_000), (facts) => deriveDue(facts, C)),
      firstQuestionOfAYearMs: cold,
    },
  };
}
