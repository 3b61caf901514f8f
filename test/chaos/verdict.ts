/** Reads everything back once it is quiet and holds it against the ledger. What is checked stands in checks/. */
import type { DomainEvent } from '#domain/audit/event.schema';
import type { LogEntry } from '#domain/flow/kernel/kernel.types';
import { runIdOf } from '#domain/flow/run.ports';
import type { RunInspector, RunSnapshot } from '#integrations/engine/inspector';
import { alarmModels, type BindingRow, type EpisodeRow, type GroupRow, type HeadRow, type JournalRow } from '#store/alarm/alarm.models';
import { fromRow } from '#store/core/rows';
import { eventModel, type EventRow } from '#store/audit/event.model';
import type { OpenedConnection } from '#store/core/connection';
import { runModels } from '#store/flow/run.model';
import { createRunRepo } from '#store/flow/run.repo';
import { createTokenLogRepo } from '#store/flow/token-log.repo';
import { ticketModels } from '#store/ticket/ticket.model';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { createTicketRepo, type TicketRecord } from '#store/ticket/ticket.repo';
import type { DeviceState } from '#cli/demo/device.server';
import { checkAlarms } from './checks/alarms.check.ts';
import { checkCommands, checkTickets } from './checks/commands.check.ts';
import { checkDevice, type RepairCount } from './checks/device.check.ts';
import { tellInto, type Finding } from './checks/finding.ts';
import { checkClocks, checkRun, type RunFacts } from './checks/runs.check.ts';
import type { Ledger } from './ledger.ts';
import { checkProcess } from './processes.ts';
import { asRead, type Witness } from './witness.ts';

type Connection = OpenedConnection['connection'];
export interface VerdictOf { connection: Connection; inspector: RunInspector; ledger: Ledger; witness: Pick<Witness, 'events' | 'log'>; repairs: DeviceState['repairs'] }
export interface Verdict {
  findings: Finding[]; repairs: RepairCount;
  checked: { runs: number; tickets: number; logEntries: number; events: number; groups: number; journalled: number };
}

/** Whether anything still moves: runs and groups that have not ended, writes not confirmed, events without a number in the outbox. */
export async function unrest(connection: Connection): Promise<string | null> {
  const { runs } = runModels(connection);
  const { groups, heads } = alarmModels(connection);
  const counts = await Promise.all([
    runs.countDocuments({ status: 'running' }).exec(), runs.countDocuments({ $expr: { $or: [{ $gt: ['$seq', '$confirmedSeq'] }, { $gt: ['$lastEvent', '$confirmedEvent'] }] } }).exec(),
    groups.countDocuments({ state: { $ne: 'closed' } }).exec(), heads.countDocuments({ isPending: true }).exec(), eventModel(connection).countDocuments({ isConfirmed: true, outboxSeq: { $exists: false } }).exec(),
  ]);
  const names = ['runs are open', 'runs are not confirmed', 'groups are open', 'groups have unread changes', 'events wait for the outbox'];
  const left = counts.flatMap((count, at) => (count > 0 ? [`${count} ${names[at]}`] : []));
  return left.length > 0 ? left.join(', ') : null;
}

export async function verdictOf({ connection, inspector, ledger, witness, repairs }: VerdictOf): Promise<Verdict> {
  const findings: Finding[] = [];
  const of = (promise: string) => tellInto(findings, promise);
  for (const complaint of ledger.complaints) of('everybody is served')('drivers', complaint);
  const runs = await factsOfRuns(connection, inspector);
  const tickets = (await ticketModels(connection).tickets.find().lean<{ _id: string }[]>().exec()).map(({ _id }) => _id);
  const read = await createTicketRepo(connection).byIds(tickets);
  for (const run of runs) checkRun(of('folding each log equals its workflow'), run);
  for (const process of ledger.processes) checkProcess(of('calls, repeats and messages happen once'), process, runs);
  const type = await createTicketTypeRepo(connection).read('incident');
  const pausedStates = new Set((type?.states ?? []).filter(({ clock }) => clock === 'paused').map(({ key }) => key));
  for (const ticket of read) checkClocks(of('clocks are consistent'), { ticket, pausedStates, runs: runs.filter((run) => run.record.ticket === ticket.id).sort((a, b) => a.record.n - b.record.n) });
  const logs: ReadonlyMap<string, readonly LogEntry[]> = new Map(runs.map((run) => [run.record.id, run.log]));
  checkCommands(of('each answered command occurs exactly once'), ledger.commands, logs);
  const alarms = await alarmFacts(connection);
  const comments = await connection.collection<{ _id: string; text: string }>('comments').find().toArray();
  const commentEvents = await eventModel(connection).countDocuments({ action: 'ticket.commented' }).exec();
  checkTickets(of('each opened ticket is there once'), { ledger, tickets: read, episodes: alarms.episodes, comments, commentEvents });
  checkAlarms(of('each alarm answered 202 is in exactly one group'), { ...alarms, posts: ledger.posts, tickets: read });
  checkAcknowledgements(of('each answered command occurs exactly once'), ledger, runs, await eventModel(connection).find({ action: 'alarmGroup.acknowledged' }).lean<EventRow[]>().exec());
  const counted = checkDevice(of('repairs at least once under a stable key'), repairs, logs);
  await checkTestimony(of('what was confirmed stays as it was'), connection, witness);
  return {
    findings, repairs: counted,
    checked: { runs: runs.length, tickets: read.length, logEntries: runs.reduce((sum, run) => sum + run.log.length, 0), events: runs.reduce((sum, run) => sum + run.events.length, 0), groups: alarms.groups.length, journalled: alarms.journal.length },
  };
}

