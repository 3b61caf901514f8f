/**
 * Keeps what runs outside the kernel equal to what its state says: one scope per armed timer and per activity, started when the state has it, cancelled
 * when it has it no more. Works the same after a step, after continue-as-new and for a run that was seeded. What came of them goes to `tell`.
 */
import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Instant, Json } from '#domain/values';
import { epochMs, isCall, isWork } from '#workflows/core';
import type { ActivityRequest, KernelInput, RunState, Subscription } from '#domain/flow/kernel/kernel.types';
import type { EffectCall } from '#domain/flow/run.ports';
import type { RunCalls } from './run.calls.ts';
import type { RunWorks } from './run.works.ts';
import type { RunInstants } from './run.instants.ts';
import { failureOf, ioFor, local, patient, read, type InTurn } from './run.activities.ts';

type Timer = Extract<Subscription, { kind: 'timer' }>;
type Activity = Extract<Subscription, { kind: 'activity' }>;

export interface Effects {
  /** Starts and cancels until what runs is what the state has. */
  follow(state: RunState): void;
  /** Tries again what could not even be asked for (a calendar that is missing), at the next `follow`. */
  retry(): void;
  /** Keys of what runs now; without called runs and work that have begun, which go on by themselves. */
  activities(): string[];
  timers(): string[];
}

export interface EffectsOf { runId: string; ticketId: string; calls: RunCalls; works: RunWorks; inTurn: InTurn; instants: RunInstants; isStamped: boolean; isRestingSetAside: boolean; tell(input: KernelInput): void }

/** An armed timer that is resolved later is another one: its due instant is part of the key. */
const timerKey = (timer: Timer): string => `${timer.id}@${timer.dueAt ?? 'unresolved'}`;
const activityKey = (activity: Activity): string => `${activity.effect}#${activity.attempt}`;

export function createEffects({ runId, ticketId, calls, works, inTurn, instants, isStamped, isRestingSetAside, tell }: EffectsOf): Effects {
  const timers = new Map<string, CancellationScope>();
  const activities = new Map<string, CancellationScope>();
  const given = new Set<string>();
  let tries = 0;
  const hasBegun = (effect: string): boolean => calls.hasBegun(effect) || works.hasBegun(effect);

  function begin(running: Map<string, CancellationScope>, key: string, work: () => Promise<KernelInput>): void {
    const scope = new CancellationScope();
    running.set(key, scope);
    const isCurrent = (): boolean => running.get(key) === scope && running.delete(key);
    void scope.run(work).then((input) => { if (isCurrent()) tell(input); }, (thrown: unknown) => {
      if (!isCurrent() || isCancellation(thrown)) return;
      const { code, message, params } = failureOf(thrown);
      given.add(key);
      tries += 1;
      const now = instants.latest();
      tell({ id: `failed/${key}/${tries}/${now}`, now, type: 'poisoned', inputId: key, code, message, ...(params ? { params } : {}) });
    });
  }

  async function waitFor(timer: Timer): Promise<KernelInput> {
    if (timer.dueAt === null) return resolve(timer);
    await sleep(Math.max(0, epochMs(timer.dueAt) - Date.now()));
    const now = instants.of(timer.dueAt);
    return { id: `timer/${timer.id}/${now}`, now, type: 'timer', timer: timer.id };
  }

  async function resolve(timer: Timer): Promise<KernelInput> {
    const { spec } = timer;
    if (spec.kind !== 'workingTime') return { id: `timer/${timer.id}/now`, now: instants.latest(), type: 'timerResolved', timer: timer.id, dueAt: instants.latest() };
    const question = { iso: spec.iso, calendar: spec.calendar, from: timer.armedAt, ...(spec.pauses ? { pauses: spec.pauses } : {}) };
    const { dueAt } = await read(() => inTurn(() => local.resolveTimer(question)), () => patient.resolveTimer(question));
    return { id: `timer/${timer.id}/resolved`, now: instants.latest(), type: 'timerResolved', timer: timer.id, dueAt };
  }

  const called = async (request: ActivityRequest, call: EffectCall): Promise<{ at: Instant | null; result: Json }> =>
    (isStamped ? ioFor(request).performEffect(call) : { at: null, result: await ioFor(request).performActivity(call) });

  async function perform(activity: Activity): Promise<KernelInput> {
    const { effect, request } = activity;
    if (isCall(request)) return calls.perform(activity);
    const call = { runId, ticketId, effect, idempotencyKey: `${runId}/${effect}`, request };
    // No flow from before it could ask for so long: no patch.
    if (isWork(request)) return works.perform(call);
    const id = `effect/${activityKey(activity)}`;
    try {
      const { at, result } = await called(request, call);
      return { id, now: instants.of(at), type: 'effectDone', effect, result: result ?? null };
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (failure.isCancelled) throw thrown;
      return { id, now: instants.of(failure.at), type: 'effectFailed', effect, code: failure.code, message: failure.message, ...(failure.params ? { params: failure.params } : {}) };
    }
  }

  function settle<W>(running: Map<string, CancellationScope>, wanted: readonly W[], keyOf: (one: W) => string, work: (one: W) => Promise<KernelInput>): void {
    const keys = new Set(wanted.map(keyOf));
    for (const [key, scope] of [...running]) {
      if (keys.has(key)) continue;
      running.delete(key);
      scope.cancel();
    }
    for (const one of wanted) if (!running.has(keyOf(one)) && !given.has(keyOf(one))) begin(running, keyOf(one), () => work(one));
  }

  return {
    follow(state) {
      const waits = state.status === 'running' ? Object.values(state.subscriptions) : [];
      const armed = waits.filter((wait): wait is Timer => wait.kind === 'timer');
      const answered = new Set(isRestingSetAside ? Object.values(state.incidents).map(({ effect }) => effect) : []);
      // One whose answer an incident has is not asked again: retrying that takes the answer, or asks anew by another effect.
      const asked = waits.filter((wait): wait is Activity => wait.kind === 'activity' && !answered.has(wait.effect));
      // Suspended: no timer is armed (on resuming, overdue ones come at once), what runs goes on, and nothing is begun.
      settle(timers, state.suspended === undefined ? armed : [], timerKey, waitFor);
      settle(activities, state.suspended === undefined ? asked : asked.filter((one) => activities.has(activityKey(one))), activityKey, perform);
    },
    retry: () => given.clear(),
    activities: () => [...activities.keys()].filter((key) => !hasBegun(key.split('#')[0]!)),
    timers: () => [...timers.keys()],
  };
}
