/**
 * The drawing with its tokens, incidents, and lines of the token log, for the run view. Who may follow a run but not read its flow (`isInsider` false) gets the
 * drawing without its settings, the log without what the run computed, and incidents without what they quote.
 */
import { calledBy, effectsOf } from '#domain/flow/call/call.ports';
import { repeatedIn } from '#domain/flow/kernel/kernel.repeat';
import type { LogEntry, RunState, TokenState } from '#domain/flow/kernel/kernel.types';
import { errorShape } from '#domain/errors';
import { outlineOf } from '#domain/flow/file/flow.outline';
import type { FlowFile } from '#domain/flow/flow.schema';
import { errorsCaughtAround } from '#domain/flow/nodes/node.caught';
import { nodeKinds } from '#domain/flow/nodes/index';
import type { NodeRegistry } from '#domain/flow/nodes/node.kind';
import type { Json } from '#domain/values';
import type { ResponseOf } from '#api/routes';
import type { RunLockView } from '#api/ticket.api';
import type { RunRecord, RunSummary } from '#store/flow/run.repo';

const kinds: NodeRegistry = nodeKinds;
const tokenView = ({ id, node, scope, waitsFor, since }: TokenState): ResponseOf<'tickets.overlay'>['tokens'][number] => ({ id, node, scope, waitsFor, since });

/** What went wrong may quote addresses and names of secrets. */
export const incidentMessage = (message: string, isInsider: boolean): string => (isInsider ? message : errorShape('RUN_STEP_STOPPED', {}).message);

export function presentOverlay(run: RunRecord, file: FlowFile, visited: { nodes: Record<string, number>; edges: Record<string, number> }, runs: readonly RunSummary[], { isInsider, mayRepair, locks = [] }: { isInsider: boolean; mayRepair: boolean; locks?: RunLockView[] }): ResponseOf<'tickets.overlay'> {
  return {
    run: run.id, n: run.n, status: run.status, seq: run.seq, version: run.definition.version, sha256: run.definition.sha256, isChanged: run.definition.privateTo !== undefined, file: isInsider ? file : outlineOf(file, kinds),
    tokens: Object.values(run.state.tokens).filter(({ isListener }) => !isListener).map(tokenView), visitedNodes: visited.nodes, visitedEdges: visited.edges,
    incidents: presentIncidents(run.state, file, isInsider), mayRepair, mayMend: mayRepair && run.status === 'running' && run.state.suspended === undefined && run.n === (runs[0]?.n ?? run.n),
    suspended: presentSuspension(run.state), locks,
    repeated: repeatedIn(run.state, file.nodes).map(({ instances, ...step }) => ({ ...step, instances: instances.map(({ item, ...one }) => ({ ...one, ...(isInsider ? { item } : {}) })) })),
    runs: runs.map(({ n, status, startedAt }) => ({ n, status, startedAt })),
  };
}
/** By whose word a run stands still. */
export const presentSuspension = ({ suspended }: RunState): ResponseOf<'tickets.overlay'>['suspended'] => (suspended === undefined ? null : { at: suspended.at, by: suspended.by, reason: suspended.reason, held: suspended.held.length });

/** What a run could not do, by step; whether a step may be passed over is its kind's. */
export const presentIncidents = (state: RunState, file: FlowFile | null, isInsider: boolean): ResponseOf<'tickets.read'>['incidents'] => Object.values(state.incidents).sort((a, b) => a.at.localeCompare(b.at)).map(({ id, node, token, code, params, message, at }) => {
  const drawn = node === null ? undefined : file?.nodes[node];
  const told = { ...params, ...(drawn ? { node: drawn.name } : {}) };
  return { id, node, name: drawn?.name ?? null, code, ...(isInsider ? { params: told } : {}), message: incidentMessage(message, isInsider), at, canSkip: drawn !== undefined && (kinds[drawn.kind]?.behaviour.skip !== undefined || (token !== null && state.tokens[token]?.isOutside === true)), errors: file === null || node === null ? [] : errorsCaughtAround(file, node, kinds, code) };
});
/** An incident as a ticket names it: of a called run with the steps of the calls before it, "e1~e4~i2". */
export const incidentId = (run: string, own: string, incident: string): string => [...effectsOf(run).slice(effectsOf(own).length), incident].join('~');
export function incidentNamed(name: string, own: string): { run: string; incident: string } {
  const calls = name.split('~');
  const incident = calls.pop()!;
  return { run: calledBy(own, calls), incident };
}
/** Of the data an outsider gets which action it was: a page tells by it what is worth telling. */
const actionOnly = (data: Json | undefined): Json | undefined =>
  (typeof data === 'object' && data !== null && !Array.isArray(data) && typeof data['action'] === 'string' ? { action: data['action'] } : undefined);

export function presentLogLine({ data, ...line }: LogEntry, isInsider: boolean): ResponseOf<'tickets.log'>['items'][number] {
  const { seq, at, type, token, node, scope, edge, cause, by } = line;
  const told = isInsider ? data : actionOnly(data);
  return { seq, at, type, token, node, scope, edge, cause, by, ...(told === undefined ? {} : { data: told }) };
}
