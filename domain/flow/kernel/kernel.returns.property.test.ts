import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unbalanced, unfiredJoins } from '#test/builders/flow/flow.invariants';
import { builtSound, Dice, dice } from '#test/builders/flow/flow.graphs';
import { actor } from '#test/builders/flow/flow.script';
import { playSound, type SoundPlay } from '#test/builders/flow/sound.play';
import type { FlowFile } from '../flow.schema.ts';
import { foldLog, markingOf } from './kernel.marking.ts';
import { returnsNow } from './kernel.returns.ts';

const given = process.env['PROPERTY_SEED'];
const seeded = given === undefined ? { endOnFailure: true } : { seed: Number(given) };
/** Returns of one run; after them everybody goes on, so that it ends. */
const most = 30;

/** Every task may be returned to any earlier step. */
const returning = (file: FlowFile): FlowFile => ({ ...file, nodes: Object.fromEntries(Object.entries(file.nodes).map(([id, node]) => [id, node.kind === 'task' ? { ...node, config: { ...node.config, mayReturnTo: 'anyEarlier' } } : node])) });

describe('returning tasks in runs of flows that are built sound', () => {
  test('at any moment and to any step that is offered: nothing is ever stuck, and every run ends', () => {
    const seen = { returned: 0, beside: 0, scoped: 0, toScope: 0, refused: 0 };
    fc.assert(fc.property(fc.tuple(dice(120), dice(80), dice(40)), ([shape, moves, back]) => {
      const how = new Dice(back);
      let times = 0;
      const play = playSound(returning(builtSound(new Dice(shape), 40)), new Dice(moves), (at) => { if (times < most && how.chance(30) && giveBack(at, how)) times += 1; });
      expect(play.state).toMatchObject({ status: 'completed', tokens: {}, subscriptions: {}, joins: {}, incidents: {}, memory: {} });
      expect(foldLog(play.log)).toEqual(markingOf(play.state));
      expect(unbalanced(play.definition, play.state, play.log)).toEqual([]);
      for (const state of play.states) expect(unfiredJoins(play.definition, state)).toEqual([]);
    }), { numRuns: 800, ...seeded });
    process.stdout.write(`${JSON.stringify(seen)}\n`);
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(20);

    /** One task goes back where it may; where it may not, trying it changes nothing. */
    function giveBack(at: SoundPlay, how: Dice): boolean {
      const tasks = Object.values(at.state.subscriptions).flatMap((wait) => (wait.kind === 'task' ? [wait.task] : []));
      const task = tasks.length === 0 ? undefined : how.pick(tasks);
      const now = task === undefined ? null : returnsNow(at.state, task);
      if (task === undefined || now === null) return false;
      const to = now.to.length > 0 ? how.pick(now.to) : task.mayReturnTo![0]!;
      const before = at.state;
      const { answer } = at.send({ type: 'task', taskId: task.id, action: 'return', taskRevision: task.revision, actor: actor('ana'), data: { to, comment: 'because' } });
      expect(answer.accepted).toBe(now.to.length > 0);
      if (now.others.length > 0) seen.beside += 1;
      if (!answer.accepted) {
        seen.refused += 1;
        expect({ ...at.state, recent: [] }).toEqual({ ...before, recent: [] });
        return false;
      }
      seen.returned += 1;
      if (task.scope !== 's0') seen.scoped += 1;
      if (at.definition.nodes.get(to)!.kind === 'scope') seen.toScope += 1;
      return true;
    }
  });
});
