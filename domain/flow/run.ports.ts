/** The doors between a run (workflow) and the world: what it is started with, what its activities must do. Implemented in activities/flow. */
import type { Instant, Json } from '../values.ts';
import type { ActorRef } from '../identity/identity.schema.ts';
import type { DomainEvent } from '../audit/event.schema.ts';
import type { ObjectRef } from '../object/object.schema.ts';
import type { Priority } from '../ticket/ticket.schema.ts';
import type { ClockFacts } from '../sla/clock.ts';
import type { DefinitionRef, FlowFile } from './flow.schema.ts';
import type { ActivityRequest, LogEntry, RunState, Subscription, TaskState, Vars } from './kernel/kernel.types.ts';

/** `run/<ticketId>/<n>`: the workflow id and the run's id everywhere. */
export const runIdOf = (ticketId: string, n: number): string => `run/${ticketId}/${n}`;

export interface RunTicket {
  id: string; key: string; type: string; title: string; description: string; priority: Priority; team: string | null;
  requester: string | null; object: ObjectRef | null; fields: Vars; openedBy: ActorRef; openedAt: Instant;
  alarm: { group: string; episode: number } | null; isDemo: boolean;
}

/** Workflow input of runFlow. `resumed` is set by continue-as-new and by the seed. Definitions are never input, only their reference. */
export interface RunInput {
  ticket: RunTicket; n: number; definition: DefinitionRef;
  /** Start node (null: the flow's only or first start) and variables beside the built-in `ticket`, `object`, `team`, `requester`. */
  start: { at: string | null; variables: Vars };
  resumed?: RunCarried;
  /** Facts of a previous run of the same ticket (reopening). */
  previous?: { clocks: ClockFacts[]; run: number };
  settings?: RunSettings;
}

/** Tests make these small to force continue-as-new. */
export interface RunSettings { maxUpdates?: number; maxSignals?: number; maxHistory?: number }

/** What survives continue-as-new: the kernel's state and the shell's own. */
export interface RunCarried {
  state: RunState; clocks: ClockFacts[];
  /** Continuation number: first part of the fence. */
  continuation: number;
  /** Log entries and events not yet written (MongoDB was away), oldest first. */
  parked: RunWrite[];
  confirmedSeq: number;
}

/** One replacing write: everything from `fromSeq` on is deleted and written anew; an older fence is refused with RUN_FENCE_STALE. */
export interface RunWrite {
  runId: string; ticketId: string; n: number;
  fence: { continuation: number; historyLength: number };
  fromSeq: number; toSeq: number;
  log: LogEntry[]; events: DomainEvent[];
  /** Snapshot after `toSeq`. */
  snapshot: {
    definition: DefinitionRef; status: RunState['status']; tasks: TaskState[];
    tokens: RunState['tokens']; scopes: RunState['scopes']; subscriptions: Subscription[]; incidents: RunState['incidents'];
    ticket: RunTicketPatch; clocks: ClockFacts[];
  };
  confirmedSeq: number;
  /** First write of a run also makes the ticket (or takes it over, reopening). */
  opened: RunTicket | null;
}

/** What the run decides about its ticket; projected from the root variable `ticket`. */
export interface RunTicketPatch { state: string; priority: Priority; assignee: string | null; team: string | null; title: string; fields: Vars }

export interface RunContext {
  /** Root variables made at start from the directory and the registry: object {id,name,owner,...}, team {id,lead,manager}, requester {id,name,manager}. */
  variables: Vars;
  /** Clocks by policy at start, idle. */
  clocks: ClockFacts[];
  /** Clock state by ticket state of the type. */
  clockStates: Record<string, { clock: 'running' | 'paused' | 'stopped'; pauseReason: string | null; category: string }>;
  initialState: string;
}

/** All idempotent; failures carry catalogue codes. Local unless said otherwise. */
export interface RunActivities {
  loadDefinition(ref: DefinitionRef): Promise<FlowFile>;
  loadRunContext(ticket: RunTicket): Promise<RunContext>;
  /** Start-to-close 2 s, schedule-to-close 5 s. */
  writeRun(write: RunWrite): Promise<{ confirmedSeq: number }>;
  /** Resolves working-time timers and clock deadlines with the calendars of MongoDB. */
  resolveTimer(spec: { iso: string; calendar: string; from: Instant }): Promise<{ dueAt: Instant }>;
  deriveClocks(clocks: ClockFacts[], at: Instant): Promise<ClockFacts[]>;
}

/** Ordinary activities of queue io: scheduled by committed history, with an idempotency key. */
export interface RunIoActivities {
  performActivity(call: { runId: string; ticketId: string; effect: string; idempotencyKey: string; request: ActivityRequest }): Promise<Json>;
  /** The same write by an ordinary activity, after it was parked. */
  writeParked(writes: RunWrite[]): Promise<{ confirmedSeq: number }>;
  /** Confirms that the run's log up to `seq` is committed history. */
  confirmRun(call: { runId: string; seq: number }): Promise<void>;
}
