/**
 * The shapes of the kernel: `step(definition, state, input) -> { state, effects, log, answer }`. Plain JSON throughout.
 * State read back (continue-as-new, snapshot) is an edge and is parsed by kernel.state.ts; these types describe version 1.
 */
import type { Instant, Json } from '../../values.ts';
import type { ErrorDetail } from '../../errors.ts';
import type { MessageParams, Phrase } from '../../message.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';
import type { DefinitionRef, FlowFile, FlowNode, FlowEdge } from '../flow.schema.ts';
import type { LockClaim, LockNews } from './kernel.claims.ts';
import type { Returned, TaskState, TimerSpec } from './kernel.task-types.ts';
import type { stateVersion } from './kernel.versions.ts';

export { approvalRules, expiryPolicies } from './kernel.task-types.ts';
export type { MayReturnTo, Returned, ApprovalRule, ApprovalStage, ApprovalReminders, ApprovalExpiry, TaskSlot, TaskQuestion, TaskSuspension, TaskState, TimerSpec, TimerPause } from './kernel.task-types.ts';

export type NodeId = string;
export type EdgeId = string;
export type TokenId = string;
export type ScopeId = string;
export type Vars = Record<string, Json>;

/** A parsed flow with what `step` needs looked up once. Built by compileFlow(file, ref). `root` scope has node null. */
export interface Definition {
  ref: DefinitionRef;
  file: FlowFile;
  nodes: ReadonlyMap<NodeId, FlowNode & { id: NodeId }>;
  edges: ReadonlyMap<EdgeId, FlowEdge & { id: EdgeId }>;
  outgoing: ReadonlyMap<NodeId, readonly (FlowEdge & { id: EdgeId })[]>;
  incoming: ReadonlyMap<NodeId, readonly (FlowEdge & { id: EdgeId })[]>;
  /** Boundary nodes by the node they are attached to. */
  boundaries: ReadonlyMap<NodeId, readonly NodeId[]>;
  /** Nodes by enclosing scope node; key null is the flow itself. */
  children: ReadonlyMap<NodeId | null, readonly NodeId[]>;
  /** Start nodes: of the flow (key null) and of each scope node. */
  starts: ReadonlyMap<NodeId | null, readonly NodeId[]>;
  /** Parts that begin by an event, of the flow (key null) and of each scope node; a token listens for each while its scope is alive. */
  listeners: ReadonlyMap<NodeId | null, readonly NodeId[]>;
  /** The part that undoes what was done in the scope node it lies in, where there is one. */
  undoing: ReadonlyMap<NodeId, NodeId>;
  /** Scope nodes (the flow itself: null) with a step whose task may be returned to an earlier one. */
  returning: ReadonlySet<NodeId | null>;
  /** Config of each node as its kind's schema parsed it (defaults filled in). */
  configs: ReadonlyMap<NodeId, unknown>;
}

export type RunStatus = 'running' | 'completed' | 'failed' | 'cancelled' | 'terminated';

/** Something that was done and what undoes it, with the variables as they were; of a part that is undone by a part of its own: what was done in it, too. */
export interface DoneNote { handler: NodeId; snapshot: Vars; inside?: DoneNote[] | undefined }

export interface ScopeState {
  id: ScopeId; parent: ScopeId | null; node: NodeId | null;
  /** Token of the parent scope that stands on the scope node while this scope lives. */
  token: TokenId | null;
  vars: Vars; status: 'active' | 'completed' | 'cancelled';
  compensation: DoneNote[];
  /** Steps at which one token stood while nothing else was under way in this scope: where a task may be returned to. Absent: none, or nothing is ever returned here. */
  alone?: { node: NodeId; /** Who asked for what is done there. */ askedBy: ActorRef | null }[];
}

export interface TokenState {
  id: TokenId; node: NodeId; scope: ScopeId; viaEdge: EdgeId | null; since: Instant;
  waitsFor: 'task' | 'timer' | 'message' | 'condition' | 'activity' | 'scope' | 'join' | 'mutex' | 'lock' | 'event' | 'incident' | null;
  /** What the node that made the token wait keeps for itself (small). */
  data?: Json;
  /** Tokens of one scope with the same race wait for whichever is first. */
  race?: TokenId;
  /** It only listens for what may begin its part: its scope is done without it. */
  isListener?: true;
  /** It has not gone into its step yet: it waits for a lock, or stopped with an incident before it had it. */ isOutside?: true;
  /** It was returned to where it stands. */
  returned?: Returned;
}

