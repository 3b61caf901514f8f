import { describe, expect, test } from 'vitest';
import { drawFlow, type NodeDrawing } from '#test/builders/flow/flow.draw';
import { flow } from '#test/builders/flow/flow.script';
import { nodeKinds } from '../nodes/index.ts';
import { checkSoundness } from '../soundness/soundness.ts';

const router = { name: 'router', key: '=ci' };
const change: NodeDrawing = { kind: 'task', lock: router };
const one = (lock = router, more: Record<string, NodeDrawing> = {}, edges: string[] = []) => drawFlow({ start: 'start', change: { kind: 'task', lock }, after: 'task', end: 'end', ...more }, ['start -> change', 'change.done -> after', 'after.done -> end', ...edges]);
const ana = { kind: 'person', id: 'ana' } as const;
const began = (ci: unknown = 'r7', file = one()) => flow(file).start({ ci: ci as never });
const told = (run: ReturnType<typeof flow>) => run.log.filter(({ type }) => type === 'lock').map(({ data }) => { const { action, lock } = data as { action: string; lock: string }; return `${action} ${lock}`; });

describe('a step that shares a lock with other runs', () => {
  test('is not begun before the lock is granted, holds it until it is left, and is sound', () => {
    expect(checkSoundness(one(), nodeKinds)).toMatchObject({ verdict: 'sound', findings: [] });
    const run = began();
    expect([run.tasks(), run.asking(), run.state.tokens['t1']]).toMatchObject([[], ['change'], { waitsFor: 'lock', isOutside: true }]);
    run.lock('change').expectAccepted();
    expect([run.tasks().map(({ node }) => node), run.state.tokens['t1']!.isOutside]).toEqual(['change'].map((node) => [node]).concat([undefined as never]));
    run.decide('done').expectAt('after');
    expect([run.state.locks, told(run)]).toEqual([{}, ['asked router:r7', 'granted router:r7', 'released router:r7']]);
  });

  test('takes a number for a key, and the name alone where there is none', () => {
    expect(told(began(7))).toEqual(['asked router:7']);
    expect(told(flow(one({ name: 'freeze' } as never)).start())).toEqual(['asked freeze']);
  });

  test.each([['null', null, 'FLOW_VALUE_UNUSABLE'], ['a list', ['a'], 'FLOW_VALUE_UNUSABLE'], ['an empty text', '', 'FLOW_VALUE_UNUSABLE'], ['10 kB', 'x'.repeat(10_000), 'FLOW_LOCK_KEY_LONG'], ['letters of more bytes', '锁'.repeat(70), 'FLOW_LOCK_KEY_LONG']])(
    'stops before the step where its key is %s, and asks once it is mended', (_what, ci, code) => {
      const run = began(ci);
      expect([run.incident().code, run.asking(), run.tasks()]).toEqual([code, [], []]);
      run.mend({ action: 'retry', edits: { ci: 'r7' } });
      expect([run.asking(), Object.keys(run.state.incidents)]).toEqual([['change'], []]);
      run.lock('change').decide('done').expectAt('after');
    });

  test('is skipped while it waits, and asks for nothing any more', () => {
    const run = began(null).mend('skip').expectAt('after');
    expect([Object.keys(run.state.incidents), run.tasks().map(({ node }) => node)]).toEqual([[], ['after']]);
    const forked = drawFlow({ start: 'start', ask: { kind: 'approval', lock: router }, end: 'end' }, ['start -> ask', 'ask.approved -> end', 'ask.rejected -> end']);
    flow(forked).start({ ci: null }).mend('skip').expectRefused('INCIDENT_NOT_SKIPPABLE');
    const plain = drawFlow({ start: 'start', call: { kind: 'activity', lock: router }, end: 'end' }, ['start -> call', 'call -> end']);
    flow(plain).start({ ci: null }).mend('skip').expectEnd();
  });

  test('hears of a claim it does not have, or of one asked for at another time, that nothing waits for it', () => {
    const run = began();
    run.send({ type: 'lock', claim: 'lock99', since: run.now, is: 'granted' }).expectRefused('LOCK_NOT_ASKED');
    run.send({ type: 'lock', claim: 'constructor', since: run.now, is: 'granted' }).expectRefused('LOCK_NOT_ASKED');
    run.send({ type: 'lock', claim: 'lock1', since: '2020-01-01T00:00:00.000Z', is: 'granted' }).expectRefused('LOCK_NOT_ASKED');
    run.lock('change', { is: 'freed', reason: 'x', by: ana }).expectRefused('LOCK_NOT_HELD');
    run.send({ type: 'cancel', reason: 'x', by: ana });
    expect([run.state.locks, told(run).at(-1)]).toEqual([{}, 'dropped router:r7']);
    run.send({ type: 'lock', claim: 'lock1', since: run.now, is: 'granted' }).expectRefused('RUN_OVER');
  });

  test('lets go when it is cancelled, interrupted or ended with all the run', () => {
    const stop: NodeDrawing = { kind: 'boundary-message', attachedTo: 'change', config: { message: 'stop' } };
    const run = began('r7', one(router, { stop, other: 'task' }, ['stop -> other', 'other.done -> end']));
    run.message('stop').expectRefused('MESSAGE_NOT_AWAITED');
    run.lock('change').message('stop').expectAt('other');
    expect(told(run).at(-1)).toBe('released router:r7');
    expect(told(began().lock('change').send({ type: 'cancel', reason: 'x', by: ana })).at(-1)).toBe('released router:r7');
  });

  test('goes on without it where somebody has freed it by force, and tells so', () => {
    const run = began().lock('change').lock('change', { is: 'freed', reason: 'the holder is on leave', by: ana });
    expect([run.state.locks, run.tasks().length, run.effects.map(({ type }) => type), told(run).at(-1)]).toEqual([{}, 1, ['lockFreed'], 'freed router:r7']);
    run.decide('done').expectAt('after');
  });

  test('gives up where it waits in a circle, or longer than it may; a retry asks anew', () => {
    const ring = began().lock('change', { is: 'ring', ring: 'A > b > A' });
    expect([ring.incident().code, ring.incident().params, ring.state.locks]).toMatchObject(['FLOW_LOCK_RING', { lock: 'router:r7', ring: 'A > b > A' }, {}]);
    ring.mend('retry');
    expect(Object.keys(ring.state.locks!)).toEqual(['lock2']);
    const late = began('r7', one({ ...router, limit: 'PT1H' } as never)).due();
    expect(late.incident().code).toBe('FLOW_LOCK_LATE');
    late.mend('retry').lock('change');
    expect([late.tasks().length, late.waits('timer')]).toEqual([1, []]);
  });

  test('suspended, takes no lock and keeps its place', () => {
    const run = began();
    const { since } = run.state.locks!['lock1']!;
    run.send({ type: 'suspend', reason: 'x', by: ana }).lock('change').expectRefused('RUN_SUSPENDED');
    run.pass('PT1H').send({ type: 'resume', by: ana });
    expect(run.state.locks!['lock1']!.since).toBe(since);
    run.lock('change').expectAccepted();
  });
});

