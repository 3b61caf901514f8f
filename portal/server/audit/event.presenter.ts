/** Makes events into what the audit shows: names resolved, things to go to, and no word of how a flow works for those who may not read it. */
import { subjectKinds, type EventView, type SubjectView } from '#api/audit.api';
import type { DomainEvent } from '#domain/audit/event.schema';
import { guardedKinds, mayReadThing } from '#domain/audit/event.rights';
import { can } from '#domain/identity/rights';
import type { Actor } from '#domain/identity/identity.schema';
import type { Names } from '../ticket/ticket.names.ts';
import { peopleOfEvent, presentEvent, withoutFaults } from '../ticket/ticket.presenter.ts';
import { flowOf, guardIn, placeOf, type Things } from './event.things.ts';

/** People to ask the names of. */
export const peopleOfAudit = (event: DomainEvent): (string | null)[] => [...peopleOfEvent(event), ...event.refs.flatMap((ref) => (ref.kind === 'person' ? [ref.id] : []))];

export function presentAudit(event: DomainEvent, actor: Actor, things: Things, names: Names): EventView {
  const ticket = guardIn(things, event)?.ticket ?? null;
  const seesWorks = ticket === null || can(actor, 'flow.read', { type: ticket.type });
  return {
    ...presentEvent(seesWorks ? event : withoutFaults(event), names, things.get(placeOf('flow', flowOf(event) ?? ''))?.name ?? null), ticketType: ticket?.type ?? null, requestId: /^portal\/(.+)$/.exec(event.origin)?.[1] ?? null,
    subjects: event.refs.flatMap((ref): SubjectView[] => {
      const kind = subjectKinds.find((known) => known === ref.kind);
      if (!kind) return [];
      const thing = things.get(placeOf(kind, ref.id));
      const guarded = guardedKinds.find((known) => known === kind);
      if (thing && guarded && !mayReadThing(actor, guarded, thing.resource)) return [];
      const person = kind === 'person' ? names.person(ref.id) : null;
      return [{ kind, id: thing?.ticket?.key ?? ref.id, name: thing?.name ?? (person === null ? null : { en: person }) }];
    }),
  };
}