interface SubscriptionBase { id: string; node: NodeId; scope: ScopeId; token: TokenId }
export type Subscription =
  /** `left`: how often it comes after this one. `purpose`: which of several its kind has set. */
  | (SubscriptionBase & { kind: 'timer'; spec: TimerSpec; armedAt: Instant; dueAt: Instant | null; left?: number; purpose?: string })
  /** `token` of a boundary is the token standing on the node it is attached to. */
  | (SubscriptionBase & { kind: 'message'; name: string; key: string | null; isBoundary: boolean })
  /** `wasMet`: what it gave when it was looked at last; it comes when it turns true. */
  | (SubscriptionBase & { kind: 'condition'; expression: string; wasMet: boolean })
  | (SubscriptionBase & { kind: 'task'; task: TaskState })
  | (SubscriptionBase & { kind: 'activity'; effect: string; request: ActivityRequest; attempt: number; /** Of a call: number of the last escalation that was heard. */ heard?: number });

/** What a step throws to whoever around it catches: an error ends what it comes out of, an escalation only tells. */
export interface Thrown { kind: 'error' | 'escalation'; code: string; message: string }

/** One that is on its way to the run that called; `n`: how manyeth of this run. */
export interface RaisedEscalation { n: number; code: string; message: string }

/** What the outside world is asked to do. Strings in `config` that were FEEL are evaluated already; secrets stay references {"secret": name}. */
export interface ActivityRequest {
  /** Executor or probe kind: "http", "snmp", ... */
  activity: string;
  config: Vars; resultVariable: string | null;
  timeoutSeconds: number; maxAttempts: number; retrySeconds: number;
}

/** Something a person must mend: a failed activity, an empty approver list, a null condition, a poisoned input. The run goes on elsewhere. */
export interface RunIncident {
  id: string; code: string; node: NodeId | null; scope: ScopeId | null; token: TokenId | null; effect: string | null;
  message: string; at: Instant; params: Record<string, string | number | boolean | null | Phrase>;
  /** Input that was set aside because it could not be carried out; a retry carries it out again. */
  input?: KernelInput;
  /** What to run again when it was an activity that failed. */
  request?: ActivityRequest;
}

/** How a task ended, kept for a while so that whoever comes too late is told by whom. */
export interface ClosedTask { id: string; node: NodeId; how: 'completed' | 'cancelled' | 'withdrawn'; outcome: string | null; by: ActorRef | null; at: Instant }

/** Bounds of one step, counts and bytes only: a replayed run must stop at the same place. */
export interface KernelLimits {
  /** Nodes entered or resumed by one input. Default 5,000; past it the flow cycles without a wait. */
  nodeSteps: number;
  /** UTF-8 bytes of one input as JSON. Default 64 KB. */
  inputBytes: number;
  /** UTF-8 bytes of the state as JSON, estimated from above. Default 256 KB. */
  stateBytes: number;
  /** Answers kept for repeated inputs. Default 256. */
  recent: number;
  /** Closed tasks kept. Default 64. */
  closedTasks: number;
  /** Tokens alive at once. Default 5,000. */
  tokens: number;
  /** How often one handler is noted in a scope, to be run when what was done is taken back. Default 1,000. */
  compensationsPerHandler: number;
}

export interface RunState {
  stateVersion: typeof stateVersion;
  kernel: string;
  definition: DefinitionRef;
  status: RunStatus;
  /** Last log seq written by a step. Starts at 0. */
  seq: number;
  scopes: Record<ScopeId, ScopeState>;
  tokens: Record<TokenId, TokenState>;
  subscriptions: Record<string, Subscription>;
  /** Parallel joins: per `${scope}/${node}` a FIFO of token ids per incoming edge. */
  joins: Record<string, Record<EdgeId, TokenId[]>>;
  incidents: Record<string, RunIncident>;
  /** What a node keeps between tokens, by `${scope}/${node}` (an n-of-m join: which edges still owe a token). Small. */
  memory: Record<string, Json>;
  /** Bounded, oldest first. */
  closedTasks: ClosedTask[];
  counters: { token: number; scope: number; subscription: number; task: number; effect: number; incident: number };
  /** Recent command, message and effect ids with their answers (bounded ring, oldest first). */ recent: { id: string; answer: Answer }[];
  endedAt: Instant | null;
  /** A step of another run waits for it: an error nobody catches here is for there. */
  isCalled?: true;
  /** Whoever called it hears what is escalated here and caught by nobody. Absent: nobody does, as in calls from before that could be. */
  isHeard?: true;
  /** `open`: escalations the caller has not been told of yet, oldest first; `count`: how many there were. Absent: none. */
  raised?: { count: number; open: RaisedEscalation[] };
  /** Locks shared with other runs, in the order they were asked for. Absent: it never asked for one. */ locks?: Record<string, LockClaim>;
  /** Absent: it is not suspended. */ suspended?: Suspension;
}

