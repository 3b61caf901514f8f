/** What a run can be told and asked. The engine socket sends these; run-flow.workflow.ts answers them. */
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CallOutcome } from '#domain/flow/call/call.ports';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { CommandResult, DeliveredMessage, InstanceChange, LockTold, RunChange, RunMessage, TaskCommand } from '#domain/flow/engine.ports';
import type { IncidentMending, RaisedEscalation, Vars } from '#domain/flow/kernel/kernel.types';
import type { RunBook, RunFence, RunStanding } from '#domain/flow/run.ports';
import type { Instant } from '#domain/values';

export { patchesFromStart } from '../patches.ts';

/** Workflow type of every run. */
export const runFlowType = 'runFlow';

/** Answers once the run's first write has been tried: the ticket is there, or follows. */
export const started = defineUpdate<CommandResult>('started');
/** Update id = commandId. */
export const taskAction = defineUpdate<CommandResult, [TaskCommand]>('taskAction');
export interface RunCancel { id: string; reason: string; by: ActorRef; at?: Instant }
export const cancelRun = defineUpdate<CommandResult, [RunCancel]>('cancelRun');
export interface RunSuspend { id: string; reason: string; by: ActorRef; at?: Instant }
export const suspendRun = defineUpdate<CommandResult, [RunSuspend]>('suspendRun');
export interface RunResume { id: string; by: ActorRef; at?: Instant }
export const resumeRun = defineUpdate<CommandResult, [RunResume]>('resumeRun');
/** The definition is loaded first; then the step and the switch are one. */
export const changeRun = defineUpdate<CommandResult, [RunChange]>('changeRun');
export type IncidentMend = { id: string; incident: string; by: ActorRef; at?: Instant; /** Set before the step is tried again; absent in messages from before they were sent along. */ variables?: Vars } & IncidentMending;
export const changeInstances = defineUpdate<CommandResult, [InstanceChange]>('changeInstances');
export const mendIncident = defineUpdate<CommandResult, [IncidentMend]>('mendIncident');

/** A message from the post. As an update, since its sender must know whether it was taken. Update id = message id. */
export const deliverMessage = defineUpdate<CommandResult, [DeliveredMessage]>('deliverMessage');
/** From the table of locks. As an update, since a lock that is refused goes to the next. */
export const tellLock = defineUpdate<CommandResult, [LockTold]>('tellLock');
export const message = defineSignal<[RunMessage]>('message');
/** A called run is over; a repeat is harmless, and so is one that nobody waits for. */
export interface CallEnded { effect: string; outcome: CallOutcome; at: Instant }
export const callEnded = defineSignal<[CallEnded]>('callEnded');
/** A called run escalates and goes on; `n`: how manyeth of it. Sent in order and before its end; a repeat is harmless. */
export interface CallEscalated extends RaisedEscalation { effect: string; at: Instant }
export const callEscalated = defineSignal<[CallEscalated]>('callEscalated');
/** Nobody waits for the called run any more: it is cancelled. */
export const callerLeft = defineSignal<[{ id: string; at: Instant }]>('callerLeft');
/** Write again: MongoDB says something else than the run. `continuation` raises the fence above what stands there; `isMissing`: nothing stands there at all. */
export interface Poke { continuation: number; isMissing: boolean }
export const poke = defineSignal<[Poke]>('poke');

/** Search attributes of a run: few, for operators who look for runs in Temporal's own tools. Registered at start-up by the stack. */
export const flowKey = defineSearchAttributeKey('SbFlow', SearchAttributeType.KEYWORD);
export const versionKey = defineSearchAttributeKey('SbVersion', SearchAttributeType.KEYWORD);
export const ticketKey = defineSearchAttributeKey('SbTicket', SearchAttributeType.KEYWORD);
/** As long as the run is open; how it ended is its execution's status. */
export const stateKey = defineSearchAttributeKey('SbState', SearchAttributeType.KEYWORD);
export const priorityKey = defineSearchAttributeKey('SbPriority', SearchAttributeType.KEYWORD);

/** What the run has written. Only committed history answers queries, so whoever asks may confirm up to here. Null until the run has read what it stands on. */
export const standing = defineQuery<RunStanding | null>('standing');

/** For the reconciler and tests; pages read MongoDB. */
export interface RunSnapshot {
  /** Null until the definition is loaded. */
  book: RunBook | null;
  shell: { continuation: number; fence: RunFence | null; isParked: boolean; updates: number; signals: number; activities: string[]; timers: string[] };
}
export const snapshot = defineQuery<RunSnapshot>('snapshot');
