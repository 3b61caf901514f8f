import { describe, expect, it } from 'vitest';
import { drawFlow } from '#test/builders/flow/flow.draw';
import type { FlowFile } from '../flow.schema.ts';
import { nodeKinds } from '../nodes/index.ts';
import { dryRun } from './dry-run.play.ts';
import { dryScriptSchema } from './dry-run.script.ts';

const run = (file: FlowFile, script: object = {}, isAuto = false) => dryRun(file, { registry: nodeKinds, outputs: {}, isAuto, now: '2026-11-20T10:00:00.000Z', resolveTimer: () => null, script: dryScriptSchema.parse(script) });
const send = (more: object = {}) => ({ kind: 'throw-message', config: { message: 'ready', key: '="A"', data: { n: 7 }, ...more } });
const wait = { kind: 'wait-message', config: { message: 'ready', key: '="A"', resultVariable: 'got' } };
const beside = (first: object, second: object): FlowFile => drawFlow({ start: 'start', split: 'parallel', one: first as never, two: second as never, join: 'parallel', end: 'end' }, ['start -> split', 'split -> one', 'split -> two', 'one -> join', 'two -> join', 'join -> end']);
/** The send, so long a pause, the wait. */
const apart = (ttl: string, pause: string): FlowFile => drawFlow({ start: 'start', send: send({ ttl }), pause: { kind: 'timer', config: { value: pause } }, wait, end: 'end' }, ['start -> send', 'send -> pause', 'pause -> wait', 'wait -> end']);

describe('a message in a dry run', () => {
  it('comes to a wait of the same run, whichever of the two is first', () => {
    for (const file of [beside(send(), wait), beside(wait, send())]) expect(run(file)).toMatchObject({ status: 'completed', variables: { got: { n: 7 } }, findings: [] });
  });
  it('is kept as long as it says, by the virtual clock', () => {
    expect(run(apart('PT1H', 'PT30M'), { steps: [{ advance: 'PT30M' }] })).toMatchObject({ status: 'completed', variables: { got: { n: 7 } } });
    expect(run(apart('PT1H', 'PT1H'), { steps: [{ advance: 'PT1H' }] })).toMatchObject({ status: 'waiting', waiting: [{ node: 'wait', kind: 'message' }] });
    expect(run(drawFlow({ start: 'start', send: send({ ttl: 'PT0S' }), wait, end: 'end' }, ['start -> send', 'send -> wait', 'wait -> end']))).toMatchObject({ status: 'waiting' });
  });
  it('comes to one of two waits, and a signal to both', () => {
    const two = (kind: string, config: object): FlowFile => drawFlow({ start: 'start', split: 'parallel', a: { kind: 'wait-message', config: { message: 'ready' } }, b: { kind: 'wait-message', config: { message: 'ready' } }, tell: { kind, config: config as never }, end: 'end' }, ['start -> split', 'split -> a', 'split -> b', 'split -> tell', 'a -> end', 'b -> end']);
    expect(run(two('message-end', { message: 'ready' }))).toMatchObject({ status: 'waiting', waiting: [{ node: 'b' }] });
    expect(run(two('signal-end', { signal: 'ready' }))).toMatchObject({ status: 'completed', findings: [] });
  });
  it('with another key, and a signal that is early, come to nobody', () => {
    expect(run(beside(send({ key: '="B"' }), wait))).toMatchObject({ status: 'waiting' });
    expect(run(drawFlow({ start: 'start', tell: { kind: 'throw-signal', config: { signal: 'ready' } }, wait: { kind: 'wait-message', config: { message: 'ready' } }, end: 'end' }, ['start -> tell', 'tell -> wait', 'wait -> end']))).toMatchObject({ status: 'waiting' });
  });
  it('fails where the script says so, and then nothing is sent', () => {
    const file = beside({ ...send() }, wait);
    expect(run(file, { steps: [{ fail: 'one', code: 'MESSAGES_TOO_MANY' }] })).toMatchObject({ status: 'waiting', waiting: [{ node: 'two' }], findings: [{ code: 'ACTIVITY_FAILED', node: 'one' }] });
  });
  it('needs nobody in a run by itself', () => {
    for (const file of [beside(send(), wait), apart('P1D', 'PT1H')]) expect(run(file, {}, true)).toMatchObject({ status: 'completed', findings: [] });
  });
});
