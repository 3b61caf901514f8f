/** Documents as the portal would write them down, for tests and benches of templates. */
import { levelsDocumentSchema, type LevelsDocument } from '#domain/document/levels.document';
import { levelFigures, type CountedLevels } from '#domain/report/levels';
import { periodOf } from '#domain/report/report.period';
import { sheetDocumentSchema, type SheetDocument } from '#domain/document/sheet.document';
import { ticketDocumentSchema, type TicketDocument } from '#domain/document/ticket.document';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { Comment } from '#domain/ticket/ticket.schema';
import shipped from '../../seed/flows/incident.flow.json' with { type: 'json' };

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 20, 8, minute)).toISOString();
const ana = { kind: 'person', id: 'ana', name: 'Ana Silva' } as const;
const steps = Object.keys(shipped.nodes);

const event = (minute: number, action: DomainEvent['action'], data: DomainEvent['data'] = {}, change: Partial<DomainEvent> = {}): DomainEvent => ({ id: `e${minute}${action}`, at: at(minute), action, actor: ana, onBehalfOf: null, refs: [], data, origin: 'run/t/1', seq: minute, isConfirmed: true, ...change });

/** `change` goes over a usual ticket: two messages, a paused clock, a flow under way. */
export function ticketModel(change: object = {}): TicketDocument {
  return ticketDocumentSchema.parse({
    key: 'INC-1042', title: 'Uplink of sw-core-2 is down', description: 'Since 9 in the morning no traffic passes.', address: 'http://127.0.0.1:8640/tickets/INC-1042',
    typeName: { en: 'Incident', zh: '事件', ar: 'حادثة' }, stateName: { en: 'Waiting for the requester', zh: '等待申请人', ar: 'بانتظار مقدّم الطلب' }, stateNames: { 'in-progress': { en: 'In progress', zh: '处理中', ar: 'قيد المعالجة' } }, category: 'waiting', priority: 'P1',
    isFiring: true, isStopped: false, openedAt: at(0), updatedAt: at(40), resolvedAt: null, closedAt: null,
    people: [{ role: 'assignee', name: { en: 'Ana Silva' } }, { role: 'requester', name: { en: 'Rosa Weber' } }, { role: 'team', name: { en: 'Network', zh: '网络组', ar: 'الشبكة' } }],
    object: { name: 'sw-core-2', title: { en: 'Core switch, second' }, kind: 'device', impact: 1 }, fields: [{ title: 'Affected since', value: '2026-11-20' }, { title: 'Reachable', value: false }],
    clocks: [{
      id: 'k', kind: 'resolution', state: 'paused', target: 'PT4H', startedAt: at(0), dueAt: at(300), warnAt: null, stoppedAt: null, breachedAt: null, pauseReason: { en: 'waiting for the requester', zh: '等待申请人', ar: 'بانتظار مقدّم الطلب' }, holdSeconds: 2_700, elapsedSeconds: 5_400,
      calendarId: 'office', policyId: 'p', remainingSeconds: 9_000, asOf: at(40), explain: [{ code: 'NOT_KNOWN_HERE', params: {}, text: 'Counting began at 09:00.' }],
    }],
    flow: { file: shipped, version: 3, n: 1, status: 'running', tokens: [{ node: steps[3], waitsFor: 'task' }], visitedNodes: { [steps[0]!]: 1, [steps[1]!]: 1 }, visitedEdges: { [Object.keys(shipped.edges)[0]!]: 1 }, incidents: [] },
    comments: [
      { id: 'c1', ticket: 't', at: at(10), by: { kind: 'person', id: 'rosa', name: 'Rosa Weber' }, visibility: 'public', text: 'Nothing works on the third floor.' },
      { id: 'c2', ticket: 't', at: at(12), by: ana, visibility: 'public', text: 'We are on it. Which port?\nPlease look at the label.' },
    ] satisfies Comment[],
    events: [event(0, 'ticket.opened'), event(2, 'clock.started', { kind: 'resolution', target: 'PT4H' }), event(5, 'ticket.stateChanged', {}, { after: 'in-progress' }), event(40, 'clock.paused', { kind: 'resolution', reason: 'waiting for the requester' })],
    isCut: { comments: false, events: false }, hasInternal: false, madeAt: at(60), madeFor: 'Ana Silva', ...change,
  });
}

