/** Where the tokens are: folded from the token log, or taken from the state. The two are written apart on purpose: comparing them is how damage is found. */
import type { Json } from '../../values.ts';
import { withPath } from './kernel.paths.ts';
import { rootScope } from './kernel.tokens.ts';
import type { EdgeId, LogEntry, NodeId, RunState, RunStatus, ScopeId, TokenId, TokenState, Vars } from './kernel.types.ts';

export interface Marking {
  status: RunStatus;
  seq: number;
  tokens: Record<TokenId, { node: NodeId; scope: ScopeId; viaEdge: EdgeId | null; waitsFor: TokenState['waitsFor'] }>;
  scopes: Record<ScopeId, { parent: ScopeId | null; node: NodeId | null; token: TokenId | null; vars: Vars }>;
  tasks: Record<string, { node: NodeId; revision: number; status: string; assignee: string | null }>;
  /** Armed timers with their due instants, awaited messages, running activities, open incidents. */
  timers: Record<string, string | null>;
  messages: string[];
  conditions: string[];
  activities: string[];
  incidents: string[];
  /** Locks shared with other runs, by claim: whether it is held; absent from what was marked before there were any. */
  locks?: Record<string, boolean>;
}

/** The marking a state is in. */
export function markingOf(state: RunState): Marking {
  const marking = emptyMarking();
  marking.status = state.status;
  marking.seq = state.seq;
  for (const { id, node, scope, viaEdge, waitsFor } of Object.values(state.tokens)) marking.tokens[id] = { node, scope, viaEdge, waitsFor };
  for (const { id, parent, node, token, vars } of Object.values(state.scopes)) marking.scopes[id] = { parent, node, token, vars };
  for (const wait of Object.values(state.subscriptions)) {
    if (wait.kind === 'task') marking.tasks[wait.id] = { node: wait.node, revision: wait.task.revision, status: wait.task.status, assignee: wait.task.assignee };
    else if (wait.kind === 'timer') marking.timers[wait.id] = wait.dueAt;
    else listOf(marking, wait.kind).push(wait.id);
  }
  marking.incidents.push(...Object.keys(state.incidents));
  for (const { id, heldSince } of Object.values(state.locks ?? {})) (marking.locks ??= {})[id] = heldSince !== null;
  return sorted(marking);
}

const listOf = (marking: Marking, kind: 'message' | 'condition' | 'activity'): string[] => (kind === 'message' ? marking.messages : kind === 'condition' ? marking.conditions : marking.activities);

/** The marking after these log entries, from an earlier marking (of a snapshot) or from the beginning. Entries in order of `seq`. */
export function foldLog(entries: Iterable<LogEntry>, from: Marking = emptyMarking()): Marking {
  const marking: Marking = structuredCopy(from);
  for (const entry of entries) fold(marking, entry);
  return sorted(marking);
}

export const emptyMarking = (): Marking => ({
  status: 'running', seq: 0, tokens: {}, scopes: { [rootScope]: { parent: null, node: null, token: null, vars: {} } }, tasks: {}, timers: {}, messages: [], conditions: [], activities: [], incidents: [],
});

type Data = Record<string, Json>;
const without = (list: string[], item: string): string[] => list.filter((one) => one !== item);

