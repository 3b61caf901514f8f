/** SLA policies by id. */
import type { ClientSession, Connection } from 'mongoose';
import { CatalogueError, type ErrorDetail } from '#domain/errors';
import type { ActorRef } from '#domain/identity/identity.schema';
import { readStoredPolicy, type SlaPolicy } from '#domain/sla/sla.policy';
import type { Instant } from '#domain/values';
import { slaModels, type SlaPolicyRow } from './sla.model.ts';

export interface StoredPolicy { policy: SlaPolicy; findings: ErrorDetail[]; revision: number; changedAt: Instant | null; changedBy: ActorRef | null }
export interface PolicySave { policy: SlaPolicy; revision: number; at: Instant; by: ActorRef }

export interface SlaPolicyRepo {
  /** Throws SLA_POLICY_* when what is stored is no policy. */
  list(): Promise<SlaPolicy[]>;
  /** The same, each with what is wrong in its stored form and was left out. */
  checked(): Promise<StoredPolicy[]>;
  save(policy: SlaPolicy): Promise<void>;
  addMissing(policy: SlaPolicy): Promise<void>;
  /** `revision` is the one the edit began with, 0 for a new one. Answers the new one. Throws SLA_POLICY_STALE, SLA_POLICY_ID_TAKEN. `alongside` runs in the transaction. */
  edit(save: PolicySave, alongside: (session: ClientSession) => Promise<void>): Promise<number>;
  /** Throws SLA_POLICY_STALE. */
  remove(id: string, revision: number, alongside: (session: ClientSession) => Promise<void>): Promise<void>;
}

export function createSlaPolicyRepo(connection: Connection): SlaPolicyRepo {
  const { policies } = slaModels(connection);
  const checked = async () => (await policies.find().sort({ _id: 1 }).lean<SlaPolicyRow[]>().exec()).map(storedOf);
  async function stale(id: string, session: ClientSession): Promise<CatalogueError> {
    const standing = await policies.findById(id).session(session).lean<SlaPolicyRow>().exec();
    return standing === null ? new CatalogueError('NOT_FOUND', { what: 'sla' }) : new CatalogueError('SLA_POLICY_STALE', { by: standing.changedBy?.name ?? standing.changedBy?.id ?? 'somebody' });
  }
  return {
    checked,
    list: async () => (await checked()).map(({ policy }) => policy),
    save: async (policy) => { await policies.updateOne({ _id: policy.id }, { $set: { policy }, $inc: { revision: 1 } }, { upsert: true }); },
    addMissing: async (policy) => { await policies.updateOne({ _id: policy.id }, { $setOnInsert: { policy, revision: 1 } }, { upsert: true }); },
    edit: ({ policy, revision, at, by }, alongside) => connection.transaction(async (session) => {
      const change = { policy, revision: revision + 1, changedAt: at, changedBy: by };
      if (revision === 0) {
        if (await policies.findById(policy.id).session(session).lean().exec() !== null) throw new CatalogueError('SLA_POLICY_ID_TAKEN', { policy: policy.id });
        await policies.create([{ _id: policy.id, ...change }], { session });
      } else if ((await policies.updateOne(standing(policy.id, revision), { $set: change }, { session })).matchedCount === 0) throw await stale(policy.id, session);
      await alongside(session);
      return revision + 1;
    }, { writeConcern: { w: 'majority' } }),
    remove: (id, revision, alongside) => connection.transaction(async (session) => {
      if ((await policies.deleteOne(standing(id, revision), { session })).deletedCount === 0) throw await stale(id, session);
      await alongside(session);
    }, { writeConcern: { w: 'majority' } }),
  };
}

/** A row from before revisions is of the first. */
const standing = (id: string, revision: number): Record<string, unknown> => ({ _id: id, revision: revision === 1 ? { $in: [1, null] } : revision });

const storedOf = ({ policy, revision = 1, changedAt, changedBy }: SlaPolicyRow): StoredPolicy => ({ ...readStoredPolicy(policy), revision, changedAt: changedAt ?? null, changedBy: changedBy ?? null });
