import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '#domain/values';
import { byTeam, flowFile, outcomes } from '../builders/flow-file.builder.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

describe('a flow that checks an HTTP address', () => {
  let world: FlowWorld;
  let site: Server;
  let asked = 0;
  /** What the site answers; "silent" never does. */
  let mood: 'up' | 'down' | 'silent' = 'down';
  beforeAll(async () => {
    site = createServer((_, response) => {
      asked += 1;
      if (mood !== 'silent') response.writeHead(mood === 'up' ? 200 : 503).end(mood === 'up' ? 'status: ready' : 'maintenance');
    });
    await new Promise<void>((resolve) => { site.listen(0, '127.0.0.1', resolve); });
    world = await flowWorld({ allowedLoopback: [`127.0.0.1:${(site.address() as AddressInfo).port}`] });
  });
  afterAll(async () => {
    await world?.close();
    site?.closeAllConnections();
    site?.close();
  });
  /** Checks once; up resolves the ticket, down asks the team. */
  const watching = (key: string, inputs: Record<string, Json> = {}, timeoutSeconds = 30) => flowFile(key, {
    start: { kind: 'start', state: 'in-progress' },
    check: { kind: 'activity', config: { activity: 'http-probe', inputs: { url: `http://127.0.0.1:${(site.address() as AddressInfo).port}/health`, ...inputs }, resultVariable: 'site', timeoutSeconds, maxAttempts: 1, retrySeconds: 1 } },
    up: { kind: 'exclusive' }, look: { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, end: { kind: 'end', state: 'resolved' },
  }, [['start', 'check'], ['check', 'up'], ['up', 'end', { condition: 'site.isUp' }], ['up', 'look', { isDefault: true }], ['look', 'end', { outcome: 'done' }]]);
  /** What the flow knows of the site, once somebody was asked to look. */
  async function foundBy(runId: string): Promise<unknown> {
    await world.eventually(async () => (await world.tasksOf(runId)).length === 1);
    return (await world.runs.read(runId))!.state.scopes['s0']?.vars['site'];
  }

  it('goes on when it is up, and asks people when it is down, with the reason', async () => {
    mood = 'up';
    const good = await world.open(await world.publish(watching('site-up', { failIfBodyNotMatches: ['ready$'] })));
    await world.eventually(async () => (await world.tickets.byId(good.split('/')[1]!))?.state === 'resolved');
    mood = 'down';
    const bad = await world.open(await world.publish(watching('site-down')));
    expect(await foundBy(bad)).toMatchObject({ isUp: false, status: 503, reasons: [{ code: 'status', at: '/validStatusCodes', detail: '503' }] });
  });

  it('takes silence for a result, not for a failed step', async () => {
    mood = 'silent';
    const runId = await world.open(await world.publish(watching('site-silent', {}, 4)));
    expect(await foundBy(runId)).toMatchObject({ isUp: false, reasons: [{ code: 'timed-out', detail: 'processing' }] });
    expect((await world.events(runId)).map(({ action }) => action)).not.toContain('activity.failed');
  });

  it('stops with an incident where the check itself cannot run, before anything is asked', async () => {
    const before = asked;
    const runId = await world.open(await world.publish(watching('site-wrong', { failIfBodyMatches: ['(a+)+$'] })));
    const incident = await world.eventually(async () => Object.values((await world.runs.read(runId))!.state.incidents)[0]);
    expect(incident).toMatchObject({ code: 'ACTIVITY_FAILED', node: 'check' });
    expect(asked).toBe(before);
  });
});
