import { describe, expect, it } from 'vitest';
import { drawFlow, type NodeDrawing } from '#test/builders/flow/flow.draw';
import { flow } from '#test/builders/flow/flow.script';
import { claimsOf, lockLimits, newestOf, ringFrom, ringText, type RingLookup, type StoredClaim } from './lock.ts';

const claim = (run: string, id: string, lock: string, since: string, more: Partial<StoredClaim> = {}): StoredClaim => ({ run, ticketKey: run.toUpperCase(), claim: id, lock, name: lock, key: null, node: id, since, heldSince: null, phase: 'asked', inside: [], effects: [], ...more });
/** Who holds what, and who waits inside which held claim. */
const table = (held: Record<string, StoredClaim>, behind: Record<string, StoredClaim[]>): RingLookup => ({ holder: (lock) => Promise.resolve(held[lock] ?? null), behind: ({ run }) => Promise.resolve(behind[run] ?? []) });
const holds = (run: string, lock: string) => claim(run, `${run}-h`, lock, '1', { phase: 'held', heldSince: '1' });

describe('what a run says of its locks', () => {
  const inside: Record<string, NodeDrawing> = { in: { kind: 'start', scope: 'box' }, x: { kind: 'task', scope: 'box', lock: { name: 'rack' } }, out: { kind: 'end', scope: 'box' }, call: { kind: 'call-flow', scope: 'box' }, fork: { kind: 'parallel', scope: 'box' } };
  const file = drawFlow({ start: 'start', box: { kind: 'scope', lock: { name: 'router', key: '7' } }, ...inside, end: 'end' }, ['start -> box', 'in -> fork', 'fork -> x', 'fork -> call', 'x.done -> out', 'call -> out', 'box -> end']);
  it('is which it asks for and holds, around what, and what runs there', () => {
    const run = flow(file).start().lock('box');
    expect(claimsOf(run.state).map(({ lock, phase, inside: around, effects }) => [lock, phase, around, effects])).toEqual([['router:7', 'held', [], ['e1']], ['rack', 'asked', ['lock1'], []]]);
    run.send({ type: 'suspend', reason: 'x', by: { kind: 'person', id: 'ana' } });
    expect(claimsOf(run.state).map(({ phase }) => phase)).toEqual(['held', 'idle']);
  });
  it('is nothing where it never asked, and once it is over', () => {
    expect(claimsOf(flow(drawFlow({ start: 'start', a: 'task', end: 'end' }, ['start -> a', 'a.done -> end'])).start().state)).toEqual([]);
    expect(claimsOf(flow(file).start().send({ type: 'cancel', reason: '', by: { kind: 'person', id: 'ana' } }).state)).toEqual([]);
  });
});

describe('runs that wait for each other', () => {
  const [a, b, c] = [claim('a', 'a1', 'L2', '2'), claim('b', 'b1', 'L3', '3'), claim('c', 'c1', 'L1', '4')];
  it('are found two or three in a circle; the one that asked last gives up, and is told who waits for whom', async () => {
    const two = await ringFrom(a, table({ L2: holds('b', 'L2'), L3: holds('a', 'L3') }, { b: [b], a: [a] }));
    expect(two?.map(({ run }) => run)).toEqual(['a', 'b']);
    const three = await ringFrom(a, table({ L1: holds('a', 'L1'), L2: holds('b', 'L2'), L3: holds('c', 'L3') }, { a: [a], b: [b], c: [c] }));
    expect([newestOf(three!).run, ringText(three!)]).toEqual(['c', 'A > L2 > B > L3 > C > L1 > A']);
  });
  it('are none where one of them goes on by itself, or waits for somebody outside a circle', async () => {
    expect(await ringFrom(a, table({ L2: holds('b', 'L2') }, { b: [] }))).toBeNull();
    expect(await ringFrom(a, table({ L2: holds('b', 'L2'), L3: holds('c', 'L3') }, { b: [b], c: [] }))).toBeNull();
    // A circle behind it that it is no part of is somebody else's to find, and is walked once.
    expect(await ringFrom(a, table({ L2: holds('b', 'L2'), L3: holds('c', 'L3'), L1: holds('b', 'L1') }, { b: [b], c: [c] }))).toBeNull();
  });
  it('are looked for among a bounded number of claims', async () => {
    let looked = 0;
    const endless: RingLookup = { holder: (lock) => { looked += 1; return Promise.resolve(holds(`r${lock}`, lock)); }, behind: ({ lock }) => Promise.resolve([claim(`w${lock}`, 'x', `${lock}+`, '1')]) };
    expect(await ringFrom(a, endless)).toBeNull();
    expect(looked).toBeLessThanOrEqual(lockLimits.ring + 1);
  });
});
