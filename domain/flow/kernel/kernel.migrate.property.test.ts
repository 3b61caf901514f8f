import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unbalanced, unfiredJoins } from '#test/builders/flow/flow.invariants';
import { builtSound, Dice, dice } from '#test/builders/flow/flow.graphs';
import { playSound } from '#test/builders/flow/sound.play';
import type { FlowFile } from '../flow.schema.ts';
import { foldLog, markingOf } from './kernel.marking.ts';

const graphs = fc.tuple(dice(120), dice(80), fc.nat({ max: 9_999 }), fc.nat({ max: 6 }));
const given = process.env['PROPERTY_SEED'];
const seeded = given === undefined ? { endOnFailure: true } : { seed: Number(given) };

/** A task on the edge: the half that leads on keeps the edge's id, so that what waits at its end is found. */
function withTask(file: FlowFile, edge: string): FlowFile {
  const old = file.edges[edge]!;
  const { scope } = file.nodes[old.from]!;
  return {
    ...file,
    nodes: { ...file.nodes, put: { kind: 'task', name: { en: 'Put' }, ...(scope === undefined ? {} : { scope }), config: { assignments: [{ by: 'person', person: 'ana' }], outcomes: [{ key: 'o0', name: { en: 'o0' } }] } } },
    edges: { ...file.edges, [edge]: { from: 'put', to: old.to, outcome: 'o0' }, before: { ...old, to: 'put' } },
  };
}

describe('runs of flows that are built sound', () => {
  test('put under the same flow at every step, nothing changes but the log', () => {
    let times = 0;
    fc.assert(fc.property(graphs, ([shape, moves]) => {
      const played = playSound(builtSound(new Dice(shape), 40), new Dice(moves), (at) => {
        const { state } = at;
        const { log, effects } = at.migrate(at.file);
        times += 1;
        expect(effects).toEqual([]);
        expect(log.map(({ type }) => type)).toEqual(['migrate']);
        if (!isDeepStrictEqual({ ...at.state, recent: [], seq: 0 }, { ...state, recent: [], seq: 0 })) expect({ ...at.state, recent: [], seq: 0 }).toEqual({ ...state, recent: [], seq: 0 });
      });
      expect(played.state.status).toBe('completed');
    }), { numRuns: 150, ...seeded });
    expect(times).toBeGreaterThan(300);
  });

  test('with a step put on any edge at any moment, they still run to their end', () => {
    let [entered, changed] = [0, 0];
    fc.assert(fc.property(graphs, ([shape, moves, edge, moment]) => {
      const file = builtSound(new Dice(shape), 40);
      const into = withTask(file, Object.keys(file.edges)[edge % Object.keys(file.edges).length]!);
      const played = playSound(file, new Dice(moves), (at) => {
        if (at.moves !== moment) return;
        changed += 1;
        at.migrate(into);
      });
      entered += played.log.filter(({ type, node }) => type === 'enter' && node === 'put').length;
      expect(played.state).toMatchObject({ status: 'completed', tokens: {}, subscriptions: {}, joins: {}, incidents: {} });
      expect(foldLog(played.log)).toEqual(markingOf(played.state));
      for (const state of played.states) expect(unfiredJoins(played.definition, state)).toEqual([]);
      // The half before the new step is another edge: only flows that had it from the start are counted by their edges.
      if (moment === 0) expect(unbalanced(played.definition, played.state, played.log)).toEqual([]);
    }), { numRuns: 600, ...seeded });
    expect(changed).toBeGreaterThan(100);
    expect(entered).toBeGreaterThan(20);
  });
});
