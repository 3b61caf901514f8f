/** Makes ticket records into what the API answers: names resolved, clocks as of now. Who may see which record is decided before. */
import type { ManagedObject } from '#domain/object/object.schema';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { Json, Text } from '#domain/values';
import type { ResponseOf } from '#api/routes';
import type { TaskView } from '#api/task.api';
import type { TicketRecord } from '#store/ticket/ticket.repo';
import type { ClocksNow } from './clocks-now.ts';
import { incidentMessage } from './overlay.presenter.ts';
import type { Names } from './ticket.names.ts';

type Row = ResponseOf<'tickets.list'>['items'][number];
type View = ResponseOf<'tickets.read'>;

/** Everybody a row names. */
export const peopleOfRow = (ticket: TicketRecord): (string | null)[] => [ticket.assignee, ticket.requester];
/** Everybody a ticket's page names, known before the names are asked for. */
export const peopleOfTicket = (ticket: TicketRecord, object: ManagedObject | null): (string | null)[] =>
  [...peopleOfRow(ticket), ...ticket.clockFacts.flatMap(({ chain = [] }) => chain.map(({ person }) => person)), ...ticket.watchers, ...ticket.askedPeople, object?.owner ?? null, ticket.openedBy.kind === 'person' ? ticket.openedBy.id : null];

const named = (ticket: TicketRecord, names: Names): Pick<Row, 'assigneeName' | 'requesterName' | 'teamName' | 'stateName'> => ({
  assigneeName: names.person(ticket.assignee), requesterName: names.person(ticket.requester), teamName: names.team(ticket.team), stateName: names.state(ticket.type, ticket.state),
});

export async function presentRow(record: TicketRecord, names: Names, clocks: ClocksNow): Promise<Row> {
  const { description: _description, clockFacts: _facts, ...ticket } = record;
  return { ...ticket, ...named(record, names), clocks: await clocks.of(record, names.types.get(record.type) ?? null, false) };
}

export async function presentTicket(record: TicketRecord, names: Names, clocks: ClocksNow, parts: { object: View['objectView']; tasks: TaskView[]; waits: View['waits']; unreachable: View['unreachable']; form: View['form']; takeBackUntil: View['takeBackUntil']; flowName: Text | null; incidents: View['incidents']; can: View['can'] }): Promise<View> {
  const { clockFacts: _facts, ...ticket } = record;
  return {
    ...ticket, ...named(record, names), clocks: await clocks.of(record, names.types.get(record.type) ?? null, true),
    people: [...names.people.values()].map(({ id, name, username, email }) => ({ id, name, username, email })), objectView: parts.object, tasks: parts.tasks, waits: parts.waits, unreachable: parts.unreachable, form: parts.form, takeBackUntil: parts.takeBackUntil, flowName: parts.flowName, incidents: parts.incidents, can: parts.can,
  };
}

const idsIn = (value: Json | undefined): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value['assignee'] === 'string' ? [value['assignee']] : []);
/** People an event names by id alone. */
export const peopleOfEvent = (event: DomainEvent): (string | null)[] =>
  [event.actor.kind === 'person' ? event.actor.id : null, event.onBehalfOf?.id ?? null, ...(['task.assigned', 'task.handedOver', 'task.signerAdded', 'approval.questioned', 'approval.answered', 'ticket.changed'].includes(event.action) ? [...idsIn(event.before), ...idsIn(event.after)] : []), ...(event.action === 'clock.escalated' && Array.isArray(event.data['people']) ? event.data['people'].filter((id) => typeof id === 'string') : [])];

const faultActions = ['activity.failed', 'run.incidentOpened', 'run.incidentClosed', 'run.failed'];
/** For somebody who may not read the flow: what went wrong is told, not what it quotes. */
export const withoutFaults = (event: DomainEvent): DomainEvent =>
  (faultActions.includes(event.action) && 'message' in event.data ? { ...event, data: { ...event.data, code: 'RUN_STEP_STOPPED', params: {}, message: incidentMessage('', false) } } : event);

/** An event with the names of those it names, under `data.names`, and of the flow it names, under `data.flowName`. */
export function presentEvent(event: DomainEvent, names: Names, flowName: Text | null = null): DomainEvent {
  const found = peopleOfEvent(event).flatMap((id) => { const name = names.person(id); return id && name ? [[id, name] as const] : []; });
  const after = typeof event.after === 'object' && event.after !== null && !Array.isArray(event.after) ? event.after : {};
  const team = typeof after['team'] === 'string' ? names.team(after['team']) : null;
  const actorName = event.actor.name ?? (event.actor.kind === 'person' ? names.person(event.actor.id) : null);
  const known = { ...Object.fromEntries(found), ...(team && typeof after['team'] === 'string' ? { [after['team']]: team } : {}) };
  return { ...event, actor: { ...event.actor, ...(actorName ? { name: actorName } : {}) }, data: { ...event.data, ...(Object.keys(known).length > 0 ? { names: known } : {}), ...(flowName ? { flowName } : {}) } };
}
