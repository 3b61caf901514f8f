/**
 * What a group makes of its alarms: when it flushes, when it opens, reopens or resolves a ticket. Pure; the same code runs in the workflow and in
 * its property tests. Timing and order of decisions follow Alertmanager; what differs is written in decision 0061. The journal decides what a change is.
 */
import { severities, type AlarmGroupState, type Severity } from './alarm.schema.ts';
import type { GroupAction, GroupChange, GroupEvent, GroupInput, GroupRules, GroupState, GroupStep, GroupTiming } from './convergence.types.ts';
import { firingCount, hasNews, nextFlushAt } from './convergence.timing.ts';
import { severityRank } from './priority.ts';

/** A run that ended this soon after it was told something may not have heard it. */
const unheardMs = 10_000;
const retryFirstMs = 5_000;
const retryMostMs = 60_000;
/** Acknowledgements a group remembers: more than anybody sends again. */
const acknowledgementsKept = 16;

/** A group nothing is known of. */
export const newGroup = (): GroupState => ({
  stateVersion: 1, cursor: 0, phase: 'closed', episode: 0, firing: { critical: 0, major: 0, minor: 0, warning: 0, info: 0 }, alarmCount: 0, firstSeenAt: null,
  sent: null, sentSeq: 0, unsentNew: 0, unsentResolved: 0, isSeverityUnsent: false, newsAt: null, waitUntil: null, anchorAt: null,
  ticket: null, told: null, confirmAt: null, resolvedAt: null, closeAt: null, action: null, fault: null, acknowledged: null, acknowledgements: [], notices: 0, events: 0,
});

/** The gravest that fires; null when nothing does. */
export const worstFiring = (state: GroupState): Severity | null => severities.find((severity) => state.firing[severity] > 0) ?? null;

/** What the console shows: recovered as soon as nothing fires, before the flush that says so. */
export const shownState = (state: GroupState): AlarmGroupState => (state.phase === 'firing' && firingCount(state) === 0 ? 'recovered' : state.phase);

export const currentRules: GroupRules = { isNewsHeard: true };

/** The next state, and what happened for the timeline. Never throws; an answer that no action waits for changes nothing. */
export function step(before: GroupState, input: GroupInput, timing: GroupTiming, rules: GroupRules = currentRules): GroupStep {
  const draft = new Draft(before, input.now, timing, rules);
  switch (input.type) {
    case 'changes': for (const change of input.changes) draft.take(change); break;
    case 'tick': draft.tick(); break;
    case 'acknowledge': draft.acknowledge(input.by, input.commandId); break;
    default: draft.answer(input); break;
  }
  return draft.result();
}

type Wanted = GroupAction extends infer A ? A extends GroupAction ? Omit<A, 'dueAt' | 'attempts'> : never : never;

/** One step's working copy. */
class Draft {
  readonly #state: GroupState;
  readonly #events: GroupEvent[] = [];
  #refused: GroupStep['refused'];
  constructor(before: GroupState, readonly now: number, readonly timing: GroupTiming, readonly rules: GroupRules) {
    this.#state = { ...before, firing: { ...before.firing } };
  }

