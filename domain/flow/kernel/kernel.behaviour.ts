/**
 * The part a node kind plays in a step. A behaviour decides when its token waits, moves or ends; the kernel owns state, ids, log, effects,
 * cancelling and limits. A behaviour sees only its turn: what it may do is what the verbs below offer, so kinds from outside fit in unchanged.
 */
import type { Instant, Json, Text, Words } from '../../values.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';
import type { ErrorDetail } from '../../errors.ts';
import type { MessageParams, Phrase } from '../../message.ts';
import type { FlowEdge, FlowNode } from '../flow.schema.ts';
import type { Countersign } from './kernel.countersign.ts';
import type {
  ActivityRequest, ApprovalExpiry, ApprovalReminders, ApprovalStage, Definition, EdgeId, MayReturnTo, NodeId, RunIncident, ScopeState, Subscription, TaskActionData, TaskActor, TaskSlot, TaskState, Thrown, TimerSpec, TokenId, TokenState, Vars,
} from './kernel.types.ts';

export type Params = Record<string, string | number | boolean | null | Phrase>;
export interface Refusal { code: string; params?: Params; details?: ErrorDetail[] }

/** A decision on a task that passed every general check: who, which outcome, the checked form data. */
export interface TaskDecision { outcome: string; comment: string; form: Record<string, Json> | null; by: ActorRef; actor: TaskActor; /** Rejected to an earlier step of its scope, which it may go back to. */ returnTo?: NodeId }

export interface TaskSpec {
  kind: TaskState['kind']; slots: TaskSlot[]; rule: TaskState['rule']; stages?: ApprovalStage[]; reminders?: ApprovalReminders; expiry?: ApprovalExpiry; outcomes: TaskState['outcomes'];
  name?: Text; prompt?: Words | null; form?: string | null; isWithdrawable?: boolean; dueAt?: Instant | null; assignee?: string | null; draft?: Json | null; mayReturnTo?: MayReturnTo; countersign?: TaskState['countersign'];
}

export type TaskChange = Partial<Pick<TaskState, 'slots' | 'assignee' | 'assigneeName' | 'status' | 'draft' | 'reminders' | 'expiry' | 'byHand' | 'questions' | 'suspended' | 'dueAt' | 'countersign' | 'returned'>>;
export type TaskChangeName = 'claimed' | 'released' | 'assigned' | 'drafted' | 'decided' | 'reminded' | 'expired' | 'handedOver' | 'signerAdded' | 'questioned' | 'answered' | 'suspended' | 'resumed' | 'submitted' | 'sentBack';
/** What somebody does with an approval besides deciding it. */
export interface ApprovalAct { action: 'handOver' | 'addSigner' | 'remind' | 'askBack' | 'answer'; data: TaskActionData; actor: TaskActor; by: ActorRef }
/** What the second person says of a task that was put to them. */
export interface Countersigning { said: Countersign; comment: string; by: ActorRef; actor: TaskActor }
/** A timer that has come: which of the step's it is, what it waited for, and how often it was to come after this one. */
export interface TimerCame { purpose: string | null; spec: TimerSpec; left: number }

/** `steps`: what it has cost; absent where nothing was evaluated. */
export type Evaluated = { ok: true; value: Json; reasons: Phrase[]; steps?: number } | { ok: false; code: string; params: Params };

/** One behaviour called once, for one token. Every verb acts at once on the step's draft; a throw undoes all verbs of this turn. */
export interface NodeTurn<C = unknown> {
  readonly definition: Definition;
  readonly node: FlowNode & { id: NodeId };
  readonly config: C;
  /** The token this turn is about, as it is now. */
  readonly token: TokenState;
  readonly scope: ScopeState;
  readonly now: Instant;
  /** Who caused the input; null for timers and the like. */
  readonly by: ActorRef | null;
  /** Who asks for what is opened now: who caused the input, unless it is done anew because it was returned. */
  readonly askedBy: ActorRef | null;
  readonly outgoing: readonly (FlowEdge & { id: EdgeId })[];
  /** The token was moved, ended, or waits. */
  readonly isSettled: boolean;
  readonly incoming: readonly (FlowEdge & { id: EdgeId })[];

  /** Moves the token along every edge of the outcome (several edges: it is split). No such edge: incident FLOW_NO_PATH. */
  leave(outcome?: string | null): void;
  /** Moves the token along exactly these edges (several: it is split). */
  leaveBy(...edges: readonly [EdgeId, ...EdgeId[]]): void;
  /** Moves the token along every edge, as a race: the first of these tokens that leaves its step, or ends there, ends the others. */
  leaveAsRace(): void;
  hasEdge(outcome: string | null): boolean;
  /** Takes the token back to an earlier step of its scope, which has been found to be one it may go back to. What is opened there is told why. */
  returnTo(to: NodeId, decision: TaskDecision): void;
  /** The token ends here. */
  endToken(): void;

