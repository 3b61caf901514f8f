/** Mongo shapes of the directory: people with the roles given to them, teams, roles. */
import { Schema, type Connection } from 'mongoose';
import type { Person, Role, RoleAssignment, Team } from '#domain/identity/identity.schema';
import { modelOn } from '../core/model-on.ts';
import type { Row } from '../core/rows.ts';

/** `assignments` say which roles hold where; `isDemoAccount` puts a person on the embedded sign-in page. */
export type DirectoryPerson = Person & { assignments: RoleAssignment[]; isDemoAccount: boolean };
export type PersonRow = Row<DirectoryPerson>;
export type TeamRow = Row<Team>;
export type RoleRow = Omit<Role, 'key'> & { _id: Role['key'] };

const text = new Schema({ en: String, zh: String, ar: String }, { _id: false });
const personSchema = new Schema<PersonRow>({
  _id: String, username: { type: String, required: true }, name: { type: String, required: true }, email: { type: String, default: '' }, locale: { type: String, default: 'en' },
  zone: { type: String, default: 'Etc/UTC' }, manager: { type: String, default: null }, isActive: { type: Boolean, default: true },
  assignments: { type: [new Schema({ role: String, scope: { type: Schema.Types.Mixed, default: null } }, { _id: false })], default: [] },
  isDemoAccount: { type: Boolean, default: false },
}, { collection: 'people', versionKey: false, minimize: false });
personSchema.index({ username: 1 }, { unique: true });
personSchema.index({ name: 1 });

const teamSchema = new Schema<TeamRow>({
  _id: String, name: { type: text, required: true }, members: { type: [String], default: [] }, lead: { type: String, default: null }, manager: { type: String, default: null },
}, { collection: 'teams', versionKey: false });
teamSchema.index({ members: 1 });

const roleSchema = new Schema<RoleRow>({
  _id: String, name: { type: text, required: true }, actions: { type: [String], default: [] }, ownOnly: { type: [String], default: [] }, defaultScope: { type: String, default: 'memberTeams' },
}, { collection: 'roles', versionKey: false });

export const directoryModels = (connection: Connection) => ({
  people: modelOn(connection, 'Person', personSchema),
  teams: modelOn(connection, 'Team', teamSchema),
  roles: modelOn(connection, 'Role', roleSchema),
});
