/** The texts of flows that count now: drafts, versions that new tickets follow, and versions that still run. What they name must stay there. */
import type { Connection } from 'mongoose';
import { flowModels } from './flow-version.model.ts';
import { runModels } from './run.model.ts';
import { escaped } from '#domain/pattern';

/** `key`: of its flow; several texts may have the same. */
export interface FlowText { key: string; text: string }

/** Those that hold `part` somewhere. */
export async function flowTextsInForce(connection: Connection, part: string): Promise<FlowText[]> {
  const { drafts, versions, privates } = flowModels(connection);
  const { runs } = runModels(connection);
  const holds = { text: new RegExp(escaped(part)) };
  const [drafted, published, changed] = await Promise.all([
    drafts.find(holds, { text: 1 }).lean<{ _id: string; text: string }[]>().exec(), versions.find(holds, { key: 1, version: 1, text: 1 }).lean<{ key: string; version: number; text: string }[]>().exec(),
    privates.find(holds, { key: 1, run: 1, sha256: 1, text: 1 }).lean<{ key: string; run: string; sha256: string; text: string }[]>().exec(),
  ]);
  const counting = await Promise.all(published.map(async ({ key, version, text }) =>
    (await versions.exists({ key, version: { $gt: version } }) === null || await runs.exists({ status: 'running', 'definition.id': key, 'definition.version': version } as never) !== null ? [{ key, text }] : [])));
  const running = await Promise.all(changed.map(async ({ key, run, sha256, text }) => (await runs.exists({ status: 'running', 'definition.privateTo': run, 'definition.sha256': sha256, 'definition.id': key } as never) !== null ? [{ key, text }] : [])));
  return [...drafted.map(({ _id, text }) => ({ key: _id, text })), ...counting.flat(), ...running.flat()];
}
