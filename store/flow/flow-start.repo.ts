/** Starts of the versions in force that a message or a schedule begins. They change with the version, in its transaction, so there is never one of an older version beside it. */
import type { ClientSession, Connection, mongo } from 'mongoose';
import { canonicalJson } from '#domain/flow/file/flow.canonical';
import { parseStoredFlow } from '#domain/flow/file/flow.file';
import { startsFromOutside } from '#domain/flow/start/start.opening';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { Instant } from '#domain/values';
import { flowStartModels, type FlowStartRow } from './flow-start.model.ts';

export type FlowStart = Omit<FlowStartRow, '_id'> & { id: string };
/** A version as it is published. */
export interface NewVersion { key: string; version: number; text: string; publishedAt: Date }

export interface FlowStartRepo {
  /** Those that take messages of this name sent at this instant, by flow and step. */
  byMessage(name: string, at: Instant): Promise<FlowStart[]>;
  ofFlow(flow: string): Promise<FlowStart[]>;
  read(flow: string, node: string): Promise<FlowStart | null>;
  /** Schedules that have to be looked at, those first that have waited longest. */
  due(now: Instant, limit: number): Promise<FlowStart[]>;
  /** Everything up to `doneUntil` is settled. False: somebody else was faster, or another version is in force. */
  settle(start: Pick<FlowStart, 'id' | 'version' | 'doneUntil'>, doneUntil: Instant, lookAt: Instant | null): Promise<boolean>;
  /** False: it is so already. `alongside` runs in the transaction. What passes while it is paused does not count. */
  pause(start: Pick<FlowStart, 'id'>, by: ActorRef, at: Instant, alongside: (session: ClientSession) => Promise<void>): Promise<boolean>;
  resume(start: Pick<FlowStart, 'id'>, at: Instant, alongside: (session: ClientSession) => Promise<void>): Promise<boolean>;
}

/** Flows one message begins, at most. */
const mostBegun = 200;
const majority = { writeConcern: { w: 'majority' } } as const;
const startOf = ({ _id, ...row }: FlowStartRow): FlowStart => ({ id: _id, ...row });
/** The driver's collection: every row is made here and needs no casting. */
const collectionOf = (connection: Connection) => flowStartModels(connection).starts.collection as unknown as mongo.Collection<FlowStartRow>;

export function createFlowStartRepo(connection: Connection): FlowStartRepo {
  const starts = collectionOf(connection);
  /** One conditional change of a row, with what is written beside it. */
  async function change(filter: object, set: Partial<FlowStartRow>, alongside: (session: ClientSession) => Promise<void>): Promise<boolean> {
    return connection.transaction(async (session) => {
      const { modifiedCount } = await starts.updateOne(filter, { $set: set }, { session });
      if (modifiedCount > 0) await alongside(session);
      return modifiedCount > 0;
    }, majority);
  }
  return {
    byMessage: async (name, at) => (await starts.find({ trigger: 'message', message: name, since: { $lte: at } }, { sort: { flow: 1, _id: 1 }, limit: mostBegun }).toArray()).map(startOf),
    ofFlow: async (flow) => (await starts.find({ flow }, { sort: { _id: 1 } }).toArray()).map(startOf),
    async read(flow, node) {
      const row = await starts.findOne({ _id: `${flow}#${node}` });
      return row && startOf(row);
    },
    due: async (now, limit) => (await starts.find({ trigger: 'schedule', paused: null, lookAt: { $lte: now, $gt: '' } }, { sort: { lookAt: 1 }, limit }).toArray()).map(startOf),
    async settle({ id, version, doneUntil: before }, doneUntil, lookAt) {
      const { matchedCount } = await starts.updateOne({ _id: id, version, doneUntil: before }, { $set: { doneUntil, lookAt } }, majority);
      return matchedCount > 0;
    },
    pause: ({ id }, by, at, alongside) => change({ _id: id, trigger: 'schedule', paused: null }, { paused: { by, at } }, alongside),
    resume: ({ id }, at, alongside) => change({ _id: id, trigger: 'schedule', paused: { $ne: null } }, { paused: null, doneUntil: at, lookAt: at }, alongside),
  };
}

/** Puts the starts of a new version in the place of those of the one before. A start that stays as it was goes on: its since, what is settled of it, and its pause. */
export async function followVersion(connection: Connection, session: ClientSession, { key, version, text, publishedAt }: NewVersion): Promise<void> {
  const starts = collectionOf(connection);
  const parsed = parseStoredFlow(text);
  const at = publishedAt.toISOString();
  const before = new Map((await starts.find({ flow: key }, { session }).toArray()).map((row) => [row._id, row]));
  const rows = (parsed.ok ? startsFromOutside(parsed.file) : []).map(({ node, config: { trigger, message = '', schedule } }): FlowStartRow => {
    const [_id, written] = [`${key}#${node}`, schedule === undefined ? null : canonicalJson(schedule)];
    const old = before.get(_id);
    if (trigger === 'message') return { _id, flow: key, version, node, trigger, since: old?.message === message ? old.since : at, message, schedule: null, doneUntil: null, lookAt: null, paused: null };
    const isSame = old?.trigger === 'schedule' && old.schedule === written;
    return { _id, flow: key, version, node, trigger: 'schedule', message: null, schedule: written, since: isSame ? old.since : at, doneUntil: isSame ? old.doneUntil : at, lookAt: isSame ? old.lookAt : at, paused: old?.paused ?? null };
  });
  await starts.deleteMany({ flow: key, _id: { $nin: rows.map(({ _id }) => _id) } }, { session });
  for (const row of rows) await starts.replaceOne({ _id: row._id }, row, { session, upsert: true });
}
