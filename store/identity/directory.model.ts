/** Mongo shapes of the directory: people with the roles given to them, teams, roles. */
import { Schema, type Connection } from 'mongoose';
import type { ActorRef, Person, Role, RoleAssignment, Team } from '#domain/identity/identity.schema';
import type { Instant } from '#domain/values';
import { modelOn } from '../core/model-on.ts';
import { fromRow, type Row } from '../core/rows.ts';

/** `assignments` say which roles hold where; `isDemoAccount` puts a person on the embedded sign-in page. */
export type DirectoryPerson = Person & { assignments: RoleAssignment[]; isDemoAccount: boolean };
/** Who changed a row last, and its number; absent in rows nobody edited since they were made. */
export interface EditMarks { revision?: number; changedAt?: Instant; changedBy?: ActorRef }
/** The record alone: who edited its row is no part of it, and must not travel into runs. */
export function withoutMarks<T extends { id: string }>({ revision: _revision, changedAt: _changedAt, changedBy: _changedBy, ...row }: Row<T> & EditMarks): T {
  return fromRow<T>(row as unknown as Row<T>);
}
export type PersonRow = Row<DirectoryPerson> & EditMarks;
export type TeamRow = Row<Team> & EditMarks;
/** `given`: every action that Signalbox gave a shipped role so far; absent in rows from before that was recorded. */
export type RoleRow = Omit<Role, 'key'> & { _id: Role['key']; given?: Role['actions'] } & EditMarks;

const marks = { revision: { type: Number, default: undefined }, changedAt: { type: String, default: undefined }, changedBy: { type: Schema.Types.Mixed, default: undefined } } as const;
const text = new Schema({ en: String, zh: String, ar: String }, { _id: false });
const personSchema = new Schema<PersonRow>({
  _id: String, username: { type: String, required: true }, name: { type: String, required: true }, email: { type: String, default: '' }, locale: { type: String, default: 'en' },
  look: { type: String, default: 'system' }, zone: { type: String, default: 'Etc/UTC' }, manager: { type: String, default: null }, isActive: { type: Boolean, default: true },
  assignments: { type: [new Schema({ role: String, scope: { type: Schema.Types.Mixed, default: null } }, { _id: false })], default: [] },
  isDemoAccount: { type: Boolean, default: false }, unsubscribed: { type: [String], default: [] }, ...marks,
}, { collection: 'people', versionKey: false, minimize: false });
personSchema.index({ username: 1 }, { unique: true });
personSchema.index({ name: 1, _id: 1 });
personSchema.index({ manager: 1 });

const teamSchema = new Schema<TeamRow>({
  _id: String, name: { type: text, required: true }, members: { type: [String], default: [] }, lead: { type: String, default: null }, manager: { type: String, default: null }, ...marks,
}, { collection: 'teams', versionKey: false });
teamSchema.index({ members: 1 });

const roleSchema = new Schema<RoleRow>({
  _id: String, name: { type: text, required: true }, actions: { type: [String], default: [] }, ownOnly: { type: [String], default: [] }, defaultScope: { type: String, default: 'memberTeams' },
  given: { type: [String], default: undefined }, ...marks,
}, { collection: 'roles', versionKey: false });

/** One row that every edit of the directory touches: so edits happen one after the other, and what an edit must not break is looked at as it will be. */
export interface DirectoryTurnRow { _id: 'directory'; edits: number }
const turnSchema = new Schema<DirectoryTurnRow>({ _id: String, edits: { type: Number, default: 0 } }, { collection: 'directoryTurns', versionKey: false });

export const directoryModels = (connection: Connection) => ({
  people: modelOn(connection, 'Person', personSchema),
  teams: modelOn(connection, 'Team', teamSchema),
  roles: modelOn(connection, 'Role', roleSchema),
  turns: modelOn(connection, 'DirectoryTurn', turnSchema),
});