/** The run stands still by a person's word: what arrives meanwhile is held, in the order it came, and stepped when the run is resumed. */
export interface Suspension { at: Instant; by: ActorRef; reason: string; held: KernelInput[] }

/** Every input names itself: the same id twice changes nothing and gets the same answer. */
export type KernelInput = { id: string; now: Instant } & (
  | { type: 'start'; at: NodeId | null; variables: Vars; by: ActorRef; /** A step of another run waits for it. */ isCalled?: true; /** And hears what it escalates. */ isHeard?: true }
  | { type: 'task'; taskId: string; action: TaskAction; taskRevision: number; actor: TaskActor; data: TaskActionData }
  | { type: 'timer'; timer: string }
  | { type: 'timerResolved'; timer: string; dueAt: Instant }
  /** `isForOne`: of several that wait in this run, only the one that has waited longest takes it; absent: all do. */
  | { type: 'message'; name: string; key: string | null; data: Vars; by: ActorRef; isForOne?: true }
  | { type: 'effectDone'; effect: string; result: Json }
  | { type: 'effectFailed'; effect: string; code: string; message: string; /** Of the code, where it is one of the catalogue; absent in what was told before. */ params?: MessageParams }
  /** A called run escalates and goes on. The same `n` of the same call is heard once. */
  | ({ type: 'escalated'; effect: string } & RaisedEscalation)
  /** The caller has been told of all escalations up to `n`. */
  | { type: 'callerTold'; n: number }
  /** What the table of locks says of a claim; `since`: when it was asked for, as whoever says so read it. */ | ({ type: 'lock'; claim: string; since: Instant } & LockNews)
  | { type: 'cancel'; reason: string; by: ActorRef }
  /** Nobody acts on the run until it is resumed; facts about the ticket are still taken. */
  | { type: 'suspend'; reason: string; by: ActorRef }
  /** What was held is for the caller to step next (run.book), each as an input of its own. */
  | { type: 'resume'; by: ActorRef }
  /** `throw`: what is around is told as of an error by this code. */
  | ({ type: 'incident'; incident: string; by: ActorRef } & IncidentMending)
  /** One time more of a step that is done several times, or one that is under way ended. `token`: the one that came to the step. */
  | { type: 'instance'; token: TokenId; change: { add: Json } | { cancel: ScopeId }; by: ActorRef }
  /**
   * The run goes on under another flow, which the caller hands to `step` beside the input. `map`: new ids of nodes that are called otherwise there; all others keep theirs.
   * `seq`: the last line of the log that whoever asks has seen; a run that has moved on refuses. Absent: wherever it stands.
   */
  | { type: 'migrate'; definition: DefinitionRef; map: Record<NodeId, NodeId>; moves?: TokenMove[]; seq?: number; reason: string; by: ActorRef }
  /** Facts about the ticket decided outside the flow (alarm firing, directory changes): merged into root variables. */
  | { type: 'setVariables'; variables: Vars; by: ActorRef }
  /** An input that made the kernel throw or exceed its limits: recorded as an incident instead. */
  | { type: 'poisoned'; inputId: string; code: string; message: string; params?: MessageParams }
);

/** How a person mends an incident: the step is tried again, passed over, or thrown as an error. */
export type IncidentMending = { action: 'retry'; /** Variables set first, by path, as the stopped step sees them. */ edits?: Vars } | { action: 'skip' } | { action: 'throw'; code: string };

/** A token taken from where it stands, with all it waits for: along its way on, without what the step was for, or to another step of the same scope. */
export type TokenMove = { token: TokenId } & ({ do: 'skip'; /** Absent: by its only way, or the one without a name. */ outcome?: string | null } | { do: 'move'; to: NodeId });

