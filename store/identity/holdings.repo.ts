/** What a person holds, and where a team is named: looked up over all features before somebody is switched off or a team is removed. */
import type { ClientSession, Connection } from 'mongoose';
import { teamInFile, type HoldingKind, type RoleUseKind, type TeamUseKind } from '#domain/identity/directory';
import { roleInFile } from '#domain/identity/role-edit';
import { textSchema, type Text } from '#domain/values';
import { alarmModels } from '../alarm/alarm.models.ts';
import { catalogModels } from '../catalog/catalog.model.ts';
import { flowModels } from '../flow/flow-version.model.ts';
import { runModels } from '../flow/run.model.ts';
import { objectModel } from '../object/object.model.ts';
import { slaModels } from '../sla/sla.model.ts';
import { ticketTypeModel } from '../ticket/ticket-type.model.ts';
import { ticketModels, type TaskRow } from '../ticket/ticket.model.ts';
import { apiTokenModels } from './api-token.model.ts';
import { directoryModels } from './directory.model.ts';

/** `id`: of the thing itself; `ticket`: the one it is, or is on. */
export interface Held<K> { kind: K; id: string; name: Text; ticket: { key: string; title: string } | null }
/** A task somebody holds, or is asked alone, as its run must be told. */
export interface HeldTask { id: string; ticket: string; title: string; revision: number }
/** `count`: of all; `items` at most `shown` of each kind. */
export interface Holdings<K> { count: number; items: Held<K>[] }

export interface HoldingsRepo {
  ofPerson(person: string): Promise<Holdings<HoldingKind>>;
  /** Open tasks the person has claimed or is asked alone, oldest first; at most `limit`. Approvals are none. */
  tasksOf(person: string, limit: number): Promise<HeldTask[]>;
  usesOfTeam(team: string): Promise<Holdings<TeamUseKind>>;
  /** People who have it by the directory, or are one of `named`, and what names it. */
  usesOfRole(role: string, named: readonly string[]): Promise<Holdings<RoleUseKind>>;
  /** Objects of the person get another owner, or nobody. Answers how many. */
  moveObjects(from: string, to: string | null, session: ClientSession): Promise<number>;
  /** Ends every API token of the person. Answers how many there were. */
  dropTokens(person: string, session: ClientSession): Promise<number>;
}

export const shown = 50;
const over = ['resolved', 'closed', 'cancelled'];
interface Found { _id: string; [field: string]: unknown }
interface Finder { countDocuments(filter: never): { exec(): Promise<number> }; find(filter: never, fields: never): { sort(order: never): { limit(most: number): { lean<T>(): { exec(): Promise<T> } } } } }

/** Rows of one collection under a filter: how many, and the first of them told. */
async function look<K extends string>(model: unknown, kind: K, filter: object, fields: object, told: (row: Found) => Omit<Held<K>, 'kind'>): Promise<Holdings<K>> {
  const finder = model as Finder;
  const [count, rows] = await Promise.all([finder.countDocuments(filter as never).exec(), finder.find(filter as never, fields as never).sort({ _id: 1 } as never).limit(shown).lean<Found[]>().exec()]);
  return { count, items: rows.map((row) => ({ kind, ...told(row) })) };
}
const joined = <K>(all: readonly Holdings<K>[]): Holdings<K> => ({ count: all.reduce((sum, { count }) => sum + count, 0), items: all.flatMap(({ items }) => items) });
const named = (row: Found): Omit<Held<never>, 'kind'> => ({ id: row._id, name: nameOf(row['name']) ?? { en: row._id }, ticket: null });
const nameOf = (name: unknown): Text | null => (typeof name === 'string' && name !== '' ? { en: name } : textSchema.safeParse(name).data ?? null);
const ticketOf = (row: Found): Omit<Held<never>, 'kind'> => { const [key, title] = [String(row['key'] ?? ''), String(row['title'] ?? '')]; return { id: row._id, name: { en: title || key }, ticket: { key, title } }; };
const taskOf = (row: Found): Omit<Held<never>, 'kind'> => { const { _id, task, ticket } = row as unknown as TaskRow; return { id: _id, name: nameOf(task.name) ?? { en: ticket.title }, ticket: { key: ticket.key, title: ticket.title } }; };
/** Asked by name and nobody else with them: what would wait for ever. */
const onlyAsked = (person: string): object => ({ people: [person], teams: [], roles: [], 'task.assignee': null });

