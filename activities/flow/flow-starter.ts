/** Begins flows by messages and by schedules: opens the ticket a start describes and its run, once by an id that is the same for every try. What does not fit is told by its code, and is for whoever asked to keep. */
import { createHash } from 'node:crypto';
import { CatalogueError, errorShape } from '#domain/errors';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { storedFlow } from '#domain/flow/file/flow.file';
import type { FlowFile } from '#domain/flow/flow.schema';
import { validateForm } from '#domain/flow/form/form';
import type { RunTicket } from '#domain/flow/run.ports';
import type { Beginning, FlowStarter, StartRef } from '#domain/flow/start/start.ports';
import { askedTicket, isMeant, startsFromOutside, type FoundStart } from '#domain/flow/start/start.opening';
import type { ActorRef } from '#domain/identity/identity.schema';
import { firstTeam, usualPriority } from '#domain/ticket/opening';
import { instantOf, type Json } from '#domain/values';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';
import type { OpeningRepo } from '#store/ticket/opening.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import type { TicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { openingDesk } from './opening-desk.ts';
import { demandPerson, demandTeam, type Directory } from './ticket-holders.executor.ts';

export interface FlowStarterDeps extends Directory {
  versions: Pick<FlowVersionRepo, 'read'>; tickets: Pick<TicketRepo, 'byId'>; types: Pick<TicketTypeRepo, 'read'>; openings: OpeningRepo;
  engine: Pick<FlowEngine, 'startRun'>;
  nextKey(prefix: string): Promise<string>;
  nowMs(): number;
}

/** Whether trying again by itself may help. What is no error of the catalogue is a fault of the world. */
export const isForGood = (thrown: unknown): thrown is CatalogueError => thrown instanceof CatalogueError && errorShape(thrown.code, thrown.params).family !== 'unavailable';

/** Parsed versions at hand. */
const mostKept = 100;

export function createFlowStarter(deps: FlowStarterDeps): FlowStarter {
  const now = () => instantOf(deps.nowMs());
  const settle = openingDesk({ ...deps, now });
  const files = new Map<string, { file: FlowFile; sha256: string }>();

  /** Versions never change. */
  async function versionOf({ flow, version }: StartRef): Promise<{ file: FlowFile; sha256: string }> {
    const name = `${flow}@${version}`;
    const known = files.get(name);
    if (known !== undefined) return known;
    const stored = await deps.versions.read(flow, version);
    if (stored === null) throw new CatalogueError('TICKET_FLOW_UNPUBLISHED', { flow });
    const read = { file: storedFlow(stored.text), sha256: stored.sha256 };
    if (files.size >= mostKept) files.clear();
    files.set(name, read);
    return read;
  }
  function foundIn(file: FlowFile, { flow, node }: StartRef): FoundStart {
    const found = startsFromOutside(file).find((one) => one.node === node);
    if (found === undefined) throw new CatalogueError('START_UNKNOWN', { flow, start: node });
    return found;
  }

  async function open(id: string, { flow, version, node, data, by }: Beginning): Promise<{ id: string; key: string }> {
    const { file, sha256 } = await versionOf({ flow, version, node });
    const start = foundIn(file, { flow, version, node });
    isMeant(start, file, { data, now: now() });
    const asked = askedTicket(start, file, { data, now: now() });
    const from = ticketOfRun(by);
    const [type, parent] = await Promise.all([deps.types.read(asked.type), from === null ? null : deps.tickets.byId(from)]);
    if (type === null) throw new CatalogueError('TICKET_TYPE_UNKNOWN', { type: asked.type });
    const checked = validateForm(type.form.schema, asked.fields);
    if (!checked.ok) throw new CatalogueError('TICKET_FIELDS_INVALID', { count: checked.details.length }, checked.details);
    await Promise.all([demandTeam(deps, asked.team), demandPerson(deps, asked.requester ?? null)]);
    const requester = asked.requester === undefined ? (by.kind === 'person' ? by.id : parent?.requester ?? null) : asked.requester;
    const opening = await settle({ id, from, prefix: type.prefix });
    const ticket: RunTicket = {
      id, key: opening.key, type: type.key, title: asked.title, description: asked.description, priority: asked.priority ?? usualPriority(null), team: asked.team ?? firstTeam(type, null), requester, object: null,
      fields: checked.data as Record<string, Json>, openedBy: by, openedAt: opening.at, alarm: null, isDemo: parent?.isDemo ?? false,
    };
    const { answer } = await deps.engine.startRun({ ticket, n: 1, definition: { id: flow, version, sha256 }, start: { at: node, variables: asked.variables } });
    if (!answer.accepted) throw new CatalogueError(answer.code, answer.params ?? {});
    return { id, key: opening.key };
  }

  return {
    async isMeant(start, data) {
      const { file } = await versionOf(start);
      try {
        return isMeant(foundIn(file, start), file, { data, now: now() });
      } catch (thrown) {
        if (isForGood(thrown)) return true;
        throw thrown;
      }
    },
    async begin(given) {
      const id = `t${createHash('sha256').update(`start\n${given.id}\n${given.flow}`).digest('hex').slice(0, 22)}`;
      // What an earlier try opened stands, whatever has changed since.
      const standing = await deps.tickets.byId(id);
      return standing === null ? open(id, given) : { id, key: standing.key };
    },
  };
}

/** Of `run/<ticket>/<n>`, with what follows for flows it called. */
function ticketOfRun({ kind, id }: ActorRef): string | null {
  const [head, ticket] = id.split('/');
  return kind === 'machine' && head === 'run' && ticket ? ticket : null;
}