/** A worker that has just come back may answer too late, once: it is asked again. One that cannot replay a history never answers. */
async function answered(inspector: RunInspector, id: string): Promise<RunSnapshot | null> {
  for (let tries = 1; tries < 4; tries += 1) {
    const snapshot = await inspector.snapshot(id);
    if (snapshot !== null) return snapshot;
  }
  return inspector.snapshot(id);
}

async function factsOfRuns(connection: Connection, inspector: RunInspector): Promise<RunFacts[]> {
  const { runs, tokenLog } = runModels(connection);
  const [repo, log, tickets] = [createRunRepo(connection), createTokenLogRepo(connection), createTicketRepo(connection)];
  const rows = await runs.find({ isImported: false }, { ticket: 1, n: 1 }).lean<{ _id: string; ticket: string; n: number }[]>().exec();
  const facts: RunFacts[] = [];
  for (const { _id, ticket, n } of rows) {
    const [record, snapshot, pending, entries, events, held, openTasks] = await Promise.all([
      repo.read(_id), answered(inspector, _id), inspector.pending(_id), tokenLog.countDocuments({ run: _id }).exec().then((count) => log.page(_id, 0, count + 1)),
      eventModel(connection).find({ origin: _id }).sort({ seq: 1, _id: 1 }).lean<(EventRow & { outboxSeq?: number })[]>().exec(), tickets.byId(ticket), ticketModels(connection).tasks.countDocuments({ run: _id }).exec(),
    ]);
    facts.push({ record: record!, snapshot, pending, log: entries, events: events.map((event) => fromRow<DomainEvent & { outboxSeq?: number }>(event as never)), ticket: held as TicketRecord | null, isLatest: _id === runIdOf(ticket, n) && !rows.some((other) => other.ticket === ticket && other.n > n), openTasks });
  }
  return facts;
}

async function alarmFacts(connection: Connection) {
  const { journal, bindings, heads, groups, episodes } = alarmModels(connection);
  return {
    journal: await journal.find().lean<JournalRow[]>().exec(), bindings: await bindings.find().lean<BindingRow[]>().exec(), heads: await heads.find().lean<HeadRow[]>().exec(),
    groups: await groups.find().lean<GroupRow[]>().exec(), episodes: await episodes.find().lean<EpisodeRow[]>().exec(),
  };
}

/** An acknowledgement that was accepted is told at least once for its group, and no acknowledgement is told that nobody made. */
function checkAcknowledgements(tell: (where: string, what: string) => void, ledger: Ledger, _runs: readonly RunFacts[], events: readonly EventRow[]): void {
  const toldOf = (group: string): number => events.filter((event) => event.refs.some((ref) => ref.kind === 'alarmGroup' && ref.id === group)).length;
  for (const group of new Set(ledger.acknowledgements.map((one) => one.group))) {
    const accepted = ledger.acknowledgements.filter((one) => one.group === group && one.answer === 'accepted').length;
    const told = toldOf(group);
    const refusals = ledger.acknowledgements.filter((one) => one.group === group && one.answer === 'refused').map(({ code, tries }) => `${String(code)} after ${tries} tries`);
    if (told > accepted || (accepted > 0 && told === 0)) tell(`acknowledge ${group}`, `was accepted ${accepted} times and told ${told} times; refused: ${refusals.join(', ') || 'never'}`);
  }
}

async function checkTestimony(tell: (where: string, what: string) => void, connection: Connection, { events, log }: Pick<Witness, 'events' | 'log'>): Promise<void> {
  const now = new Map((await connection.collection('events').find().toArray()).map((event) => [String(event._id), asRead(event)]));
  for (const [id, text] of events) if (now.get(id) !== text) tell(id, now.has(id) ? `was confirmed as ${text.slice(0, 200)} and is now ${now.get(id)!.slice(0, 200)}` : 'was confirmed and is gone');
  const entries = new Map((await connection.collection('tokenLog').find().toArray()).map((entry) => [String(entry._id), JSON.stringify(entry)]));
  for (const [id, text] of log) if (entries.get(id) !== text) tell(id, entries.has(id) ? `was confirmed as ${text.slice(0, 200)} and is now ${entries.get(id)!.slice(0, 200)}` : 'was confirmed and is gone');
}