export function createHoldingsRepo(connection: Connection): HoldingsRepo {
  const { tickets, tasks } = ticketModels(connection);
  const { people, teams } = directoryModels(connection);
  const { tokens } = apiTokenModels(connection);
  const objects = objectModel(connection);
  const { sources } = alarmModels(connection);
  const { policies } = slaModels(connection);
  const { drafts, versions } = flowModels(connection);
  const { runs } = runModels(connection);
  const { items } = catalogModels(connection);
  const types = ticketTypeModel(connection);
  const taskFields = { 'task.name': 1, 'ticket.title': 1, 'ticket.key': 1 };
  /** Keys of flows whose draft names it, or whose published version that new tickets follow, or one that still runs. */
  async function flowsNaming(text: RegExp): Promise<string[]> {
    const [drafted, published] = await Promise.all([drafts.find({ text }, { _id: 1 }).lean<{ _id: string }[]>().exec(), versions.find({ text }, { key: 1, version: 1 }).lean<{ key: string; version: number }[]>().exec()]);
    const inForce = await Promise.all(published.map(async ({ key, version }) =>
      await versions.exists({ key, version: { $gt: version } }) === null || await runs.exists({ status: 'running', 'definition.id': key, 'definition.version': version } as never) !== null ? [key] : []));
    return [...new Set([...drafted.map(({ _id }) => _id), ...inForce.flat()])];
  }
  return {
    async ofPerson(person) {
      return joined<HoldingKind>(await Promise.all([
        look(tickets, 'ticket', { assignee: person, category: { $nin: over } }, { key: 1, title: 1 }, ticketOf),
        look(tasks, 'task', { 'task.kind': 'task', $or: [{ 'task.assignee': person }, onlyAsked(person)] }, taskFields, taskOf),
        look(tasks, 'approval', { 'task.kind': 'approval', people: person }, taskFields, taskOf),
        look(tokens, 'apiToken', { person, expiresAt: { $gt: new Date() } }, { name: 1 }, named),
        look(teams, 'teamLead', { lead: person }, { name: 1 }, named), look(teams, 'teamManager', { manager: person }, { name: 1 }, named),
        look(people, 'report', { manager: person, isActive: true }, { name: 1 }, named), look(objects, 'object', { owner: person }, { name: 1 }, named),
      ]));
    },
    async tasksOf(person, limit) {
      const rows = await tasks.find({ 'task.kind': 'task', $or: [{ 'task.assignee': person }, onlyAsked(person)] } as never).sort({ openedAt: 1, _id: 1 }).limit(limit).lean<TaskRow[]>().exec();
      return rows.map(({ _id, task, ticket }) => ({ id: _id, ticket: ticket.key, title: ticket.title, revision: task.revision }));
    },
    async usesOfTeam(team) {
      const text = teamInFile(team);
      return joined<TeamUseKind>(await Promise.all([
        look(tickets, 'ticket', { team, category: { $nin: over } }, { key: 1, title: 1 }, ticketOf), look(tasks, 'task', { teams: team }, taskFields, taskOf),
        look(objects, 'object', { team }, { name: 1 }, named), look(sources, 'alarmSource', { team }, { name: 1 }, named),
        look(policies, 'slaPolicy', { 'policy.appliesTo.team': team }, { 'policy.name': 1 }, (row) => named({ ...row, name: (row['policy'] as { name?: unknown } | undefined)?.name })),
        look(drafts, 'flow', { _id: { $in: await flowsNaming(text) } }, { _id: 1 }, named), look(items, 'catalogItem', { $or: [{ draft: text }, { 'published.content': text }] }, { _id: 1 }, named),
        look(types, 'ticketType', { 'ticketType.firstHandler.team': team }, { 'ticketType.name': 1 }, (row) => named({ ...row, name: (row['ticketType'] as { name?: unknown } | undefined)?.name })),
        look(people, 'role', { isActive: true, 'assignments.scope.teams': team }, { name: 1 }, named),
      ]));
    },
    async usesOfRole(role, byProvider) {
      const text = roleInFile(role);
      return joined<RoleUseKind>(await Promise.all([
        look(people, 'person', { $or: [{ 'assignments.role': role }, { _id: { $in: [...byProvider] } }] }, { name: 1 }, named), look(tasks, 'task', { roles: role }, taskFields, taskOf),
        look(drafts, 'flow', { _id: { $in: await flowsNaming(text) } }, { _id: 1 }, named), look(items, 'catalogItem', { $or: [{ draft: text }, { 'published.content': text }] }, { _id: 1 }, named),
      ]));
    },
    moveObjects: async (from, to, session) => (await objects.updateMany({ owner: from }, { $set: { owner: to } }).session(session)).modifiedCount,
    dropTokens: async (person, session) => (await tokens.deleteMany({ person }).session(session)).deletedCount,
  };
}