describe('in one run', () => {
  const inside: Record<string, NodeDrawing> = { in: { kind: 'start', scope: 'box' }, x: { ...change, scope: 'box' }, out: { kind: 'end', scope: 'box' } };
  const both = drawFlow({ start: 'start', split: 'parallel', box: { kind: 'scope', lock: router }, ...inside, other: change, join: 'parallel', end: 'end' }, ['start -> split', 'split -> box', 'split -> other', 'in -> x', 'x.done -> out', 'box -> join', 'other.done -> join', 'join -> end']);

  test('two tokens ask as two runs would; what lies inside a step that holds the lock is let in', () => {
    const run = flow(both).start({ ci: 'r7' });
    expect(run.asking().sort()).toEqual(['box', 'other']);
    run.lock('box');
    expect([run.tasks().map(({ node }) => node), run.asking()]).toEqual([['x'], ['other']]);
    run.decide('done', { node: 'x' });
    expect(told(run).at(-1)).toBe('released router:r7');
    run.lock('other').decide('done').expectEnd();
  });

  test('by itself, locks are free but for those the run holds', () => {
    const run = flow(both, { isAlone: true }).start({ ci: 'r7' });
    expect(run.tasks().length + run.asking().length).toBe(2);
    run.decide('done').decide('done').expectEnd();
  });

  test('the times of a repeated step are one holder', () => {
    const run = flow(drawFlow({ start: 'start', each: { ...(change as object), kind: 'task', repeat: { mode: 'parallel', count: '2' } }, end: 'end' }, ['start -> each', 'each -> end'])).start({ ci: 'r7' });
    expect(run.tasks()).toEqual([]);
    expect(run.lock('each').tasks().length).toBe(2);
    for (const task of run.tasks()) run.act('complete', 'ana', { outcome: 'done' }, { task });
    run.expectEnd();
    expect(told(run)).toEqual(['asked router:r7', 'granted router:r7', 'released router:r7']);
  });

  test('a step with a word for this run as well keeps the word while it waits for the lock', () => {
    const file = drawFlow({ start: 'start', split: 'parallel', a: { kind: 'task', mutex: 'w', lock: router }, b: { kind: 'task', mutex: 'w' }, join: 'parallel', end: 'end' }, ['start -> split', 'split -> a', 'split -> b', 'a.done -> join', 'b.done -> join', 'join -> end']);
    const run = flow(file).start({ ci: 'r7' });
    expect([run.tasks(), run.asking()]).toEqual([[], ['a']]);
    run.lock('a').decide('done').decide('done').expectEnd();
  });
});

describe('a run that is put under another flow', () => {
  test('keeps the place of a claim that is the same there, asks anew where it is another, and goes in where there is none', () => {
    expect(Object.keys(began().migrate({ ...one(), name: { en: 'Two' } }).state.locks!)).toEqual(['lock1']);
    const other = began().migrate(one({ name: 'rack', key: '=ci' }));
    expect([Object.keys(other.state.locks!), told(other)]).toEqual([['lock2'], ['asked router:r7', 'dropped router:r7', 'asked rack:r7']]);
    const none = began().migrate(drawFlow({ start: 'start', change: 'task', after: 'task', end: 'end' }, ['start -> change', 'change.done -> after', 'after.done -> end']));
    expect([none.tasks().length, none.state.locks]).toEqual([1, {}]);
  });

  test('holds what it holds until it leaves the step, and lets go where the step shares no lock any more', () => {
    const held = began().lock('change').migrate(one({ name: 'rack', key: '=ci' }));
    expect(held.state.locks!['lock1']).toMatchObject({ name: 'router', key: 'r7' });
    const none = began().lock('change').migrate(drawFlow({ start: 'start', change: 'task', after: 'task', end: 'end' }, ['start -> change', 'change.done -> after', 'after.done -> end']));
    expect([none.tasks().length, told(none).at(-1)]).toEqual([1, 'released router:r7']);
    const renamed = began().migrate(drawFlow({ start: 'start', work: change, after: 'task', end: 'end' }, ['start -> work', 'work.done -> after', 'after.done -> end']), { map: { change: 'work' } });
    expect(renamed.asking()).toEqual(['work']);
    renamed.lock('work').decide('done').expectAt('after');
  });
});
