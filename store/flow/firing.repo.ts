/** Firings of schedules: written before anything is opened, by an id made of flow, start and instant, so that each opens one ticket at most. */
import type { Connection, mongo } from 'mongoose';
import type { MessageParams } from '#domain/message';
import type { Instant } from '#domain/values';
import { flowStartModels, type FiringRow } from './flow-start.model.ts';

export type Firing = Omit<FiringRow, '_id' | 'forgetAt'> & { id: string };
export type NewFiring = Pick<Firing, 'flow' | 'node' | 'version' | 'dueAt' | 'missedSince'>;

export interface FiringRepo {
  /** Those that are known stay as they are. */
  plan(firings: readonly NewFiring[]): Promise<void>;
  /** In the order they were due. */
  pending(limit: number): Promise<Firing[]>;
  opened(id: string, ticket: { id: string; key: string }, at: Instant): Promise<void>;
  passed(id: string, ticket: { id: string; key: string }, at: Instant): Promise<void>;
  failed(id: string, code: string, params: MessageParams, at: Instant): Promise<void>;
  /** The last one before an instant that opened a ticket. */
  lastOpened(flow: string, node: string, before: Instant): Promise<Firing | null>;
  /** The latest first. */
  latest(flow: string, node: string, limit: number): Promise<Firing[]>;
}

/** So long a page tells of them. */
const keptMs = 90 * 86_400_000;
const majority = { writeConcern: { w: 'majority' } } as const;
const firingOf = ({ _id, forgetAt: _forget, ...row }: FiringRow): Firing => ({ id: _id, ...row });

export function createFiringRepo(connection: Connection): FiringRepo {
  const firings = flowStartModels(connection).firings.collection as unknown as mongo.Collection<FiringRow>;
  async function end(id: string, set: Partial<FiringRow>, at: Instant): Promise<void> {
    await firings.updateOne({ _id: id, state: 'pending' }, { $set: { ...set, at, forgetAt: new Date(Date.parse(at) + keptMs) } }, majority);
  }
  return {
    async plan(planned) {
      if (planned.length === 0) return;
      await firings.bulkWrite(planned.map(({ flow, node, version, dueAt, missedSince }) => ({
        updateOne: { filter: { _id: `${flow}#${node}@${dueAt}` }, update: { $setOnInsert: { flow, node, version, dueAt, missedSince, state: 'pending' as const, ticket: null, code: null, params: null, at: null } }, upsert: true },
      })), { ordered: false, ...majority });
    },
    pending: async (limit) => (await firings.find({ state: 'pending' }, { sort: { dueAt: 1 }, limit }).toArray()).map(firingOf),
    opened: (id, ticket, at) => end(id, { state: 'opened', ticket }, at),
    passed: (id, ticket, at) => end(id, { state: 'passed', ticket }, at),
    failed: (id, code, params, at) => end(id, { state: 'failed', code, params }, at),
    async lastOpened(flow, node, before) {
      const row = await firings.findOne({ flow, node, dueAt: { $lt: before }, state: 'opened' }, { sort: { dueAt: -1 } });
      return row && firingOf(row);
    },
    latest: async (flow, node, limit) => (await firings.find({ flow, node }, { sort: { dueAt: -1 }, limit }).toArray()).map(firingOf),
  };
}
