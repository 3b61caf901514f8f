/** The things events are about, looked up in bulk: what rights look at, and what they are called. */
import { guardOf, otherTicketOf, type GuardedKind } from '#domain/audit/event.rights';
import type { DomainEvent } from '#domain/audit/event.schema';
import { storedFlow } from '#domain/flow/file/flow.file';
import { groupResource, sourceResource, ticketResource, type RightsResource } from '#domain/identity/rights';
import type { Text } from '#domain/values';
import type { AlarmGroupRepo } from '#store/alarm/group.repo';
import type { AlarmSourceRepo } from '#store/alarm/source.repo';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';
import type { TicketRecord, TicketRepo } from '#store/ticket/ticket.repo';

export interface Thing {
  resource: RightsResource;
  name: Text;
  ticket: TicketRecord | null;
}
/** Things of some events that are there, by `placeOf`. */
export type Things = ReadonlyMap<string, Thing>;
export const placeOf = (kind: string, id: string): string => `${kind}:${id}`;

export interface ThingDeps {
  tickets: Pick<TicketRepo, 'byIds'>;
  groups: Pick<AlarmGroupRepo, 'namesOf'>;
  flows: Pick<FlowVersionRepo, 'draft'>;
  sources: Pick<AlarmSourceRepo, 'known'>;
}

export function createThings({ tickets, groups, flows, sources }: ThingDeps): { of(events: readonly DomainEvent[]): Promise<Things> } {
  return {
    async of(events) {
      const ids = (kind: GuardedKind): string[] => [...new Set(events.flatMap((event) => event.refs.flatMap((ref) => (ref.kind === kind ? [ref.id] : []))))];
      const [ticketIds, groupIds, flowKeys, sourceIds] = [ids('ticket'), ids('alarmGroup'), [...new Set([...ids('flow'), ...events.flatMap((event) => flowOf(event) ?? [])])], ids('alarmSource')];
      const [foundTickets, foundGroups, foundFlows, foundSources] = await Promise.all([
        ticketIds.length > 0 ? tickets.byIds(ticketIds) : [], groupIds.length > 0 ? groups.namesOf(groupIds) : [],
        Promise.all(flowKeys.map((key) => flows.draft(key))), sourceIds.length > 0 ? sources.known() : [],
      ]);
      const things = new Map<string, Thing>();
      for (const ticket of foundTickets) things.set(placeOf('ticket', ticket.id), { resource: ticketResource(ticket), name: { en: ticket.title }, ticket });
      for (const { title, ...group } of foundGroups) things.set(placeOf('alarmGroup', group.id), { resource: groupResource(group), name: { en: title }, ticket: null });
      for (const draft of foundFlows) if (draft) things.set(placeOf('flow', draft._id), flowThing(draft._id, draft.text));
      for (const { name, ...source } of foundSources) things.set(placeOf('alarmSource', source.id), { resource: sourceResource(source), name: { en: name }, ticket: null });
      return things;
    },
  };
}

/** A draft may lack a name while it is typed. */
function flowThing(key: string, text: string): Thing {
  const { name, ticketType } = storedFlow(text);
  return { resource: { type: ticketType ?? null }, name: name.en === '' ? { ...name, en: key } : name, ticket: null };
}

/** Key of the flow whose run an event begins. */
export const flowOf = ({ action, data }: DomainEvent): string | null => (action === 'run.started' && typeof data['flow'] === 'string' ? data['flow'] : null);

/** The thing that decides who may read an event; null when there is none or it is gone. */
export function guardIn(things: Things, event: DomainEvent): Thing | null {
  const guard = guardOf(event);
  return guard === null ? null : things.get(placeOf(guard.kind, guard.id)) ?? null;
}

/** The other ticket of a link; null when it tells of none, or it is gone. */
export function otherIn(things: Things, event: DomainEvent): Thing | null {
  const other = otherTicketOf(event);
  return other === null ? null : things.get(placeOf('ticket', other)) ?? null;
}
