/** SLA policies by id. */
import type { Connection } from 'mongoose';
import { parsePolicy, type SlaPolicy } from '#domain/sla/sla.policy';
import { slaModels, type SlaPolicyRow } from './sla.model.ts';

export interface SlaPolicyRepo {
  /** Throws SLA_POLICY_* when what is stored is no policy. */
  list(): Promise<SlaPolicy[]>;
  save(policy: SlaPolicy): Promise<void>;
  addMissing(policy: SlaPolicy): Promise<void>;
}

export function createSlaPolicyRepo(connection: Connection): SlaPolicyRepo {
  const { policies } = slaModels(connection);
  return {
    list: async () => (await policies.find().sort({ _id: 1 }).lean<SlaPolicyRow[]>().exec()).map((row) => parsePolicy(row.policy)),
    save: async (policy) => { await policies.replaceOne({ _id: policy.id }, { _id: policy.id, policy }, { upsert: true }); },
    addMissing: async (policy) => { await policies.updateOne({ _id: policy.id }, { $setOnInsert: { policy } }, { upsert: true }); },
  };
}
