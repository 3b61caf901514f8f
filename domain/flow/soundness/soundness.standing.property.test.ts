import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtSound, Dice, dice } from '#test/builders/flow/flow.graphs';
import { playSound } from '#test/builders/flow/sound.play';
import { nodeKinds } from '../nodes/index.ts';
import { standingInSteps } from './soundness.ts';

const given = process.env['PROPERTY_SEED'];
const seeded = given === undefined ? { endOnFailure: true } : { seed: Number(given) };

test('no run of a flow that is built sound is ever said to be unable to end', () => {
  const said = { sound: 0, unsound: 0, 'not-proven': 0 };
  fc.assert(fc.property(fc.tuple(dice(80), dice(40)), ([shape, moves]) => {
    playSound(builtSound(new Dice(shape), 16), new Dice(moves), (at) => {
      if (at.moves > 5) return;
      const steps = standingInSteps(at.file, nodeKinds, at.state, { maxStates: 300, maxSteps: 900 });
      let step = steps.next();
      while (!step.done) step = steps.next();
      said[step.value.verdict] += 1;
      if (step.value.verdict === 'unsound') throw new Error(JSON.stringify({ findings: step.value.findings.map(({ code, node, trace }) => ({ code, node, trace })), state: at.state, nodes: at.file.nodes, edges: at.file.edges }).slice(0, 6_000));
    });
  }), { numRuns: 120, ...seeded });
  process.stdout.write(`${JSON.stringify(said)}\n`);
  expect(said.sound).toBeGreaterThan(100);
});
