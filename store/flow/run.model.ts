/** Mongo shapes of runs and of the token log. Written by the run's writer only. */
import { Schema, type Connection } from 'mongoose';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { DefinitionRef } from '#domain/flow/flow.schema';
import type { LogEntry, RunStatus } from '#domain/flow/kernel/kernel.types';
import type { AwaitedMessage } from '#domain/flow/message/message';
import type { IncidentMark, RunPhase } from '#domain/flow/run.phase';
import { modelOn } from '../core/model-on.ts';

export interface RunRow {
  /** `run/<ticketId>/<n>`; of a called run, its caller's with `/c/<effect>`. */
  _id: string;
  /** Of a called run: which run called it. */
  caller?: string;
  ticket: string; ticketKey: string; n: number; definition: DefinitionRef; status: RunStatus;
  seq: number; lastEvent: number; confirmedSeq: number; confirmedEvent: number;
  /** The write's fence as text that sorts like the fence. */
  fence: string;
  /** The kernel's whole state as JSON text: never looked into by the database. */
  state: string;
  hasIncident: boolean; isImported: boolean; isDemo: boolean;
  /** Written and not confirmed yet: more stands there than `confirmedSeq` and `confirmedEvent` say. */
  isTentative: boolean;
  startedAt: string; updatedAt: string; endedAt: string | null;
  /** Messages it waits for that others can send. Absent in rows from before there were any. */
  awaits?: AwaitedMessage[];
  /** Written since somebody looked for messages it waits for. */
  hasUnlookedWaits?: boolean;
  /** Written since somebody looked at the locks it holds and asks for; never of a run that has asked for none. */
  hasUnlookedLocks?: boolean;
  /** For lists (run.phase). Absent in rows from before there was a list of runs; given to them at the next start of a portal. */
  phase?: RunPhase; nodes?: string[]; incidents?: IncidentMark[];
  /** Set by the reconciler when the workflow behind a running run is gone. */
  lost: { code: string; ended: string | null; at: string } | null;
}

export interface TokenLogRow {
  /** `<runId>#<seq>` */
  _id: string;
  run: string; seq: number; at: string; type: LogEntry['type']; token: string | null; node: string | null; scope: string | null; edge: string | null;
  cause: string; by: ActorRef | null;
  /** JSON text: what people typed keeps its keys. */
  data: string | null;
}

const mixed = Schema.Types.Mixed;
const text = { type: String, required: true };
const maybe = { type: String, default: null };
const number = { type: Number, required: true };
const runSchema = new Schema<RunRow>({
  _id: String, caller: String, ticket: text, ticketKey: text, n: number, definition: mixed, status: text, seq: number, lastEvent: number, confirmedSeq: number, confirmedEvent: number,
  fence: text, state: text, hasIncident: Boolean, isImported: { type: Boolean, default: false }, isDemo: { type: Boolean, default: false }, isTentative: { type: Boolean, default: false }, startedAt: text, updatedAt: text, endedAt: maybe,
  lost: { type: mixed, default: null }, awaits: { type: [mixed], default: undefined }, hasUnlookedWaits: Boolean, hasUnlookedLocks: Boolean,
  phase: String, nodes: { type: [String], default: undefined }, incidents: { type: [mixed], default: undefined },
} as never, { collection: 'runs', versionKey: false, minimize: false });
/** A run and those it has called have the same number; that a ticket has one run of a number is said by its id. */
runSchema.index({ ticket: 1, n: -1 }, { name: 'runsOfTicket' });
runSchema.index({ status: 1, isImported: 1, updatedAt: 1 });
runSchema.index({ updatedAt: 1 }, { name: 'tentative', partialFilterExpression: { isTentative: true } });
runSchema.index({ 'awaits.name': 1, 'awaits.key': 1 }, { name: 'awaiting', partialFilterExpression: { status: 'running' } });
runSchema.index({ updatedAt: 1 }, { name: 'unlooked-waits', partialFilterExpression: { hasUnlookedWaits: true } });
runSchema.index({ updatedAt: 1 }, { name: 'unlooked-locks', partialFilterExpression: { hasUnlookedLocks: true } });
runSchema.index({ 'definition.id': 1, 'definition.version': 1 });
// The list of runs: by its orders, and by what narrows it most.
runSchema.index({ updatedAt: -1, _id: -1 });
runSchema.index({ startedAt: -1, _id: -1 });
runSchema.index({ phase: 1, updatedAt: -1, _id: -1 });
runSchema.index({ 'definition.id': 1, phase: 1, updatedAt: -1, _id: -1 });
runSchema.index({ nodes: 1, updatedAt: -1, _id: -1 });
runSchema.index({ hasIncident: 1, status: 1 }, { name: 'incidents', partialFilterExpression: { hasIncident: true } });

const logSchema = new Schema<TokenLogRow>({
  _id: String, run: text, seq: number, at: text, type: text, token: maybe, node: maybe, scope: maybe, edge: maybe, cause: text, by: { type: mixed, default: null }, data: maybe,
} as never, { collection: 'tokenLog', versionKey: false, minimize: false });
logSchema.index({ run: 1, seq: 1 }, { unique: true });
logSchema.index({ run: 1, type: 1, node: 1, edge: 1 });

export const runModels = (connection: Connection) => ({
  runs: modelOn(connection, 'Run', runSchema),
  tokenLog: modelOn(connection, 'TokenLogEntry', logSchema),
});