  result = (): GroupStep => ({ state: this.#state, events: this.#events, ...(this.#refused ? { refused: this.#refused } : {}) });

  take(change: GroupChange): void {
    const state = this.#state;
    if (change.seq <= state.cursor) return;
    state.cursor = change.seq;
    if (change.change === 'new') this.#begin(change);
    else {
      if (change.previous) state.firing[change.previous] = Math.max(0, state.firing[change.previous] - 1);
      const wasAnnounced = change.newSeq <= state.sentSeq;
      if (change.change === 'severity') {
        state.firing[change.severity] += 1;
        if (wasAnnounced) state.isSeverityUnsent = true;
      } else if (wasAnnounced) state.unsentResolved += 1;
      else state.unsentNew = Math.max(0, state.unsentNew - 1);
      if (firingCount(state) === 0) state.resolvedAt = change.receivedAt;
    }
    state.newsAt = hasNews(state) ? (state.newsAt ?? change.receivedAt) : null;
  }

  #begin(change: GroupChange): void {
    const state = this.#state;
    state.firing[change.severity] += 1;
    state.unsentNew += 1;
    if (state.phase === 'closed' || state.phase === 'recovered') {
      if (state.phase === 'closed') { state.firstSeenAt = change.receivedAt; state.alarmCount = 0; }
      state.phase = 'pending';
      state.waitUntil = change.receivedAt + this.timing.waitMs;
      state.acknowledged = null;
    }
    state.alarmCount += 1;
    // Alertmanager: an alarm older than group_wait has waited long enough elsewhere.
    if (state.phase === 'pending' && change.startsAt + this.timing.waitMs <= change.receivedAt) state.waitUntil = Math.min(state.waitUntil ?? change.receivedAt, change.receivedAt);
  }

  tick(): void {
    const state = this.#state;
    // What is under way first: its answer decides what a flush would mean.
    if (state.action) return;
    if (state.confirmAt !== null && state.confirmAt <= this.now) {
      state.confirmAt = null;
      if (state.told?.isFiring && state.ticket) return this.#ask({ type: 'confirm', hasNew: false });
    }
    const flushAt = nextFlushAt(state, this.timing);
    if (flushAt !== null && flushAt <= this.now) this.#flush(flushAt);
    else if (state.phase === 'recovered' && state.closeAt !== null && state.closeAt <= this.now) this.#close();
  }

  /** Alertmanager's order: no log -> send if any fires; new firing -> send; nothing fires -> "resolved" if it had fired; some resolved -> send; else repeat when due. */
  #flush(dueAt: number): void {
    const state = this.#state;
    const count = firingCount(state);
    // The grid stays where it was, also when the worker was away for some intervals.
    state.anchorAt = state.phase === 'pending' || state.anchorAt === null ? this.now : dueAt + Math.floor((this.now - dueAt) / this.timing.intervalMs) * this.timing.intervalMs;
    state.waitUntil = null;
    if (count === 0) {
      if (state.sent?.isFiring) this.#sendResolved();
      else this.#settle();
      return;
    }
    const isFirst = !state.sent?.isFiring;
    const fresh = state.unsentNew;
    const resolved = state.unsentResolved;
    const raisedTo = this.#raisedTo();
    this.#send();
    state.phase = 'firing';
    this.#inform(fresh > 0, raisedTo);
    if (isFirst) return;
    if (fresh > 0) this.#event('alarm.grouped', { count: fresh, firing: count });
    if (resolved > 0) this.#event('alarm.resolved', { count: resolved, firing: count });
    if (raisedTo !== null) this.#event('alarmGroup.raised', { severity: raisedTo });
  }

  /** The gravest that fires, when it is graver than what the last flush said. */
  #raisedTo(): Severity | null {
    const { sent } = this.#state;
    const worst = worstFiring(this.#state);
    return this.rules.isNewsHeard && sent && worst && severityRank(worst) < severityRank(sent.worst) ? worst : null;
  }

  /** A ticket whose run was told that it fires is told again of news only: a repeat never asks whether a person has resolved it. */
  #inform(hasNew: boolean, raisedTo: Severity | null): void {
    const state = this.#state;
    if (!state.ticket) { if (!state.told?.isFiring) this.#ask({ type: 'open', episode: state.episode + 1 }); }
    else if (!state.told?.isFiring) this.#ask({ type: 'resume', notice: ++state.notices, raisedTo });
    else if (raisedTo !== null) this.#ask({ type: 'raise', notice: ++state.notices, severity: raisedTo });
    else if (hasNew && this.rules.isNewsHeard) this.#ask({ type: 'confirm', hasNew: true });
  }

