/** Opens a ticket for a flow, once by the key of the effect, and links it with the flow's own. How deep tickets open one another, and how many descend from one, is bounded here. */
import { createHash } from 'node:crypto';
import { checkAnswers, descriptionOf, objectOf, subjectOf } from '#domain/catalog/request';
import type { CatalogRef } from '#domain/catalog/catalog.schema';
import { CatalogueError } from '#domain/errors';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { Executor, ExecutorCall } from '#domain/flow/executor.ports';
import { storedFlow } from '#domain/flow/file/flow.file';
import { validateForm } from '#domain/flow/form/form';
import type { RunTicket } from '#domain/flow/run.ports';
import { inverseOf } from '#domain/ticket/link';
import { firstTeam, formStartOf, usualPriority } from '#domain/ticket/opening';
import type { TicketType } from '#domain/ticket/ticket.schema';
import { instantOf, type Json } from '#domain/values';
import { inputsOf } from '#integrations/executors/executor.kind';
import { ticketCreateForm, type TicketCreateInputs } from '#integrations/executors/ticket-create/ticket-create.form';
import type { CatalogRepo } from '#store/catalog/catalog.repo';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';
import type { ObjectRepo } from '#store/object/object.repo';
import type { LinkRepo } from '#store/ticket/link.repo';
import type { Opening, OpeningRepo } from '#store/ticket/opening.repo';
import type { TicketRecord, TicketRepo } from '#store/ticket/ticket.repo';
import type { TicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { openingDesk } from './opening-desk.ts';
import { runOfCall, ticketOfCall } from './step.call.ts';
import { demandPerson, demandTeam, type Directory } from './ticket-holders.executor.ts';

export interface TicketCreateDeps extends Directory {
  tickets: Pick<TicketRepo, 'byId'>; types: Pick<TicketTypeRepo, 'read'>; catalog: Pick<CatalogRepo, 'item'>; versions: Pick<FlowVersionRepo, 'latest'>; objects: Pick<ObjectRepo, 'read'>;
  openings: OpeningRepo; links: Pick<LinkRepo, 'add'>;
  engine: Pick<FlowEngine, 'startRun'>;
  /** The next key of a prefix: "INC-1042". */
  nextKey(prefix: string): Promise<string>;
  nowMs(): number;
}

/** What is asked for, as its type or its item reads it. */
interface Asked { type: TicketType; title: string; description: string; object: string | null; team: string | null; fields: Record<string, Json>; catalog: CatalogRef | null }

export function ticketCreateExecutor(deps: TicketCreateDeps): Executor {
  const now = () => instantOf(deps.nowMs());
  const settle = openingDesk({ ...deps, now });

  async function typeOf(key: string): Promise<TicketType> {
    const type = await deps.types.read(key);
    if (type === null) throw new CatalogueError('TICKET_TYPE_UNKNOWN', { type: key });
    return type;
  }

  async function byType({ type: key = '', title = '', description, object = null, team, fields }: TicketCreateInputs): Promise<Asked> {
    const type = await typeOf(key);
    if (type.isCatalogOnly) throw new CatalogueError('TICKET_BY_CATALOG');
    const checked = validateForm(type.form.schema, fields);
    if (!checked.ok) throw new CatalogueError('TICKET_FIELDS_INVALID', { count: checked.details.length }, checked.details);
    return { type, title, description, object, team: team ?? null, fields: checked.data as Record<string, Json>, catalog: null };
  }

  async function byItem(given: TicketCreateInputs, key: string): Promise<Asked> {
    const published = (await deps.catalog.item(key))?.published ?? null;
    if (published === null) throw new CatalogueError('TICKET_ITEM_UNKNOWN', { item: key });
    const { version, content } = published;
    const checked = checkAnswers(content, given.fields);
    if (!checked.ok) throw new CatalogueError('CATALOG_ANSWERS_INVALID', {}, checked.details);
    const fields = checked.data as Record<string, Json>;
    return {
      type: await typeOf(content.ticketType), title: given.title ?? subjectOf(content, fields, 'en', now()), description: given.description === '' ? descriptionOf(content, fields) : given.description,
      object: given.object ?? objectOf(content, fields), team: given.team ?? content.team, fields, catalog: { item: key, version },
    };
  }

  async function open(id: string, own: TicketRecord, given: TicketCreateInputs, call: ExecutorCall): Promise<Opening> {
    const { type, fields, catalog, title, description, object: named, team } = await (given.item === undefined ? byType(given) : byItem(given, given.item));
    const requester = given.requester === undefined ? own.requester : given.requester;
    const [object, version] = await Promise.all([named === null ? null : deps.objects.read(named), deps.versions.latest(type.flow), demandTeam(deps, team), demandPerson(deps, given.requester ?? null)]);
    if (named !== null && object === null) throw new CatalogueError('TICKET_OBJECT_UNKNOWN', { object: named });
    if (version === null) throw new CatalogueError('TICKET_FLOW_UNPUBLISHED', { flow: type.flow });
    const opening = await settle({ id, from: own.id, prefix: type.prefix });
    const ticket: RunTicket = {
      id, key: opening.key, type: type.key, title, description, priority: given.priority ?? usualPriority(object), team: team ?? firstTeam(type, object), requester, object: object === null ? null : { kind: object.kind, id: object.id },
      fields, openedBy: { kind: 'machine', id: runOfCall(call) }, openedAt: opening.at, alarm: null, isDemo: own.isDemo, ...(catalog === null ? {} : { catalog }),
    };
    const { answer } = await deps.engine.startRun({ ticket, n: 1, definition: { id: version.key, version: version.version, sha256: version.sha256 }, start: { at: formStartOf(storedFlow(version.text)), variables: catalog === null ? {} : { answers: fields } } });
    if (!answer.accepted) throw new CatalogueError(answer.code, answer.params ?? {});
    return opening;
  }

  return {
    kind: ticketCreateForm.kind,
    async perform(call) {
      const given = inputsOf(ticketCreateForm, call);
      const own = await ticketOfCall(call, deps.tickets);
      const id = idOf(call.idempotencyKey);
      // Settings may have changed since an earlier try: what it opened stands.
      const standing = await deps.tickets.byId(id);
      const { key } = standing ?? await open(id, own, given, call);
      await deps.links.add(own, { id, key }, inverseOf(given.relation), { by: { kind: 'machine', id: runOfCall(call) }, at: now(), origin: runOfCall(call) });
      return { key, id };
    },
  };
}

/** The same for every try of the effect. */
const idOf = (key: string): string => `t${createHash('sha256').update(`step\n${key}`).digest('hex').slice(0, 22)}`;
