/** The doors between a run (workflow) and the world: what it is started with, what its activities must do. Implemented in activities/flow. */
import type { Instant, Json } from '../values.ts';
import type { ActorRef } from '../identity/identity.schema.ts';
import type { DomainEvent } from '../audit/event.schema.ts';
import type { CatalogRef } from '../catalog/catalog.schema.ts';
import type { ObjectRef } from '../object/object.schema.ts';
import type { Priority, TicketState } from '../ticket/ticket.schema.ts';
import type { ClockFacts } from '../sla/clock.ts';
import type { EscalationLevel } from '../sla/escalation.ts';
import type { Caller } from './call/call.ports.ts';
import type { DefinitionRef, FlowFile } from './flow.schema.ts';
import type { ActivityRequest, LogEntry, RunState, TimerPause, Vars } from './kernel/kernel.types.ts';

/** `run/<ticketId>/<n>`: the workflow id and the run's id everywhere. */
export const runIdOf = (ticketId: string, n: number): string => `run/${ticketId}/${n}`;

export interface RunTicket {
  id: string; key: string; type: string; title: string; description: string; priority: Priority; team: string | null;
  requester: string | null; object: ObjectRef | null; fields: Vars; openedBy: ActorRef; openedAt: Instant;
  alarm: { group: string; episode: number } | null; isDemo: boolean;
  /** The catalogue item it was asked for by. */
  catalog?: CatalogRef;
}

/** Workflow input of runFlow. `resumed` is set by continue-as-new and by the seed. Definitions are never input, only their reference. */
export interface RunInput {
  ticket: RunTicket; n: number; definition: DefinitionRef;
  /** Start node (null: the flow's only or first start) and variables beside the built-in `ticket`, `object`, `team`, `requester`. */
  start: { at: string | null; variables: Vars };
  resumed?: RunCarried;
  /** Facts of a previous run of the same ticket (reopening). `priority`: what it ended with, where the ticket reopens with another. */
  previous?: { clocks: ClockFacts[]; run: number; priority?: Priority };
  /** The ending of the previous run, taken back: this run begins where that stood before it, `start` is not used. */
  takenBack?: RunEnding;
  settings?: RunSettings;
  /** Whose step waits for it, where it is a called run. */
  caller?: Caller;
  /** When the run was asked for. */
  askedAt?: Instant;
  /** Names of workflow patches (workflows/patches.ts) the run has from its start on; others it learns by markers in its history. */
  patches?: readonly string[];
}

/** What a person's word (an answer, or the withdrawal of the ticket) found when it ended a run: kept for a while, so that whoever gave it may take it back. */
export interface RunEnding {
  word: 'answer' | 'cancel'; by: ActorRef; at: Instant;
  /** The run before the word. */
  state: RunState; clocks: ClockFacts[]; marks: TicketMarks;
  /** The ticket as the word left it. */
  left: RunTicketPatch;
  /** The form filled in with it, and of which task. */
  typed: { task: string; form: Json } | null;
}

/** Tests make these small to force continue-as-new. */
/** `lookMs`: until a called run, or work, is looked at for the first time. */
export interface RunSettings { maxUpdates?: number; maxSignals?: number; maxHistory?: number; lookMs?: number; maxUnwrittenBytes?: number }

/** Instants the ticket's states left behind. */
export interface TicketMarks { resolvedAt: Instant | null; closedAt: Instant | null; recoveredAt: Instant | null }

/** Plain JSON: carried over continue-as-new, parsed on the way in by parseRunBook. */
export interface RunBook {
  runId: string; n: number; ticket: RunTicket;
  state: RunState;
  clocks: ClockFacts[];
  context: Pick<RunContext, 'clockStates' | 'initialState' | 'targets'>;
  marks: TicketMarks;
  /** Last seq and event number that stand in MongoDB, and what follows them. */
  writtenSeq: number; writtenEvent: number;
  log: LogEntry[]; events: DomainEvent[];
  /** The first write has landed. */
  isOpened: boolean;
  /** Something changed since the last write was taken. */
  isDirty: boolean;
  /** Where a person's word ended it. */
  ending?: RunEnding;
  /** Of a called run. Its ticket is the caller's: it has no clocks, and what it says of the ticket stays with it. */
  caller?: Caller;
  /** The error a called run ended by. */
  failed?: { code: string; message: string };
}

/** What survives continue-as-new: the run's book (state, clocks, what is not yet written) and the shell's own counters. */
export interface RunCarried {
  book: RunBook;
  /** Continuation number: first part of the fence. */
  continuation: number;
  /** Number of the last write tried. */
  write: number;
  /** True while MongoDB is away: the book's unwritten part waits for an ordinary activity. */
  isParked: boolean;
}

/**
 * Orders the writes of a run: compared part by part. `startedAtMs` is the start of the workflow task, `write` counts the run's writes, so that
 * neither a worker that wakes after its task was given to another, nor an attempt that was given up, can overwrite what came later.
 */
