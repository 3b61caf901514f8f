/** What each role gets from the routes of what begins flows: rows of rights.table. */
import type { Row } from './rights.table.ts';

type StartRoute = 'messages.letters' | 'messages.retryLetter' | 'messages.removeLetter' | 'flows.starts' | 'flows.pauseSchedule' | 'flows.resumeSchedule' | 'flows.previewSchedule';

export const startRows = (adminOnly: (admin: number) => Row['expect']): Record<StartRoute, Row> => ({
  'messages.letters': { expect: adminOnly(200) },
  'messages.retryLetter': { expect: adminOnly(409), ask: () => ({ params: { id: '0'.repeat(40) } }) },
  'messages.removeLetter': { expect: adminOnly(409), ask: () => ({ params: { id: '0'.repeat(40) } }) },
  'flows.starts': { expect: { stranger: 401, requester: 403, agent: 200, owner: [200, 404], manager: 200, admin: 200 }, ask: (thing) => ({ params: { key: thing.flow } }) },
  // No schedule stands there: 404 is past the rights for who may read the flow.
  'flows.pauseSchedule': { expect: { stranger: 401, requester: 403, agent: 403, owner: [404, 404], manager: 403, admin: 404 }, ask: (thing) => ({ params: { key: thing.flow, node: 'nowhere' } }) },
  'flows.resumeSchedule': { expect: { stranger: 401, requester: 403, agent: 403, owner: [404, 404], manager: 403, admin: 404 }, ask: (thing) => ({ params: { key: thing.flow, node: 'nowhere' } }) },
  'flows.previewSchedule': { expect: { stranger: 401, requester: 403, agent: 403, owner: 200, manager: 403, admin: 200 }, ask: () => ({ body: { schedule: { by: 'every', every: 'PT1H' } } }) },
});
