/** What portal and alarm workflows ask of the flow engine. Implemented over the Temporal client in integrations/engine. */
import type { Instant, Json } from '../values.ts';
import type { ActorRef } from '../identity/identity.schema.ts';
import type { LockNews } from './kernel/kernel.claims.ts';
import type { Answer, IncidentMending, TaskAction, TaskActionData, TaskActor, TokenMove, Vars } from './kernel/kernel.types.ts';
import type { DefinitionRef } from './flow.schema.ts';
import type { RunInput } from './run.ports.ts';

/** `commandId` as the person's client gave it, the person's own (command-id.ts). `at`: when it was given; the engine sets it. */
export interface TaskCommand { taskId: string; action: TaskAction; taskRevision: number; commandId: string; actor: TaskActor; data: TaskActionData; at?: Instant }
/** `shown` false: accepted, but the read model follows later because MongoDB is away. */
export interface CommandResult { answer: Answer; shown: boolean }
/** A machine's news: a message a run may wait for. `id` makes a repeat harmless; `at` is when it was sent, set by the engine. */
export interface RunMessage { id: string; name: string; key: string | null; data: Vars; by: ActorRef; at?: Instant }

/** A message whose sender has to know whether it was taken. `isForOne`: of several that wait in the run, one takes it; absent: all do. */
export type DeliveredMessage = RunMessage & { isForOne?: true };

/** What the table of locks says to a run; `since`: when the claim was asked for. */
export type LockTold = { id: string; claim: string; since: Instant; at?: Instant } & LockNews;

export interface InstanceChange { id: string; token: string; change: { add: Json } | { cancel: string }; by: ActorRef; at?: Instant }

/** The run goes on under another definition, which is stored before it is asked for. `seq`: the line of its log that whoever asks has seen. */
export interface RunChange { id: string; definition: DefinitionRef; map: Record<string, string>; moves: TokenMove[]; seq: number; reason: string; by: ActorRef; at?: Instant }

/** Expected refusals are values (Answer); an engine that is away throws CatalogueError SERVICE_UNAVAILABLE, a run that is over RUN_OVER. */
export interface FlowEngine {
  /** Starts a run and waits for its first write (update with start). Same ticket and n twice: the first one stands. */
  startRun(input: RunInput): Promise<CommandResult>;
  actOnTask(runId: string, command: TaskCommand): Promise<CommandResult>;
  sendMessage(runId: string, message: RunMessage): Promise<void>;
  /** The same with the run's answer: MESSAGE_NOT_AWAITED is a value, a run that is over is thrown. A repeat by the same id is answered as the first. */
  deliverMessage(runId: string, message: DeliveredMessage): Promise<CommandResult>;
  /** A lock is granted, freed by force, or waited for in a circle. LOCK_NOT_ASKED and the like are values, a run that is over is thrown. A repeat by the same id is answered as the first. */
  tellLock(runId: string, told: LockTold): Promise<CommandResult>;
  cancelRun(runId: string, cancel: { id: string; reason: string; by: ActorRef }): Promise<CommandResult>;
  /** The run stands still until it is resumed: people's acts are refused with RUN_SUSPENDED, what arrives is held. */
  suspendRun(runId: string, suspend: { id: string; reason: string; by: ActorRef }): Promise<CommandResult>;
  resumeRun(runId: string, resume: { id: string; by: ActorRef }): Promise<CommandResult>;
  /** Refused with RUN_MOVED_ON when the run is past `seq`, and with RUN_CHANGE_UNFIT where it cannot go on so. */
  changeRun(runId: string, change: RunChange): Promise<CommandResult>;
  /** Whether the run's workflow has ended, waiting a moment for one that is about to. Throws RUN_UNKNOWN. */
  hasEnded(runId: string): Promise<boolean>;
  /** One time more of a step that is done several times, or one that is under way ended; `token`: the one that came to the step. */
  changeInstances(runId: string, change: InstanceChange): Promise<CommandResult>;
  mendIncident(runId: string, mend: { id: string; incident: string; by: ActorRef; /** What directory and registry say now, set before the step is tried again. */ variables?: Vars } & IncidentMending): Promise<CommandResult>;
}
