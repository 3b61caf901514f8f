import { describe, expect, it } from 'vitest';
import { parseFlowFile } from '#domain/flow/file/flow.file';
import { nodeKinds } from '#domain/flow/nodes/index';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { Json } from '#domain/values';
import { checkParsedFlow, createFlowCheck } from './flow.check.ts';

/** Several ways side by side, each of which may begin anew: the states double with every way. */
function sideBySide(ways: number): FlowFile {
  const file: FlowFile = { formatVersion: 1, key: 'wide', name: { en: 'Wide' }, variables: {}, forms: {}, nodes: {}, edges: {}, layout: { nodes: {}, edges: {} } };
  const put = (id: string, kind: string, config: Record<string, Json> = {}): void => { file.nodes[id] = { kind, name: { en: id }, config }; };
  const join = (from: string, to: string, outcome?: string): void => { file.edges[`${from}-${outcome ?? ''}-${to}`] = { from, to, ...(outcome === undefined ? {} : { outcome }) }; };
  put('start', 'start'); put('split', 'parallel'); put('meet', 'parallel'); put('end', 'end');
  join('start', 'split'); join('meet', 'end');
  for (let way = 0; way < ways; way++) {
    put(`merge${way}`, 'exclusive');
    put(`ask${way}`, 'task', { assignments: [{ by: 'team', team: 'network' }], outcomes: ['done', 'again'].map((key) => ({ key, name: { en: key } })) });
    join('split', `merge${way}`); join(`merge${way}`, `ask${way}`); join(`ask${way}`, 'meet', 'done'); join(`ask${way}`, `merge${way}`, 'again');
  }
  return file;
}

describe('the check of a flow on the server', () => {
  const nothing = () => Promise.resolve([]);
  /** Every look at the clock is 4 ms later than the last. */
  const clock = () => { let at = 0; return () => (at += 4); };

  const by = (person: string, isWanted?: () => boolean) => ({ person, isPublishing: false, ...(isWanted ? { isWanted } : {}) });

  it('says the same in slices as at once', async () => {
    const check = createFlowCheck({ registry: nodeKinds, nowMs: clock(), also: nothing });
    for (const file of [sideBySide(3), { ...sideBySide(2), edges: {} }, { formatVersion: 1 }]) expect(await check(file, by('paul'))).toEqual(checkParsedFlow(parseFlowFile(file), nodeKinds));
  });
  it('lets others be answered in between', async () => {
    const check = createFlowCheck({ registry: nodeKinds, nowMs: clock(), also: nothing });
    let others = 0;
    let isDone = false;
    const answering = (async () => { while (!isDone) { await new Promise((resume) => { setImmediate(resume); }); others += 1; } })();
    const { soundness } = await check(sideBySide(5), by('paul'));
    isDone = true;
    await answering;
    expect(soundness.verdict).toBe('sound');
    expect(others).toBeGreaterThan(2);
  });
  it('stops what nobody waits for any more and goes on with the next', async () => {
    const check = createFlowCheck({ registry: nodeKinds, nowMs: clock(), also: nothing });
    let asked = 0;
    const given = check(sideBySide(15), by('paul', () => (asked += 1) < 4));
    const next = check(sideBySide(2), by('ada'));
    expect((await given).soundness).toMatchObject({ verdict: 'not-proven', statesSeen: 0 });
    expect((await next).soundness.verdict).toBe('sound');
    expect(asked).toBe(4);
  });
  it('publishes before everybody who only draws, also before what is under way', async () => {
    const check = createFlowCheck({ registry: nodeKinds, nowMs: clock(), also: nothing });
    const order: string[] = [];
    const told = (name: string, done: Promise<unknown>) => done.then(() => { order.push(name); });
    const drawing = [told('wide', check(sideBySide(6), by('paul'))), ...['ana', 'ben', 'mia'].map((person) => told(person, check(sideBySide(4), by(person))))];
    await new Promise((resume) => { setImmediate(resume); });
    await told('published', check(sideBySide(3), { person: 'ada', isPublishing: true }));
    expect(order).toEqual(['published']);
    await Promise.all(drawing);
    expect(order).toEqual(['published', 'wide', 'ana', 'ben', 'mia']);
  });
  it('keeps one check of a person waiting, the newest', async () => {
    const check = createFlowCheck({ registry: nodeKinds, nowMs: clock(), also: nothing });
    const underWay = check(sideBySide(4), by('paul'));
    await new Promise((resume) => { setImmediate(resume); });
    const flood = Array.from({ length: 50 }, () => check(sideBySide(6), by('paul')));
    const refused = flood.slice(0, -1).map((one) => expect(one).rejects.toMatchObject({ code: 'FLOW_CHECK_REPLACED' }));
    const other = check(sideBySide(2), by('ada'));
    await Promise.all(refused);
    expect((await other).soundness.verdict).toBe('sound');
    expect((await underWay).soundness.verdict).toBe('sound');
    expect((await flood.at(-1)!).soundness.verdict).toBe('sound');
  });
  it('keeps one publication of a flow by a person waiting, and each other one', async () => {
    const check = createFlowCheck({ registry: nodeKinds, nowMs: clock(), also: nothing });
    const publish = (person: string, flow: string) => check(sideBySide(3), { person, isPublishing: true, flow });
    const flood = Array.from({ length: 20 }, () => publish('paul', 'incident'));
    const others = [publish('paul', 'change'), publish('ada', 'incident'), check(sideBySide(2), by('paul'))];
    const [begun, newest] = [flood.shift()!, flood.pop()!];
    await Promise.all(flood.map((one) => expect(one).rejects.toMatchObject({ code: 'FLOW_CHECK_REPLACED' })));
    for (const one of [newest, ...others]) expect((await one).soundness.verdict).toBe('sound');
    await begun.catch(() => undefined);
  });
});
