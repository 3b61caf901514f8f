/** Runs, tickets, tasks and clocks after the storm: what MongoDB says is what the workflows hold, and everything has ended. */
import type { DomainEvent } from '#domain/audit/event.schema';
import { foldLog, markingOf } from '#domain/flow/kernel/kernel.marking';
import type { LogEntry } from '#domain/flow/kernel/kernel.types';
import type { ClockFacts } from '#domain/sla/clock';
import type { PendingActivity, RunSnapshot } from '#integrations/engine/inspector';
import type { RunRecord } from '#store/flow/run.repo';
import type { TicketRecord } from '#store/ticket/ticket.repo';
import { firstDifference, isGapless, type Tell } from './finding.ts';

export interface RunFacts {
  record: RunRecord; snapshot: RunSnapshot | null; pending: readonly PendingActivity[]; log: readonly LogEntry[]; events: readonly (DomainEvent & { outboxSeq?: number })[];
  ticket: TicketRecord | null;
  /** Whether this is the ticket's newest run. */
  isLatest: boolean;
  openTasks: number;
}

/** The log folds to the workflow's state, which is the state stored, instants included; nothing is left half written. */
export function checkRun(tell: Tell, { record, snapshot, pending, log, events, ticket, isLatest, openTasks }: RunFacts): void {
  const say = (what: string): void => tell(record.id, what);
  if (!snapshot?.book) return say('its workflow does not answer');
  const { book } = snapshot;
  if (record.status === 'running') say(`is stuck: ${Object.values(record.state.tokens).map((token) => `${token.node} waits for ${String(token.waitsFor)}`).join(', ')}`);
  for (const { activity, attempt, lastFailure } of pending) say(`waits for ${activity}, try ${attempt}; the last one failed with: ${lastFailure ?? 'nothing'}`);
  if (record.lost) say(`was marked lost: ${record.lost.code}`);
  if (snapshot.shell.isParked) say('still has a parked write');
  if (book.isDirty) say('holds something that was not written');
  if (!isGapless(log.map(({ seq }) => seq)) || (log.at(-1)?.seq ?? 0) !== record.seq) say(`its log has ${log.length} entries up to ${String(log.at(-1)?.seq)}, the run says ${record.seq}`);
  const folded = foldLog(log);
  const atLog = firstDifference(folded, markingOf(book.state));
  if (atLog) say(`folding its log differs from the workflow's state at ${atLog}`);
  const atStored = firstDifference({ ...record.state, recent: [] }, { ...book.state, recent: [] });
  if (atStored) say(`its stored state differs from the workflow's at ${atStored}`);
  if (record.confirmedSeq !== record.seq || record.confirmedEvent !== record.lastEvent) say(`is confirmed up to ${record.confirmedSeq}/${record.confirmedEvent}, written up to ${record.seq}/${record.lastEvent}`);
  if (!isGapless(events.map(({ seq }) => seq)) || events.length !== record.lastEvent) say(`has ${events.length} events numbered ${events.map(({ seq }) => seq).join(' ').slice(0, 80)}, the run says ${record.lastEvent}`);
  if (events.some(({ isConfirmed }) => !isConfirmed)) say('has events that were never confirmed');
  if (events.some(({ outboxSeq }) => outboxSeq === undefined)) say('has events that never got a number in the outbox');
  checkTelling(say, log, events);
  if (openTasks > 0) say(`has ${openTasks} open tasks after its end`);
  if (!ticket) return say('has no ticket');
  if (!isLatest) return;
  const atClocks = firstDifference(ticket.clockFacts, book.clocks);
  if (atClocks) say(`its ticket's clocks differ from the workflow's at ${atClocks}`);
  if (ticket.run?.id !== record.id || ticket.run.status !== record.status) say(`its ticket says ${String(ticket.run?.id)} ${String(ticket.run?.status)}`);
  if (!['resolved', 'closed', 'cancelled'].includes(ticket.category)) say(`its ticket is ${ticket.state} after the run's end`);
}

/** What happened stands in the log once and is told once. */
function checkTelling(say: (what: string) => void, log: readonly LogEntry[], events: readonly DomainEvent[]): void {
  const inLog = (type: LogEntry['type'], action: string): number => log.filter((entry) => entry.type === type && (entry.data as Record<string, unknown> | undefined)?.['action'] === action).length;
  const told = (action: DomainEvent['action']): number => events.filter((event) => event.action === action).length;
  const pairs: readonly [string, number, number][] = [
    ['task claims', inLog('task', 'claimed'), told('task.claimed')], ['tasks opened', inLog('task', 'opened'), told('task.opened')],
    ['releases', inLog('task', 'released'), told('task.released')], ['activities started', inLog('activity', 'started'), told('activity.started')],
    ['activities done', inLog('activity', 'done'), told('activity.done')], ['ends', log.filter((entry) => entry.type === 'end').length, told('run.completed') + told('run.failed')],
    ['starts', log.filter((entry) => entry.type === 'start').length, told('run.started')],
  ];
  for (const [what, logged, events_] of pairs) if (logged !== events_) say(`${what}: ${logged} in the log, ${events_} told`);
  for (const what of ['start', 'end'] as const) if (log.filter((entry) => entry.type === what).length > 1) say(`has more than one ${what}`);
}

export interface ClockCheck { ticket: TicketRecord; runs: readonly RunFacts[]; /** Ticket states in which clocks are paused. */ pausedStates: ReadonlySet<string> }

/** Pauses of each clock against an independent reading: the state changes the ticket's events tell. */
export function checkClocks(tell: Tell, { ticket, runs, pausedStates }: ClockCheck): void {
  const events = runs.flatMap((run) => run.events);
  const changes = events.filter(({ action }) => action === 'ticket.stateChanged').map(({ at, after }) => ({ at, state: String(after) }));
  for (const clock of ticket.clockFacts) {
    const where = `${ticket.key} ${clock.kind} clock`;
    if (clock.startedAt !== ticket.openedAt) tell(where, `started at ${String(clock.startedAt)}, the ticket was opened at ${ticket.openedAt}`);
    if (clock.stoppedAt === null || clock.pauses.some(({ to }) => to === null)) tell(where, `is ${clock.state} after the ticket's end: stopped ${String(clock.stoppedAt)}`);
    if (clock.pauses.some(({ from, to }, at) => (to !== null && to < from) || from < (clock.pauses[at - 1]?.to ?? ''))) tell(where, 'has pauses that overlap');
    if (clock.stoppedAt !== null && clock.pauses.some(({ to }) => (to ?? '') > clock.stoppedAt!)) tell(where, 'was paused after it stopped');
    const started = events.filter((event) => event.action === 'clock.started' && event.data['clock'] === clock.id).length;
    if (started !== 1) tell(where, `was told to start ${started} times`);
    if (!clock.isPausable || runs.length > 1) continue;
    const difference = firstDifference(clock.pauses.map(({ from, to }) => [from, to]), pausesBy(changes, pausedStates, clock));
    if (difference) tell(where, `its pauses differ from what its ticket's states say at ${difference}`);
  }
}

function pausesBy(changes: readonly { at: string; state: string }[], pausedStates: ReadonlySet<string>, clock: ClockFacts): [string, string | null][] {
  const pauses: [string, string | null][] = [];
  for (const { at, state } of changes) {
    if (clock.stoppedAt !== null && at > clock.stoppedAt) break;
    const open = pauses.at(-1)?.[1] === null ? pauses.at(-1) : undefined;
    if (pausedStates.has(state) && !open) pauses.push([at, null]);
    else if (!pausedStates.has(state) && open) open[1] = at;
  }
  return pauses;
}
