/** Runs, their incidents and how they stood, as pages and programs read them. Who may not read the flow is told which steps, not what they computed. */
import type { Marking } from '#domain/flow/kernel/kernel.marking';
import type { LogEntry, RunState } from '#domain/flow/kernel/kernel.types';
import type { FlowFile } from '#domain/flow/flow.schema';
import { isEditable, visibleIn } from '#domain/flow/run.variables';
import type { Actor } from '#domain/identity/identity.schema';
import { can, ticketResource } from '#domain/identity/rights';
import type { RunStateView, VariableView } from '#api/run.api';
import type { ResponseOf } from '#api/routes';
import type { ListedRun } from '#store/flow/run-list.repo';
import type { TicketRecord } from '#store/ticket/ticket.repo';
import { runRef } from './run.doors.ts';

type Row = ResponseOf<'runs.list'>['items'][number];

export function presentRun(run: ListedRun, ticket: TicketRecord, file: FlowFile | null, actor: Actor): Row {
  return {
    id: runRef(run), key: run.ticketKey, n: run.n, title: ticket.title, priority: ticket.priority,
    flow: run.definition.id, flowName: file?.name ?? null, version: run.definition.version, phase: run.phase,
    steps: run.nodes.map((node) => ({ node, name: file?.nodes[node]?.name ?? null })), incidents: run.incidents.length,
    startedAt: run.startedAt, updatedAt: run.updatedAt, endedAt: run.endedAt, isLost: run.lost !== null, isChanged: run.definition.privateTo !== undefined, mayRepair: can(actor, 'run.repair', ticketResource(ticket)),
  };
}

/** `visited`: how often tokens came to each step and along each edge up to there. */
export interface Visited { nodes: Record<string, number>; edges: Record<string, number> }

/** What a wait is at, as the log told when it began. */
export type Places = ReadonlyMap<string, string | null>;

/** Notes the line in what was visited and where waits are. */
export function noteLine(entry: LogEntry, visited: Visited, places: Map<string, string | null>): void {
  if (entry.type === 'enter' && entry.node !== null) {
    visited.nodes[entry.node] = (visited.nodes[entry.node] ?? 0) + 1;
    if (entry.edge !== null) visited.edges[entry.edge] = (visited.edges[entry.edge] ?? 0) + 1;
  }
  const data = typeof entry.data === 'object' && entry.data !== null && !Array.isArray(entry.data) ? entry.data : {};
  const id = data['task'] ?? data['timer'] ?? data['subscription'] ?? data['effect'] ?? data['incident'];
  if (typeof id === 'string' && ['task', 'timer', 'message', 'condition', 'activity', 'incident'].includes(entry.type) && !places.has(id)) places.set(id, entry.node);
}

export function presentState(run: { ref: string; last: number; at: string | null }, marking: Marking, visited: Visited, places: Places, isInsider: boolean): RunStateView {
  const wait = (kind: RunStateView['waits'][number]['kind'], id: string, dueAt: string | null = null): RunStateView['waits'][number] => ({ kind, id, node: places.get(id) ?? null, dueAt });
  return {
    run: run.ref, seq: marking.seq, last: run.last, at: run.at, status: marking.status,
    tokens: Object.entries(marking.tokens).map(([id, { node, scope, waitsFor }]) => ({ id, node, scope, waitsFor })),
    waits: [
      ...Object.keys(marking.tasks).map((id) => wait('task', id)), ...Object.entries(marking.timers).map(([id, dueAt]) => wait('timer', id, dueAt)), ...marking.messages.map((id) => wait('message', id)),
      ...marking.conditions.map((id) => wait('condition', id)), ...marking.activities.map((id) => wait('activity', id)), ...marking.incidents.map((id) => wait('incident', id)),
    ],
    variables: isInsider ? Object.entries(marking.scopes).map(([scope, { node, vars }]) => ({ scope, node, values: vars })) : null,
    visitedNodes: visited.nodes, visitedEdges: visited.edges,
  };
}

export function presentVariables(state: RunState, scope: string | null, file: FlowFile | null): VariableView[] {
  const seen = visibleIn(state, scope);
  const names = [...new Set([...Object.keys(seen), ...Object.keys(file?.variables ?? {})])].sort();
  return names.map((name) => {
    const declared = file !== null && Object.hasOwn(file.variables, name) ? file.variables[name] : undefined;
    return { name, title: declared?.title ?? null, type: declared?.type ?? null, value: seen[name] ?? null, isEditable: isEditable(name) };
  });
}
