/** What time does to an approval: those who are asked are reminded so many times, and it may run out. Both leave it waiting as it is until they come. */
import { z } from 'zod';
import type { Text } from '../../../values.ts';
import type { Finding, FlowNode } from '../../flow.schema.ts';
import type { NodeTurn, TimerCame } from '../../kernel/kernel.behaviour.ts';
import { askedSlots } from '../../kernel/kernel.stages.ts';
import { expiryPolicies, type ApprovalExpiry, type ApprovalReminders, type TaskSlot, type TaskState, type TimerSpec } from '../../kernel/kernel.types.ts';
import { expressionsIn, faultOf, literalOrFeelSchema } from '../node.config.ts';
import { field } from '../node.form.ts';
import type { NodeExpression, Outcome } from '../node.kind.ts';
import { clockFault, clockSpec, type ClockConfig } from '../node.timer.ts';

const length = { calendar: z.string().max(100).optional() };
export const clockShape = {
  /** Those asked are told again `every` so long, `most` times, from when they were asked; by the clock on the wall, or in working time of a calendar. */
  reminders: z.strictObject({ every: literalOrFeelSchema.min(1), ...length, most: z.number().int().min(1).max(20).default(3) }).optional(),
  /** What becomes of it `after` so long. `stay`: those asked are told once more, and it goes on waiting. `expired`: it leaves by a way of its own. */
  expiry: z.strictObject({ after: literalOrFeelSchema.min(1), ...length, policy: z.enum(expiryPolicies).default('stay') }).optional(),
};
export interface Clocked { reminders?: { every: string; calendar?: string | undefined; most: number } | undefined; expiry?: { after: string; calendar?: string | undefined; policy: (typeof expiryPolicies)[number] } | undefined }

const expired: Text = { en: 'Expired', zh: '已过期', ar: 'انتهت المهلة' };
export const expiryOutcomes = ({ expiry }: Clocked): Outcome[] => (expiry?.policy === 'expired' ? [{ key: 'expired', name: expired, isRequired: true, tone: 'danger' }] : []);

export const clockFields = {
  reminders: field('object', { en: 'Reminders', zh: '催办', ar: 'التذكير' }),
  expiry: field('object', { en: 'When nobody answers in time', zh: '逾期未答复时', ar: 'إذا لم يُجب أحد في الموعد' }),
};
export const clockUi = { reminders: { 'ui:field': 'reminders' }, expiry: { 'ui:field': 'expiry' } };

const clockOf = (value: string, calendar: string | undefined): ClockConfig => ({ mode: calendar ? 'workingTime' : 'duration', value, calendar });
const clocksOf = ({ reminders, expiry }: Clocked): { field: string; clock: ClockConfig }[] => [
  ...(reminders ? [{ field: '/reminders/every', clock: clockOf(reminders.every, reminders.calendar) }] : []), ...(expiry ? [{ field: '/expiry/after', clock: clockOf(expiry.after, expiry.calendar) }] : []),
];
export const checkClocks = (node: FlowNode & { id: string }, given: Clocked): Finding[] => clocksOf(given).flatMap(({ field, clock }) => (clockFault(clock) ? [faultOf(node, 'due-value', field, { value: clock.value })] : []));
export const clockExpressions = (given: Clocked): NodeExpression[] => clocksOf(given).flatMap(({ field, clock }) => expressionsIn(clock.value, field));

/** What the task keeps of its reminders and its end; null: the turn was ended by an incident. */
export function clocksNow(turn: NodeTurn<Clocked>): { reminders?: ApprovalReminders; expiry?: ApprovalExpiry } | null {
  const { reminders, expiry } = turn.config;
  const every = reminders ? clockSpec(turn, clockOf(reminders.every, reminders.calendar), 'reminders.every') : undefined;
  if (every === null) return null;
  const after = expiry ? clockSpec(turn, clockOf(expiry.after, expiry.calendar), 'expiry.after') : undefined;
  if (after === null) return null;
  return { ...(every ? { reminders: { spec: every, most: reminders!.most, sent: 0, at: null } } : {}), ...(after ? { expiry: { spec: after, policy: expiry!.policy, at: null } } : {}) };
}

const arm = (turn: NodeTurn, spec: TimerSpec, purpose: string, left = 0): void => turn.armTimer(spec, { left, purpose });

/** Once it is opened. */
export function armClocks(turn: NodeTurn, { reminders, expiry }: TaskState): void {
  if (reminders) arm(turn, reminders.spec, 'remind', reminders.most - 1);
  if (expiry) arm(turn, expiry.spec, 'expire');
}

/** Somebody is asked who was not before: they are reminded from now on, as often as the first were. */
export function rearmReminders(turn: NodeTurn, before: TaskState, { reminders, ...after }: TaskState): void {
  if (!reminders) return;
  const keyOf = ({ id, people }: TaskSlot): string => JSON.stringify([id, people]);
  const known = new Set(askedSlots(before).map(keyOf));
  if (askedSlots(after).every((slot) => known.has(keyOf(slot)))) return;
  turn.disarmTimers('remind');
  arm(turn, reminders.spec, 'remind', reminders.most - 1);
}

/** What it comes to when it runs out; null where it goes on waiting. */
const outcomeOf: Readonly<Record<ApprovalExpiry['policy'], string | null>> = { reject: 'rejected', approve: 'approved', expired: 'expired', stay: null };

/** A timer of the approval has come. The outcome it ends with, with the task as it is then; null: it waits on. */
export function timeCame(turn: NodeTurn, task: TaskState, { purpose, left }: TimerCame): { outcome: string; task: TaskState } | null {
  if (purpose === 'remind' && task.reminders) {
    turn.changeTask(task, { reminders: { ...task.reminders, sent: task.reminders.sent + 1, at: turn.now } }, 'reminded');
    // Anew from now: of one that stood still, only the first was put off.
    if (left > 0) arm(turn, task.reminders.spec, 'remind', left - 1);
  } else if (purpose === 'expire' && task.expiry) {
    const outcome = outcomeOf[task.expiry.policy];
    const changed = turn.changeTask(task, { expiry: { ...task.expiry, at: turn.now } }, 'expired', { outcome });
    if (outcome !== null) return { outcome, task: changed };
  }
  turn.wait('task');
  return null;
}
