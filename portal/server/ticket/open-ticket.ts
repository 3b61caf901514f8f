/** Opens a ticket on behalf of a person: what its type asks for is checked, its key is given, its run is started. A repeat with the same command is the same ticket. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CatalogRef } from '#domain/catalog/catalog.schema';
import { CatalogueError } from '#domain/errors';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { storedFlow } from '#domain/flow/file/flow.file';
import { validateForm } from '#domain/flow/form/form';
import type { Actor, ActorRef } from '#domain/identity/identity.schema';
import { can, objectResource } from '#domain/identity/rights';
import type { ManagedObject } from '#domain/object/object.schema';
import { firstTeam, formStartOf, usualPriority } from '#domain/ticket/opening';
import type { TicketType } from '#domain/ticket/ticket.schema';
import { instantOf, type Json } from '#domain/values';
import type { BodyOf } from '#api/routes';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';
import type { ObjectRepo } from '#store/object/object.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';

export interface OpenTicketDeps {
  engine: Pick<FlowEngine, 'startRun'>;
  flows: Pick<FlowVersionRepo, 'latest'>;
  objects: Pick<ObjectRepo, 'read'>;
  tickets: Pick<TicketRepo, 'byId'>;
  /** The next key of a prefix: "INC-1042". */
  nextKey: (prefix: string) => Promise<string>;
  nowMs: () => number;
}
/** A ticket that is open. `shown` false: its run stands, and pages will find it a moment later. */
export interface OpenedTicket { id: string; key: string; shown: boolean }

/** Milliseconds a busy worker is given to write what it has accepted. */
const [writtenWithinMs, lookMs] = [8_000, 200];
export const refOf = (actor: Actor): ActorRef => ({ kind: 'person', id: actor.person, name: actor.name });

/** Ticket ids of people come from the person and their command, so that a repeat after a crash starts nothing new. */
export const ticketIdOf = (person: string, commandId: string): string => `t${createHash('sha256').update(`${person}\n${commandId}`).digest('hex').slice(0, 22)}`;

/** What a request of the catalogue adds: by which item it was asked for, and the team that fulfils it (null: as the type says). Its fields are checked already, by the item's form. */
export interface AskedFor { catalog: CatalogRef; team: string | null }

/** Throws TICKET_FIELDS_INVALID, TICKET_OBJECT_UNKNOWN, TICKET_FLOW_UNPUBLISHED. */
export async function openTicket(deps: OpenTicketDeps, type: TicketType, body: BodyOf<'tickets.open'>, actor: Actor, commandId: string, asked: AskedFor | null = null): Promise<OpenedTicket> {
  const checked = asked ? { ok: true as const, data: body.fields ?? {} } : validateForm(type.form.schema, body.fields ?? {});
  if (!checked.ok) throw new CatalogueError('TICKET_FIELDS_INVALID', { count: checked.details.length }, checked.details);
  const object: ManagedObject | null = body.object ? await deps.objects.read(body.object) : null;
  if (body.object && (object === null || !can(actor, 'object.read', objectResource(object)))) throw new CatalogueError('TICKET_OBJECT_UNKNOWN', { object: body.object });
  const version = await deps.flows.latest(type.flow);
  if (version === null) throw new CatalogueError('TICKET_FLOW_UNPUBLISHED', { flow: type.flow });
  const id = ticketIdOf(actor.person, commandId);
  const standing = await deps.tickets.byId(id);
  if (standing) return { id, key: standing.key, shown: true };
  const key = await deps.nextKey(type.prefix);
  const { answer, shown } = await deps.engine.startRun({
    ticket: {
      id, key, type: type.key, title: body.title.trim(), description: body.description ?? '', priority: body.priority ?? usualPriority(object),
      team: asked?.team ?? firstTeam(type, object), requester: actor.person,
      object: object === null ? null : { kind: object.kind, id: object.id }, fields: checked.data as Record<string, Json>, openedBy: refOf(actor), openedAt: instantOf(deps.nowMs()), alarm: null, isDemo: false, ...(asked ? { catalog: asked.catalog } : {}),
    },
    n: 1, definition: { id: version.key, version: version.version, sha256: version.sha256 }, start: { at: formStartOf(storedFlow(version.text)), variables: asked ? { answers: checked.data as Json } : {} },
  });
  if (!answer.accepted) throw new CatalogueError(answer.code, answer.params, answer.details);
  // The run of an earlier try may stand already, under the key it was given then.
  const written = await writtenTicket(deps, id, shown ? 0 : writtenWithinMs);
  return { id, key: written?.key ?? key, shown: shown || written !== null };
}

/** The next page people see is the ticket's: it is waited for. */
async function writtenTicket({ tickets }: OpenTicketDeps, id: string, withinMs: number): ReturnType<TicketRepo['byId']> {
  for (let leftMs = withinMs; ; leftMs -= lookMs) {
    const ticket = await tickets.byId(id);
    if (ticket !== null || leftMs <= 0) return ticket;
    await sleep(lookMs);
  }
}
