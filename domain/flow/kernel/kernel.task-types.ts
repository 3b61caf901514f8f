/** The shapes of tasks: who is asked by what rule, what was said and decided, and what time does to it. Part of the kernel's state. */
import type { Instant, Json, Text, Words } from '../../values.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';
import type { NodeId, ScopeId, TokenId } from './kernel.types.ts';

/** Where a task may be returned to: any earlier step of its scope, or these. */
export type MayReturnTo = 'none' | 'anyEarlier' | readonly NodeId[];
/** Why a step is done again: a later one was rejected to it. `from`: the later task's name. */
export interface Returned { from: Text; by: ActorRef; onBehalfOf?: ActorRef; comment: string; at: Instant }

export const approvalRules = ['any', 'all', 'count', 'percentage', 'sequential'] as const;
export type ApprovalRule = (typeof approvalRules)[number];
/** One round of an approval. `needed`: approvals that make it, counted when it was opened. */
export interface ApprovalStage { rule: ApprovalRule; needed: number; name?: Text }

export const expiryPolicies = ['stay', 'reject', 'approve', 'expired'] as const;
/** Of an approval: how often those asked are told again, and how often they were; `at`: when last. */
export interface ApprovalReminders { spec: TimerSpec; most: number; sent: number; at: Instant | null }
/** Of an approval: what becomes of it in the end; `at`: when that was. */
export interface ApprovalExpiry { spec: TimerSpec; policy: (typeof expiryPolicies)[number]; at: Instant | null; /** Milliseconds it stood still. */ pausedMs?: number }

/** One who must decide (approval) or may act (task). A task has one slot; an approval one per approver. */
export interface TaskSlot {
  id: string; people: string[]; teams: string[]; roles: string[];
  /** Which stage it belongs to, from 0. Absent: the first. */
  stage?: number;
  /** The slot of the same stage that is heard first. Absent: asked as soon as the stage is. */
  after?: string;
  /** A rejection here ends the approval, whatever the rule. */
  hasVeto?: true;
  /** Who asked them to approve as well: they must, beside whatever the rule wants. */
  addedBy?: ActorRef;
  /** Who was asked in their place before. */
  handedOverBy?: ActorRef;
  decision?: { outcome: string; by: ActorRef; onBehalfOf?: ActorRef; comment: string; at: Instant; /** Of a rejection: the step it is to go back to. */ to?: NodeId };
}

/** What one who is asked to approve wanted to know first, and what came back. `to`: person id. */
export interface TaskQuestion {
  id: string; to: string; text: string; by: ActorRef; onBehalfOf?: ActorRef; at: Instant;
  answer?: { text: string; by: ActorRef; onBehalfOf?: ActorRef; at: Instant };
}

/** A task nobody acts on until it is resumed. `timers`: its own, as they were when they stopped. */
export interface TaskSuspension { at: Instant; by: ActorRef; reason: string; timers: { purpose: string; spec: TimerSpec; armedAt: Instant; dueAt: Instant | null; left: number }[] }

export interface TaskState {
  id: string; kind: 'task' | 'approval'; node: NodeId; scope: ScopeId; token: TokenId;
  /** Raised at every accepted action on this task; a stale one is refused with TASK_REVISION_STALE. */
  revision: number;
  status: 'ready' | 'claimed' | 'suspended';
  suspended?: TaskSuspension;
  name: Text;
  /** What is asked, already evaluated: plain text, in each language where the flow has it so. */
  prompt: Words | null;
  assignee: string | null;
  /** Name of the assignee as they gave it when claiming; absent when somebody else assigned the task. */
  assigneeName?: string;
  slots: TaskSlot[];
  /** Of an approval, the rule of its first stage. */
  rule: ApprovalRule | null;
  /** Of an approval that is more than one stage by `any` or `all`. */
  stages?: ApprovalStage[];
  reminders?: ApprovalReminders;
  expiry?: ApprovalExpiry;
  /** Of an approval: how often somebody had those asked told again, and when last. */
  byHand?: { sent: number; at: Instant };
  /** Of an approval: what was asked back, oldest first. */
  questions?: TaskQuestion[];
  /** `requires`: form fields that must be filled for this outcome. */
  outcomes: { key: string; name: Text; needsComment?: boolean; requires?: string[]; tone?: 'primary' | 'danger' | 'default' }[];
  form: string | null; draft: Json | null;
  /** Earlier steps the flow lets it be returned to, the nearest first; which of them it may go back to now is told by kernel.returns. Absent: none. */
  mayReturnTo?: NodeId[];
  /** It was opened again because a later task was returned to this step, or sent back by the second person: then `from` is its own name. */
  returned?: Returned;
  /** A second person confirms it. `slots`: who may; `submitted`: it was completed and is put to them. Absent: nobody has to. */
  countersign?: { slots: TaskSlot[]; submitted?: { outcome: string; comment: string; form: Record<string, Json> | null; by: ActorRef; at: Instant } };
  /** Who caused it (completed the step before); may withdraw. */
  askedBy: ActorRef | null;
  isWithdrawable: boolean;
  openedAt: Instant; dueAt: Instant | null;
}

/** `duration` and `until` are resolved by the kernel; `workingTime` by an activity, answered with input `timerResolved`. */
export type TimerSpec =
  | { kind: 'duration'; iso: string }
  | { kind: 'until'; at: Instant }
  /** `pauses`: spans in which it stood still, since it was armed. */
  | { kind: 'workingTime'; iso: string; calendar: string; pauses?: TimerPause[] };
export interface TimerPause { from: Instant; to: Instant }
