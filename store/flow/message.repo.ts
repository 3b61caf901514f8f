/**
 * The correlation table: a message is written before anybody is looked for, and every later step is one conditional change of its row, so that two who
 * carry the same message do nothing twice. Which step comes when is the post's (activities/flow).
 */
import type { Connection, mongo } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import { messageLimits } from '#domain/flow/message/message';
import type { MessageToSend, SignalToSend } from '#domain/flow/message/message.ports';
import type { Vars } from '#domain/flow/kernel/kernel.types';
import { plusMs, type Instant } from '#domain/values';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { messageModel, type MessageRow, type MessageStart, type MessageTarget } from './message.model.ts';

export type { MessageStart, MessageTarget };
/** A message as it stands. */
export type StoredMessage = Omit<MessageRow, '_id' | 'data' | 'forgetAt' | 'starts'> & { id: string; data: Vars; starts: MessageStart[] | null };

export interface MessageRepo {
  /** False: the id is known, and nothing was written. `lookAt`: when somebody else looks, in case the sender is gone by then. Throws MESSAGES_TOO_MANY. */
  addMessage(message: MessageToSend, now: Instant, lookAt: Instant): Promise<boolean>;
  addSignal(signal: SignalToSend, targets: readonly string[], now: Instant, lookAt: Instant, starts?: readonly MessageStart[]): Promise<boolean>;
  read(id: string): Promise<StoredMessage | null>;
  /** Names the run it goes to, before it goes: whoever takes this message up later asks the same run by the same id. Null: it is not free. */
  aim(message: Pick<StoredMessage, 'id' | 'attempt'>, target: MessageTarget, lookAt: Instant): Promise<StoredMessage | null>;
  /** Runs that are being asked for messages of this name, some of them. */
  asked(name: string): Promise<string[]>;
  /** The run took it. `setAside`: by this code, into an incident. */
  delivered(message: Pick<StoredMessage, 'id' | 'attempt'>, run: string, setAside: string | null, now: Instant): Promise<void>;
  /** The run has definitely not taken it: it is free for the next. */
  refused(message: Pick<StoredMessage, 'id' | 'attempt'>, target: MessageTarget): Promise<void>;
  /** Nobody waits: whoever begins to will look. With an instant: it is looked at again then. */
  rest(id: string, lookAt: Instant | null): Promise<void>;
  /** A run of a signal has answered, and whether it took it. The last of them ends it. */
  told(id: string, run: string, isTaken: boolean, now: Instant): Promise<void>;
  /** Names the flows it begins before any is begun: from then on no run takes it. False: it is not free, or they are named already. */
  claim(message: Pick<StoredMessage, 'id' | 'attempt'>, starts: readonly MessageStart[], lookAt: Instant): Promise<boolean>;
  /** A flow was begun, or could not be. The last of them ends the message. */
  startSettled(id: string, start: Pick<MessageStart, 'flow' | 'node'>, outcome: Pick<MessageStart, 'ticket' | 'code'>, now: Instant): Promise<void>;
  /** The oldest free message that one of these waits for, but for those named. */
  awaited(waits: readonly { name: string; key: string | null }[], except: readonly string[], now: Instant): Promise<string | null>;
  /** Ids of those that somebody has to look at again, and of messages nobody took in time. */
  due(now: Instant, limit: number): Promise<string[]>;
  /** Ends those that nobody took in time and nobody carries now; answers how many. */
  expire(now: Instant): Promise<number>;
}

/** So long an id is known after what it names is over. */
export const rememberedMs = 7 * 86_400_000;
const forgetAfter = (at: Instant): Date => new Date(Date.parse(at) + rememberedMs);
const majority = { writeConcern: { w: 'majority' } } as const;
const refusalsKept = 200;
const askedAtOnce = 200;

const messageOf = ({ _id, data, forgetAt: _forget, starts = null, ...row }: MessageRow): StoredMessage => ({ id: _id, ...row, data: JSON.parse(data) as Vars, starts });
/** No flow is being begun by it. */
const unclaimed = { 'starts.0': { $exists: false } };
const underWay = { starts: { $elemMatch: { ticket: null, code: null } } };

/** One question for each name: a run may wait for hundreds of keys. */
function wantedBy(waits: readonly { name: string; key: string | null }[]): { name: string; key?: { $in: string[] } }[] {
  const keys = new Map<string, string[] | null>();
  for (const { name, key } of waits) {
    const known = keys.get(name);
    keys.set(name, key === null || known === null ? null : [...(known ?? []), key]);
  }
  return [...keys].map(([name, some]) => (some === null ? { name } : { name, key: { $in: some } }));
}

