/** What a run's variables say about its ticket. Decides which values are taken and which are kept as they were; writing them is the store's. */
import type { Instant, Json } from '../../values.ts';
import { priorities, type Priority } from '../../ticket/ticket.schema.ts';
import type { RunContext, RunTicket, RunTicketPatch, TicketMarks } from '../run.ports.ts';
import type { RunState, Vars } from '../kernel/kernel.types.ts';

export const noMarks: TicketMarks = { resolvedAt: null, closedAt: null, recoveredAt: null };

const asText = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
export const isVars = (value: Json | undefined): value is Vars => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isPriority = (value: Json | undefined): value is Priority => priorities.some((priority) => priority === value);

/** Variables of the run's outermost scope. */
export const rootVariables = (state: RunState): Vars => Object.values(state.scopes).find((scope) => scope.parent === null)?.vars ?? {};

/** The root variable `ticket` as a run starts with it. */
export const ticketVariable = (ticket: RunTicket, state: string): Vars => ({
  id: ticket.id, key: ticket.key, type: ticket.type, title: ticket.title, description: ticket.description, priority: ticket.priority, state,
  team: ticket.team, assignee: null, requester: ticket.requester, isFiring: ticket.alarm !== null, fields: ticket.fields,
});

/** The ticket as it was opened, before its flow did anything. */
export const openingPatch = (ticket: RunTicket, { clockStates, initialState }: Pick<RunContext, 'clockStates' | 'initialState'>): RunTicketPatch => ({
  state: initialState, category: clockStates[initialState]?.category ?? 'open', priority: ticket.priority, assignee: null, team: ticket.team, title: ticket.title, fields: ticket.fields,
  isFiring: ticket.alarm !== null, ...noMarks,
});

/** A value of the wrong form (an expression may set anything) never reaches the ticket: the one it opened with stays. */
export function ticketPatch(state: RunState, marks: TicketMarks, opened: RunTicket, context: Pick<RunContext, 'clockStates' | 'initialState'>): RunTicketPatch {
  const variable = rootVariables(state)['ticket'];
  const said = isVars(variable) ? variable : {};
  const known = knownState(state, asText(said['state']), context);
  return {
    state: known, category: context.clockStates[known]?.category ?? 'open', priority: isPriority(said['priority']) ? said['priority'] : opened.priority,
    assignee: asText(said['assignee']), team: asText(said['team']), title: (asText(said['title']) ?? opened.title).slice(0, 500),
    fields: isVars(said['fields']) ? said['fields'] : opened.fields, isFiring: said['isFiring'] === true, ...marks,
  };
}

/** The type's own name for cancelled, whatever it is called; a state the type does not know leaves the ticket where it began. */
function knownState(state: RunState, said: string | null, { clockStates, initialState }: Pick<RunContext, 'clockStates' | 'initialState'>): string {
  if (said !== null && clockStates[said]) return said;
  const cancelled = state.status === 'cancelled' ? Object.keys(clockStates).find((key) => clockStates[key]?.category === 'cancelled') : undefined;
  return cancelled ?? initialState;
}

/** Marks after the ticket went from one patch to the next: resolved and closed are first instants, forgotten when it is open again. */
export function nextMarks(marks: TicketMarks, before: Pick<RunTicketPatch, 'isFiring'>, after: Pick<RunTicketPatch, 'category' | 'isFiring'>, at: Instant): TicketMarks {
  const isClosed = after.category === 'closed' || after.category === 'cancelled';
  const isResolved = after.category === 'resolved' || after.category === 'closed';
  return {
    resolvedAt: isResolved ? (marks.resolvedAt ?? at) : null,
    closedAt: isClosed ? (marks.closedAt ?? at) : null,
    recoveredAt: after.isFiring ? null : before.isFiring ? at : marks.recoveredAt,
  };
}
