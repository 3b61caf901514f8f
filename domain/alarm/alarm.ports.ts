/** The doors of alarms: what the portal asks of the group workflows, and what those ask of the world. Implemented in integrations/engine and activities/alarm. */
import type { Instant } from '../values.ts';
import type { ActorRef } from '../identity/identity.schema.ts';
import type { Severity } from './alarm.schema.ts';
import type { GroupChange, GroupEvent, GroupState, GroupTiming } from './convergence.types.ts';

/** `alarm-group/<groupId>`: workflow id and origin of events. */
export const groupWorkflowId = (group: string): string => `alarm-group/${group}`;

export interface AlarmEngine {
  /** Wakes the group's workflow, starting it when there is none. Carries nothing: the workflow reads the journal. Rejects when Temporal is away. */
  ring(group: string): Promise<void>;
  /** A person's decision: answers accepted or why not, after it can be read. Throws SERVICE_UNAVAILABLE. The same command twice gets the same answer. */
  acknowledge(group: string, command: { commandId: string; by: ActorRef }): Promise<AcknowledgeAnswer>;
  /** Ends the group's workflow at once; nothing when there is none. For groups that are taken away. Throws SERVICE_UNAVAILABLE. */
  end(group: string, reason: string): Promise<void>;
}
export type AcknowledgeAnswer = { accepted: true } | { accepted: false; code: string; params: Record<string, string> };

/** Workflow input of groupAlarms; `carried` is set by continue-as-new. */
export interface GroupInputs { group: string; carried?: { state: GroupState; timing: GroupTiming; generation: number; events: GroupEvent[] }; settings?: GroupSettings }
/** Tests make these small to force continue-as-new. */
export interface GroupSettings { maxSignals?: number; maxHistory?: number; pageSize?: number }

/** Orders the writes of a group (decision 0063). */
export interface GroupFence { generation: number; historyLength: number; startedAtMs: number }

/** Local activities: quick reads, and the projection. */
export interface GroupActivities {
  /** What was written last, or null; raises the generation. `timing` is the source's of now. */
  loadGroup(call: { group: string }): Promise<{ state: unknown; events: GroupEvent[]; generation: number; timing: GroupTiming }>;
  pullChanges(call: { group: string; after: number; limit: number }): Promise<{ changes: GroupChange[]; timing: GroupTiming }>;
  /** Replaces the projection; a stale fence changes nothing. Tells the journal how far the cursor is. `events`: not yet recorded, kept with the state. */
  writeGroup(call: { group: string; state: GroupState; events: GroupEvent[]; timing: GroupTiming; fence: GroupFence }): Promise<void>;
}

/** What became of news for a run. `over`: it has ended; null: its ticket is gone. */
export type Told = { is: 'told' } | { is: 'over'; run: { n: number; endedAt: number } | null };

/** News for a ticket's last run. `notice` makes its id stable, `firingCount` is how many fire now. */
export interface RunNews { group: string; episode: number; ticketId: string; notice: number; firingCount: number; at: Instant }

/** Ordinary activities of queue io: effects on the world, scheduled by committed history, harmless when repeated. */
export interface GroupIoActivities {
  /** The ticket of (group, episode): opened once, however often asked. `severity`: what the group called its gravest, for alarms may resolve meanwhile. Throws ALARM_FLOW_UNPUBLISHED, ALARM_TICKET_TYPE_UNKNOWN. */
  openAlarmTicket(call: { group: string; episode: number; at: Instant; severity?: Severity }): Promise<{ id: string; key: string; n: number }>;
  /** Starts run n of the same ticket, with the graver of the priority it had and the one its alarms ask for now. */
  reopenAlarmTicket(call: { group: string; episode: number; ticketId: string; n: number; at: Instant; severity?: Severity }): Promise<{ n: number } | null>;
  /** Tells the ticket's last run that its group fires again or has recovered. `severity`: the gravest, where it is graver than before. */
  tellAlarmRun(call: RunNews & { isFiring: boolean; severity?: Severity }): Promise<Told>;
  /** Tells the ticket's last run that its group now fires with a graver severity. */
  raiseAlarmRun(call: RunNews & { severity: Severity }): Promise<Told>;
  /** Whether the ticket's last run is over. */
  lookUpAlarmRun(call: { ticketId: string }): Promise<Told | { is: 'open' }>;
  recordGroupEvents(call: { group: string; ticketId: string | null; events: GroupEvent[] }): Promise<void>;
}
