/** What a behaviour lets its token wait for: tasks, timers, activities, messages and conditions. */
import type { Json } from '../../values.ts';
import { plusMs } from '../../values.ts';
import type { TaskChange, TaskChangeName, TaskSpec } from './kernel.behaviour.ts';
import { nextId, put, raise, record } from './kernel.draft.ts';
import { durationMs } from './kernel.duration.ts';
import { targetsOf } from './kernel.returns.ts';
import { closeTask, dropSubscription, dropWaits } from './kernel.tokens.ts';
import { TurnFacts } from './kernel.turn-facts.ts';
import type { ActivityRequest, Subscription, TaskState, TimerSpec } from './kernel.types.ts';

export abstract class TurnWaits<C = unknown> extends TurnFacts<C> {
  openTask(spec: TaskSpec): TaskState {
    const id = nextId(this.draft, 'task', 'task');
    const mayReturnTo = this.isInstance || spec.mayReturnTo === undefined ? [] : targetsOf(this.draft, this.token, spec.mayReturnTo);
    const task: TaskState = {
      id, kind: spec.kind, node: this.node.id, scope: this.token.scope, token: this.tokenId, revision: 1, status: spec.assignee ? 'claimed' : 'ready',
      name: spec.name ?? this.node.name, prompt: spec.prompt ?? null, assignee: spec.assignee ?? null, slots: spec.slots, rule: spec.rule, ...(spec.stages ? { stages: spec.stages } : {}), ...(spec.reminders ? { reminders: spec.reminders } : {}), ...(spec.expiry ? { expiry: spec.expiry } : {}), outcomes: spec.outcomes,
      ...(mayReturnTo.length > 0 ? { mayReturnTo } : {}), ...(spec.countersign ? { countersign: spec.countersign } : {}), ...(this.token.returned ? { returned: this.token.returned } : {}),
      form: spec.form ?? null, draft: spec.draft ?? null, askedBy: this.askedBy, isWithdrawable: spec.isWithdrawable ?? false, openedAt: this.now, dueAt: spec.dueAt ?? null,
    };
    this.waitFor({ kind: 'task', id, ...this.place(), task });
    this.draft.effects.push({ type: 'taskOpened', task });
    record(this.draft, 'task', this.place(), { task: id, action: 'opened', revision: 1, status: task.status, assignee: task.assignee });
    this.wait('task');
    return task;
  }

  changeTask(task: TaskState, change: TaskChange, action: TaskChangeName, said: Record<string, Json> = {}): TaskState {
    const changed: TaskState = { ...task, ...change, revision: task.revision + (action === 'reminded' || action === 'expired' ? 0 : 1) };
    for (const name of ['assigneeName', 'suspended', 'returned'] as const) if (changed[name] === undefined) delete changed[name];
    const subscription = this.draft.state.subscriptions[task.id];
    if (subscription?.kind !== 'task') return raise(`task ${task.id} is closed`);
    put(this.draft, 'subscriptions', task.id, { ...subscription, task: changed });
    this.draft.effects.push({ type: 'taskChanged', task: changed });
    record(this.draft, 'task', this.place(), { task: task.id, action, revision: changed.revision, status: changed.status, assignee: changed.assignee, ...said });
    return changed;
  }

  closeTask(task: TaskState, how: 'completed' | 'cancelled' | 'withdrawn', outcome: string | null, comment?: string): void { closeTask(this.draft, task, how, outcome, comment); }

  get task(): TaskState | null { return this.ownWaits().find((one) => one.kind === 'task')?.task ?? null; }

  armTimer(spec: TimerSpec, { left = 0, purpose }: { left?: number; purpose?: string } = {}): void {
    const ms = spec.kind === 'duration' ? durationMs(spec.iso) ?? raise(`no duration: ${spec.iso}`) : 0;
    const dueAt = spec.kind === 'duration' ? plusMs(this.now, ms) : spec.kind === 'until' ? spec.at : null;
    const id = nextId(this.draft, 'subscription', 'timer');
    this.waitFor({ kind: 'timer', id, ...this.place(), spec, armedAt: this.now, dueAt, ...(left > 0 ? { left } : {}), ...(purpose === undefined ? {} : { purpose }) });
    this.draft.effects.push({ type: 'armTimer', timer: id, spec, dueAt });
    record(this.draft, 'timer', this.place(), { timer: id, action: 'armed', dueAt });
    if (!this.isBoundary && this.token.waitsFor !== 'task') this.wait('timer');
  }

  disarmTimers(purpose: string): void { for (const one of this.ownWaits()) if (one.kind === 'timer' && one.purpose === purpose) dropSubscription(this.draft, one); }

  runActivity(request: ActivityRequest, attempt = 1): void {
    const effect = nextId(this.draft, 'effect', 'e');
    this.waitFor({ kind: 'activity', id: effect, ...this.place(), effect, request, attempt });
    this.draft.effects.push({ type: 'runActivity', effect, node: this.node.id, request });
    record(this.draft, 'activity', this.place(), { effect, action: 'started', activity: request.activity });
    this.wait('activity');
  }

  subscribe(name: string, key: string | null): void {
    const id = nextId(this.draft, 'subscription', 'message');
    this.waitFor({ kind: 'message', id, ...this.place(), name, key, isBoundary: this.isBoundary });
    this.draft.effects.push({ type: 'subscribeMessage', subscription: id, name, key });
    record(this.draft, 'message', this.place(), { subscription: id, action: 'awaited', name, key });
    if (!this.isBoundary) this.wait('message');
  }

  watch(expression: string, wasMet = false): void {
    const id = nextId(this.draft, 'subscription', 'condition');
    this.waitFor({ kind: 'condition', id, ...this.place(), expression, wasMet });
    record(this.draft, 'condition', this.place(), { subscription: id, action: 'watched' });
    if (!this.isBoundary) this.wait('condition');
  }

  dropWaits(): void { dropWaits(this.draft, this.token); }

  protected ownWaits(): Subscription[] { return Object.values(this.draft.state.subscriptions).filter(({ token, node }) => token === this.tokenId && node === this.node.id); }

  protected waitFor(subscription: Subscription): void { put(this.draft, 'subscriptions', subscription.id, subscription); }
}
