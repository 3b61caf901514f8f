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

  it('says the same in slices as at once', async () => {
    const check = createFlowCheck({ registry: nodeKinds, nowMs: clock(), also: nothing });
    for (const file of [sideBySide(3), { ...sideBySide(2), edges: {} }, { formatVersion: 1 }]) expect(await check(file)).toEqual(checkParsedFlow(parseFlowFile(file), nodeKinds));
  });
  it('lets others be answered in between', async () => {
    const check = createFlowCheck({ registry: nodeKinds, nowMs: clock(), also: nothing });
    let others = 0;
    let isDone = false;
    const answering = (async () => { while (!isDone) { await new Promise((resume) => { setImmediate(resume); }); others += 1; } })();
    const { soundness } = await check(sideBySide(5));
    isDone = true;
    await answering;
    expect(soundness.verdict).toBe('sound');
    expect(others).toBeGreaterThan(2);
  });
  it('stops what nobody waits for any more and goes on with the next', async () => {
    const check = createFlowCheck({ registry: nodeKinds, nowMs: clock(), also: nothing });
    let asked = 0;
    const given = check(sideBySide(15), () => (asked += 1) < 4);
    const next = check(sideBySide(2));
    expect((await given).soundness).toMatchObject({ verdict: 'not-proven', statesSeen: 0 });
    expect((await next).soundness.verdict).toBe('sound');
    expect(asked).toBe(4);
  });
});
