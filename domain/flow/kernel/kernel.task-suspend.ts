/**
 * Suspends one task and resumes it. Its own timers (reminders, its end) stop and go on with what was left; the step itself goes on: what is drawn around
 * it is the flow's, and so are the run's other ways. Who may is judged before.
 */
import { epochMs, plusMs, type Instant } from '../../values.ts';
import { nextId, put, record, type Draft } from './kernel.draft.ts';
import { dropSubscription } from './kernel.tokens.ts';
import type { Turn } from './kernel.turn.ts';
import type { Subscription, TaskState, TaskSuspension } from './kernel.types.ts';

type Timer = Extract<Subscription, { kind: 'timer' }>;

export function suspendTask(draft: Draft, turn: Turn, task: TaskState, reason: string): void {
  const own = Object.values(draft.state.subscriptions).filter((wait): wait is Timer => wait.kind === 'timer' && wait.token === task.token && wait.node === task.node);
  const timers = own.map(({ purpose = '', spec, armedAt, dueAt, left = 0 }) => ({ purpose, spec, armedAt, dueAt, left }));
  for (const timer of own) dropSubscription(draft, timer);
  turn.changeTask(task, { status: 'suspended', suspended: { at: draft.now, by: draft.by!, reason, timers } }, 'suspended', { reason });
}

export function resumeTask(draft: Draft, turn: Turn, task: TaskState, suspended: TaskSuspension): void {
  const pausedMs = epochMs(draft.now) - epochMs(suspended.at);
  const later = (at: Instant): Instant => plusMs(at, pausedMs);
  const { expiry, dueAt } = task;
  turn.changeTask(task, {
    status: task.assignee === null ? 'ready' : 'claimed', suspended: undefined, dueAt: dueAt === null ? null : later(dueAt), ...(expiry ? { expiry: { ...expiry, pausedMs: (expiry.pausedMs ?? 0) + pausedMs } } : {}),
  }, 'resumed');
  const place = { node: task.node, scope: task.scope, token: task.token };
  for (const { purpose, spec, armedAt, dueAt: due, left } of suspended.timers) {
    const id = nextId(draft, 'subscription', 'timer');
    // What is left of working time only its calendar can say.
    const isWorking = spec.kind === 'workingTime';
    const goesOn: Timer = {
      kind: 'timer', id, ...place, armedAt, dueAt: isWorking || due === null ? null : later(due), spec: isWorking ? { ...spec, pauses: [...(spec.pauses ?? []), { from: suspended.at, to: draft.now }] } : spec,
      ...(left > 0 ? { left } : {}), ...(purpose === '' ? {} : { purpose }),
    };
    put(draft, 'subscriptions', id, goesOn);
    draft.effects.push({ type: 'armTimer', timer: id, spec: goesOn.spec, dueAt: goesOn.dueAt });
    record(draft, 'timer', place, { timer: id, action: 'armed', dueAt: goesOn.dueAt });
  }
}
