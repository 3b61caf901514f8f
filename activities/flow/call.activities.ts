/** What a run that calls a flow reads: which version is meant, and what became of the run it called. */
import type { CallActivities, CallOutcome } from '#domain/flow/call/call.ports';
import { resultOfCall } from '#domain/flow/call/call.request';
import { CatalogueError, errorShape } from '#domain/errors';
import { rootVariables } from '#domain/flow/projection/ticket.patch';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';
import type { RunRepo } from '#store/flow/run.repo';
import type { TokenLogRepo } from '#store/flow/token-log.repo';
import { withCodes } from '../core/failures.ts';

export interface CallActivityDeps {
  versions: Pick<FlowVersionRepo, 'read' | 'latest'>;
  runs: Pick<RunRepo, 'read'>;
  log: Pick<TokenLogRepo, 'page'>;
}

/** For queue flow, local and ordinary. */
export function createCallActivities({ versions, runs, log }: CallActivityDeps): CallActivities {
  const ended = (flow: string): CallOutcome => { const { code, message, params } = errorShape('FLOW_CALL_ENDED', { flow }); return { is: 'failed', code, message, params: params as never }; };
  return withCodes({
    async findCalled({ flow, version }) {
      const found = version === 'latest' ? await versions.latest(flow) : await versions.read(flow, version);
      if (found === null) throw new CatalogueError('FLOW_CALL_NOT_FOUND', { flow, version });
      return { id: flow, version: found.version, sha256: found.sha256 };
    },
    async calledOutcome({ run: id, flow, wanted }) {
      const run = await runs.read(id);
      if (run === null || (run.status === 'running' && run.lost === null)) return null;
      if (run.lost !== null || run.status === 'cancelled') return ended(flow);
      if (run.isTentative) return null;
      if (run.status !== 'failed') return { is: 'done', result: resultOfCall(rootVariables(run.state), wanted) };
      const [end] = await log.page(id, run.seq - 1, 1);
      const said = end?.type === 'end' ? (end.data as { reason?: unknown }).reason : undefined;
      return typeof said === 'string' ? { is: 'failed', code: said, message: said } : ended(flow);
    },
  } satisfies CallActivities);
}