export interface RunFence { continuation: number; historyLength: number; startedAtMs: number; write: number }

/** One replacing write: log and events from `fromSeq` and `fromEvent` on are deleted and written anew; an older fence is refused with RUN_FENCE_STALE. */
export interface RunWrite {
  runId: string; ticketId: string; n: number; at: Instant;
  fence: RunFence;
  /** First and last log seq of this write; nothing new in the log: fromSeq = toSeq + 1. */
  fromSeq: number; toSeq: number; log: LogEntry[];
  /** The same for events, which have their own numbers (clock events stand in no log). */
  fromEvent: number; toEvent: number; events: DomainEvent[];
  /** After `toSeq`. */
  snapshot: { state: RunState; ticket: RunTicketPatch; clocks: ClockFacts[] };
  /** As the run was given it; `isOpening` until its first write has landed: that one makes the ticket, or takes it over (n > 1, reopening). */
  ticket: RunTicket; isOpening: boolean;
  /** Where a person's word ended the run. */
  ending?: RunEnding;
  /** Of a called run, the run that called it: the ticket is not this run's to change. */
  caller?: string;
  /** Seed history: no Temporal run stands behind it, the reconciler passes it by. */
  isImported?: boolean;
}

/** What the run decides about its ticket; projected from the root variable `ticket`. */
export interface RunTicketPatch {
  state: string; category: TicketState['category']; priority: Priority; assignee: string | null; team: string | null; title: string; fields: Vars;
  isFiring: boolean; recoveredAt: Instant | null; resolvedAt: Instant | null; closedAt: Instant | null;
}

/** `chain` null: no escalation; absent in contexts from before there was any. */
export interface ClockTarget { target: string; warn: string | null; policyId: string; calendarId: string; isPausable: boolean; chain?: readonly EscalationLevel[] | null }

/** What the run keeps from its ticket type and SLA policies when it starts; later edits do not touch it. */
export interface RunContext {
  /** Root variables made at start from the directory and the registry: object {id,name,owner,...}, team {id,lead,manager}, requester {id,name,manager}. */
  variables: Vars;
  /** Clocks by policy at start, idle. */
  clocks: ClockFacts[];
  /** What each ticket state of the type means: to clocks, to lists. */
  clockStates: Record<string, { clock: TicketState['clock']; pauseReason: string | null; category: TicketState['category'] }>;
  initialState: string;
  /** What each clock (by `clockSlot`) is promised at each priority, for a change of priority. */
  targets: Record<string, Partial<Record<Priority, ClockTarget>>>;
}

/** What a write found out: clocks of the snapshot whose deadlines were not known, with them, as they now stand in MongoDB. */
export interface RunWritten { derived: ClockFacts[] }

/** All idempotent; failures carry catalogue codes. Local unless said otherwise. */
export interface RunActivities {
  loadDefinition(ref: DefinitionRef): Promise<FlowFile>;
  loadRunContext(ticket: RunTicket): Promise<RunContext>;
  /** Both in one: what a new run stands on. */
  openRun(definition: DefinitionRef, ticket: RunTicket): Promise<{ file: FlowFile; context: RunContext }>;
  /** Start-to-close 2 s, schedule-to-close 5 s. */
  writeRun(write: RunWrite): Promise<RunWritten>;
  /** Resolves working-time timers and clock deadlines with the calendars of MongoDB. `pauses`: what of the time since `from` does not count. */
  resolveTimer(spec: { iso: string; calendar: string; from: Instant; pauses?: TimerPause[] }): Promise<{ dueAt: Instant }>;
  /** Only runs from before patch run-flow-told-from-outside ask for it by itself. */
  deriveClocks(clocks: ClockFacts[], at: Instant): Promise<ClockFacts[]>;
}

/** What a run's committed history has put into MongoDB: up to these numbers log and events are final. */
export interface RunStanding { seq: number; event: number }

/** Ordinary activities of queue io (`probe.<location>` for probes): scheduled by committed history, with an idempotency key. */
export interface EffectCall { runId: string; ticketId: string; effect: string; idempotencyKey: string; request: ActivityRequest }
export interface RunIoActivities {
  performActivity(call: EffectCall): Promise<Json>;
  /** The same with the instant at which it was done, so that the run need not ask when it heard of it. Runs from before the patch call performActivity. */
  performEffect(call: EffectCall): Promise<{ at: Instant; result: Json }>;
}

/** Ordinary activities of queue flow. */
export interface RunFlowActivities {
  /** The same write by an ordinary activity, after MongoDB was away: what it wrote is confirmed at once. */
  writeParked(write: RunWrite): Promise<RunWritten>;
  /** Confirms that log and events up to these numbers are committed history. Only runs from before patch run-flow-told-from-outside call it. */
  confirmRun(call: { runId: string } & RunStanding): Promise<void>;
}
