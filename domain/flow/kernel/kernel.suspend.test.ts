import { describe, expect, test } from 'vitest';
import { actor, flow, machine, type FlowScript } from '#test/builders/flow/flow.script';
import { flowFileSchema } from '../flow.schema.ts';
import { heldMost } from './kernel.suspend.ts';

const paul = { kind: 'person', id: 'paul' } as const;
/** A call with a limit on it, beside a task and a condition. */
const file = flowFileSchema.parse({
  formatVersion: 1, key: 'held', name: { en: 'Held' }, variables: { isReady: { type: 'boolean', initial: false } },
  nodes: {
    start: { kind: 'start', name: { en: 'Start' } }, fork: { kind: 'parallel', name: { en: 'Both' } },
    call: { kind: 'activity', name: { en: 'Call' }, config: { activity: 'http', inputs: { url: 'http://device/' }, resultVariable: 'called' } },
    late: { kind: 'boundary-timer', name: { en: 'Late' }, attachedTo: 'call', config: { mode: 'duration', value: 'PT1H' } },
    ask: { kind: 'task', name: { en: 'Ask' }, config: { assignments: [{ by: 'team', team: 'network' }], outcomes: [{ key: 'done', name: { en: 'Done' } }] } },
    news: { kind: 'wait-message', name: { en: 'News' }, config: { message: 'news' } },
    after: { kind: 'task', name: { en: 'After' }, config: { assignments: [{ by: 'team', team: 'network' }], outcomes: [{ key: 'done', name: { en: 'Done' } }] } },
    end: { kind: 'end', name: { en: 'End' } },
  },
  edges: {
    a: { from: 'start', to: 'fork' }, b: { from: 'fork', to: 'call' }, c: { from: 'fork', to: 'ask' }, d: { from: 'fork', to: 'news' },
    e: { from: 'call', to: 'after' }, f: { from: 'late', to: 'after' }, g: { from: 'ask', to: 'end', outcome: 'done' }, h: { from: 'news', to: 'end' }, i: { from: 'after', to: 'end', outcome: 'done' },
  },
});
const standing = ['ask', 'call', 'news'];
const suspended = (): FlowScript => flow(file).start().expectAt(...standing).send({ type: 'suspend', reason: 'The device is replaced', by: paul }).expectAccepted();
const held = (script: FlowScript): string[] => script.state.suspended!.held.map(({ type }) => type);

describe('a suspended run', () => {
  test('says since when, by whom and why', () => expect(suspended().state.suspended).toEqual({ at: '2026-03-02T08:00:00.000Z', by: paul, reason: 'The device is replaced', held: [] }));

  test('refuses what people do, and a second suspension', () => {
    const script = suspended();
    script.act('claim', 'ana').expectRefused('RUN_SUSPENDED');
    script.send({ type: 'suspend', reason: 'again', by: paul }).expectRefused('RUN_SUSPENDED');
    script.send({ type: 'instance', token: 't1', change: { add: null }, by: paul }).expectRefused('RUN_SUSPENDED');
    expect(script.state.suspended!.reason).toBe('The device is replaced');
  });

  test('refuses mending, and leaves the variables it came with as they were', () => {
    const script = flow(file).start().fail();
    script.send({ type: 'suspend', reason: 'wait', by: paul }).send({ type: 'incident', incident: script.incident().id, action: 'retry', edits: { isReady: true }, by: paul }).expectRefused('RUN_SUSPENDED');
    expect(script.variable('isReady')).toBe(false);
  });

  test('holds results, messages and timers in the order they came, and moves nothing', () => {
    const script = suspended().message('news').done({ status: 200 }).pass('PT2H').due();
    expect(script.answer).toMatchObject({ accepted: true });
    expect(held(script)).toEqual(['message', 'effectDone', 'timer']);
    script.expectAt(...standing);
    expect(script.log.filter(({ type }) => type === 'held').map(({ node }) => node)).toEqual([null, 'call', 'call'].map((node, at) => (at === 2 ? script.waits('timer')[0]!.node : node)));
  });

  test('refuses a message that only one may take, so that its sender finds another', () => {
    const script = suspended();
    script.send({ type: 'message', name: 'news', key: null, data: {}, by: machine, isForOne: true }).expectRefused('RUN_SUSPENDED');
    expect(held(script)).toEqual([]);
  });

  test('holds nothing twice, and nothing that nobody waits for', () => {
    const script = suspended();
    script.send({ type: 'message', name: 'news', key: null, data: {}, by: machine }, 'm1').send({ type: 'message', name: 'news', key: null, data: {}, by: machine }, 'm1');
    script.send({ type: 'effectDone', effect: 'e99', result: null }).expectRefused('ACTIVITY_GONE');
    script.send({ type: 'timer', timer: script.waits('timer')[0]!.id }).expectRefused('TIMER_EARLY');
    expect(held(script)).toEqual(['message']);
  });

  test('takes facts about its ticket', () => {
    const script = suspended().send({ type: 'setVariables', variables: { isReady: true }, by: machine }).expectAccepted();
    expect(script.variable('isReady')).toBe(true);
  });

  test('keeps so many messages; of more it tells once, as an incident', () => {
    const script = suspended();
    const { kernel, definition, now } = script;
    for (let n = 0; n < heldMost - 1; n++) script.state = kernel.step(definition, script.state, { id: `m${n}`, now, type: 'message', name: 'news', key: null, data: {}, by: machine }).state;
    const last = (n: number) => kernel.step(definition, script.state, { id: `last${n}`, now, type: 'message', name: 'news', key: null, data: {}, by: machine });
    script.state = last(1).state;
    for (const n of [2, 3]) {
      const { state, answer } = last(n);
      expect(answer).toMatchObject({ accepted: false, code: 'RUN_HELD_TOO_MANY' });
      script.state = state;
    }
    expect(held(script)).toHaveLength(heldMost);
    expect(Object.values(script.state.incidents).map(({ code }) => code)).toEqual(['RUN_HELD_TOO_MANY']);
  });

  test('can be cancelled', () => expect(suspended().send({ type: 'cancel', reason: 'Opened twice', by: paul }).expectEnd('cancelled').state.suspended).toBeUndefined());

  test('goes on when it is resumed, once', () => {
    const script = suspended().send({ type: 'resume', by: paul }).expectAccepted();
    expect(script.state.suspended).toBeUndefined();
    script.send({ type: 'resume', by: paul }).expectRefused('RUN_NOT_SUSPENDED');
    script.act('claim', actor('ana', { teams: ['network'] })).expectAccepted().act('complete', actor('ana', { teams: ['network'] }), { outcome: 'done' }).expectAccepted().done().expectAt('after', 'news');
  });
});

describe('variables edited with a retry', () => {
  test('are set as the stopped step sees them before it is tried again', () => {
    const script = flow(file).start().fail();
    script.send({ type: 'incident', incident: script.incident().id, action: 'retry', edits: { isReady: true, note: { text: 'x' } }, by: paul }).expectAccepted().expectAt(...standing);
    expect([script.variable('isReady'), script.variable('note')]).toEqual([true, { text: 'x' }]);
    expect(script.log.filter(({ type, by }) => type === 'variables' && by?.id === 'paul')).toHaveLength(1);
  });
  test('are not set when the incident was mended already', () => {
    const script = flow(file).start().fail();
    const incident = script.incident().id;
    script.mend('retry').send({ type: 'incident', incident, action: 'retry', edits: { isReady: true }, by: paul }).expectRefused('INCIDENT_GONE');
    expect(script.variable('isReady')).toBe(false);
  });
});
