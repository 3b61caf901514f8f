/**
 * The state while a step works on it: a copy of what is changed, the old state shared and untouched. Every change goes through `put`, which
 * remembers how to undo it, so that a behaviour that throws leaves nothing behind.
 */
import type { Instant, Json } from '../../values.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';
import type { NodeRegistry } from '../nodes/node.kind.ts';
import type { NodeBehaviour } from './kernel.behaviour.ts';
import type { Definition, Effect, KernelLimits, LogEntry, NodeId, RunState, ScopeId, TokenId, TokenState } from './kernel.types.ts';

type Tables = Pick<RunState, 'scopes' | 'tokens' | 'subscriptions' | 'joins' | 'incidents' | 'memory'> & { locks: NonNullable<RunState['locks']> };
export type TableName = keyof Tables;
type Row<T extends TableName> = Tables[T][string];

/** What is still to be done before the step is at rest. */
export type Agenda = { do: 'enter'; token: TokenId } | { do: 'scopeDone'; token: TokenId };

export interface Draft {
  definition: Definition;
  /** The flow the input puts the run under. */
  readonly into: Definition | undefined;
  readonly registry: NodeRegistry;
  readonly limits: KernelLimits;
  readonly now: Instant;
  readonly cause: string;
  readonly by: ActorRef | null;
  /** Who asks for what this step opens, where it is not who caused it. */
  asker?: ActorRef | null;
  readonly state: RunState;
  readonly effects: Effect[];
  readonly log: LogEntry[];
  readonly agenda: Agenda[];
  head: number;
  nodeSteps: number;
  lastNode: NodeId | null;
  tokenCount: number;
  /** Scopes that lost a token and may be empty now. */
  readonly thinned: Set<ScopeId>;
  readonly owned: Set<TableName>;
  journal: { table: TableName; key: string; old: Row<TableName> | undefined }[];
  tokensIn: Map<ScopeId, number>;
}

export function draftOf(definition: Definition, registry: NodeRegistry, limits: KernelLimits, state: RunState, input: { now: Instant; id: string }, by: ActorRef | null, into?: Definition): Draft {
  const tokensIn = new Map<ScopeId, number>();
  let tokenCount = 0;
  for (const id in state.tokens) {
    const scope = scopeKept(state.tokens[id]);
    if (scope !== undefined) tokensIn.set(scope, (tokensIn.get(scope) ?? 0) + 1);
    tokenCount++;
  }
  return {
    definition, into, registry, limits, now: input.now, cause: input.id, by,
    state: { ...state, counters: { ...state.counters } },
    effects: [], log: [], agenda: [], head: 0, nodeSteps: 0, lastNode: null, tokenCount, thinned: new Set(), owned: new Set(), journal: [], tokensIn,
  };
}

/** What the kind of a node does. Throws where nobody knows the kind: an incident of the step. */
export const behaviourOf = (draft: Draft, node: NodeId): NodeBehaviour => {
  const kind = draft.definition.nodes.get(node)!.kind;
  const known = Object.hasOwn(draft.registry, kind) ? draft.registry[kind] : undefined;
  if (!known) throw new Error(`there is no kind "${kind}"`);
  return known.behaviour;
};

/** Sets (or with undefined removes) a row of a table. Rows are replaced, never changed in place. */
export function put<T extends TableName>(draft: Draft, table: T, key: string, row: Row<T> | undefined): void {
  const rows = ownTable(draft, table);
  draft.journal.push({ table, key, old: rows[key] });
  write(draft, table, key, row);
}

function ownTable(draft: Draft, table: TableName): Record<string, Row<TableName>> {
  if (!draft.owned.has(table)) {
    (draft.state as Record<TableName, Record<string, Row<TableName>>>)[table] = { ...draft.state[table] };
    draft.owned.add(table);
  }
  return draft.state[table] as Record<string, Row<TableName>>;
}

function write(draft: Draft, table: TableName, key: string, row: Row<TableName> | undefined): void {
  const rows = ownTable(draft, table);
  if (table === 'tokens') count(draft, rows[key] as TokenState | undefined, row as TokenState | undefined);
  if (row === undefined) delete rows[key];
  else rows[key] = row;
}

function count(draft: Draft, before: TokenState | undefined, after: TokenState | undefined): void {
  draft.tokenCount += Number(after !== undefined) - Number(before !== undefined);
  const [left, come] = [scopeKept(before), scopeKept(after)];
  if (left === come) return;
  if (left !== undefined) {
    draft.tokensIn.set(left, (draft.tokensIn.get(left) ?? 1) - 1);
    draft.thinned.add(left);
  }
  if (come !== undefined) draft.tokensIn.set(come, (draft.tokensIn.get(come) ?? 0) + 1);
}

/** The scope a token keeps alive: one that only listens keeps none. */
const scopeKept = (token: TokenState | undefined): ScopeId | undefined => (token?.isListener ? undefined : token?.scope);

/** Appends a line to the token log and gives it the next number. */
export function record(draft: Draft, type: LogEntry['type'], at: { token?: TokenId | null; node?: NodeId | null; scope?: ScopeId | null; edge?: string | null }, data?: Json): void {
  draft.state.seq += 1;
  const entry: LogEntry = { seq: draft.state.seq, at: draft.now, type, token: at.token ?? null, node: at.node ?? null, scope: at.scope ?? null, edge: at.edge ?? null, cause: draft.cause, by: draft.by };
  if (data !== undefined) entry.data = data;
  draft.log.push(entry);
}

export function nextId(draft: Draft, counter: keyof RunState['counters'], prefix: string): string {
  draft.state.counters[counter] += 1;
  return `${prefix}${draft.state.counters[counter]}`;
}

export interface Savepoint { counters: RunState['counters']; seq: number; log: number; effects: number; agenda: number; closedTasks: RunState['closedTasks']; raised: RunState['raised']; status: RunState['status']; endedAt: RunState['endedAt'] }

/** Marks where a turn began; what went before can no longer be undone. */
export function savepoint(draft: Draft): Savepoint {
  draft.journal.length = 0;
  const { counters, seq, closedTasks, raised, status, endedAt } = draft.state;
  return { counters: { ...counters }, seq, log: draft.log.length, effects: draft.effects.length, agenda: draft.agenda.length, closedTasks, raised, status, endedAt };
}

/** Undoes everything since the savepoint. */
export function rollBack(draft: Draft, to: Savepoint): void {
  for (let i = draft.journal.length - 1; i >= 0; i--) {
    const { table, key, old } = draft.journal[i]!;
    write(draft, table, key, old);
  }
  draft.journal.length = 0;
  draft.log.length = to.log;
  draft.effects.length = to.effects;
  draft.agenda.length = to.agenda;
  Object.assign(draft.state, { counters: to.counters, seq: to.seq, closedTasks: to.closedTasks, status: to.status, endedAt: to.endedAt });
  if (to.raised === undefined) delete draft.state.raised;
  else draft.state.raised = to.raised;
}

/** A behaviour did what it must not: a fault of the kind, turned into an incident by the step. */
export function raise(fault: string): never { throw new Error(fault); }
