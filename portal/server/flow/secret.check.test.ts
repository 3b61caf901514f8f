import { describe, expect, it } from 'vitest';
import { nodeKinds } from '#domain/flow/nodes/index';
import type { FlowFile } from '#domain/flow/flow.schema';
import { viewOf } from '#domain/flow/rules/flow.view';
import type { SecretFacts } from '#domain/identity/secret.schema';
import type { Json } from '#domain/values';
import { createFlowCheck } from './flow.check.ts';
import { secretFindings } from './secret.check.ts';

const stored: SecretFacts[] = [
  { name: 'signalbox.idp-signing-key', use: 'system', hosts: [] }, { name: 'source.alertmanager', use: 'source', hosts: [] }, { name: 'device-token', use: 'flow', hosts: ['10.0.0.5:8080'] }, { name: 'free', use: 'flow', hosts: [] },
];
const calling = (inputs: Record<string, Json>, activity = 'http'): FlowFile => ({
  formatVersion: 1, key: 'calls', name: { en: 'Calls' }, variables: {}, forms: {}, layout: { nodes: {}, edges: {} },
  nodes: { start: { kind: 'start', name: { en: 'Start' }, config: {} }, call: { kind: 'activity', name: { en: 'Call' }, config: { activity, inputs } }, end: { kind: 'end', name: { en: 'End' }, config: {} } },
  edges: { a: { from: 'start', to: 'call' }, b: { from: 'call', to: 'end' } },
});
const found = (inputs: Record<string, Json>, activity?: string) => secretFindings(viewOf(calling(inputs, activity), nodeKinds), stored).map(({ severity, code, node, field }) => `${severity} ${code} ${node} ${field}`);
const sending = (secret: string, url: Json = '=object.endpoints.http') => found({ url, headers: { authorization: { secret, prefix: 'Bearer ' } } });

describe('the secrets a flow names', () => {
  it('are refused at the step when they are not for flows', () => {
    expect(sending('signalbox.idp-signing-key')).toEqual(['error secret-not-for-flows call /inputs/headers/authorization']);
    expect(sending('source.alertmanager')).toEqual(['error secret-not-for-flows call /inputs/headers/authorization']);
    expect(found({ target: '10.0.0.5', community: { secret: 'source.alertmanager' } }, 'snmp')).toEqual(['error secret-not-for-flows call /inputs/community']);
  });
  it('are warned of when nobody stored them', () => expect(sending('elsewhere')).toEqual(['warning secret-unknown call /inputs/headers/authorization']));
  it('are refused for an address they may not go to, where the address is written', () => {
    expect(sending('device-token', 'http://10.0.0.6:8080/restart')).toEqual(['error secret-not-for-host call /inputs/headers/authorization']);
    expect(sending('device-token', 'http://10.0.0.5:8080/restart')).toEqual([]);
    expect(sending('device-token')).toEqual([]);
    expect(sending('free', 'https://anywhere.example/')).toEqual([]);
  });
  it('are not what a body calls "secret", nor what a run computes', () => {
    expect(found({ url: 'http://10.0.0.5/', body: { secret: 'signalbox.idp-signing-key' } })).toEqual([]);
    expect(sending('=ticket.title')).toEqual([]);
  });
  it('are told by code and parameters', () => {
    const [finding] = secretFindings(viewOf(calling({ url: 'http://10.0.0.6:8080/', headers: { authorization: { secret: 'device-token' } } }), nodeKinds), stored);
    expect(finding).toMatchObject({ params: { node: { en: 'Call' }, secret: 'device-token', address: '10.0.0.6:8080' }, message: '"Call" names the secret device-token, which may not be sent to 10.0.0.6:8080.', fix: 'Call an address the secret is kept for, or have it stored with this one among its hosts, on the server: signalbox secret set device-token --host 10.0.0.6:8080, and --host for each other.' });
  });
  it('count in the check of a flow like any other finding', async () => {
    const check = createFlowCheck({ registry: nodeKinds, nowMs: () => 0, also: async (flow) => secretFindings(flow, stored) });
    const { findings, soundness } = await check(calling({ url: 'http://10.0.0.5/', headers: { authorization: { secret: 'signalbox.idp-signing-key' } } }), { person: 'paul', isPublishing: false });
    expect(findings).toEqual([expect.objectContaining({ code: 'secret-not-for-flows', node: 'call', path: '/nodes/call/config/inputs/headers/authorization' })]);
    expect(soundness).toMatchObject({ verdict: 'not-proven', statesSeen: 0 });
  });
});
