/** Makes the events of what people author in the portal: confirmed at once, numbered within their request. Runs and alarm groups make their own. */
import type { Json } from '../values.ts';
import type { ActorRef } from '../identity/identity.schema.ts';
import type { ObjectRef } from '../object/object.schema.ts';
import type { DomainEvent, EventAction } from './event.schema.ts';

export interface PortalEventFacts {
  /** The server's own id of the request: with a caller's, a repeated correlation id would swallow the second event. */
  requestId: string;
  /** Number of the event within its request, from 0. */
  seq?: number;
  at: string;
  action: EventAction;
  actor: ActorRef;
  onBehalfOf?: ActorRef | null;
  refs: ObjectRef[];
  before?: Json; after?: Json;
  data?: Record<string, Json>;
}

/** The same request and number give the same id, so that a repeated write is one event. */
export function portalEvent(facts: PortalEventFacts): DomainEvent {
  const seq = facts.seq ?? 0;
  return {
    id: `portal/${facts.requestId}/${seq}`, at: facts.at, action: facts.action, actor: facts.actor, onBehalfOf: facts.onBehalfOf ?? null, refs: facts.refs,
    ...(facts.before === undefined ? {} : { before: facts.before }), ...(facts.after === undefined ? {} : { after: facts.after }),
    data: facts.data ?? {}, origin: `portal/${facts.requestId}`, seq, isConfirmed: true,
  };
}
