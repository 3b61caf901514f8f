/** Edits of people and teams, one after the other in the whole installation: each sees what the last one left, so that two at once cannot break together what neither may alone. */
import type { ClientSession, Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import type { ActorRef, Role, Team } from '#domain/identity/identity.schema';
import type { Instant } from '#domain/values';
import { toRow, type Row } from '../core/rows.ts';
import { byRoleKey } from '#domain/identity/identity.schema';
import { fromRoleRow, toRoleRow } from './role.repo.ts';
import { directoryModels, withoutMarks, type DirectoryPerson, type EditMarks, type PersonRow, type RoleRow, type TeamRow } from './directory.model.ts';

/** A row with what is known of its last edit. `revision` 1: as it was made. */
export interface Stored<T> { value: T; revision: number; changedAt: Instant | null; changedBy: ActorRef | null }
export type StoredRole = Stored<Role>;
export interface EditBy { at: Instant; by: ActorRef }

/** What an edit can do while it has its turn. */
export interface DirectoryTurn {
  session: ClientSession;
  person(id: string): Promise<Stored<DirectoryPerson> | null>;
  byUsername(username: string): Promise<DirectoryPerson | null>;
  people(ids: readonly string[]): Promise<DirectoryPerson[]>;
  /** Active people the directory gives the role. */
  holders(role: string): Promise<DirectoryPerson[]>;
  /** Everybody whose line manager it is. */
  reportsOf(manager: string): Promise<Stored<DirectoryPerson>[]>;
  team(id: string): Promise<Stored<Team> | null>;
  teams(): Promise<Stored<Team>[]>;
  /** Writes the row with the next revision. `revision` is the one the edit began with, 0 for what is new. Answers the new one. Throws PERSON_STALE, PERSON_ID_TAKEN, NOT_FOUND. */
  putPerson(person: DirectoryPerson, revision: number, by: EditBy): Promise<number>;
  role(key: string): Promise<StoredRole | null>;
  roles(): Promise<StoredRole[]>;
  /** The same. Throws ROLE_STALE, ROLE_KEY_TAKEN, NOT_FOUND. */
  putRole(role: Role, revision: number, by: EditBy): Promise<number>;
  /** Throws ROLE_STALE, NOT_FOUND. */
  dropRole(key: string, revision: number): Promise<void>;
  /** The same. Throws TEAM_STALE, TEAM_ID_TAKEN, NOT_FOUND. */
  putTeam(team: Team, revision: number, by: EditBy): Promise<number>;
  /** Throws TEAM_STALE, NOT_FOUND. */
  dropTeam(id: string, revision: number): Promise<void>;
}

export interface DirectoryEditRepo {
  /** Waits for its turn, which is one transaction; what `work` throws undoes all of it. */
  inTurn<T>(work: (turn: DirectoryTurn) => Promise<T>): Promise<T>;
  person(id: string): Promise<Stored<DirectoryPerson> | null>;
  teams(): Promise<Stored<Team>[]>;
  /** The shipped ones first, then by key. */
  roles(): Promise<StoredRole[]>;
}

export function createDirectoryEditRepo(connection: Connection): DirectoryEditRepo {
  const { people, teams, roles, turns } = directoryModels(connection);

  async function demandRevision(standing: EditMarks | null, revision: number, id: string, kind: keyof typeof codes): Promise<void> {
    if (standing === null && revision > 0) throw new CatalogueError('NOT_FOUND', { what: kind });
    if (standing !== null && revision === 0) throw new CatalogueError(codes[kind].taken, { [kind]: id });
    if (standing !== null && (standing.revision ?? 1) !== revision) throw new CatalogueError(codes[kind].stale, { by: standing.changedBy?.name ?? standing.changedBy?.id ?? 'somebody' });
  }
  const allRoles = (rows: RoleRow[]): StoredRole[] => rows.map(storedRole).sort((one, other) => byRoleKey(one.value.key, other.value.key));

  const turnOf = (session: ClientSession): DirectoryTurn => ({
    session,
    person: async (id) => stored<DirectoryPerson>(await people.findById(id).session(session).lean<PersonRow>().exec()),
    byUsername: async (username) => { const row = await people.findOne({ username }).session(session).lean<PersonRow>().exec(); return row && withoutMarks<DirectoryPerson>(row); },
    people: async (ids) => (await people.find({ _id: { $in: [...ids] } }).session(session).lean<PersonRow[]>().exec()).map((row) => withoutMarks<DirectoryPerson>(row)),
    holders: async (role) => (await people.find({ isActive: true, 'assignments.role': role } as never).session(session).lean<PersonRow[]>().exec()).map((row) => withoutMarks<DirectoryPerson>(row)),
    reportsOf: async (manager) => (await people.find({ manager }).session(session).lean<PersonRow[]>().exec()).map((row) => stored<DirectoryPerson>(row)!),
    team: async (id) => stored<Team>(await teams.findById(id).session(session).lean<TeamRow>().exec()),
    teams: async () => (await teams.find().session(session).lean<TeamRow[]>().exec()).map((row) => stored<Team>(row)!),
    async putPerson(person, revision, { at, by }) {
      await demandRevision(await people.findById(person.id).session(session).lean<PersonRow>().exec(), revision, person.id, 'person');
      await people.collection.replaceOne({ _id: person.id as never }, { ...toRow(person), revision: revision + 1, changedAt: at, changedBy: by } as never, { upsert: true, session });
      return revision + 1;
    },
    async putTeam(team, revision, { at, by }) {
      await demandRevision(await teams.findById(team.id).session(session).lean<TeamRow>().exec(), revision, team.id, 'team');
      await teams.collection.replaceOne({ _id: team.id as never }, { ...toRow(team), revision: revision + 1, changedAt: at, changedBy: by } as never, { upsert: true, session });
      return revision + 1;
    },
    async dropTeam(id, revision) {
      await demandRevision(await teams.findById(id).session(session).lean<TeamRow>().exec(), revision, id, 'team');
      await teams.deleteOne({ _id: id }).session(session);
    },
    role: async (key) => { const row = await roles.findById(key).session(session).lean<RoleRow>().exec(); return row && storedRole(row); },
    roles: async () => allRoles(await roles.find().session(session).lean<RoleRow[]>().exec()),
    async putRole(role, revision, { at, by }) {
      await demandRevision(await roles.findById(role.key).session(session).lean<RoleRow>().exec(), revision, role.key, 'role');
      await roles.collection.replaceOne({ _id: role.key as never }, { ...toRoleRow(role), revision: revision + 1, changedAt: at, changedBy: by } as never, { upsert: true, session });
      return revision + 1;
    },
    async dropRole(key, revision) {
      await demandRevision(await roles.findById(key).session(session).lean<RoleRow>().exec(), revision, key, 'role');
      await roles.deleteOne({ _id: key }).session(session);
    },
  });

  return {
    inTurn: (work) => connection.transaction(async (session) => {
      await turns.updateOne({ _id: 'directory' }, { $inc: { edits: 1 } }, { upsert: true, session });
      return work(turnOf(session));
    }, { writeConcern: { w: 'majority' } }),
    person: async (id) => stored<DirectoryPerson>(await people.findById(id).lean<PersonRow>().exec()),
    teams: async () => (await teams.find().sort({ _id: 1 }).lean<TeamRow[]>().exec()).map((row) => stored<Team>(row)!),
    roles: async () => allRoles(await roles.find().lean<RoleRow[]>().exec()),
  };
}

const codes = { person: { taken: 'PERSON_ID_TAKEN', stale: 'PERSON_STALE' }, team: { taken: 'TEAM_ID_TAKEN', stale: 'TEAM_STALE' }, role: { taken: 'ROLE_KEY_TAKEN', stale: 'ROLE_STALE' } } as const;
const storedRole = (row: RoleRow): StoredRole => ({ value: fromRoleRow(row), revision: row.revision ?? 1, changedAt: row.changedAt ?? null, changedBy: row.changedBy ?? null });

function stored<T extends { id: string }>(row: (Row<T> & EditMarks) | null): Stored<T> | null {
  return row && { value: withoutMarks<T>(row), revision: row.revision ?? 1, changedAt: row.changedAt ?? null, changedBy: row.changedBy ?? null };
}
