import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawFlow } from '#test/builders/flow/flow.draw';
import { actor, flow } from '#test/builders/flow/flow.script';
import { askedSlots } from '../../kernel/kernel.stages.ts';

type Stage = { people: number[]; rule: 'any' | 'all' | 'count' | 'percentage' | 'sequential'; amount: number; vetoes: boolean[] };
const stage: fc.Arbitrary<Stage> = fc.record({
  people: fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 6 }), rule: fc.constantFrom('any', 'all', 'count', 'percentage', 'sequential'), amount: fc.integer({ min: 1, max: 100 }), vetoes: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
});
const name = (person: number): string => `p${person}`;

/** The same, counted afresh after each vote from all there have been: nothing is kept but the votes that were taken. */
function recount(stages: readonly Stage[], votes: readonly { person: number; yes: boolean }[]): { outcome: 'yes' | 'no' | 'open'; taken: boolean[] } {
  let at = 0;
  let cast = new Map<number, boolean>();
  const taken = votes.map(({ person, yes }) => {
    const now = stages[at];
    if (now === undefined || at < 0) return false;
    const turn = now.rule === 'sequential' ? [now.people[cast.size]!] : now.people;
    if (!turn.includes(person) || cast.has(person)) return false;
    cast.set(person, yes);
    const ayes = [...cast.values()].filter(Boolean).length;
    const noes = cast.size - ayes;
    const all = now.people.length;
    const wanted = now.rule === 'any' ? 1 : now.rule === 'count' ? Math.min(now.amount, all) : now.rule === 'percentage' ? [...Array(all).keys()].map((n) => n + 1).find((n) => n * 100 >= now.amount * all)! : all;
    if (!yes && (now.rule === 'any' || now.vetoes[now.people.indexOf(person)] || noes > all - wanted)) at = -1;
    else if (ayes >= wanted) { at += 1; cast = new Map(); }
    return true;
  });
  return { outcome: at < 0 ? 'no' : at === stages.length ? 'yes' : 'open', taken };
}

test('whatever is handed over and whoever is added, somebody is asked until it is decided, and it is decided once they have answered', () => {
  const stages = fc.array(stage, { minLength: 1, maxLength: 3 });
  const move = fc.record({ do: fc.constantFrom('vote', 'before', 'after', 'beside', 'handOver'), of: fc.nat(), yes: fc.boolean() });
  fc.assert(fc.property(stages, fc.array(move, { maxLength: 25 }), (drawn, moves) => {
    const [first, ...nextStages] = drawn.map(({ people, rule, amount }) => ({ assignments: people.map((person) => ({ by: 'person', person: name(person) })), rule, ...(rule === 'count' ? { count: Math.min(amount, people.length) } : {}), ...(rule === 'percentage' ? { percent: amount } : {}) }));
    const run = flow(drawFlow({ start: 'start', approve: { kind: 'approval', config: { ...first, nextStages } }, yes: 'task', no: 'task', end: 'end' }, ['start -> approve', 'approve.approved -> yes', 'approve.rejected -> no', 'yes.done -> end', 'no.done -> end'])).start();
    const asked = () => askedSlots(run.task()).map((slot) => slot.people[0]!);
    moves.forEach((one, at) => {
      if (!run.at().includes('approve')) return;
      const who = asked()[one.of % asked().length]!;
      if (one.do === 'vote') run.act('complete', who, { outcome: one.yes ? 'approved' : 'rejected', comment: 'because' });
      else if (one.do === 'handOver') run.act('handOver', who, { to: `new${at}` });
      else if (one.do === 'beside') run.act('addSigner', actor('lena', { maySupervise: true }), { to: `new${at}` });
      else run.act('addSigner', who, { to: `new${at}`, place: one.do });
      run.expectAccepted();
    });
    for (let left = 200; run.at().includes('approve'); left--) {
      expect(left).toBeGreaterThan(0);
      run.act('complete', asked()[0]!, { outcome: 'approved' }).expectAccepted();
    }
    expect(['yes', 'no']).toContain(run.at()[0]);
  }), { numRuns: 200 });
});

test('random votes in a random order come to what a plain recount says, vote by vote', () => {
  fc.assert(fc.property(fc.array(stage, { minLength: 1, maxLength: 4 }), fc.array(fc.record({ person: fc.integer({ min: 0, max: 7 }), yes: fc.boolean() }), { maxLength: 40 }), (stages, votes) => {
    const configs = stages.map(({ people, rule, amount, vetoes }) => ({
      assignments: people.map((person, index) => ({ by: 'person', person: name(person), ...(vetoes[index] ? { hasVeto: true } : {}) })), rule, ...(rule === 'count' ? { count: Math.min(amount, people.length) } : {}), ...(rule === 'percentage' ? { percent: amount } : {}),
    }));
    const [first, ...nextStages] = configs;
    const run = flow(drawFlow({ start: 'start', approve: { kind: 'approval', config: { ...first, nextStages } }, yes: 'task', no: 'task', end: 'end' }, ['start -> approve', 'approve.approved -> yes', 'approve.rejected -> no', 'yes.done -> end', 'no.done -> end'])).start();
    const task = run.task();
    const { outcome, taken } = recount(stages, votes);
    const accepted = votes.map(({ person, yes }) => run.act('complete', name(person), { outcome: yes ? 'approved' : 'rejected', comment: 'because' }, { task }).answer?.accepted);
    expect(accepted).toEqual(taken);
    expect(run.at()).toEqual([outcome === 'open' ? 'approve' : outcome]);
  }), { numRuns: 400 });
});