  /** The token stays on the node. `data` is kept on the token; keep it small. */
  wait(reason: NonNullable<TokenState['waitsFor']>, data?: Json): void;
  /** Replaces what the token keeps. */
  keep(data: Json): void;
  /** Puts the token into the FIFO of the edge it came by and gives all queues of this node in this scope, by incoming edge. */
  arrive(): Readonly<Record<EdgeId, readonly TokenId[]>>;
  /** Ends tokens that wait in this node's queues (a join uses them up). */
  consume(tokens: readonly TokenId[]): void;
  /** Takes the own token out of the queue again without ending it. */
  dequeue(): void;
  /** Nodes on which other tokens of this scope stand; those in this node's queues are left out. */
  elsewhere(): readonly NodeId[];
  /** Ends the other tokens of this scope that stand on one of these nodes, with all they wait for; and who came to this node by one of `ways` but has not been put into its queue. */
  cancelAt(nodes: ReadonlySet<NodeId>, ways?: readonly EdgeId[]): void;
  readonly memory: Json | undefined;
  remember(data: Json | undefined): void;

  openTask(spec: TaskSpec): TaskState;
  /** Changes an open task and raises its revision, unless only time has passed; `said` goes into the log with it. */
  changeTask(task: TaskState, change: TaskChange, action: TaskChangeName, said?: Record<string, Json>): TaskState;
  closeTask(task: TaskState, how: 'completed' | 'cancelled' | 'withdrawn', outcome: string | null, comment?: string): void;
  /** Waits for the clock. On a boundary the timer belongs to the host's token. `left`: how often it is to come after this one; default not again. */
  /** A token that waits for a task goes on waiting for it. */
  armTimer(spec: TimerSpec, more?: { left?: number; purpose?: string }): void;
  /** Ends the timers of this step that were set for this. */
  disarmTimers(purpose: string): void;
  /** The task this step has open. */
  readonly task: TaskState | null;
  runActivity(request: ActivityRequest, attempt?: number): void;
  /** Waits for a message. On a boundary the subscription belongs to the host's token. `key` null takes any key. */
  subscribe(name: string, key: string | null): void;
  /** Waits until an expression turns true; it is looked at whenever the run comes to rest. On a boundary it belongs to the host's token. `wasMet`: it is true now, and has to turn false first. */
  watch(expression: string, wasMet?: boolean): void;
  /** Ends every task, timer, activity, message wait and child scope of this token, and the boundaries around it. */
  dropWaits(): void;
  openScope(vars: Vars): void;
  /** Runs the handler of what was done last in this scope, at `step` or inside it, and waits until it is over (`scopeDone`). False: nothing is left to take back. */
  takeBack(step?: NodeId): boolean;
  /** Ends everything in the scope the token lies in, with all below it; the scope's own token then leaves as if it had completed. The run's scope: the run is terminated. */
  terminateScope(): void;
  /** Boundary only: everything the host's token started is cancelled, and a new token stands on the boundary node; it becomes this turn's token. */
  interruptHost(): void;
  /** Boundary only: the host's token stays as it is, and a new token stands on the boundary node; it becomes this turn's token. */
  forkFromHost(): void;
  /**
   * Listening kinds only: what it listened for has come, and the token stands here as any other. `endsOthers`: everything else in its scope is ended, also what
   * else listens there. `next`: another token goes on listening in its place and keeps this; absent: none does.
   */
  comeForward(endsOthers: boolean, next?: Json): void;
  /**
   * Gives the first who catches this around its turn, from the own step outwards: of each step the boundaries on it, then the parts that begin by an event beside it.
   * One that names the code comes before one that takes any. What goes on in such a part is heard from outside its scope only.
   * An escalation that nobody catches here is for the run that called this one. False: nobody does.
   */
  throwUp(thrown: Thrown): boolean;
  /** Whether a step of another run waits for this run. */
  readonly isCalled: boolean;
  /** Ends the run with this error: nobody caught it. */
  failRun(thrown: Thrown): void;

  /** FEEL over the variables seen from this scope; `nearer` come before them. `what` names the expression in incidents ("condition", "config.value"). */
  evaluate(expression: string, what: string, nearer?: Vars): Evaluated;
  /** The cell of a decision table: whether its unary tests hold of a value. */
  evaluateTests(tests: string, value: Json, what: string): Evaluated;
  /** A config value: text starting with "=" is FEEL, inside lists and objects too; {"secret": name} stays as it is. */
  evaluateConfig(value: Json, what: string): Evaluated;
  /** The variable as seen from this scope (nearest first); undefined where there is none. */
  variable(name: string): Json | undefined;
  /** Sets by name or path ("ticket.priority"): where the variable is declared, else in the run's scope. */
  setVariables(values: Vars): void;
  /** The token stops here until a person mends it. */
  incident(code: string, params?: Params, request?: ActivityRequest): void;
  /** A line in the log that changes nothing (why a default was taken). */
  note(data: Json): void;
}