/** As many messages, one a minute. */
export const manyComments = (count: number): Comment[] => Array.from({ length: count }, (_, n) => ({ id: `c${n}`, ticket: 't', at: at(n), by: ana, visibility: 'public', text: `Message ${n + 1}: the port was looked at again, nothing changed since the last time, and the next look is in an hour.` }));
/** As many entries of the timeline, one a minute. */
export const manyEvents = (count: number): DomainEvent[] => Array.from({ length: count }, (_, n) => event(n, 'task.claimed', { name: { en: `Look at port ${n + 1}` } }));

/** Two weeks of two teams, with steps of one flow. `counted` goes over what was counted. */
export function levelsModel(counted: Partial<CountedLevels> = {}, change: object = {}): LevelsDocument {
  const cell = { week: '2026-11-16', isInPeriod: true, team: 'network', type: 'incident', priority: 'P2', response: 'met', resolution: 'met', tickets: 5 } as const;
  const figures = levelFigures({
    asOf: at(60), promise: null, period: periodOf({ from: '2026-11-16', to: '2026-11-27', zone: 'Europe/Berlin' }, 0),
    names: { team: () => ({ en: 'Network', zh: '网络组', ar: 'الشبكة' }), type: () => ({ en: 'Incident', zh: '事件', ar: 'حادثة' }), flow: () => ({ en: 'Incident', zh: '事件', ar: 'حادثة' }), node: (_, node) => (node === 'gone' ? null : { en: 'Diagnose', zh: '诊断', ar: 'التشخيص' }) },
    counted: {
      cells: [cell, { ...cell, response: 'breached', tickets: 2 }, { ...cell, week: '2026-11-23', resolution: 'atRisk', team: null, tickets: 3 }, { ...cell, week: '2026-11-23', response: 'open', resolution: 'open', priority: 'P1', tickets: 1 }],
      minutes: [{ promise: 'response', minutes: 4, tickets: 5 }, { promise: 'response', minutes: 61, tickets: 1 }, { promise: 'resolution', minutes: 4_000, tickets: 1 }],
      steps: { tickets: 3, times: [{ flow: 'incident', node: 'diagnose', seconds: 7_200, tickets: 3 }, { flow: 'incident', node: 'gone', seconds: 3_600, tickets: 1 }] }, ...counted,
    },
  });
  return levelsDocumentSchema.parse({ figures, scope: { teams: [], types: [], priorities: [{ en: 'P1' }, { en: 'P2' }] }, address: 'http://127.0.0.1:8640/insight/service-levels?from=2026-11-16&to=2026-11-27', madeAt: at(60), madeFor: 'Lea Fontaine', ...change });
}

/** A letter of a flow with all its markup. `change` goes over it. */
export const sheetModel = (change: Partial<SheetDocument> = {}): SheetDocument => sheetDocumentSchema.parse({
  title: 'Order {number}', text: '# What you ordered\nDear **{name}**,\nthis is **all** of it:\n\n{items}\n\n- one\n- {gone}\n\n1. first\n\n| What | Price |\n|---|---|\n| Sum | {total} |\n---\n## Dates\n{when} {day} {isPaid}',
  values: { number: 7, name: 'Rita Gomez', items: [{ what: 'Laptop', price: 900 }, { what: 'Bag', more: ['a', 'b'] }], gone: null, total: 940.5, when: { '@feel': 'date and time', value: '2026-11-20T08:10:00Z' }, day: { '@feel': 'date', value: '2026-11-20' }, isPaid: true },
  key: 'REQ-7', address: 'http://127.0.0.1:8640/tickets/REQ-7', isInternal: false, madeAt: at(60), ...change,
});
