/**
 * The workflow of one alarm group: hears its bell, reads its changes from the journal by cursor, lets convergence decide, and carries the decisions out.
 * It completes when the group has closed and starts anew from MongoDB at the next bell. What an alarm means is decided in domain/alarm/convergence.
 */
import { allHandlersFinished, condition, continueAsNew, patched, setHandler, workflowInfo } from '@temporalio/workflow';
import type { GroupAction, GroupEvent, GroupInput, GroupRules, GroupState, GroupTiming } from '#domain/alarm/convergence.types';
import type { AcknowledgeAnswer, GroupInputs } from '#domain/alarm/alarm.ports';
import { firingCount, instantOf, newGroup, nextWakeAt, parseGroupState, parseGroupTiming, stepGroup } from '#workflows/core';
import type { PatchName } from '../patches.ts';
import { acknowledge, doorbell } from './group-alarms.messages.ts';
import { codeOfFailure, io, local } from './group.activities.ts';
import { createWakeTimer } from './wake-timer.ts';

/** Temporal ends a run at 10,000 signals or 51,200 events. */
const limits = { maxSignals: 8_000, maxHistory: 8_000, pageSize: 500 };
/** Pauses while MongoDB is away, milliseconds. */
const firstPauseMs = 2_000;
const longestPauseMs = 60_000;
/** An acknowledgement is answered after this even when it cannot be read yet. */
const shownWithin = '5 seconds';

