import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { drawFlow, outcomes } from '#test/builders/flow/flow.draw';
import { actor, flow, machine } from '#test/builders/flow/flow.script';
import type { CatalogueError } from '../../errors.ts';
import type { Json } from '../../values.ts';
import { nodeKinds } from '../nodes/index.ts';
import type { NodeKind } from '../nodes/node.kind.ts';
import { createKernel } from './kernel.ts';
import { foldLog, markingOf } from './kernel.marking.ts';
import { parseRunState } from './kernel.state.ts';
import type { KernelInput } from './kernel.types.ts';

const twoTasks = drawFlow({ start: 'start', split: 'parallel', a: 'task', b: 'task', join: 'parallel', end: 'end' }, ['start -> split', 'split -> a', 'split -> b', 'a.done -> join', 'b.done -> join', 'join -> end']);
const now = '2026-03-02T08:00:00.000Z';

describe('a step', () => {
  test('runs to rest and says in its log how it came there', () => {
    const script = flow(twoTasks).start();
    expect(script.log.map((entry) => [entry.seq, entry.type, entry.node])).toEqual([
      [1, 'start', 'start'], [2, 'enter', 'start'], [3, 'leave', 'start'], [4, 'enter', 'split'], [5, 'leave', 'split'], [6, 'enter', 'a'], [7, 'enter', 'b'],
      [8, 'task', 'a'], [9, 'wait', 'a'], [10, 'task', 'b'], [11, 'wait', 'b'],
    ]);
    expect(script.effects.map((effect) => effect.type)).toEqual(['taskOpened', 'taskOpened']);
    expect(script.log.every((entry) => entry.cause === 'c1' && entry.at === now)).toBe(true);
  });

  test('leaves the state it was given as it was, also frozen', () => {
    const kernel = createKernel(nodeKinds);
    const definition = kernel.compile(twoTasks, { id: 't', version: 1, sha256: '' });
    const frozen = deepFreeze(kernel.step(definition, deepFreeze(kernel.start(definition)), { id: 's', now, type: 'start', at: null, variables: {}, by: machine }).state);
    const task = Object.values(frozen.subscriptions)[0]!;
    expect(kernel.step(definition, frozen, { id: 'c', now, type: 'task', taskId: task.id, action: 'complete', taskRevision: 1, actor: actor('ana'), data: { outcome: 'done' } }).answer.accepted).toBe(true);
  });

  test('shares what it did not change with the state before', () => {
    const script = flow(twoTasks).start();
    const before = script.state;
    script.act('claim', 'ana', {}, { node: 'a' });
    expect(script.state.tokens).toBe(before.tokens);
    expect(script.state.subscriptions['task2']).toBe(before.subscriptions['task2']);
  });

  test('answers an input it knows with the same answer and changes nothing', () => {
    const script = flow(twoTasks).start().act('complete', 'ana', { outcome: 'done' }, { node: 'a', id: 'once' });
    const { state, answer } = script;
    script.act('complete', 'ana', { outcome: 'nonsense' }, { node: 'b', id: 'once' });
    expect(script.state).toBe(state);
    expect(script.answer).toEqual(answer);
    expect(script.effects).toEqual([]);
  });

  test('remembers refusals too, but never lets them push accepted answers out', () => {
    const script = flow(twoTasks, { limits: { recent: 8 } }).start().act('claim', 'ana', {}, { node: 'a', id: 'accepted' });
    for (let i = 0; i < 20; i++) script.act('claim', 'bob', {}, { node: 'a', id: `refused${i}` });
    expect(script.state.recent.map((one) => one.id)).toContain('accepted');
    expect(script.state.recent.length).toBeLessThanOrEqual(8);
    expect(script.act('claim', 'bob', {}, { node: 'a', id: 'refused19' }).expectRefused('TASK_NOT_YOURS').answer).toEqual(script.state.recent.at(-1)!.answer);
  });

  test('a run that is over refuses everything but what it answered before', () => {
    const script = flow(twoTasks).start().send({ type: 'cancel', reason: 'duplicate', by: machine }, 'cancel').expectEnd('cancelled').expectAt();
    expect(script.effects.map((effect) => effect.type)).toEqual(['taskClosed', 'taskClosed', 'cancelled']);
    script.message('x').expectRefused('RUN_OVER').send({ type: 'cancel', reason: 'duplicate', by: machine }, 'cancel').expectAccepted();
  });

  test('sets the ticket state of the step a token comes to, and cancelled when the run is', () => {
    const file = drawFlow({ start: 'start', ask: { kind: 'task', ticketState: 'waiting' }, end: { kind: 'end', ticketState: 'resolved' } }, ['start -> ask', 'ask.done -> end']);
    const states = (script: ReturnType<typeof flow>) => (script.variable('ticket') as { state: string }).state;
    expect(states(flow(file).start({ ticket: { state: 'new' } }))).toBe('waiting');
    expect(states(flow(file).start({ ticket: { state: 'new' } }).decide('done'))).toBe('resolved');
    expect(states(flow(file).start({ ticket: { state: 'new' } }).send({ type: 'cancel', reason: '', by: machine }))).toBe('cancelled');
  });

  test('effects that are taken back within the step never go out', () => {
    const file = drawFlow({ start: 'start', split: 'parallel', call: 'activity', wait: 'timer', hear: 'wait-message', stop: 'terminate', end: 'end' }, ['start -> split', 'split -> call', 'split -> wait', 'split -> hear', 'split -> stop', 'call -> end', 'wait -> end', 'hear -> end']);
    expect(flow(file).start().expectEnd('terminated').effects.map((effect) => effect.type)).toEqual(['terminated']);
  });
});

