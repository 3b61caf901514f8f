import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#domain/flow/file/flow.canonical';
import { nodeKinds } from '#domain/flow/nodes/index';
import { viewOf } from '#domain/flow/rules/flow.view';
import type { FlowFile } from '#domain/flow/flow.schema';
import { callFindings, type PublishedFlows } from './call.check.ts';

const plain = (key: string, nodes: FlowFile['nodes'] = {}): FlowFile => ({ formatVersion: 1, key, name: { en: key }, variables: {}, forms: {}, nodes, edges: {}, layout: { nodes: {}, edges: {} } });
const calling = (key: string, flow: string, version: number | 'latest' = 'latest') => plain(key, { call: { kind: 'call-flow', name: { en: 'Call' }, config: { flow, version } } });
const shelf = (...files: FlowFile[]): PublishedFlows => {
  const stored = (key: string) => { const file = files.find((one) => one.key === key); return Promise.resolve(file === undefined ? null : { text: canonicalJson(file) } as never); };
  return { latest: stored, read: (key, version) => (version === 1 ? stored(key) : Promise.resolve(null)) };
};
const found = async (file: FlowFile, published: PublishedFlows) => (await callFindings(viewOf(file, nodeKinds), published)).map(({ code, severity, node, field, params }) => ({ code, severity, node, field, flows: params?.['flows'] }));

describe('the flows a flow calls', () => {
  it('are published, in the version that is named', async () => {
    expect(await found(calling('a', 'b'), shelf(plain('b')))).toEqual([]);
    expect(await found(calling('a', 'b', 1), shelf(plain('b')))).toEqual([]);
    expect(await found(calling('a', 'b'), shelf())).toEqual([{ code: 'call-unknown', severity: 'error', node: 'call', field: '/flow', flows: undefined }]);
    expect(await found(calling('a', 'b', 2), shelf(plain('b')))).toEqual([{ code: 'call-version-unknown', severity: 'error', node: 'call', field: '/version', flows: undefined }]);
    expect(await found(calling('a', 'b', 2), shelf())).toMatchObject([{ code: 'call-unknown' }]);
  });
  it('may be the flow itself before it is published, in no version it does not have', async () => {
    expect(await found(calling('a', 'a'), shelf())).toEqual([]);
    expect(await found(calling('a', 'a', 7), shelf())).toMatchObject([{ code: 'call-version-unknown' }]);
  });
  it('escalate what is waited for on the step that calls, unless they may hand on what others do', async () => {
    const waiting = (code?: string) => plain('a', { call: { kind: 'call-flow', name: { en: 'Call' }, config: { flow: 'b' } }, heard: { kind: 'boundary-escalation', name: { en: 'Heard' }, attachedTo: 'call', config: code === undefined ? {} : { code } } });
    const shouting = (more: FlowFile['nodes'] = {}) => plain('b', { vip: { kind: 'escalation', name: { en: 'VIP' }, config: { code: 'VIP' } }, late: { kind: 'escalation-end', name: { en: 'Late' }, config: { code: 'LATE' } }, ...more });
    for (const code of ['VIP', 'LATE', undefined]) expect(await found(waiting(code), shelf(shouting()))).toEqual([]);
    expect(await found(waiting('GONE'), shelf(shouting()))).toEqual([{ code: 'call-never-escalates', severity: 'warning', node: 'heard', field: '/code', flows: undefined }]);
    expect(await found(waiting('GONE'), shelf(shouting({ on: { kind: 'call-flow', name: { en: 'On' }, config: { flow: 'c' } } }), plain('c')))).toEqual([]);
  });
  it('are told where they call back, by the way that leads there', async () => {
    expect(await found(calling('a', 'b'), shelf(calling('b', 'c'), calling('c', 'a')))).toEqual([{ code: 'call-circle', severity: 'warning', node: 'call', field: '/flow', flows: 'a → b → c → a' }]);
    expect(await found(calling('a', 'b'), shelf(calling('b', 'c'), calling('c', 'b')))).toEqual([]);
  });
});
