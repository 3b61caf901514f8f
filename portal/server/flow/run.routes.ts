/** Runs over all tickets: list, counts, one run, its state at a line of its log, what stopped. Changing them is run.mending's. */
import { CatalogueError, errorDetail } from '#domain/errors';
import { phrase } from '#domain/message';
import { durationMs } from '#domain/flow/kernel/kernel.duration';
import { rowOf } from '#domain/flow/kernel/kernel.paths';
import { emptyMarking, foldLog, type Marking } from '#domain/flow/kernel/kernel.marking';
import { incidentMarksOf, nodesOf, phaseOf, runPhases, type RunPhase } from '#domain/flow/run.phase';
import type { Actor } from '#domain/identity/identity.schema';
import { can, ticketResource } from '#domain/identity/rights';
import { instantOf } from '#domain/values';
import type { OpenIncidentView } from '#api/run.api';
import type { ListedRun, RunListRepo, RunQuery } from '#store/flow/run-list.repo';
import type { LockRepo } from '#store/flow/lock.repo';
import type { RunRepo } from '#store/flow/run.repo';
import type { TokenLogRepo } from '#store/flow/token-log.repo';
import type { TicketRecord, TicketRepo } from '#store/ticket/ticket.repo';
import type { Handlers } from '../http/handler.ts';
import type { Definitions } from '../ticket/definitions.ts';
import { incidentNamed, presentIncidents, presentSuspension } from '../ticket/overlay.presenter.ts';
import type { IsInsider } from './insider.ts';
import { presentLocks } from './lock.presenter.ts';
import { runRef, runRights, type RunDoors } from './run.doors.ts';
import { noteLine, presentRun, presentState, presentVariables, type Visited } from './run.presenter.ts';

export interface RunRouteDeps {
  tickets: Pick<TicketRepo, 'byIds'>; runs: Pick<RunRepo, 'read'>; list: RunListRepo; log: Pick<TokenLogRepo, 'page'>;
  locks: Pick<LockRepo, 'standingsOf'>; definitions: Definitions; isInsider: IsInsider; doors: RunDoors; nowMs: () => number;
}
/** Lines of a log that are followed for one question; a run of a long life has a few thousand. */
const mostFolded = 50_000;
const foldedAtOnce = 1_000;
interface Asked { q?: string | undefined; flow?: string | undefined; version?: number | undefined; step?: string | undefined; age?: string | undefined; phase?: string | undefined; code?: string | undefined }