export async function groupAlarms(inputs: GroupInputs): Promise<void> {
  const { group } = inputs;
  const settings = { ...limits, ...inputs.settings };
  const rules: GroupRules = { isNewsHeard: patched('group-alarms-news-heard' satisfies PatchName) };
  /** Null until loaded. Handlers change it while the loop awaits: always read anew. */
  const book: { state: GroupState | null } = { state: null };
  let timing: GroupTiming = { waitMs: 0, intervalMs: 1, repeatMs: 1, quietMs: 0, reopenMs: 0 };
  let generation = 0;
  let events: GroupEvent[] = [];
  /** Whether the journal may hold more than was read; whether time has passed that somebody waits for. */
  let isRung = true;
  let isDue = false;
  let signals = 0;
  /** Numbers of the state and of what is written of it. */
  let version = 0;
  let written = 0;
  let pauseMs = firstPauseMs;
  let pauseUntil: number | null = null;
  const timer = createWakeTimer(() => { isDue = true; });

  setHandler(doorbell, () => { isRung = true; signals += 1; });
  setHandler(acknowledge, async ({ by, commandId }): Promise<AcknowledgeAnswer> => {
    // What is on its way may decide the answer: a group whose first alarm is still in the journal fires.
    await condition(() => book.state !== null && !isRung, shownWithin);
    if (book.state === null) return { accepted: false, code: 'ALARM_GROUP_NOT_FIRING', params: {} };
    const { refused } = apply({ type: 'acknowledge', by, commandId, now: Date.now() });
    if (refused) return { accepted: false, ...refused };
    const mine = version;
    await condition(() => written >= mine, shownWithin);
    return { accepted: true };
  });

  function apply(input: GroupInput): ReturnType<typeof stepGroup> {
    const result = stepGroup(book.state ?? newGroup(), input, timing, rules);
    if (result.refused === undefined) {
      book.state = result.state;
      events.push(...result.events);
      version += 1;
    }
    return result;
  }

  /** After a failure of MongoDB: not before the pause is over. */
  const pause = () => { pauseUntil = Date.now() + pauseMs; pauseMs = Math.min(longestPauseMs, pauseMs * 2); };
  const isPaused = () => pauseUntil !== null && pauseUntil > Date.now();
  async function tried<T>(call: () => Promise<T>): Promise<T | null> {
    try {
      const result = await call();
      pauseUntil = null;
      pauseMs = firstPauseMs;
      return result;
    } catch (thrown) {
      codeOfFailure(thrown);
      pause();
      return null;
    }
  }

  async function load(): Promise<void> {
    if (inputs.carried) {
      book.state = parseGroupState(inputs.carried.state);
      timing = parseGroupTiming(inputs.carried.timing);
      generation = inputs.carried.generation;
      events = [...inputs.carried.events];
      return;
    }
    const loaded = await tried(() => local.loadGroup({ group }));
    if (!loaded) return;
    book.state = loaded.state === null ? newGroup() : parseGroupState(loaded.state);
    timing = parseGroupTiming(loaded.timing);
    generation = loaded.generation;
    events = [...loaded.events];
    // Written even when nothing new is found, so that the journal knows where the cursor is.
    version += 1;
  }

  async function catchUp(): Promise<void> {
    while (isRung && book.state !== null) {
      isRung = false;
      const after = book.state.cursor;
      const page = await tried(() => local.pullChanges({ group, after, limit: settings.pageSize }));
      if (page === null) { isRung = true; return; }
      timing = parseGroupTiming(page.timing);
      if (page.changes.length > 0) apply({ type: 'changes', changes: page.changes, now: Date.now() });
      if (page.changes.length === settings.pageSize) isRung = true;
    }
  }

  async function write(): Promise<void> {
    if (book.state === null || isPaused()) return;
    if (events.length > 0) {
      const said = [...events];
      const ticketId = book.state.ticket?.id ?? null;
      if (await tried(() => io.recordGroupEvents({ group, ticketId, events: said }).then(() => true))) events = events.slice(said.length);
    }
    if (written < version && !isPaused()) {
      const [state, at] = [book.state, version];
      const fence = { generation, historyLength: workflowInfo().historyLength, startedAtMs: Date.now() };
      if (await tried(() => local.writeGroup({ group, state, events, timing, fence }).then(() => true))) written = Math.max(written, at);
    }
  }

  async function carryOut(now: GroupState, action: GroupAction): Promise<GroupInput> {
    const at = instantOf(Date.now());
    const ticketId = now.ticket?.id ?? '';
    const worst = now.sent === null ? {} : { severity: now.sent.worst };
    const answer = (input: Record<string, unknown>) => ({ ...input, now: Date.now() }) as GroupInput;
    try {
      switch (action.type) {
        case 'open': return answer({ type: 'opened', ticket: await io.openAlarmTicket({ group, episode: action.episode, at, ...worst }) });
        case 'reopen': {
          const reopened = await io.reopenAlarmTicket({ group, episode: now.episode, ticketId, n: action.n, at, ...worst });
          return answer(reopened ? { type: 'reopened', n: reopened.n } : { type: 'over', run: null });
        }
        case 'resume': case 'recover': {
          const severity = action.type === 'resume' ? action.raisedTo : null;
          const told = await io.tellAlarmRun({ group, episode: now.episode, ticketId, notice: action.notice, isFiring: action.type === 'resume', firingCount: firingCount(now), at, ...(severity ? { severity } : {}) });
          return answer(told.is === 'told' ? { type: 'told' } : { type: 'over', run: told.run });
        }
        case 'raise': {
          const told = await io.raiseAlarmRun({ group, episode: now.episode, ticketId, notice: action.notice, severity: action.severity, firingCount: firingCount(now), at });
          return answer(told.is === 'told' ? { type: 'told' } : { type: 'over', run: told.run });
        }
        case 'confirm': {
          const found = await io.lookUpAlarmRun({ ticketId });
          return answer(found.is === 'over' ? { type: 'over', run: found.run } : { type: 'alive' });
        }
      }
    } catch (thrown) {
      return answer({ type: 'failed', code: codeOfFailure(thrown) });
    }
  }

  async function converge(): Promise<void> {
    for (;;) {
      const wakeAt = book.state === null ? null : nextWakeAt(book.state, timing);
      if (book.state === null || wakeAt === null || wakeAt > Date.now()) return;
      if (!book.state.action) { apply({ type: 'tick', now: Date.now() }); continue; }
      // People should see what fires before the world has answered, which may take its time.
      await write();
      const now = book.state;
      if (!now.action) continue;
      const result = await carryOut(now, now.action);
      apply(result);
      if (result.type === 'failed') return;
    }
  }

  await load();
  for (;;) {
    if (!isPaused()) {
      if (book.state === null) await load();
      await catchUp();
      await converge();
      await write();
    }
    const isSettled = () => !isRung && written >= version && events.length === 0;
    if (isSettled() && book.state?.phase === 'closed' && book.state.action === null) {
      await condition(allHandlersFinished);
      if (isSettled()) return;
    }
    if (workflowInfo().continueAsNewSuggested || workflowInfo().historyLength >= settings.maxHistory || signals >= settings.maxSignals) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof groupAlarms>({ ...inputs, ...(book.state ? { carried: { state: book.state, timing, generation: generation + 1, events } } : {}) });
    }
    const wakeAt = book.state === null ? null : nextWakeAt(book.state, timing);
    timer.follow(pauseUntil !== null && pauseUntil > Date.now() ? pauseUntil : wakeAt);
    await condition(() => isDue || (!isPaused() && (isRung || written < version || events.length > 0)));
    // A flush should know what is in the journal by now.
    isRung ||= isDue;
    isDue = false;
  }
}
