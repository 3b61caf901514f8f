/** Whether an answer to a task resolves the ticket before anybody is asked again, read off the drawing: so that a person is warned before, not after. */
import type { FlowFile } from '#domain/flow/flow.schema';
import type { TicketType } from '#domain/ticket/ticket.schema';

/** Steps that somebody or something has to finish first: what lies behind them is not this answer's doing. */
const waiting: ReadonlySet<string> = new Set(['task', 'approval', 'timer', 'wait-message', 'activity']);
const solved: ReadonlySet<string> = new Set(['resolved', 'closed']);

/** Any path from the outcome that meets a resolving state, or leaves the scope to one, counts. Bounded by the number of nodes. */
export function outcomeResolves(file: FlowFile, node: string, outcome: string, type: TicketType | null): boolean {
  if (type === null) return false;
  const categoryOf = new Map(type.states.map((state) => [state.key, state.category]));
  const edges = Object.values(file.edges);
  const from = file.nodes[node];
  if (!from) return false;
  const own = edges.filter((edge) => edge.from === node);
  const chosen = own.some((edge) => edge.outcome === outcome) ? own.filter((edge) => edge.outcome === outcome) : own.filter((edge) => edge.outcome === undefined);
  const seen = new Set<string>();
  const ahead = chosen.map((edge) => edge.to);
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const at = file.nodes[id];
    if (seen.has(id) || !at) continue;
    seen.add(id);
    const category = at.ticketState === undefined ? undefined : categoryOf.get(at.ticketState);
    if (category !== undefined && solved.has(category)) return true;
    if (waiting.has(at.kind)) continue;
    if (at.kind === 'scope') ahead.push(...Object.entries(file.nodes).filter(([, inner]) => inner.scope === id && inner.kind === 'start').map(([inner]) => inner));
    else if (at.kind === 'end' && at.scope !== undefined) ahead.push(...edges.filter((edge) => edge.from === at.scope).map((edge) => edge.to));
    else ahead.push(...edges.filter((edge) => edge.from === id).map((edge) => edge.to));
  }
  return false;
}