  #send(): void {
    const state = this.#state;
    state.sent = { at: this.now, isFiring: firingCount(state) > 0, worst: worstFiring(state) ?? state.sent?.worst ?? 'info' };
    state.sentSeq = state.cursor;
    state.unsentNew = 0;
    state.unsentResolved = 0;
    state.isSeverityUnsent = false;
    state.newsAt = null;
  }

  #sendResolved(): void {
    const state = this.#state;
    const resolved = state.unsentResolved;
    this.#send();
    state.phase = 'recovered';
    state.confirmAt = null;
    state.closeAt = this.now + this.timing.quietMs;
    this.#event('alarm.resolved', { count: resolved, firing: 0 });
    if (state.ticket && state.told?.isFiring) this.#ask({ type: 'recover', notice: ++state.notices });
  }

  /** Resolved before its flush: nothing is said. Back to where it was. */
  #settle(): void {
    const state = this.#state;
    state.unsentNew = 0;
    state.newsAt = null;
    state.phase = state.closeAt !== null && state.closeAt > this.now ? 'recovered' : 'closed';
    if (state.phase === 'closed') state.closeAt = null;
  }

  #close(): void {
    this.#state.phase = 'closed';
    this.#state.closeAt = null;
    this.#event('alarmGroup.closed', { episode: this.#state.episode });
  }

  acknowledge(by: NonNullable<GroupState['acknowledged']>['by'], commandId?: string): void {
    const state = this.#state;
    // Said already: whoever asks again because the first answer was lost gets the same one, also when it has resolved, or fired anew, meanwhile.
    if (state.acknowledged?.by.id === by.id || (commandId !== undefined && state.acknowledgements.includes(commandId))) return;
    if (firingCount(state) === 0) this.#refused = { code: 'ALARM_GROUP_NOT_FIRING', params: {} };
    else if (state.acknowledged) this.#refused = { code: 'ALARM_ALREADY_ACKNOWLEDGED', params: { by: state.acknowledged.by.name ?? state.acknowledged.by.id } };
    else {
      state.acknowledged = { by, at: this.now };
      if (commandId !== undefined) state.acknowledgements = [...state.acknowledgements, commandId].slice(-acknowledgementsKept);
      this.#event('alarmGroup.acknowledged', { episode: state.episode }, by);
    }
  }

  answer(input: Exclude<GroupInput, { type: 'changes' | 'tick' | 'acknowledge' }>): void {
    const state = this.#state;
    const action = state.action;
    if (!action) return;
    if (input.type === 'failed') {
      state.action = { ...action, attempts: action.attempts + 1, dueAt: this.now + Math.min(retryMostMs, retryFirstMs * 2 ** Math.min(action.attempts, 10)) };
      state.fault = { code: input.code, at: this.now };
      return;
    }
    state.action = null;
    state.fault = null;
    switch (input.type) {
      case 'opened':
        state.ticket = input.ticket;
        if (action.type === 'open') state.episode = action.episode;
        this.#say(true);
        return this.#event('alarmGroup.opened', { ticket: input.ticket.key, episode: state.episode });
      case 'reopened':
        if (state.ticket) state.ticket = { ...state.ticket, n: input.n };
        this.#say(true);
        return this.#event('alarmGroup.reopened', { ticket: state.ticket?.key ?? null, run: input.n, cause: action.type === 'reopen' && action.isNews ? 'news' : 'firing' });
      case 'told':
        if (action.type === 'recover') return this.#say(false);
        this.#heard(action.type !== 'resume');
        if (action.type !== 'resume') return;
        this.#event('alarmGroup.reopened', { ticket: state.ticket?.key ?? null, run: state.ticket?.n ?? null, cause: 'firing' });
        if (action.raisedTo !== null) this.#event('alarmGroup.raised', { severity: action.raisedTo });
        return;
      case 'alive': return action.type === 'confirm' && action.hasNew ? this.#heard(true) : undefined;
      case 'over': return this.#over(action, input.run);
    }
  }

  /** The run seems to be there; one flush later it is looked at again, for it may have been ending. */
  #heard(isNews: boolean): void {
    this.#say(true, isNews);
    this.#state.confirmAt = this.now + this.timing.intervalMs;
  }

  #over(action: GroupAction, run: { n: number; endedAt: number } | null): void {
    const state = this.#state;
    if (action.type === 'recover') {
      // Resolved by a person while it fired: nothing waits for the quiet time.
      this.#say(false);
      state.closeAt = this.now;
      return;
    }
    // Still firing after a person resolved it: their word stands until there is news.
    if (action.type === 'confirm' && !action.hasNew && run && run.endedAt > (state.told?.at ?? 0) + unheardMs) return;
    if (run && this.now - Math.max(run.endedAt, state.resolvedAt ?? 0) <= this.timing.reopenMs) {
      // A second look is about what was told at the first.
      const isNews = action.type === 'confirm' && !action.hasNew ? state.told?.isNews ?? false : action.type !== 'resume';
      return this.#ask({ type: 'reopen', n: run.n + 1, isNews });
    }
    state.ticket = null;
    this.#ask({ type: 'open', episode: state.episode + 1 });
  }

  #say(isFiring: boolean, isNews = false): void {
    this.#state.told = { isFiring, at: this.now, isNews };
  }

  #ask(action: Wanted): void {
    this.#state.action = { ...action, dueAt: this.now, attempts: 0 };
  }

  #event(action: GroupEvent['action'], data: GroupEvent['data'], by?: GroupEvent['by']): void {
    this.#events.push({ index: ++this.#state.events, at: this.now, action, data, ...(by ? { by } : {}) });
  }
}
