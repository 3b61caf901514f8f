/** The control-flow patterns, by their numbers, in the kernel alone. On Temporal they are played by test/scenarios/patterns.test.ts. */
import { describe, expect, test } from 'vitest';
import { flow, type FlowScript } from '#test/builders/flow/flow.script';
import { patterns, recursion, type Pattern } from '#test/builders/flow/patterns';
import { dryRun } from '../dry-run/dry-run.play.ts';
import { nodeKinds } from '../nodes/index.ts';
import { checkFlow, hasErrors } from '../rules/index.ts';

function play(run: FlowScript, { moves }: Pattern): FlowScript {
  run.start({});
  for (const move of moves) {
    const [node = '', outcome = ''] = move.split('.');
    if (move === 'cancel') run.send({ type: 'cancel', reason: 'enough', by: { kind: 'person', id: 'ana' } });
    else if (move.startsWith('+')) run.add(move.slice(1));
    else if (move.startsWith('!')) run.message(move.slice(1), null, {});
    else {
      const task = run.tasks().find((one) => one.node === node);
      expect(task, `${move}: the run is at ${run.at().join(', ')}`).toBeDefined();
      run.act('complete', 'ana', { outcome }, { task });
    }
  }
  return run;
}

describe('a control-flow pattern', () => {
  test.each(patterns.map((pattern) => [pattern.number, pattern.name, pattern] as const))('%i, %s, comes by its steps', (_number, _name, pattern) => {
    expect(hasErrors(checkFlow(pattern.file, nodeKinds)), JSON.stringify(checkFlow(pattern.file, nodeKinds))).toBe(false);
    const run = play(flow(pattern.file), pattern);
    expect(run.log.filter(({ type }) => type === 'enter').map(({ node }) => node)).toEqual(pattern.trace);
    expect(run.state.status).toBe(pattern.end);
  });

  test('22, recursion, comes by its steps in each run that is called', () => {
    expect(hasErrors(checkFlow(recursion, nodeKinds))).toBe(false);
    const { status, path, variables } = dryRun(recursion, { registry: nodeKinds, outputs: {}, isAuto: true, now: '2026-03-02T08:00:00.000Z', resolveTimer: () => null, script: { start: { variables: {} }, steps: [] }, flows: (key) => (key === 'recursion' ? recursion : null) });
    const [one, two] = ['again/', 'again/again/'];
    expect([status, variables['n'], path.filter(({ event }) => event === 'enter').map(({ node }) => node)]).toEqual(['completed', 3, [
      'start', 'count', 'a', 'enough', 'again', ...['start', 'count', 'a', 'enough', 'again'].map((node) => one + node), ...['start', 'count', 'a', 'enough', 'b', 'end'].map((node) => two + node), `${one}b`, `${one}end`, 'b', 'end',
    ]]);
  });
});
