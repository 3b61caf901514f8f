/** Mongo shapes of tickets and of the tasks their runs have open. Written by the run's writer only. */
import { Schema, type Connection } from 'mongoose';
import type { ClockFacts } from '#domain/sla/clock';
import type { ReturnsNow } from '#domain/flow/kernel/kernel.returns';
import type { TaskState } from '#domain/flow/kernel/kernel.types';
import type { CatalogRef } from '#domain/catalog/catalog.schema';
import type { FilterFields } from '#domain/identity/rights';
import type { Priority, Ticket } from '#domain/ticket/ticket.schema';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { ObjectRef } from '#domain/object/object.schema';
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
  /** A changed calendar brought a deadline forward, and the run has not been told. */
  isRunUntold?: boolean;
  /** The recount of a calendar that moved its deadlines last. */
  recount?: { calendar: string; generation: number; isUrgent: boolean };
  /** Of a ticket that is over: working time by `<flow>/<node>`; rolled up from the token log (store/report). */
  stepTimes?: { step: string; workingMs: number; visits: number }[];
  /** Runs it has called, at any depth, that stand with an incident. */
  stoppedCalls?: string[];
  /** Its run is over and not rolled up yet; absent otherwise. */
  hasUncountedSteps?: boolean;
}

/** Sorts after every instant. */
export const noDue = '9999';

/** What lists show of the ticket behind a task, kept with the task. */
export interface TaskTicket {
  id: string; key: string; title: string; priority: Priority; type: string; state: string; isFiring: boolean; team: string | null; requester: string | null;
  /** Whose ticket it is, as rights ask. */
  assignee: string | null; openedBy: ActorRef;
  /** Absent in rows from before rights asked for it; given to them at the next start of a portal. */
  object?: ObjectRef | null;
  /** Absent in rows from before there was a catalogue. */
  catalog?: CatalogRef | null;
}
export interface TaskRow {
  /** `<runId>#<taskId>` */
  _id: string;
  run: string; n: number; ticket: TaskTicket; flow: string; version: number;
  task: TaskState;
  /** Who is still asked: slots without a decision. */
  people: string[]; teams: string[]; roles: string[];
  /** Where it may be returned to now, and what is under way beside it; null: nowhere ever. Absent in rows from before that could be. */
  returns?: ReturnsNow | null;
  openedAt: string; dueAt: string | null; isDemo: boolean;
}

/** Where rights look on task rows. */
export const taskFields: FilterFields = {
  team: 'ticket.team', type: 'ticket.type', object: 'ticket.object.id', people: ['people', 'task.assignee', 'ticket.requester', 'ticket.assignee', 'ticket.openedBy.id'], teams: ['teams'], roles: ['roles'], asked: ['people'],
};

const mixed = Schema.Types.Mixed;
const text = { type: String, required: true };
const maybe = { type: String, default: null };
/** Loose on purpose: mongoose's types cannot follow JSON inside JSON; readers say lean<TicketRow>(). */
interface LooseRow { _id: string; [field: string]: unknown }
const ticketSchema = new Schema<LooseRow>({
  _id: String, key: text, type: text, title: text, description: { type: String, default: '' }, state: text, category: text, priority: text,
  team: maybe, assignee: maybe, requester: maybe, openedBy: mixed, object: { type: mixed, default: null }, refs: { type: [mixed], default: [] }, watchers: { type: [String], default: [] },
  fields: { type: mixed, default: {} }, catalog: { type: mixed, default: null }, alarm: { type: mixed, default: null }, clocks: { type: [mixed], default: [] }, clockFacts: { type: [mixed], default: [] }, nextDueAt: text,
  run: { type: mixed, default: null }, openedAt: text, updatedAt: text, resolvedAt: maybe, closedAt: maybe, isImported: { type: Boolean, default: false }, isDemo: { type: Boolean, default: false },
  revision: { type: Number, required: true }, askedPeople: { type: [String], default: [] }, askedTeams: { type: [String], default: [] }, askedRoles: { type: [String], default: [] }, terms: { type: [String], default: [] }, isRunUntold: Boolean, recount: mixed,
  stoppedCalls: { type: [String], default: undefined }, stepTimes: { type: [mixed], default: undefined }, hasUncountedSteps: { type: Boolean, default: undefined },
}, { collection: 'tickets', versionKey: false, minimize: false });
ticketSchema.index({ key: 1 }, { unique: true });
ticketSchema.index({ category: 1, updatedAt: -1, _id: -1 });
ticketSchema.index({ updatedAt: -1, _id: -1 });
ticketSchema.index({ openedAt: -1, _id: -1 });
/** Reports of who leads some teams. */
ticketSchema.index({ team: 1, openedAt: -1 });
ticketSchema.index({ priority: 1, updatedAt: -1, _id: -1 });
ticketSchema.index({ nextDueAt: 1, _id: 1 });
ticketSchema.index({ team: 1, category: 1, updatedAt: -1, _id: -1 });
// Of all somebody ever had, lists ask for what is open: a few of thousands.
ticketSchema.index({ assignee: 1, category: 1, updatedAt: -1, _id: -1 });
ticketSchema.index({ requester: 1, updatedAt: -1, _id: -1 });
/** Lists of who works for some services or device groups. */
ticketSchema.index({ 'object.id': 1, updatedAt: -1, _id: -1 });
ticketSchema.index({ 'alarm.group': 1, 'alarm.episode': 1 }, { sparse: true });
ticketSchema.index({ askedPeople: 1 });
ticketSchema.index({ askedTeams: 1 });
// Whoever is named on a ticket may read it: with an index for each way of being named, what a person may read is found and counted by keys alone.
ticketSchema.index({ askedRoles: 1 });
ticketSchema.index({ 'openedBy.id': 1 });
ticketSchema.index({ watchers: 1 });
ticketSchema.index({ terms: 1 });
ticketSchema.index({ 'clockFacts.calendarId': 1, _id: 1 }, { partialFilterExpression: { 'run.status': 'running' } });
ticketSchema.index({ 'recount.calendar': 1, 'recount.generation': 1 }, { sparse: true });
ticketSchema.index({ isRunUntold: 1 }, { partialFilterExpression: { isRunUntold: true } });
ticketSchema.index({ hasUncountedSteps: 1 }, { partialFilterExpression: { hasUncountedSteps: true } });
ticketSchema.index({ isDemo: 1 }, { partialFilterExpression: { isDemo: true } });

const taskSchema = new Schema<LooseRow>({
  _id: String, run: text, n: Number, ticket: mixed, flow: text, version: Number, task: mixed,
  people: { type: [String], default: [] }, teams: { type: [String], default: [] }, roles: { type: [String], default: [] }, returns: { type: mixed, default: null }, openedAt: text, dueAt: maybe, isDemo: { type: Boolean, default: false },
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
