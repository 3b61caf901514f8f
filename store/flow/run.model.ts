/** Mongo shapes of runs and of the token log. Written by the run's writer only. */
import { Schema, type Connection } from 'mongoose';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { DefinitionRef } from '#domain/flow/flow.schema';
import type { LogEntry, RunStatus } from '#domain/flow/kernel/kernel.types';
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
  lost: { type: mixed, default: null },
} as never, { collection: 'runs', versionKey: false, minimize: false });
/** A run and those it has called have the same number; that a ticket has one run of a number is said by its id. */
runSchema.index({ ticket: 1, n: -1 }, { name: 'runsOfTicket' });
runSchema.index({ status: 1, isImported: 1, updatedAt: 1 });
runSchema.index({ updatedAt: 1 }, { name: 'tentative', partialFilterExpression: { isTentative: true } });
runSchema.index({ 'definition.id': 1, 'definition.version': 1 });

const logSchema = new Schema<TokenLogRow>({
  _id: String, run: text, seq: number, at: text, type: text, token: maybe, node: maybe, scope: maybe, edge: maybe, cause: text, by: { type: mixed, default: null }, data: maybe,
} as never, { collection: 'tokenLog', versionKey: false, minimize: false });
logSchema.index({ run: 1, seq: 1 }, { unique: true });
logSchema.index({ run: 1, type: 1, node: 1, edge: 1 });

export const runModels = (connection: Connection) => ({
  runs: modelOn(connection, 'Run', runSchema),
  tokenLog: modelOn(connection, 'TokenLogEntry', logSchema),
});
