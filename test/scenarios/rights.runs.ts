/** What each role gets from the routes of runs and of messages to them: rows of rights.table. */
import type { RouteName } from '#api/routes';
import type { Row } from './rights.table.ts';

type RunRoute = Extract<RouteName, `runs.${string}` | `locks.${string}` | 'incidents.list' | 'incidents.mendMany' | 'messages.send' | 'messages.kept' | 'messages.remove' | 'signals.send'>;
interface Said { all(strangers: number, everybodyElse: number): Row['expect']; seen: Row['expect']; seesOwnScope: Row['sees']; readsFlows: Row['tells']; adminOnly(status: number): Row['expect'] }

export const runRows = ({ all, seen, seesOwnScope, readsFlows, adminOnly }: Said): Record<RunRoute, Row> => ({
  // One that is kept no time at all leaves nothing behind.
  'messages.send': { expect: adminOnly(202), ask: () => ({ body: { name: 'walked', ttl: 'PT0S' } }) },
  'messages.kept': { expect: adminOnly(200) },
  'messages.remove': { expect: adminOnly(404), ask: () => ({ body: { id: 'unknown', reason: 'Walked.' } }) },
  'signals.send': { expect: adminOnly(202), ask: () => ({ body: { name: 'walked' } }) },
  'locks.list': { expect: adminOnly(200) },
  'locks.free': { expect: adminOnly(409), ask: () => ({ body: { lock: 'walked:by', reason: 'walked' } }) },
  // A run is seen with its ticket.
  'runs.list': { expect: { stranger: 401, requester: 200, agent: 200, owner: 200, manager: 200, admin: 200 }, ask: (thing) => ({ query: { q: thing.key, limit: 200 } }), finds: (thing) => `"key":"${thing.key}"`, ...(seesOwnScope === undefined ? {} : { sees: seesOwnScope }) },
  // A key is found by its beginning, so the words of the title go with it.
  'runs.counts': { expect: all(401, 200), ask: (thing) => ({ query: { q: `${thing.key} ${thing.text}` } }), finds: () => '{"phases":{"', ...(seesOwnScope === undefined ? {} : { sees: seesOwnScope }) },
  'runs.read': { expect: seen, ask: (thing) => ({ params: { run: `${thing.key}.1` } }) },
  'runs.state': { expect: seen, ask: (thing) => ({ params: { run: thing.key } }), secret: (thing) => thing.endpoint, ...(readsFlows === undefined ? {} : { tells: readsFlows }) },
  // There is no such incident, and the runs are not suspended: 409 is past the rights.
  'runs.variables': { expect: { stranger: 401, requester: 403, agent: 403, owner: [409, 404], manager: 403, admin: 409 }, ask: (thing) => ({ params: { run: thing.key, incident: 'none' } }) },
  'runs.resume': { expect: { stranger: 401, requester: 403, agent: 403, owner: [409, 404], manager: 403, admin: 409 }, ask: (thing) => ({ params: { run: thing.key } }) },
  // There is no such step, and no run stands at the line 0 of its log.
  'runs.previewChange': { expect: { stranger: 401, requester: 403, agent: 403, owner: [422, 404], manager: 403, admin: 422 }, ask: (thing) => ({ params: { run: thing.key }, body: { operations: [{ do: 'skip', step: 'none' }] } }) },
  'runs.change': { expect: { stranger: 401, requester: 403, agent: 403, owner: [409, 404], manager: 403, admin: 409 }, ask: (thing) => ({ params: { run: thing.key }, body: { operations: [{ do: 'skip', step: 'none' }], seq: 0, reason: 'Walked' } }) },
  'runs.suspend': { expect: { stranger: 401, requester: 403, agent: 403, owner: [200, 404], manager: 403, admin: 200 }, ask: (thing) => ({ params: { run: thing.key }, body: { reason: 'Walked' } }), isFinal: true },
  'runs.cancel': { expect: { stranger: 401, requester: 403, agent: 403, owner: [200, 404], manager: 403, admin: 200 }, ask: (thing) => ({ params: { run: thing.key }, body: { reason: 'Walked' } }), isFinal: true },
  'incidents.list': { expect: all(401, 200), ask: (thing) => ({ query: { q: thing.key } }) },
  // Each row has its own result: what may not be seen is not there.
  'incidents.mendMany': {
    expect: { stranger: 401, requester: 403, agent: 403, owner: 200, manager: 403, admin: 200 }, ask: (thing) => ({ body: { action: 'retry', incidents: [{ run: thing.key, incident: 'none' }] } }),
    finds: () => '"code":"INCIDENT_GONE"', sees: { owner: [true, false], admin: [true, true] },
  },
});