export function createRunRoutes(deps: RunRouteDeps): Handlers {
  /** Null: nothing this actor may see. */
  function queryOf(asked: Asked, actor: Actor): RunQuery | null {
    const rights = runRights(actor);
    if (rights === 'none') return null;
    const { q, flow, version, step, code } = asked;
    return {
      rights, ...(q?.trim() ? { q } : {}), ...(flow ? { flow } : {}), ...(version === undefined ? {} : { version }), ...(step ? { node: step } : {}), ...(code ? { code } : {}),
      ...phasesOf(asked.phase), ...(asked.age ? { before: instantOf(deps.nowMs() - ageMs(asked.age)) } : {}),
    };
  }

  async function ticketsOf(runs: readonly ListedRun[]): Promise<ReadonlyMap<string, TicketRecord>> {
    return new Map((await deps.tickets.byIds([...new Set(runs.map(({ ticket }) => ticket))])).map((ticket) => [ticket.id, ticket]));
  }
  const fileOf = (run: ListedRun) => deps.definitions.of(run.definition);

  /** Incidents of one run as its state has them now; those mended since the list was made are left out. */
  async function presentOpen(rows: readonly { run: ListedRun; incident: { id: string } }[], actor: Actor): Promise<OpenIncidentView[]> {
    const tickets = await ticketsOf(rows.map(({ run }) => run));
    const ids = [...new Set(rows.map(({ run }) => run.id))];
    const states = new Map((await Promise.all(ids.map((id) => deps.runs.read(id)))).flatMap((run) => (run === null ? [] : [[run.id, run.state] as const])));
    const stops = await deps.list.stops(rows.flatMap(({ run }) => run.incidents.flatMap(({ node }) => (node === null ? [] : [{ run: run.id, node }]))));
    const shown = await Promise.all(rows.map(async ({ run, incident }): Promise<OpenIncidentView | null> => {
      const [ticket, state, file] = [tickets.get(run.ticket), states.get(run.id), await fileOf(run)];
      if (ticket === undefined || state === undefined) return null;
      const view = presentIncidents(state, file, await deps.isInsider(actor, run.definition.id, run.definition.version)).find(({ id }) => id === incident.id);
      if (view === undefined) return null;
      return {
        ...view, run: runRef(run), key: run.ticketKey, title: ticket.title, flow: run.definition.id, flowName: file?.name ?? null, version: run.definition.version,
        attempts: Math.max(1, stops.get(`${run.id} ${view.node ?? ''}`) ?? 1), mayRepair: can(actor, 'run.repair', ticketResource(ticket)), isSuspended: state.suspended !== undefined,
      };
    }));
    return shown.filter((view) => view !== null);
  }

  /** Follows the log from its first line. Null: the last line there is. */
  async function stateAt(runId: string, ref: string, asked: number | undefined, last: number, isInsider: boolean) {
    const seq = asked ?? last;
    if (seq > last) throw new CatalogueError('RUN_SEQ_UNKNOWN', { seq, last });
    if (seq > mostFolded) throw new CatalogueError('RUN_LOG_TOO_LONG', { limit: mostFolded });
    let marking: Marking = emptyMarking();
    let at: string | null = null;
    const [visited, places]: [Visited, Map<string, string | null>] = [{ nodes: {}, edges: {} }, new Map()];
    while (marking.seq < seq) {
      const lines = await deps.log.page(runId, marking.seq, Math.min(foldedAtOnce, seq - marking.seq));
      if (lines.length === 0) break;
      for (const line of lines) noteLine(line, visited, places);
      marking = foldLog(lines, marking);
      at = lines.at(-1)!.at;
    }
    return presentState({ ref, last, at }, marking, visited, places, isInsider);
  }

  return {
    'runs.list': async ({ query, actor }) => {
      const asked = queryOf(query, actor);
      if (asked === null) return { items: [], next: null, total: 0 };
      const [page, counts] = await Promise.all([deps.list.list({ ...asked, sort: query.sort }, { limit: query.limit, cursor: query.cursor }), query.cursor ? null : deps.list.counts(asked)]);
      const tickets = await ticketsOf(page.items);
      const items = await Promise.all(page.items.map(async (run) => { const ticket = tickets.get(run.ticket); return ticket ? presentRun(run, ticket, await fileOf(run), actor) : null; }));
      return { items: items.filter((row) => row !== null), next: page.next, total: counts === null ? null : (asked.phases ?? runPhases).reduce((sum, phase) => sum + (counts[phase] ?? 0), 0) };
    },
    'runs.counts': async ({ query, actor }) => {
      const asked = queryOf(query, actor);
      return { phases: asked === null ? {} : await deps.list.counts(asked) };
    },
    'runs.read': async ({ params, actor }) => {
      const { ticket, run: summary } = await deps.doors.open(params.run, actor, 'run.read');
      const [run, file, locks] = await Promise.all([deps.runs.read(summary.id), deps.definitions.of(summary.definition), deps.locks.standingsOf(summary.id)]);
      if (run === null) throw new CatalogueError('NOT_FOUND', { what: 'run' });
      const { state } = run;
      const listed: ListedRun = { ...run, phase: run.lost === null ? phaseOf(state) : 'incident', nodes: nodesOf(state), incidents: incidentMarksOf(state) };
      const isInsider = await deps.isInsider(actor, run.definition.id, run.definition.version);
      return {
        ...presentRun(listed, ticket, file, actor), seq: run.seq, open: presentIncidents(state, file, isInsider), locks: presentLocks(locks, isInsider),
        suspended: presentSuspension(state),
      };
    },
    'runs.state': async ({ params, query, actor }) => {
      const { run } = await deps.doors.open(params.run, actor, 'run.read');
      return stateAt(run.id, runRef(run), query.seq, run.seq, await deps.isInsider(actor, run.definition.id, run.definition.version));
    },
    'runs.variables': async ({ params, actor }) => {
      const { run: summary } = await deps.doors.open(params.run, actor, 'run.repair');
      const named = incidentNamed(params.incident, summary.id);
      const run = await deps.runs.read(named.run);
      const incident = run === null ? undefined : rowOf(run.state.incidents, named.incident);
      if (!run || !incident) throw new CatalogueError('INCIDENT_GONE');
      if (!(await deps.isInsider(actor, run.definition.id, run.definition.version))) return { items: [] };
      return { items: presentVariables(run.state, incident.scope, await deps.definitions.of(run.definition)) };
    },
    'incidents.list': async ({ query, actor }) => {
      const asked = queryOf(query, actor);
      if (asked === null) return { items: [], next: null, total: 0 };
      const page = await deps.list.incidents(asked, { limit: query.limit, cursor: query.cursor });
      return { items: await presentOpen(page.items, actor), next: page.next, total: page.total };
    },
  };
}

/** Phases are given as "a,b". Throws REQUEST_INVALID for a word that is none. */
function phasesOf(text: string | undefined): { phases?: RunPhase[] } {
  const words = (text ?? '').split(',').map((word) => word.trim()).filter((word) => word !== '');
  const isPhase = (word: string): word is RunPhase => (runPhases as readonly string[]).includes(word);
  const strange = words.find((word) => !isPhase(word));
  if (strange !== undefined) throw new CatalogueError('REQUEST_INVALID', {}, [errorDetail('FIELD_INVALID', 'query.phase', { problem: phrase('issue.one-of-not', { values: runPhases, given: strange.slice(0, 40) }) })]);
  return words.length > 0 ? { phases: words.filter(isPhase) } : {};
}

/** Throws REQUEST_INVALID for what is no duration. */
function ageMs(age: string): number {
  const ms = durationMs(age);
  if (ms === null) throw new CatalogueError('REQUEST_INVALID', {}, [errorDetail('FIELD_INVALID', 'query.age', { problem: phrase('issue.format') })]);
  return ms;
}