describe('timers, activities and messages that come too late or too early', () => {
  const file = drawFlow({ start: 'start', wait: 'timer', call: 'activity', end: 'end' }, ['start -> wait', 'wait -> call', 'call -> end']);
  test('a timer that fires early is armed again', () => {
    const script = flow(file).start().send({ type: 'timer', timer: 'timer1' }).expectRefused('TIMER_EARLY');
    expect(script.effects).toEqual([{ type: 'armTimer', timer: 'timer1', spec: { kind: 'duration', iso: 'PT1H' }, dueAt: '2026-03-02T09:00:00.000Z' }]);
    script.due().expectAt('call').send({ type: 'timer', timer: 'timer1' }).expectRefused('TIMER_GONE');
  });
  test('a result that nobody waits for changes nothing', () => {
    flow(file).start().due().done(null).expectEnd();
    flow(file).start().due().send({ type: 'effectDone', effect: 'e9', result: 1 }).expectRefused('ACTIVITY_GONE').expectAt('call');
  });
  test('names of prototypes are no ids', () => {
    const script = flow(file).start();
    for (const id of ['__proto__', 'constructor', 'toString']) {
      script.send({ type: 'timer', timer: id }).expectRefused('TIMER_GONE').send({ type: 'effectDone', effect: id, result: null }).expectRefused('ACTIVITY_GONE').send({ type: 'incident', incident: id, action: 'retry', by: machine }).expectRefused('INCIDENT_GONE');
      script.send({ type: 'setVariables', variables: JSON.parse(`{"${id}": {"polluted": true}, "a.${id}.b": 1}`), by: machine });
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('limits', () => {
  const loop = drawFlow({ start: 'start', ask: 'task', again: 'exclusive', set: 'assign', end: 'end' }, ['start -> ask', 'ask.done -> again', 'again ? x > 0 -> set', 'again ?? -> end', 'set -> again'], { variables: { x: { type: 'number', initial: 1 } } });

  test('a cycle without a wait is stopped, named, and leaves the run where it was', () => {
    const script = flow(loop, { limits: { nodeSteps: 300 } }).start();
    const before = markingOf(script.state);
    script.act('complete', 'ana', { outcome: 'done' }).expectRefused('FLOW_CYCLE_WITHOUT_WAIT').expectAt('ask');
    expect(script.answer).toMatchObject({ params: { steps: 300 } });
    expect(script.incident('FLOW_CYCLE_WITHOUT_WAIT')).toMatchObject({ input: { type: 'task' } });
    expect({ ...markingOf(script.state), seq: 0, incidents: [] }).toEqual({ ...before, seq: 0 });
    // The same person trying again does not pile up incidents.
    script.act('complete', 'ana', { outcome: 'done' }).expectRefused('FLOW_CYCLE_WITHOUT_WAIT');
    expect(Object.keys(script.state.incidents)).toHaveLength(1);
    // Once the data is mended, what was set aside is carried out.
    script.mend('retry').expectRefused('FLOW_CYCLE_WITHOUT_WAIT');
    script.send({ type: 'setVariables', variables: { x: 0 }, by: machine }).mend('retry').expectAccepted().expectEnd();
  });

  test('a start that goes round for ever is set aside and can be tried again', () => {
    const file = drawFlow({ start: 'start', again: 'exclusive', set: 'assign', end: 'end' }, ['start -> again', 'again ? x > 0 -> set', 'again ?? -> end', 'set -> again']);
    const script = flow(file).start({ x: 1 }).expectRefused('FLOW_CYCLE_WITHOUT_WAIT').expectEnd('running').expectAt();
    expect(script.incident().code).toBe('FLOW_CYCLE_WITHOUT_WAIT');
  });

  test('tokens that multiply are stopped', () => {
    const file = drawFlow({ start: 'start', m: 'exclusive', split: 'parallel', w: 'timer', end: 'end' }, ['start -> m', 'm -> split', 'split -> m', 'split -> w', 'w -> end']);
    flow(file, { limits: { tokens: 100 } }).start().expectRefused('RUN_TOKENS_TOO_MANY');
  });

  test('what is too large is refused before it is looked at', () => {
    const script = flow(twoTasks).start();
    script.act('complete', 'ana', { outcome: 'done', comment: 'x'.repeat(66_000) }, { node: 'a' }).expectRefused('INPUT_TOO_LARGE').expectAt('a', 'b');
    expect(script.answer).toMatchObject({ params: { limit: 65_536 } });
  });

  test('a result that is too large counts as a failure of the activity', () => {
    const file = drawFlow({ start: 'start', call: 'activity', end: 'end' }, ['start -> call', 'call -> end']);
    const script = flow(file).start().done('界'.repeat(30_000));
    expect(script.incident('ACTIVITY_FAILED').message).toContain('65536');
  });

  test('what is nested too deeply to be written down is set aside, and the run goes on', () => {
    let deep: Json = 1;
    for (let level = 0; level < 200_000; level++) deep = [deep];
    const kernel = createKernel(nodeKinds);
    const waiting = drawFlow({ start: 'start', wait: 'wait-message', end: 'end' }, ['start -> wait', 'wait -> end']);
    const definition = kernel.compile(waiting, { id: 't', version: 1, sha256: '' });
    const begun = kernel.step(definition, kernel.start(definition), { id: 's', now, type: 'start', at: null, variables: {}, by: machine }).state;
    for (const input of [{ id: 'm', now, type: 'message', name: 'alarm.recovered', key: null, data: deep }, { id: 'v', now, type: 'setVariables', variables: { deep }, by: machine }] as KernelInput[]) {
      const { state, answer } = kernel.step(definition, begun, input);
      expect(answer).toMatchObject({ accepted: false, code: 'INPUT_POISONED' });
      expect(Object.values(state.incidents)).toMatchObject([{ code: 'INPUT_POISONED', params: { input: input.id } }]);
      expect(JSON.stringify(state).length).toBeLessThan(5_000);
    }
    const call = drawFlow({ start: 'start', call: 'activity', end: 'end' }, ['start -> call', 'call -> end']);
    const calling = kernel.compile(call, { id: 't', version: 1, sha256: '' });
    const asked = kernel.step(calling, kernel.start(calling), { id: 's', now, type: 'start', at: null, variables: {}, by: machine });
    const effect = asked.effects.flatMap((one) => (one.type === 'runActivity' ? [one.effect] : []))[0]!;
    const failed = kernel.step(calling, asked.state, { id: 'd', now, type: 'effectDone', effect, result: deep });
    expect(Object.values(failed.state.incidents)).toMatchObject([{ code: 'ACTIVITY_FAILED', node: 'call' }]);
  });

  test('a state that would grow too large is refused, and the run stays as it was', () => {
    const script = flow(twoTasks).start();
    for (let i = 0; i < 4; i++) script.send({ type: 'setVariables', variables: { [`v${i}`]: 'x'.repeat(60_000) }, by: machine });
    script.send({ type: 'setVariables', variables: { v5: 'x'.repeat(60_000) }, by: machine }).expectRefused('RUN_STATE_TOO_LARGE');
    expect(script.variable('v5')).toBeUndefined();
    script.decide('done', { node: 'a' }).expectAt('b', 'join');
  });

  test('what is set aside for want of room has room of its own, and neither it nor a full state keeps people from working the run down', () => {
    const script = flow(drawFlow({ start: 'start', split: 'parallel', a: 'task', hear: { kind: 'wait-message', config: { message: 'news', resultVariable: 'heard' } }, join: 'parallel', end: 'end' },
      ['start -> split', 'split -> a', 'split -> hear', 'a.done -> join', 'hear -> join', 'join -> end'])).start();
    for (let i = 0; i < 4; i++) script.send({ type: 'setVariables', variables: { [`v${i}`]: 'x'.repeat(63_000) }, by: machine });
    const tell = () => script.send({ type: 'message', name: 'news', key: null, data: { text: 'y'.repeat(14_000) }, by: machine }).expectRefused('RUN_STATE_TOO_LARGE');
    for (let i = 0; i < 12; i++) tell();
    const kept = Object.values(script.state.incidents);
    expect(kept.length).toBe(9);
    expect(kept.every(({ input }) => input !== undefined)).toBe(true);
    script.decide('done', { node: 'a' }).expectAt('hear', 'join');
    script.send({ type: 'incident', incident: kept[0]!.id, action: 'skip', by: machine }).expectAccepted();
    script.send({ type: 'setVariables', variables: { v0: '' }, by: machine }).expectAccepted();
    script.send({ type: 'incident', incident: kept[1]!.id, action: 'retry', by: machine }).expectAccepted().expectEnd();
  });
});

const broken = (behaviour: NodeKind['behaviour']): NodeKind => ({ ...nodeKinds.end, kind: 'broken', config: z.any(), takesInput: true, category: 'machine', outcomes: () => [{ key: null, name: { en: 'x' }, isRequired: true }], behaviour });

describe('a kind that breaks', () => {
  test('stops its own token with an incident; what it did is undone and the rest goes on', () => {
    const registry = { ...nodeKinds, broken: broken({ enter(turn) { turn.setVariables({ x: 1 }); turn.leave(); throw new Error('boom'); } }) };
    const file = drawFlow({ start: 'start', split: 'parallel', bad: 'broken', good: 'task', end: 'end' }, ['start -> split', 'split -> bad', 'split -> good', 'bad -> end', 'good.done -> end']);
    const script = flow(file, { registry }).start().expectAt('bad', 'good');
    expect(script.incident('FLOW_NODE_BROKEN')).toMatchObject({ node: 'bad', message: expect.stringContaining('boom') });
    expect(script.variable('x')).toBeUndefined();
    script.mend('retry').expectAt('bad', 'good').decide('done').expectAt('bad');
  });
  test('and one that forgets its token too', () => {
    const registry = { ...nodeKinds, broken: broken({ enter: () => undefined }) };
    expect(flow(drawFlow({ start: 'start', bad: 'broken', end: 'end' }, ['start -> bad', 'bad -> end']), { registry }).start().incident().code).toBe('FLOW_NODE_BROKEN');
  });
  test('when it breaks on a result, the result is set aside and can be carried out again', () => {
    let isMended = false;
    const behaviour: NodeKind['behaviour'] = { enter: (turn) => turn.armTimer({ kind: 'duration', iso: 'PT1M' }), timerDue(turn) { turn.setVariables({ x: 1 }); if (!isMended) throw new Error('boom'); turn.leave(); } };
    const script = flow(drawFlow({ start: 'start', bad: 'broken', end: 'end' }, ['start -> bad', 'bad -> end']), { registry: { ...nodeKinds, broken: broken(behaviour) } }).start().due().expectRefused('INPUT_POISONED').expectAt('bad');
    expect(script.variable('x')).toBeUndefined();
    expect(script.incident('INPUT_POISONED')).toMatchObject({ input: { type: 'timer', timer: 'timer1' } });
    isMended = true;
    script.mend('retry').expectAccepted().expectEnd();
  });
  test('what the shell could not even hand in is shown as an incident', () => {
    const script = flow(twoTasks).start().send({ type: 'poisoned', inputId: 'm7', code: 'INPUT_TOO_LARGE', message: 'too large' });
    expect(script.incident('INPUT_POISONED').params).toMatchObject({ input: 'm7' });
    script.mend('skip');
    expect(script.state.incidents).toEqual({});
  });
});

describe('a kind from outside', () => {
  /** Goes on when two ways have delivered; whatever comes by the third way of that round is ignored. */
  const twoOfThree: NodeKind = {
    ...nodeKinds.parallel, kind: 'two-of-three',
    behaviour: {
      whenDataUnknown: 'itself',
      enter(turn) {
        const owed = (turn.memory ?? []) as string[];
        const edge = turn.token.viaEdge!;
        if (owed.includes(edge)) {
          const left = owed.filter((one) => one !== edge);
          turn.remember(left.length ? left : undefined);
          turn.endToken();
          return;
        }
        const ready = Object.entries(turn.arrive()).filter(([, queue]) => queue.length > 0);
        turn.wait('join');
        if (ready.length < 2) return;
        turn.remember([...owed, ...turn.incoming.map((one) => one.id).filter((id) => !ready.some(([other]) => other === id))]);
        turn.consume(ready.map(([, queue]) => queue[0]!).filter((id) => id !== turn.token.id));
        turn.dequeue();
        turn.leave();
      },
    },
  };
  const registry = { ...nodeKinds, 'two-of-three': twoOfThree };
  const file = drawFlow({ start: 'start', split: 'parallel', a: 'task', b: 'task', c: 'task', join: 'two-of-three', begin: 'exclusive', after: { kind: 'task', config: { outcomes: outcomes('again', 'done') } }, end: 'end' },
    ['start -> begin', 'begin -> split', 'split -> a', 'split -> b', 'split -> c', 'a.done -> join', 'b.done -> join', 'c.done -> join', 'join -> after', 'after.again -> begin', 'after.done -> end']);

  test('joins two of three and ignores the rest, round after round', () => {
    const script = flow(file, { registry }).start().decide('done', { node: 'c' }).decide('done', { node: 'a' }).expectAt('after', 'b');
    script.decide('done', { node: 'b' }).expectAt('after').decide('again').expectAt('a', 'b', 'c');
    script.decide('done', { node: 'a' }).decide('done', { node: 'b' }).expectAt('after', 'c').decide('done', { node: 'after' }).expectAt('c').decide('done').expectEnd();
  });
});

describe('a saved state', () => {
  test('is read back only when it fits together', () => {
    const good = flow(twoTasks).start().state;
    expect(parseRunState(JSON.parse(JSON.stringify(good)))).toEqual(good);
    for (const [bad, fault] of [
      [null, 'state'], [{ ...good, stateVersion: 99 }, 'stateVersion'], [{ ...good, stateVersion: 0 }, 'state.version'], [{ ...good, tokens: {} }, 'state.lost'], [{ ...good, scopes: {} }, 'state.scopeless'],
      [{ ...good, joins: { 's0/join': { e4: ['t99'] } } }, 'state.gone'], [{ ...good, seq: -1 }, 'seq'], [{ ...good, kernel: '99.0.0' }, '99.0.0'],
    ] as const) {
      let thrown: unknown = null;
      try { parseRunState(bad); } catch (refused) { thrown = refused; }
      expect(thrown).toMatchObject({ code: 'RUN_STATE_INVALID' });
      expect(JSON.stringify((thrown as CatalogueError).params['fault'])).toContain(fault);
    }
  });
});

describe('the token log', () => {
  test('folds to the state from any point on', () => {
    const script = flow(twoTasks).start();
    const early = markingOf(script.state);
    const seen = script.log.length;
    script.decide('done', { node: 'a' }).send({ type: 'setVariables', variables: { 'a.b': 1 }, by: machine }).decide('done').expectEnd();
    expect(foldLog(script.log.slice(seen), early)).toEqual(markingOf(script.state));
    expect(foldLog(script.log.slice(0, -1))).not.toEqual(markingOf(script.state));
  });
  test('names who and what caused each line', () => {
    const script = flow(twoTasks).start().act('complete', 'ana', { outcome: 'done', comment: 'fixed' }, { node: 'a', id: 'command-7' });
    expect(script.log.filter((entry) => entry.cause === 'command-7')).toMatchObject([
      { type: 'task', node: 'a', by: { kind: 'person', id: 'ana', name: 'Ana' }, data: { action: 'completed', outcome: 'done', comment: 'fixed' } }, { type: 'leave' }, { type: 'enter', node: 'join' }, { type: 'wait' },
    ]);
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) { Object.freeze(value); Object.values(value).forEach(deepFreeze); }
  return value;
}
