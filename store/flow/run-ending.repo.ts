/** Reads how people's words ended runs. Writing is the run writer's, forgetting MongoDB's. */
import type { Connection } from 'mongoose';
import { parseRunState } from '#domain/flow/kernel/kernel.state';
import type { RunEnding } from '#domain/flow/run.ports';
import { runEndingModel, type RunEndingRow } from './run-ending.model.ts';
import { runModels, type RunRow } from './run.model.ts';

export interface RunEndingRepo {
  /** Null: the run goes on, a machine ended it, or it is too long ago. Throws RUN_STATE_INVALID. */
  of(runId: string): Promise<RunEnding | null>;
}

export function createRunEndingRepo(connection: Connection): RunEndingRepo {
  const [endings, { runs }] = [runEndingModel(connection), runModels(connection)];
  return {
    async of(runId) {
      const [row, run] = await Promise.all([endings.findById(runId).lean<RunEndingRow>().exec(), runs.findById(runId, { seq: 1, status: 1 }).lean<Pick<RunRow, 'seq' | 'status'>>().exec()]);
      if (row === null || run === null || run.status === 'running' || run.seq !== row.seq) return null;
      const ending = JSON.parse(row.text) as RunEnding;
      return { ...ending, state: parseRunState(ending.state) };
    },
  };
}
