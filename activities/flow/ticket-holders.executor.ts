/** Looks up whether a team and a person a flow gives a ticket to are in the directory. */
import { z } from 'zod';
import { CatalogueError } from '#domain/errors';
import type { Executor } from '#domain/flow/executor.ports';
import { holdersActivity } from '#domain/flow/nodes/update-ticket/update-ticket.kind';
import { inputsOf } from '#integrations/executors/executor.kind';
import type { PersonRepo } from '#store/identity/person.repo';
import type { TeamRepo } from '#store/identity/team.repo';

export interface Directory { people: Pick<PersonRepo, 'read'>; teams: Pick<TeamRepo, 'read'> }

const form = { kind: holdersActivity, config: z.object({ team: z.string().max(200).nullable(), assignee: z.string().max(200).nullable() }) };

export const ticketHoldersExecutor = (directory: Directory): Executor => ({
  kind: holdersActivity,
  async perform(call) {
    const { team, assignee } = inputsOf(form, call);
    await Promise.all([demandTeam(directory, team), demandPerson(directory, assignee)]);
    return { team, assignee };
  },
});

/** Throws TICKET_TEAM_UNKNOWN. */
export async function demandTeam({ teams }: Pick<Directory, 'teams'>, team: string | null): Promise<void> {
  if (team !== null && await teams.read(team) === null) throw new CatalogueError('TICKET_TEAM_UNKNOWN', { team });
}
/** Throws TICKET_PERSON_UNKNOWN, also for who has left. */
export async function demandPerson({ people }: Pick<Directory, 'people'>, person: string | null): Promise<void> {
  if (person !== null && (await people.read(person))?.isActive !== true) throw new CatalogueError('TICKET_PERSON_UNKNOWN', { person });
}
