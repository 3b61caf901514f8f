/**
 * What a person's word that ended a run leaves behind, and how the next run begins where the former stood before that word (decision 0244). Decides
 * nothing about who may take it back and for how long: that is the portal's.
 */
import type { Instant, Json } from '../../values.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';
import { isHeld, isOpen, type ClockFacts } from '../../sla/clock.ts';
import { lockText } from '../kernel/kernel.claims.ts';
import type { KernelInput, LogEntry, RunState, Subscription } from '../kernel/kernel.types.ts';
import type { RunBook, RunEnding, RunTicketPatch } from '../run.ports.ts';
import { actorOf } from './run.events.ts';

/** Null: a machine ended it, or a machine was at work beside it, whose work would be begun a second time. `left` is the ticket as the word left it. */
export function endingOf(before: RunBook, after: RunState, left: RunTicketPatch, input: KernelInput): RunEnding | null {
  const hasEnded = before.state.status === 'running' && after.status !== 'running';
  const by = actorOf(input);
  if (!hasEnded || by.kind !== 'person' || (input.type !== 'task' && input.type !== 'cancel')) return null;
  if (Object.values(before.state.subscriptions).some((wait) => wait.kind === 'activity')) return null;
  // What it held is somebody else's by now.
  if (Object.values(before.state.locks ?? {}).some(({ heldSince }) => heldSince !== null)) return null;
  const typed = input.type === 'task' && input.data.form !== undefined ? { task: input.taskId, form: input.data.form } : null;
  return { word: input.type === 'cancel' ? 'cancel' : 'answer', by, at: input.now, state: before.state, clocks: before.clocks, marks: before.marks, left, typed };
}

/** Cause of the lines a run taken up again begins with: the first line says how the run came to be. */
export const takenBackCause = (n: number): string => `takenBack/${n}`;

/** The state before the word, as the beginning of run `n`: its log begins with what stands. What was typed with the word is a draft of its task. */
export function takenUp({ state, typed, by }: RunEnding, n: number, now: Instant): { state: RunState; log: LogEntry[] } {
  const log = linesOf(state, { at: now, cause: takenBackCause(n), by });
  const subscriptions = Object.fromEntries(Object.entries(state.subscriptions).map(([id, wait]) => [id, drafted(wait, typed)]));
  return { state: { ...state, subscriptions, status: 'running', seq: log.length, recent: [], endedAt: null }, log };
}

const drafted = (wait: Subscription, typed: RunEnding['typed']): Subscription =>
  (typed !== null && wait.kind === 'task' && wait.task.id === typed.task && wait.task.form !== null ? { ...wait, task: { ...wait.task, draft: typed.form } } : wait);

/** Clocks go on as if they had never stopped: taking back gives no new time. Newer than those they replace, so that whoever derived for the old ones is not heard. */
export function clocksTakenBack(stopped: readonly ClockFacts[], before: readonly ClockFacts[]): ClockFacts[] {
  const known = new Map(stopped.map((clock) => [clock.id, clock]));
  return before.map((clock) => {
    const revision = Math.max(clock.revision, known.get(clock.id)?.revision ?? 0) + 1;
    // What is armed is derived anew: a calendar may have been edited meanwhile.
    return isOpen(clock) && !isHeld(clock) ? { ...clock, revision, dueAt: null, warnAt: null } : { ...clock, revision };
  });
}

/** The lines of a log that come to this state: scopes from the outside in, each with its tokens and what they wait for. */
function linesOf(state: RunState, told: { at: Instant; cause: string; by: ActorRef }): LogEntry[] {
  const log: LogEntry[] = [];
  const line = (type: LogEntry['type'], place: Partial<Pick<LogEntry, 'token' | 'node' | 'scope'>>, data?: Json): void => {
    log.push({ seq: log.length + 1, type, token: null, node: null, scope: null, edge: null, ...place, ...told, ...(data === undefined ? {} : { data }) });
  };
  const waits = Object.values(state.subscriptions);
  for (const { id: scope, parent, node, token: host, vars } of Object.values(state.scopes)) {
    if (parent === null) line('start', { scope }, { at: null, variables: vars });
    else line('scopeOpened', { scope, node, token: host }, { parent, token: host, variables: vars });
    for (const { id: token, node: at, waitsFor, isListener } of Object.values(state.tokens).filter((one) => one.scope === scope)) {
      line(isListener ? 'listen' : 'enter', { token, node: at, scope });
      for (const wait of waits) if (wait.token === token) line(...lineOfWait(wait));
      for (const claim of Object.values(state.locks ?? {})) if (claim.token === token) line('lock', { token, node: at, scope }, { claim: claim.id, action: 'asked', lock: lockText(claim) });
      if (waitsFor !== null) line('wait', { token, node: at, scope }, { for: waitsFor });
    }
  }
  return log;
}

function lineOfWait(wait: Subscription): [LogEntry['type'], Partial<Pick<LogEntry, 'token' | 'node' | 'scope'>>, Json] {
  const place = { token: wait.token, node: wait.node, scope: wait.scope };
  switch (wait.kind) {
    case 'task': return ['task', place, { task: wait.task.id, action: 'opened', revision: wait.task.revision, status: wait.task.status, assignee: wait.task.assignee }];
    case 'timer': return ['timer', place, { timer: wait.id, action: 'armed', dueAt: wait.dueAt }];
    case 'message': return ['message', place, { subscription: wait.id, action: 'awaited', name: wait.name, key: wait.key }];
    case 'condition': return ['condition', place, { subscription: wait.id, action: 'watched' }];
    case 'activity': return ['activity', place, { effect: wait.effect, action: 'started', activity: wait.request.activity }];
  }
}