export const taskActions = ['claim', 'release', 'assign', 'complete', 'saveDraft', 'withdraw', 'handOver', 'addSigner', 'remind', 'askBack', 'answer', 'suspend', 'resume', 'return', 'countersign'] as const;
export type TaskAction = (typeof taskActions)[number];
/** `maySupervise`: the server found the right task.assign for this ticket. */
export interface TaskActor { person: string; name: string; teams: string[]; roles: string[]; maySupervise: boolean; onBehalfOf?: ActorRef }
/** `via`: how it was given, where that is not the portal's own pages. */
export interface TaskActionData {
  outcome?: string; form?: Json; comment?: string; /** Whom it goes to; of `return`, which step. */ to?: string; via?: 'mail';
  /** Of a further approver: asked before or after whoever adds them. Absent: after. */
  place?: 'before' | 'after';
  /** Which question is answered; the answer is the comment. */
  question?: string;
}

export type Effect =
  | { type: 'taskOpened' | 'taskChanged'; task: TaskState }
  | { type: 'taskClosed'; task: TaskState; how: 'completed' | 'cancelled' | 'withdrawn'; outcome: string | null; by: ActorRef | null }
  | { type: 'armTimer'; timer: string; spec: TimerSpec; dueAt: Instant | null }
  | { type: 'disarmTimer'; timer: string }
  | { type: 'runActivity'; effect: string; node: NodeId; request: ActivityRequest }
  | { type: 'cancelActivity'; effect: string }
  | { type: 'subscribeMessage'; subscription: string; name: string; key: string | null }
  | { type: 'unsubscribeMessage'; subscription: string }
  | { type: 'incidentOpened' | 'incidentClosed'; incident: RunIncident }
  /** Somebody took a lock from a step that goes on without it. */ | { type: 'lockFreed'; claim: LockClaim; reason: string }
  | { type: 'completed' } | { type: 'failed'; code: string; message: string } | { type: 'cancelled'; reason: string } | { type: 'terminated' };

/**
 * One line of the token log. `listen` puts a token that only listens on `node`, `unlisten` takes it off. `enter` puts the token on `node` by `edge`; `leave` takes it off; `consume` ends it (join, end); `cancel` ends it from outside, or takes it off to be put elsewhere: `returned` {to, comment} to an earlier step.
 * `data` by type: start {at, variables}; enter {from?: token it was split from}; leave {outcome}; wait {for}; scopeOpened {parent, token, variables}; scopeClosed {status};
 * task {task, action: opened|claimed|released|assigned|drafted|decided|reminded|expired|handedOver|signerAdded|questioned|answered|suspended|resumed|submitted|sentBack|completed|withdrawn|cancelled, revision, status, assignee, outcome?, comment?, to?};
 * variables {set: {path: value}}; activity {effect, action: started|done|failed|cancelled, activity, code?, message?};
 * lock {claim, action: asked|granted|released|dropped|freed, lock, reason?}; timer {timer, action: armed|resolved|fired|disarmed, dueAt}; message {subscription, action: awaited|received|dropped, name, key}; condition {subscription, action: watched|met|dropped};
 * incident {incident, action: opened|closed, code, message}; suspend {reason}; resume {held: how many}; held {input: type, id};
 * migrate {from, to: definitions, nodes: new ids by old, edges: tokens whose way there is gone, moves, reason}; end {status, reason}.
 */
export interface LogEntry {
  seq: number; at: Instant;
  type: 'start' | 'listen' | 'unlisten' | 'enter' | 'leave' | 'consume' | 'cancel' | 'scopeOpened' | 'scopeClosed' | 'wait' | 'task' | 'variables' | 'activity' | 'timer' | 'message' | 'condition' | 'lock' | 'incident' | 'suspend' | 'resume' | 'held' | 'migrate' | 'end';
  token: TokenId | null; node: NodeId | null; scope: ScopeId | null; edge: EdgeId | null;
  /** Input id that caused it, and who. */
  cause: string; by: ActorRef | null;
  data?: Json;
}

/** `taskRevision` answers a task action: the revision the task has now (absent once it is closed). */
export type Answer = { accepted: true; seq: number; taskRevision?: number } | { accepted: false; code: string; params?: Record<string, string | number | boolean | null | Phrase>; details?: ErrorDetail[] };

export interface StepResult { state: RunState; effects: Effect[]; log: LogEntry[]; answer: Answer }
