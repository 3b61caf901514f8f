import { describe, expect, it } from 'vitest';
import { drawFlow } from '#test/builders/flow/flow.draw';
import { flow } from '#test/builders/flow/flow.script';
import { checkFlow, hasErrors } from '../rules/index.ts';
import { nodeKinds } from '../nodes/index.ts';
import { checkSoundness } from '../soundness/soundness.ts';
import { awaitedBy, checkSent, takes, ttlMs } from './message.ts';

const wait = (message: string, key?: string) => ({ kind: 'wait-message', config: { message, ...(key === undefined ? {} : { key }) } });

describe('what a run waits for', () => {
  it('is each name and key once, since the one that has waited longest; what alarms tell is not told', () => {
    const file = drawFlow({ start: 'start', split: 'parallel', a: wait('parcel', '="A"'), timer: 'timer', b: wait('parcel', '="A"'), c: wait('parcel'), d: wait('alarm.recovered'), end: 'end' }, ['start -> split', 'split -> a', 'split -> timer', 'timer -> b', 'split -> c', 'split -> d', 'a -> end', 'b -> end', 'c -> end', 'd -> end']);
    const run = flow(file).start();
    const since = run.now;
    run.due();
    expect(run.waits('message')).toHaveLength(4);
    expect(awaitedBy(run.state)).toEqual([{ name: 'parcel', key: 'A', since }, { name: 'parcel', key: null, since }]);
  });
  it('is nothing any more once the run is over', () => {
    const run = flow(drawFlow({ start: 'start', a: wait('parcel'), end: 'end' }, ['start -> a', 'a -> end'])).start();
    expect(awaitedBy(run.send({ type: 'cancel', reason: '', by: { kind: 'person', id: 'ana' } }).state)).toEqual([]);
  });
});

describe('a message', () => {
  const twins = drawFlow({ start: 'start', split: 'parallel', a: { ...wait('go'), config: { message: 'go', resultVariable: 'a' } }, b: { ...wait('go'), config: { message: 'go', resultVariable: 'b' } }, join: 'parallel', end: 'end' }, ['start -> split', 'split -> a', 'split -> b', 'a -> join', 'b -> join', 'join -> end']);
  it('for one is taken by the wait that has waited longest, and the next by the other', () => {
    const once = (n: number) => ({ type: 'message' as const, name: 'go', key: null, data: { n }, by: { kind: 'machine' as const, id: 'm' }, isForOne: true as const });
    const run = flow(twins).start().send(once(1)).expectAt('b', 'join').send(once(2)).expectEnd();
    expect([run.variable('a'), run.variable('b')]).toEqual([{ n: 1 }, { n: 2 }]);
  });
  it('for all is taken by every wait of the run', () => { flow(twins).start().message('go').expectEnd(); });
  it('is taken by a wait with its key, or without one', () => {
    const [keyed, any] = [{ name: 'go', key: 'A' }, { name: 'go', key: null }];
    expect([takes(keyed, keyed), takes(any, keyed), takes(keyed, any), takes(any, any), takes(any, { name: 'stop', key: null })]).toEqual([true, true, false, true, false]);
  });
  it('is kept for thirty days at most, and says so of what is no duration', () => {
    expect([ttlMs('PT0S'), ttlMs('P30D'), ttlMs('P30DT1S'), ttlMs('P1M'), ttlMs('soon')]).toEqual([0, 30 * 86_400_000, null, null, null]);
  });
  it('carries 60,000 bytes at most, as they are on the wire', () => {
    expect(() => { checkSent({ name: 'go', data: { text: 'x'.repeat(59_980) } }); }).not.toThrow();
    expect(() => { checkSent({ name: 'go', data: { text: 'é'.repeat(30_000) } }); }).toThrow(expect.objectContaining({ code: 'MESSAGE_TOO_LARGE' }) as Error);
  });
});

describe('a flow that sends', () => {
  const ends = drawFlow({ start: 'start', split: 'parallel', box: 'scope', begin: { kind: 'start', scope: 'box' }, tell: { kind: 'message-end', config: { message: 'told' }, scope: 'box' }, shout: { kind: 'signal-end', config: { signal: 'all' } }, send: { kind: 'throw-message', config: { message: 'told' } }, failed: { kind: 'boundary-error', attachedTo: 'send' }, lost: 'end', end: 'end' },
    ['start -> split', 'split -> box', 'begin -> tell', 'box -> shout', 'split -> send', 'send -> end', 'failed -> lost']);
  it('is sound where its ends send, in scopes too, and where what cannot be sent is caught', () => {
    expect(hasErrors(checkFlow(ends, nodeKinds)), JSON.stringify(checkFlow(ends, nodeKinds))).toBe(false);
    for (const isReduced of [true, false]) expect(checkSoundness(ends, nodeKinds, { isReduced })).toMatchObject({ verdict: 'sound', findings: [] });
    const run = flow(ends).start().done(null, 'tell').expectAt('send', 'shout');
    run.send({ type: 'effectFailed', effect: run.running('send').effect, code: 'MESSAGES_TOO_MANY', message: 'full' }).expectAt('shout').done(null, 'shout').expectEnd();
  });
  it('is told what it may not send, and how long it may not be kept', () => {
    const wrong = drawFlow({ start: 'start', a: { kind: 'throw-message', config: { message: 'alarm.firing', ttl: 'P90D' } }, b: { kind: 'throw-signal', config: { signal: 'alarm.recovered' } }, c: { kind: 'message-end', config: { message: 'fine', ttl: 'soon' } } }, ['start -> a', 'a -> b', 'b -> c']);
    expect(checkFlow(wrong, nodeKinds).map(({ code, node, field }) => [code, node, field])).toEqual([['message-alarms', 'a', '/message'], ['message-ttl', 'a', '/ttl'], ['message-alarms', 'b', '/signal'], ['message-ttl', 'c', '/ttl']]);
  });
});