function fold(marking: Marking, entry: LogEntry): void {
  marking.seq = entry.seq;
  const data = (entry.data ?? {}) as Data;
  const { token, node, scope } = entry;
  switch (entry.type) {
    case 'start':
      for (const [name, value] of Object.entries(data['variables'] as Vars)) setVar(marking, rootScope, name, value);
      return;
    case 'enter': case 'listen':
      marking.tokens[token!] = { node: node!, scope: scope!, viaEdge: entry.edge, waitsFor: null };
      return;
    case 'leave': case 'consume': case 'cancel': case 'unlisten':
      delete marking.tokens[token!];
      return;
    case 'wait':
      if ('for' in data) marking.tokens[token!]!.waitsFor = data['for'] as TokenState['waitsFor'];
      return;
    case 'scopeOpened':
      marking.scopes[scope!] = { parent: data['parent'] as string, node, token: data['token'] as string, vars: data['variables'] as Vars };
      return;
    case 'scopeClosed':
      delete marking.scopes[scope!];
      return;
    case 'variables':
      for (const [path, value] of Object.entries(data['set'] as Vars)) setVar(marking, scope!, path, value);
      return;
    case 'task': return foldTask(marking, node!, data);
    case 'timer': {
      const id = data['timer'] as string;
      if (data['action'] === 'armed' || data['action'] === 'resolved') marking.timers[id] = data['dueAt'] as string | null;
      else delete marking.timers[id];
      return;
    }
    case 'message': {
      const id = data['subscription'] as string;
      marking.messages = data['action'] === 'awaited' ? [...marking.messages, id] : without(marking.messages, id);
      return;
    }
    case 'condition': {
      const id = data['subscription'] as string;
      marking.conditions = data['action'] === 'watched' ? [...marking.conditions, id] : without(marking.conditions, id);
      return;
    }
    case 'activity': {
      const id = data['effect'] as string;
      marking.activities = data['action'] === 'started' ? [...marking.activities, id] : without(marking.activities, id);
      return;
    }
    case 'lock': {
      const { [data['claim'] as string]: _was, ...others } = marking.locks ?? {};
      const isKept = data['action'] === 'asked' || data['action'] === 'granted';
      marking.locks = isKept ? { ...others, [data['claim'] as string]: data['action'] === 'granted' } : others;
      if (Object.keys(marking.locks).length === 0) delete marking.locks;
      return;
    }
    case 'incident': {
      const id = data['incident'] as string;
      marking.incidents = data['action'] === 'opened' ? [...marking.incidents, id] : without(marking.incidents, id);
      return;
    }
    case 'migrate': return foldMigration(marking, data);
    case 'end':
      marking.status = data['status'] as RunStatus;
  }
}

function foldMigration(marking: Marking, data: Data): void {
  const nodes = data['nodes'] as Record<NodeId, NodeId>;
  const nodeOf = (node: NodeId): NodeId => (Object.hasOwn(nodes, node) ? nodes[node]! : node);
  const lost = new Set(data['edges'] as TokenId[]);
  for (const [id, token] of Object.entries(marking.tokens)) marking.tokens[id] = { ...token, node: nodeOf(token.node), viaEdge: lost.has(id) ? null : token.viaEdge };
  for (const [id, scope] of Object.entries(marking.scopes)) marking.scopes[id] = { ...scope, node: scope.node === null ? null : nodeOf(scope.node) };
  for (const [id, task] of Object.entries(marking.tasks)) marking.tasks[id] = { ...task, node: nodeOf(task.node) };
}

function foldTask(marking: Marking, node: NodeId, data: Data): void {
  const id = data['task'] as string;
  if (data['action'] === 'completed' || data['action'] === 'withdrawn' || data['action'] === 'cancelled') delete marking.tasks[id];
  else marking.tasks[id] = { node, revision: data['revision'] as number, status: data['status'] as string, assignee: data['assignee'] as string | null };
}

function setVar(marking: Marking, scope: ScopeId, path: string, value: Json): void {
  const at = marking.scopes[scope];
  if (at) marking.scopes[scope] = { ...at, vars: withPath(at.vars, path, value) };
}

const structuredCopy = (marking: Marking): Marking => ({
  ...marking, ...(marking.locks ? { locks: { ...marking.locks } } : {}), tokens: { ...Object.fromEntries(Object.entries(marking.tokens).map(([id, token]) => [id, { ...token }])) }, scopes: { ...marking.scopes }, tasks: { ...marking.tasks }, timers: { ...marking.timers },
});

/** Lists in one order, so that two markings compare as JSON. */
function sorted(marking: Marking): Marking {
  for (const list of [marking.messages, marking.conditions, marking.activities, marking.incidents]) list.sort();
  for (const name of ['tokens', 'scopes', 'tasks', 'timers', 'locks'] as const) {
    const table = marking[name] as Record<string, unknown> | undefined;
    if (table === undefined) continue;
    (marking as unknown as Record<string, unknown>)[name] = Object.fromEntries(Object.keys(table).sort().map((key) => [key, table[key]]));
  }
  return marking;
}