export function createMessageRepo(connection: Connection): MessageRepo {
  // The driver's collection: every row is made here and needs no casting.
  const messages = messageModel(connection).collection as unknown as mongo.Collection<MessageRow>;
  const free = ({ id, attempt }: Pick<StoredMessage, 'id' | 'attempt'>) => ({ _id: id, state: 'pending' as const, attempt });

  async function add(row: MessageRow): Promise<boolean> {
    try {
      await messages.insertOne(row, majority);
      return true;
    } catch (fault) {
      if (isDuplicateKey(fault)) return false;
      throw fault;
    }
  }
  const rowOf = ({ id, name, data, by }: SignalToSend, now: Instant, lookAt: Instant) => ({
    _id: id, name, data: JSON.stringify(data), by, at: now, state: 'pending' as const, attempt: 0, target: null, refused: [], run: null, setAside: null, told: 0, starts: null, lookAt,
  });

  return {
    async addMessage(message, now, lookAt) {
      if (await messages.countDocuments({ state: 'pending' }, { limit: messageLimits.kept }) >= messageLimits.kept && await messages.countDocuments({ _id: message.id }, { limit: 1 }) === 0) {
        throw new CatalogueError('MESSAGES_TOO_MANY', { limit: messageLimits.kept });
      }
      const expiresAt = plusMs(now, message.ttlMs);
      return add({ ...rowOf(message, now, lookAt), kind: 'message', key: message.key, expiresAt, targets: [], forgetAt: forgetAfter(expiresAt) });
    },
    addSignal: (signal, targets, now, lookAt, starts = []) => add({ ...rowOf(signal, now, lookAt), kind: 'signal', key: null, starts: [...starts], expiresAt: plusMs(now, messageLimits.longestTtlMs), targets: [...targets], forgetAt: new Date(Date.parse(now) + messageLimits.longestTtlMs), ...(targets.length + starts.length === 0 ? { state: 'delivered', lookAt: null, forgetAt: forgetAfter(now) } : {}) }),
    async read(id) {
      const row = await messages.findOne({ _id: id });
      return row && messageOf(row);
    },
    async aim(message, target, lookAt) {
      const row = await messages.findOneAndUpdate({ ...free(message), ...unclaimed, target: null }, { $set: { target, lookAt }, $inc: { attempt: 1 } }, { returnDocument: 'after', ...majority });
      return row && messageOf(row);
    },
    asked: async (name) => (await messages.find({ state: 'pending', name, target: { $ne: null } }, { projection: { 'target.run': 1 }, limit: askedAtOnce }).toArray()).flatMap(({ target }) => (target === null ? [] : [target.run])),
    async delivered(message, run, setAside, now) {
      await messages.updateOne(free(message), { $set: { state: 'delivered', run, setAside, target: null, refused: [], lookAt: null, forgetAt: forgetAfter(now) } }, majority);
    },
    async refused(message, target) {
      await messages.updateOne({ ...free(message), 'target.run': target.run }, { $set: { target: null }, $push: { refused: { $each: [target], $slice: -refusalsKept } } }, majority);
    },
    async rest(id, lookAt) { await messages.updateOne({ _id: id, state: 'pending' }, { $set: { lookAt } }); },
    async told(id, run, isTaken, now) {
      await messages.updateOne({ _id: id, state: 'pending', targets: run }, { $pull: { targets: run }, $inc: { told: isTaken ? 1 : 0 } }, majority);
      await messages.updateOne({ _id: id, state: 'pending', targets: { $size: 0 }, $nor: [underWay] }, { $set: { state: 'delivered', lookAt: null, forgetAt: forgetAfter(now) } }, majority);
    },
    async claim(message, starts, lookAt) {
      const { modifiedCount } = await messages.updateOne({ ...free(message), target: null, starts: null } as never, { $set: { starts: [...starts], lookAt } }, majority);
      return modifiedCount > 0;
    },
    async startSettled(id, { flow, node }, { ticket, code }, now) {
      await messages.updateOne({ _id: id, state: 'pending', starts: { $elemMatch: { flow, node, ticket: null, code: null } } } as never, { $set: { 'starts.$.ticket': ticket, 'starts.$.code': code } } as never, majority);
      await messages.updateOne({ _id: id, state: 'pending', targets: { $size: 0 }, 'starts.0': { $exists: true }, $nor: [underWay] } as never, { $set: { state: 'delivered', lookAt: null, forgetAt: forgetAfter(now) } }, majority);
    },
    async awaited(waits, except, now) {
      if (waits.length === 0) return null;
      const row = await messages.findOne({ state: 'pending', kind: 'message', target: null, ...unclaimed, expiresAt: { $gt: now }, _id: { $nin: [...except] }, $or: wantedBy(waits) }, { sort: { at: 1 }, projection: { _id: 1 } });
      return row?._id ?? null;
    },
    due: async (now, limit) => (await messages.find({ state: 'pending', lookAt: { $lte: now, $gt: '' } }, { sort: { lookAt: 1 }, limit, projection: { _id: 1 } }).toArray()).map(({ _id }) => _id),
    async expire(now) {
      const { modifiedCount } = await messages.updateMany(
        { state: 'pending', target: null, ...unclaimed, expiresAt: { $lte: now }, $or: [{ lookAt: null }, { lookAt: { $lte: now } }] }, { $set: { state: 'expired', lookAt: null, targets: [], forgetAt: forgetAfter(now) } },
      );
      return modifiedCount;
    },
  };
}
