/** The drawing with its tokens, and lines of the token log, for the run view. */
import type { LogEntry, RunState, TokenState } from '#domain/flow/kernel/kernel.types';
import type { FlowFile } from '#domain/flow/flow.schema';
import { nodeKinds } from '#domain/flow/nodes/index';
import type { NodeRegistry } from '#domain/flow/nodes/node.kind';
import type { ResponseOf } from '#api/routes';
import type { RunRecord, RunSummary } from '#store/flow/run.repo';

const kinds: NodeRegistry = nodeKinds;
const tokenView = ({ id, node, scope, waitsFor, since }: TokenState): ResponseOf<'tickets.overlay'>['tokens'][number] => ({ id, node, scope, waitsFor, since });

export function presentOverlay(run: RunRecord, file: FlowFile, visited: { nodes: Record<string, number>; edges: Record<string, number> }, runs: readonly RunSummary[]): ResponseOf<'tickets.overlay'> {
  return {
    run: run.id, n: run.n, status: run.status, seq: run.seq, version: run.definition.version, file,
    tokens: Object.values(run.state.tokens).map(tokenView), visitedNodes: visited.nodes, visitedEdges: visited.edges,
    incidents: Object.values(run.state.incidents).map(({ id, node, code, message, at }) => ({ id, node, code, message, at })),
    runs: runs.map(({ n, status, startedAt }) => ({ n, status, startedAt })),
  };
}
/** What a run could not do, by step; whether a step may be passed over is its kind's. */
export const presentIncidents = (state: RunState, file: FlowFile | null): ResponseOf<'tickets.read'>['incidents'] => Object.values(state.incidents).sort((a, b) => a.at.localeCompare(b.at)).map(({ id, node, code, message, at }) => {
  const drawn = node === null ? undefined : file?.nodes[node];
  return { id, node, name: drawn?.name ?? null, code, message, at, canSkip: drawn !== undefined && kinds[drawn.kind]?.behaviour.skip !== undefined };
});
export const presentLogLine = ({ seq, at, type, token, node, scope, edge, cause, by, data }: LogEntry): ResponseOf<'tickets.log'>['items'][number] =>
  ({ seq, at, type, token, node, scope, edge, cause, by, ...(data === undefined ? {} : { data }) });
