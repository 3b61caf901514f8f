/** Teams for who manages them: their people, where they are used, and removing one that nothing names. */
import { portalEvent } from '#domain/audit/portal-event';
import { CatalogueError, errorDetail } from '#domain/errors';
import { ownIdSchema } from '#domain/identity/directory';
import type { Actor, Team } from '#domain/identity/identity.schema';
import { phrase } from '#domain/message';
import { instantOf, type Json } from '#domain/values';
import type { EventRepo } from '#store/audit/event.repo';
import type { DirectoryEditRepo, DirectoryTurn } from '#store/identity/directory-edit.repo';
import type { HoldingsRepo } from '#store/identity/holdings.repo';
import type { PersonRepo } from '#store/identity/person.repo';
import type { Handlers } from '../http/handler.ts';
import { refOf } from '../sla/calendar.routes.ts';
import { demandEverywhere, demandTeamEdit } from './directory.demands.ts';
import { isIn, teamsOf, type Gifts } from './role.gifts.ts';

export interface TeamRouteDeps { directory: DirectoryEditRepo; holdings: Pick<HoldingsRepo, 'usesOfTeam'>; people: Pick<PersonRepo, 'readMany'>; events: Pick<EventRepo, 'append'>; gifts: Gifts; nowMs: () => number }

const missing = (): CatalogueError => new CatalogueError('NOT_FOUND', { what: 'team' });

export function createTeamRoutes({ directory, holdings, people, events, gifts, nowMs }: TeamRouteDeps): Handlers {
  const by = (actor: Actor) => ({ at: instantOf(nowMs()), by: refOf(actor) });
  /** Who comes into a team has there what holds in their teams by default. */
  async function demandGifts(turn: DirectoryTurn, actor: Actor, after: Team, before: Team | null): Promise<void> {
    const others = (await turn.teams()).map(({ value }) => value).filter(({ id }) => id !== after.id);
    const fresh = [...new Set([...after.members, after.lead, after.manager])].filter((id): id is string => id !== null && (before === null || !isIn(before, id)));
    for (const person of await turn.people(fresh)) {
      const standing = teamsOf(others, person.id);
      await gifts.demand(turn, actor, { person, before: { assignments: person.assignments, teams: standing }, after: { assignments: person.assignments, teams: [...standing, after.id] } }, 'team.members');
    }
  }

  return {
    'directory.teams': async ({ actor }) => {
      demandEverywhere(actor);
      const all = await directory.teams();
      const ids = all.flatMap(({ value: { members, lead, manager } }) => [...members, lead, manager]).filter((id): id is string => id !== null);
      const known = new Map((await people.readMany([...new Set(ids)])).map(({ id, name, isActive }) => [id, { id, name, isActive }]));
      return { items: all.map(({ value: { id, name, members, lead, manager }, ...marks }) => ({ id, name, members, lead, manager, people: [...new Set([...members, lead, manager])].flatMap((one) => (one === null ? [] : [known.get(one) ?? { id: one, name: one, isActive: false }])), ...marks })) };
    },
    'directory.saveTeam': async ({ params: { id }, body: { revision, team: edit }, actor, requestId }) => {
      demandEverywhere(actor);
      if (revision === 0 && !ownIdSchema.safeParse(id).success) throw new CatalogueError('REQUEST_INVALID', {}, [errorDetail('FIELD_INVALID', 'params.id', { problem: phrase('form.id') })]);
      return directory.inTurn(async (turn) => {
        const before = (await turn.team(id))?.value ?? null;
        const team = { ...edit, members: [...new Set(edit.members)] };
        const next = await turn.putTeam({ id, ...team }, revision, by(actor));
        await demandTeamEdit(turn, team, before);
        await demandGifts(turn, actor, { id, ...team }, before);
        await events.append([portalEvent({ requestId, at: instantOf(nowMs()), action: 'team.changed', actor: refOf(actor), refs: [{ kind: 'team', id }], before: before as unknown as Json, after: team as unknown as Json, data: { name: { ...team.name } } })], turn.session);
        return { revision: next };
      });
    },
    'directory.teamUses': async ({ params: { id }, actor }) => {
      demandEverywhere(actor);
      if (!(await directory.teams()).some(({ value }) => value.id === id)) throw missing();
      return holdings.usesOfTeam(id);
    },
    'directory.removeTeam': async ({ params: { id }, query: { revision }, actor, requestId }) => {
      demandEverywhere(actor);
      await directory.inTurn(async (turn) => {
        const before = (await turn.team(id))?.value;
        if (!before) throw missing();
        const { count } = await holdings.usesOfTeam(id);
        if (count > 0) throw new CatalogueError('TEAM_USED', { count });
        await turn.dropTeam(id, revision);
        await events.append([portalEvent({ requestId, at: instantOf(nowMs()), action: 'team.removed', actor: refOf(actor), refs: [{ kind: 'team', id }], before: before as unknown as Json, data: { name: { ...before.name } } })], turn.session);
      });
      return { removed: true };
    },
  };
}
