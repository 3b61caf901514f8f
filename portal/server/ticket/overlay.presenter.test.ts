import { describe, expect, it } from 'vitest';
import type { LogEntry, RunState } from '#domain/flow/kernel/kernel.types';
import { incidentMessage, presentIncidents, presentLogLine, presentOverlay } from './overlay.presenter.ts';
import { withoutFaults } from './ticket.presenter.ts';

const line = (data: LogEntry['data']): LogEntry => ({ seq: 3, at: '2026-11-27T00:00:00Z', type: 'variables', token: 't', node: 'n', scope: 's', edge: null, cause: 'c', by: null, ...(data === undefined ? {} : { data }) });

describe('what a run tells somebody who may not read its flow', () => {
  it('is that a line was written, and which action it was', () => {
    expect(presentLogLine(line({ object: { endpoints: { snmp: '10.0.0.1' } } }), false)).not.toHaveProperty('data');
    expect(presentLogLine(line({ action: 'armed', url: 'http://10.0.0.1/' }), false)).toMatchObject({ seq: 3, node: 'n', data: { action: 'armed' } });
    expect(presentLogLine(line({ action: 'armed', url: 'http://10.0.0.1/' }), true)).toMatchObject({ data: { action: 'armed', url: 'http://10.0.0.1/' } });
  });
  it('is that a step stopped, not what the fault quotes', () => {
    expect(incidentMessage('10.0.0.1 does not answer', false)).not.toContain('10.0.0.1');
    expect(incidentMessage('10.0.0.1 does not answer', true)).toBe('10.0.0.1 does not answer');
    const state = { incidents: { i: { id: 'i', node: 'call', code: 'ACTIVITY_FAILED', params: { fault: '10.0.0.1 does not answer' }, message: '10.0.0.1 does not answer', at: '2026-11-27T00:00:00Z' } } } as unknown as RunState;
    expect(presentIncidents(state, null, true)).toMatchObject([{ code: 'ACTIVITY_FAILED', params: { fault: '10.0.0.1 does not answer' } }]);
    expect(JSON.stringify(presentIncidents(state, null, false))).not.toContain('10.0.0.1');
    const run = { id: 'run/t1/1', n: 1, status: 'running', seq: 1, definition: { version: 1 }, state: { ...state, tokens: {} } } as never;
    const shown = (isInsider: boolean) => presentOverlay(run, { formatVersion: 1, key: 'f', name: { en: 'F' }, variables: {}, forms: {}, nodes: {}, edges: {}, layout: { nodes: {}, edges: {} } }, { nodes: {}, edges: {} }, [], { isInsider, mayRepair: false }).incidents;
    expect(shown(true)).toEqual(presentIncidents(state, null, true));
    expect(JSON.stringify(shown(false))).not.toContain('10.0.0.1');
    const event = { action: 'activity.failed', data: { effect: 'e1', code: 'HTTP_UNREACHABLE', message: '10.0.0.1 does not answer' } } as never;
    expect(JSON.stringify(withoutFaults(event))).not.toContain('10.0.0.1');
  });
});
