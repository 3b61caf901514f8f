import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtSound, Dice, dice, unstructured } from '#test/builders/flow/flow.graphs';
import { nodeKinds } from '../nodes/index.ts';
import { checkSoundness } from './soundness.ts';

const given = process.env['PROPERTY_SEED'];
const seeded = given === undefined ? {} : { seed: Number(given) };

describe('soundness on random flows', () => {
  test('says the same with and without its reduction', () => {
    const seen: Record<string, number> = {};
    fc.assert(fc.property(fc.tuple(dice(80), fc.integer({ min: 5, max: 13 })), ([shape, count]) => {
      const d = new Dice(shape);
      const file = unstructured(d, count, d.pick([[], ['inclusive', 'partial-join'], ['escalation'], ['escalation', 'inclusive']] as const));
      const full = checkSoundness(file, nodeKinds, { isReduced: false, maxStates: 4_000, maxSteps: 12_000 });
      if (full.verdict === 'not-proven') return;
      const reduced = checkSoundness(file, nodeKinds);
      if (reduced.verdict !== full.verdict) throw new Error(`${full.verdict} with every state (${full.findings.map((one) => `${one.code} ${one.node}`).join(', ')}), ${reduced.verdict} with few\n${JSON.stringify({ nodes: file.nodes, edges: file.edges })}`);
      seen[full.verdict] = (seen[full.verdict] ?? 0) + 1;
      for (const finding of full.findings) seen[finding.code] = (seen[finding.code] ?? 0) + 1;
    }), { numRuns: 1_500, ...seeded, endOnFailure: true });
    process.stdout.write(`${JSON.stringify(seen)}\n`);
    expect(seen['sound']).toBeGreaterThan(50);
    expect(seen['unsound']).toBeGreaterThan(50);
  });

  test('finds nothing wrong with flows that are built sound', () => {
    let proven = 0;
    fc.assert(fc.property(dice(120), (shape) => {
      // Where the first of several ends the others, every order is looked at: such a flow is given up early.
      const result = checkSoundness(builtSound(new Dice(shape), 40), nodeKinds, { maxStates: 500, maxSteps: 1_500 });
      expect(result.findings).toEqual([]);
      expect(result.verdict).not.toBe('unsound');
      if (result.verdict === 'sound') proven += 1;
    }), { numRuns: 300, ...seeded, endOnFailure: true });
    expect(proven).toBeGreaterThan(150);
  });
});
