/** The service levels of somebody who is not signed in now, for reports that are sent to them: of the tickets they may report on at that moment. Handed to the worker by its composition root. */
import { CatalogueError } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import { can } from '#domain/identity/rights';
import type { AbsentLevels } from '#domain/report/report.ports';
import { epochMs } from '#domain/values';
import type { Connection } from '#store/core/connection';
import { createAbsenceRepo } from '#store/identity/absence.repo';
import { createAccountRepo } from '#store/identity/account.repo';
import { createPersonRepo, type DirectoryPerson } from '#store/identity/person.repo';
import { createRoleRepo } from '#store/identity/role.repo';
import { createStandIns } from '#store/identity/stand-in.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createObjectRepo } from '#store/object/object.repo';
import type { Log } from '../http/log.ts';
import { createAbsentActor } from '../identity/absent-actor.ts';
import { createAccounts } from '../identity/accounts.ts';
import { createActors } from '../identity/actors.ts';
import { createReach } from '../identity/reach.ts';
import { levelRights, levelsContent } from './levels.content.ts';
import { levelsReaderOn } from './report.feature.ts';

export interface AbsentLevelsOf { connection: Connection; publicUrl: string; /** As the portal has it. */ rolesFrom: 'token' | 'directory'; log: Pick<Log, 'warn'> }

export function createAbsentLevels({ connection, publicUrl, rolesFrom, log }: AbsentLevelsOf): AbsentLevels {
  const nowMs = (): number => Date.now();
  const [people, teams, roles] = [createPersonRepo(connection), createTeamRepo(connection), createRoleRepo(connection)];
  const standIns = createStandIns({ absences: createAbsenceRepo(connection), people, nowMs });
  const reach = createReach(createObjectRepo(connection), log, nowMs);
  const actors = createActors({ people, teams, roles, reach, standsInFor: standIns.standsInFor, rolesFrom }, nowMs);
  const actorOf = createAbsentActor({ accounts: createAccounts({ accounts: createAccountRepo(connection), log, nowMs }), actors, teams, roles, standIns, reach });

  async function demandRights(person: DirectoryPerson): Promise<Actor> {
    const actor = await actorOf(person);
    if (levelRights.every((right) => can(actor, right))) return actor;
    throw new CatalogueError('REPORT_RIGHT_LOST', { person: person.name });
  }
  return {
    async count(id, query, now) {
      const person = await people.read(id);
      if (person === null) throw new CatalogueError('REPORT_RIGHT_LOST', { person: id });
      const actor = await demandRights(person);
      const reader = levelsReaderOn(connection, () => epochMs(now));
      await reader.demandFilter(query);
      return levelsContent({ reader, query, actor, publicUrl, madeFor: person.name });
    },
  };
}