export type TaskSubscription = Extract<Subscription, { kind: 'task' }>;
export type ActivitySubscription = Extract<Subscription, { kind: 'activity' }>;
export type MessageSubscription = Extract<Subscription, { kind: 'message' }>;

export interface NodeBehaviour<C = unknown> {
  /** A token came. It must end up moved, ended, waiting, or in an incident. */
  enter(turn: NodeTurn<C>): void;
  /** A person decided, and everything general was in order. A returned refusal leaves all as it was. */
  decide?(turn: NodeTurn<C>, task: TaskState, decision: TaskDecision): Refusal | void;
  /** Somebody handed it over, added an approver, had it told again, asked back or answered. A returned refusal leaves all as it was. */
  acted?(turn: NodeTurn<C>, task: TaskState, act: ApprovalAct): Refusal | void;
  /** A second person confirmed the task or sends it back. */
  countersigned?(turn: NodeTurn<C>, task: TaskState, said: Countersigning): void;
  /** Somebody claimed, released or was given the task. */
  assigned?(turn: NodeTurn<C>, task: TaskState): void;
  /** `left`: how often the timer was to come after this one. */
  timerDue?(turn: NodeTurn<C>, left: number, came: TimerCame): void;
  messageCame?(turn: NodeTurn<C>, message: { name: string; key: string | null; data: Vars }): void;
  conditionMet?(turn: NodeTurn<C>): void;
  activityDone?(turn: NodeTurn<C>, result: Json, request: ActivityRequest): void;
  activityFailed?(turn: NodeTurn<C>, failure: { code: string; message: string; params?: MessageParams | undefined }, request: ActivityRequest): void;
  /** No token is left in the scope this token opened. */
  scopeDone?(turn: NodeTurn<C>): void;
  /** Boundary kinds: the host's token has come to rest; subscribe to what may interrupt it. The turn's token is the host's. */
  attach?(turn: NodeTurn<C>): void;
  /** Boundary and listening kinds that catch: what, and whether this code, because they name it (`named`) or because they take any. The turn of `caught` is as that of `messageCame`. */
  catching?: Thrown['kind'];
  catches?(config: C, code: string): 'named' | 'any' | null;
  caught?(turn: NodeTurn<C>, thrown: Thrown): void;
  /** What it waits for may escalate at any time, as a called flow does. */
  mayEscalate?: true;
  /** It comes by itself never. Boundary kinds: what is behind it takes back what its host has done; parts: their steps take back what was done in the scope they lie in. */
  compensates?: boolean;
  /** Parts that begin by an event: a token is put on it while the scope it lies in is alive, and listens; nothing waits for it. */
  listens?: boolean;
  /** Boundary kinds: whether its host is ended when it comes; parts that begin by an event: whether the rest of their scope is. Absent: yes. */
  isInterrupting?(config: C): boolean;
  /** Asked again and again at rest, until nothing changes, for each node of this kind where tokens wait in queues. True when it did something. */
  settle?(turn: NodeTurn<C>): boolean;
  /** A person asks to try again after an incident. Absent: `enter` again. */
  retry?(turn: NodeTurn<C>, incident: RunIncident): void;
  /** A person asks to go on without. Absent: refused with INCIDENT_NOT_SKIPPABLE. */
  skip?(turn: NodeTurn<C>, incident: RunIncident): void;
  /**
   * What the soundness check may do with a token here, data being unknown. `itself`: run this behaviour (it reads no data);
   * `anyOutcome`: it waits, then leaves by any outcome; `anyEdge`: by any single edge; `anyEdges`: `settle` first where ways come together, then by any edges, one at least.
   * Absent: `itself` for kinds that only route, else `anyOutcome`. Kinds with `anyEdge` or `anyEdges` read the conditions on their ways out.
   */
  whenDataUnknown?: 'itself' | 'anyOutcome' | 'anyEdge' | 'anyEdges';
  /** How many tokens of one way become one here, where they do: so many may stand on the steps that lead to it. Absent, or null: they do not. */
  mergesFrom?(config: C): number | null;
  /** Where a task of this step may be returned to. Absent: nowhere. */
  returnsTo?(config: C): MayReturnTo;
  /** Whether a step of this config may end tokens of its scope that are not its own: then it matters which of them is first. Absent: never. */
  endsOthers?(config: C): boolean;
}
