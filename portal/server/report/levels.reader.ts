/** Reads the service levels of what an actor may report on: period, rights, counts and the names of everything counted. */
import { CatalogueError, errorDetail } from '#domain/errors';
import { storedFlow } from '#domain/flow/file/flow.file';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { Actor } from '#domain/identity/identity.schema';
import { filterFor, type RightsFilter } from '#domain/identity/rights';
import { phrase } from '#domain/message';
import { periodOf } from '#domain/report/report.period';
import { levelFigures, type CountedLevels } from '#domain/report/levels';
import type { LevelScope } from '#domain/report/levels.report';
import { reportTexts } from '#domain/report/levels.texts';
import type { LevelFigures, PromiseKind } from '#domain/report/levels.schema';
import { priorities } from '#domain/ticket/ticket.schema';
import { instantOf } from '#domain/values';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';
import type { TeamRepo } from '#store/identity/team.repo';
import type { ServiceLevelsRepo } from '#store/report/levels.repo';
import type { TicketTypeRepo } from '#store/ticket/ticket-type.repo';

export interface LevelsQuery { from?: string | undefined; to?: string | undefined; zone: string; team?: string | undefined; type?: string | undefined; priority?: string | undefined; promise?: PromiseKind | undefined }
export interface LevelsReader {
  /** Throws REPORT_* for a period that cannot be reported on, REQUEST_INVALID for a priority that is none. */
  read(query: LevelsQuery, actor: Actor): Promise<LevelFigures>;
  /** Throws REPORT_FILTER_GONE for teams and types that are not there, REQUEST_INVALID for a priority that is none. */
  demandFilter(query: Pick<LevelsQuery, 'team' | 'type' | 'priority'>): Promise<void>;
  /** Names of what a query narrows to. */
  scopeOf(query: LevelsQuery): Promise<LevelScope>;
}
export interface LevelsReaderDeps {
  levels: ServiceLevelsRepo;
  teams: Pick<TeamRepo, 'list'>;
  types: Pick<TicketTypeRepo, 'list'>;
  flows: Pick<FlowVersionRepo, 'latest'>;
  nowMs(): number;
}

/** How addresses say "of no team". */
export const noTeam = '-';
const nothing: CountedLevels = { cells: [], minutes: [], steps: { tickets: 0, times: [] } };

export function createLevelsReader({ levels, teams, types, flows, nowMs }: LevelsReaderDeps): LevelsReader {
  return {
    async read(query, actor) {
      const now = nowMs();
      const period = periodOf(query, now);
      const rights = reportedTickets(actor);
      const asked = {
        period, now: instantOf(now), teams: listed(query.team).map((team) => (team === noTeam ? null : team)), types: listed(query.type), priorities: knownPriorities(query.priority),
      };
      const [counted, allTeams, allTypes] = await Promise.all([rights === 'none' ? nothing : levels.count({ ...asked, rights }), teams.list(), types.list()]);
      const files = await filesOf(counted, flows);
      return levelFigures({
        asOf: asked.now, period, promise: query.promise ?? null, counted,
        names: {
          team: (id) => allTeams.find((team) => team.id === id)?.name ?? null, type: (key) => allTypes.find((type) => type.key === key)?.name ?? null,
          flow: (key) => files.get(key)?.name ?? null, node: (flow, node) => files.get(flow)?.nodes[node]?.name ?? null,
        },
      });
    },
    async demandFilter(query) {
      knownPriorities(query.priority);
      const gone = goneFrom(query, { teams: await teams.list(), types: await types.list() });
      if (gone.length > 0) throw new CatalogueError('REPORT_FILTER_GONE', { gone });
    },
    async scopeOf(query) {
      const [allTeams, allTypes] = await Promise.all([teams.list(), types.list()]);
      return {
        teams: listed(query.team).map((id) => allTeams.find((team) => team.id === id)?.name ?? (id === noTeam ? reportTexts['row.noTeam'] : { en: id })), types: listed(query.type).map((key) => allTypes.find((type) => type.key === key)?.name ?? { en: key }),
        priorities: knownPriorities(query.priority).map((key) => ({ en: key })),
      };
    },
  };
}

/** What reports count for an actor: tickets they may report on, and may read, so that a number opens as many as it says. */
export function reportedTickets(actor: Actor): RightsFilter | 'none' {
  const [reported, seen] = [filterFor(actor, 'report.read'), filterFor(actor, 'ticket.read')];
  return reported === 'none' || seen === 'none' ? 'none' : { $and: [reported, seen] };
}

/** Teams and types a query narrows to that are not there any more, as it names them. */
const goneFrom = ({ team, type }: Pick<LevelsQuery, 'team' | 'type'>, { teams, types }: { teams: readonly { id: string }[]; types: readonly { key: string }[] }): string[] =>
  [...listed(team).filter((id) => id !== noTeam && !teams.some((known) => known.id === id)), ...listed(type).filter((key) => !types.some((known) => known.key === key))];

const listed = (text: string | undefined): string[] => (text ?? '').split(',').map((word) => word.trim()).filter((word) => word !== '');

function knownPriorities(text: string | undefined): string[] {
  const asked = listed(text);
  const strange = asked.find((word) => !priorities.some((priority) => priority === word));
  if (strange !== undefined) throw new CatalogueError('REQUEST_INVALID', {}, [errorDetail('FIELD_INVALID', 'query.priority', { problem: phrase('issue.one-of-not', { values: priorities, given: strange.slice(0, 40) }) })]);
  return asked;
}

/** Steps are called as the latest version calls them; one that went keeps its key. */
async function filesOf({ steps }: CountedLevels, flows: Pick<FlowVersionRepo, 'latest'>): Promise<Map<string, FlowFile>> {
  const keys = [...new Set(steps.times.map(({ flow }) => flow))];
  const found = await Promise.all(keys.map((key) => flows.latest(key)));
  return new Map(keys.flatMap((key, at) => { const row = found[at]; return row ? [[key, storedFlow(row.text)] as const] : []; }));
}
