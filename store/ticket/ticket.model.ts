/** Mongo shapes of tickets and of the tasks their runs have open. Written by the run's writer only. */
import { Schema, type Connection } from 'mongoose';
import type { ClockFacts } from '#domain/sla/clock';
import type { TaskState } from '#domain/flow/kernel/kernel.types';
import type { FilterFields } from '#domain/identity/rights';
import type { Priority, Ticket } from '#domain/ticket/ticket.schema';
import type { ActorRef } from '#domain/identity/identity.schema';
import { modelOn } from '../core/model-on.ts';
import type { Row } from '../core/rows.ts';

export interface TicketRow extends Row<Ticket> {
  /** What `clocks` is derived from; the newest run owns them. */
  clockFacts: ClockFacts[];
  /** Nearest open due instant for sorting; `noDue` where nothing is due, so that those come last. */
  nextDueAt: string;
  /** People, teams and roles ever asked something on it: they may read it. */
  askedPeople: string[]; askedTeams: string[]; askedRoles: string[];
  /** Words of key and title, folded for prefix search. */
  terms: string[];
}

/** Sorts after every instant. */
export const noDue = '9999';

/** What lists show of the ticket behind a task, kept with the task. */
export interface TaskTicket {
  id: string; key: string; title: string; priority: Priority; type: string; state: string; isFiring: boolean; team: string | null; requester: string | null;
  /** Whose ticket it is, as rights ask. */
  assignee: string | null; openedBy: ActorRef;
}
export interface TaskRow {
  /** `<runId>#<taskId>` */
  _id: string;
  run: string; n: number; ticket: TaskTicket; flow: string; version: number;
  task: TaskState;
  /** Who is still asked: slots without a decision. */
  people: string[]; teams: string[]; roles: string[];
  openedAt: string; dueAt: string | null; isDemo: boolean;
}

/** Where rights look on task rows. */
export const taskFields: FilterFields = {
  team: 'ticket.team', type: 'ticket.type', people: ['people', 'task.assignee', 'ticket.requester', 'ticket.assignee', 'ticket.openedBy.id'], teams: ['teams'], roles: ['roles'],
};

const mixed = Schema.Types.Mixed;
const text = { type: String, required: true };
const maybe = { type: String, default: null };
/** Loose on purpose: mongoose's types cannot follow JSON inside JSON; readers say lean<TicketRow>(). */
interface LooseRow { _id: string; [field: string]: unknown }
const ticketSchema = new Schema<LooseRow>({
  _id: String, key: text, type: text, title: text, description: { type: String, default: '' }, state: text, category: text, priority: text,
  team: maybe, assignee: maybe, requester: maybe, openedBy: mixed, object: { type: mixed, default: null }, refs: { type: [mixed], default: [] }, watchers: { type: [String], default: [] },
  fields: { type: mixed, default: {} }, alarm: { type: mixed, default: null }, clocks: { type: [mixed], default: [] }, clockFacts: { type: [mixed], default: [] }, nextDueAt: text,
  run: { type: mixed, default: null }, openedAt: text, updatedAt: text, resolvedAt: maybe, closedAt: maybe, isImported: { type: Boolean, default: false }, isDemo: { type: Boolean, default: false },
  revision: { type: Number, required: true }, askedPeople: { type: [String], default: [] }, askedTeams: { type: [String], default: [] }, askedRoles: { type: [String], default: [] }, terms: { type: [String], default: [] },
}, { collection: 'tickets', versionKey: false, minimize: false });
ticketSchema.index({ key: 1 }, { unique: true });
ticketSchema.index({ category: 1, updatedAt: -1, _id: -1 });
ticketSchema.index({ updatedAt: -1, _id: -1 });
ticketSchema.index({ openedAt: -1, _id: -1 });
ticketSchema.index({ priority: 1, updatedAt: -1, _id: -1 });
ticketSchema.index({ nextDueAt: 1, _id: 1 });
ticketSchema.index({ team: 1, category: 1, updatedAt: -1, _id: -1 });
ticketSchema.index({ assignee: 1, updatedAt: -1, _id: -1 });
ticketSchema.index({ requester: 1, updatedAt: -1, _id: -1 });
ticketSchema.index({ 'alarm.group': 1, 'alarm.episode': 1 }, { sparse: true });
ticketSchema.index({ askedPeople: 1 });
ticketSchema.index({ askedTeams: 1 });
ticketSchema.index({ terms: 1 });
ticketSchema.index({ isDemo: 1 }, { partialFilterExpression: { isDemo: true } });

const taskSchema = new Schema<LooseRow>({
  _id: String, run: text, n: Number, ticket: mixed, flow: text, version: Number, task: mixed,
  people: { type: [String], default: [] }, teams: { type: [String], default: [] }, roles: { type: [String], default: [] }, openedAt: text, dueAt: maybe, isDemo: { type: Boolean, default: false },
}, { collection: 'tasks', versionKey: false, minimize: false });
taskSchema.index({ run: 1 });
taskSchema.index({ 'ticket.id': 1 });
taskSchema.index({ people: 1, openedAt: 1, _id: 1 });
taskSchema.index({ teams: 1, openedAt: 1, _id: 1 });
taskSchema.index({ 'task.assignee': 1, openedAt: 1, _id: 1 });

export const ticketModels = (connection: Connection) => ({
  tickets: modelOn(connection, 'Ticket', ticketSchema),
  tasks: modelOn(connection, 'Task', taskSchema),
});
