/** What a run reads and writes of our own database. All of it may be tried again. */
import { CatalogueError, errorShape } from '#domain/errors';
import { parseStoredFlow } from '#domain/flow/file/flow.file';
import { sha256 } from '#domain/flow/file/sha256';
import { canonicalJson } from '#domain/flow/file/flow.canonical';
import type { FlowFile } from '#domain/flow/flow.schema';
import { directoryVariables } from '#domain/flow/projection/directory.variables';
import type { RunActivities, RunContext, RunFlowActivities, RunTicket, RunWrite } from '#domain/flow/run.ports';
import { newClock, type ClockFacts } from '#domain/sla/clock';
import { clockView } from '#domain/sla/clock.view';
import { adoptDerived } from '#domain/sla/clock.deadline';
import { withDeadlines } from '#domain/sla/due';
import { derivableClocks } from '#domain/flow/projection/run.clocks';
import { haveDeadlinesMoved } from '#domain/sla/recount';
import type { ClockView } from '#domain/ticket/ticket.schema';
import type { Json } from '#domain/values';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';
import type { RunWriter } from '#store/flow/run.writer';
import type { PersonRepo } from '#store/identity/person.repo';
import type { TeamRepo } from '#store/identity/team.repo';
import type { ObjectRepo } from '#store/object/object.repo';
import type { Team } from '#domain/identity/identity.schema';
import type { SlaPolicy } from '#domain/sla/sla.policy';
import type { SlaPolicyRepo } from '#store/sla/policy.repo';
import type { TicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { withCodes } from '../core/failures.ts';
import type { CalendarShelf } from './calendar-shelf.ts';
import { contextOf, type Ladder } from './run.context.ts';

export interface RunActivityDeps {
  versions: Pick<FlowVersionRepo, 'of'>;
  writer: RunWriter;
  calendars: CalendarShelf;
  policies: Pick<SlaPolicyRepo, 'list'>;
  ticketTypes: Pick<TicketTypeRepo, 'read'>;
  people: Pick<PersonRepo, 'read'>;
  teams: Pick<TeamRepo, 'read'>;
  objects: Pick<ObjectRepo, 'read'>;
  /** Versions kept parsed. Default 200. */
  keptVersions?: number;
}

/** For queue flow, local and ordinary. */
export function createRunActivities(deps: RunActivityDeps): RunActivities & RunFlowActivities {
  const { versions, writer, calendars } = deps;
  const kept = new Map<string, FlowFile>();

  async function loadDefinition(ref: Parameters<RunActivities['loadDefinition']>[0]): Promise<FlowFile> {
    const name = `${ref.id}@${ref.version}#${ref.sha256}#${ref.privateTo ?? ''}`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const stored = await versions.of(ref);
    if (stored === null) throw new CatalogueError('FLOW_VERSION_UNKNOWN', { flow: ref.id, version: ref.version });
    const parsed = parseStoredFlow(stored.text);
    if (!parsed.ok || sha256(canonicalJson(JSON.parse(stored.text))) !== ref.sha256) throw new CatalogueError('FLOW_DEFINITION_CHANGED', { flow: ref.id, version: ref.version });
    if (kept.size >= (deps.keptVersions ?? 200)) kept.delete(kept.keys().next().value!);
    kept.set(name, parsed.file);
    return parsed.file;
  }

  /** A clock whose calendar is missing or broken is shown without instants rather than not at all. */
  async function viewOf(facts: ClockFacts, at: string): Promise<ClockView> {
    try {
      return clockView(facts, await calendars.take(facts.calendarId), at, false);
    } catch (thrown) {
      if (!(thrown instanceof CatalogueError)) throw thrown;
      const { id, kind, state, target, startedAt, dueAt, warnAt, stoppedAt, breachedAt, calendarId, policyId } = facts;
      return { id, kind, state, target, startedAt, dueAt, warnAt, stoppedAt, breachedAt, calendarId, policyId, pauseReason: null, holdSeconds: 0, elapsedSeconds: 0, remainingSeconds: null, asOf: at, explain: [{ code: thrown.code, params: thrown.params as Record<string, Json>, text: errorShape(thrown.code, thrown.params).message }] };
    }
  }
  const viewsOf = (write: RunWrite): Promise<ClockView[]> => Promise.all(write.snapshot.clocks.map((facts) => viewOf(facts, write.at)));

  async function derived(facts: ClockFacts, at: string): Promise<ClockFacts> {
    try {
      return withDeadlines(facts, await calendars.take(facts.calendarId), at);
    } catch (thrown) {
      if (thrown instanceof CatalogueError) return facts;
      throw thrown;
    }
  }

  /** The write with the deadlines its clocks lack, and those a calendar that was edited since has moved. One whose calendar gives no answer stays as it is. */
  async function withDerived(write: RunWrite): Promise<{ write: RunWrite; derived: ClockFacts[] }> {
    const { state, clocks } = write.snapshot;
    const asked = derivableClocks(state.status, clocks);
    if (asked.length === 0) return { write, derived: [] };
    const answers = await Promise.all(asked.map((facts) => derived(facts, write.at)));
    const found = answers.filter((facts, at) => facts.dueAt !== null && haveDeadlinesMoved(asked[at]!, facts));
    return { write: { ...write, snapshot: { ...write.snapshot, clocks: adoptDerived(clocks, found, write.at) } }, derived: found };
  }

  async function loadRunContext(ticket: RunTicket): Promise<RunContext> {
    const [type, policies, requester, team, object] = await Promise.all([
      deps.ticketTypes.read(ticket.type), deps.policies.list(), ticket.requester === null ? null : deps.people.read(ticket.requester),
      ticket.team === null ? null : deps.teams.read(ticket.team), ticket.object === null ? null : deps.objects.read(ticket.object.id),
    ]);
    if (type === null) throw new CatalogueError('TICKET_TYPE_UNKNOWN', { type: ticket.type });
    const manager = requester?.manager ? await deps.people.read(requester.manager) : null;
    return contextOf(ticket, type, policies, directoryVariables({ requester, manager, team, object }), await ladderOf(team, policies));
  }

  /** The lead and manager of the team, and the manager of the lead; whom policies name. */
  async function ladderOf(team: Team | null, policies: readonly SlaPolicy[]): Promise<Ladder> {
    const named = policies.flatMap(({ clocks }) => clocks.flatMap(({ escalation = [] }) => escalation.flatMap(({ person }) => (person === undefined ? [] : [person]))));
    const lead = team?.lead == null ? null : await deps.people.read(team.lead);
    const ladder = { teamLead: team?.lead ?? null, teamManager: team?.manager ?? null, departmentHead: lead?.manager ?? null };
    const asked = [...new Set([...Object.values(ladder), ...named].filter((id): id is string => id !== null))];
    const people = (await Promise.all(asked.map((id) => deps.people.read(id)))).filter((person) => person !== null);
    const known = new Set(people.map(({ id }) => id));
    const orNobody = (id: string | null): string | null => (id !== null && known.has(id) ? id : null);
    return { teamLead: orNobody(ladder.teamLead), teamManager: orNobody(ladder.teamManager), departmentHead: orNobody(ladder.departmentHead), known, left: new Set(people.filter(({ isActive }) => !isActive).map(({ id }) => id)) };
  }

  return withCodes({
    loadDefinition, loadRunContext,
    openRun: async (definition, ticket) => {
      const [file, context] = await Promise.all([loadDefinition(definition), loadRunContext(ticket)]);
      return { file, context };
    },
    writeRun: async (given) => {
      const { write, derived: found } = await withDerived(given);
      await writer.write(write, await viewsOf(write));
      return { derived: found };
    },
    async resolveTimer({ iso, calendar, from, pauses = [] }) {
      const clock: ClockFacts = { ...newClock({ id: 'timer', kind: 'step', policyId: '', calendarId: calendar, target: iso }), startedAt: from, state: 'running', pauses: pauses.map((pause, at) => ({ ...pause, reason: 'suspended', holdId: `${at}` })) };
      const { dueAt } = withDeadlines(clock, await calendars.take(calendar), from);
      return { dueAt: dueAt ?? from };
    },
    deriveClocks: (clocks, at) => Promise.all(clocks.map((facts) => derived(facts, at))),
    writeParked: async (given) => {
      const { write, derived: found } = await withDerived(given);
      await writer.write(write, await viewsOf(write), 10_000);
      await writer.confirm([{ runId: write.runId, seq: write.toSeq, event: write.toEvent }]);
      return { derived: found };
    },
    confirmRun: (call) => writer.confirm([call]),
  } satisfies RunActivities & RunFlowActivities);
}
