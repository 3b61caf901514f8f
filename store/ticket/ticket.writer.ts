/** What a run decided about its ticket and its open tasks, as changes of their rows. Sending them, inside the run writer's transaction, is run.rows'. Decides nothing itself. */
import type { RunWrite } from '#domain/flow/run.ports';
import { tasksOf } from '#domain/flow/projection/run.book';
import type { ClockView } from '#domain/ticket/ticket.schema';
import { openQuestions } from '#domain/flow/kernel/kernel.questions';
import { returnsNow } from '#domain/flow/kernel/kernel.returns';
import { askedSlots } from '#domain/flow/kernel/kernel.stages';
import type { TaskSlot, TaskState } from '#domain/flow/kernel/kernel.types';
import { termsOf } from '#domain/ticket/ticket.terms';
import { noDue, type TaskRow } from './ticket.model.ts';

const all = (slots: readonly TaskSlot[], of: 'people' | 'teams' | 'roles'): string[] => [...new Set(slots.flatMap((slot) => slot[of]))];

/** One statement of a bulk write. */
export interface TicketChange { filter: Record<string, unknown>; update: Record<string, unknown>; upsert: boolean }

/** Makes the ticket when the run is the one that opens it, else changes what the run decides. An older run changes nothing of a ticket that a newer one owns. */
export function ticketChange(write: RunWrite, clocks: readonly ClockView[]): TicketChange {
  const { ticket, snapshot, at, isImported = false } = write;
  if (write.caller !== undefined) return changeByCalled(write);
  const { isFiring, recoveredAt, ...decided } = snapshot.ticket;
  const tasks = [...tasksOf(snapshot.state).values()];
  const dueAts = snapshot.clocks.filter((clock) => clock.stoppedAt === null && clock.dueAt !== null).map((clock) => clock.dueAt!).sort();
  const isOver = snapshot.state.status !== 'running';
  const change = {
    ...decided, clocks, clockFacts: snapshot.clocks, nextDueAt: isOver ? noDue : (dueAts[0] ?? noDue), updatedAt: at, terms: termsOf(`${ticket.key} ${decided.title}`),
    run: { id: write.runId, n: write.n, flow: snapshot.state.definition.id, version: snapshot.state.definition.version, status: snapshot.state.status, hasIncident: Object.keys(snapshot.state.incidents).length > 0 },
    alarm: ticket.alarm === null ? null : { ...ticket.alarm, isFiring, recoveredAt },
  };
  const update = {
    $set: { ...change, ...(isOver ? { hasUncountedSteps: true } : {}) }, ...(isOver ? {} : { $unset: { hasUncountedSteps: '', stepTimes: '' } }), $inc: { revision: 1 },
    $addToSet: askedBy(tasks),
    ...(write.isOpening ? { $setOnInsert: {
      key: ticket.key, type: ticket.type, description: ticket.description, requester: ticket.requester, openedBy: ticket.openedBy, object: ticket.object, refs: [],
      watchers: [], openedAt: ticket.openedAt, catalog: ticket.catalog ?? null, isImported, isDemo: ticket.isDemo,
    } } : {}),
  };
  const isOwned = { $or: [{ 'run.n': { $lte: write.n } }, { run: null }] };
  const isMaking = write.isOpening && write.n === 1;
  return { filter: { _id: ticket.id, ...(isMaking ? {} : isOwned) }, update, upsert: isMaking };
}

/** Of a called run the ticket learns whom it asks: they may see it; and that it needs somebody to mend it. Everything else is its caller's to say. */
function changeByCalled({ runId, ticket, snapshot, at }: RunWrite): TicketChange {
  const tasks = [...tasksOf(snapshot.state).values()];
  const isStopped = snapshot.state.status === 'running' && Object.keys(snapshot.state.incidents).length > 0;
  const stopped = { stoppedCalls: runId };
  return { filter: { _id: ticket.id }, update: { $set: { updatedAt: at }, $inc: { revision: 1 }, $addToSet: { ...askedBy(tasks), ...(isStopped ? stopped : {}) }, ...(isStopped ? {} : { $pull: stopped }) }, upsert: false };
}

/** Who owes an answer to whoever decides. */
const questioned = (task: TaskState): string[] => openQuestions(task).map(({ to }) => to);

function askedBy(tasks: readonly TaskState[]): Record<string, { $each: string[] }> {
  const asked = tasks.flatMap((task) => task.slots);
  return { askedPeople: { $each: [...all(asked, 'people'), ...tasks.flatMap((task) => [...(task.assignee === null ? [] : [task.assignee]), ...questioned(task)])] }, askedTeams: { $each: all(asked, 'teams') }, askedRoles: { $each: all(asked, 'roles') } };
}

/** The rows of the run's open tasks: after the write there are exactly these. */
export function taskRows(write: RunWrite): TaskRow[] {
  const { ticket, snapshot } = write;
  return [...tasksOf(snapshot.state).values()].map((task): TaskRow => ({
    _id: `${write.runId}#${task.id}`, run: write.runId, n: write.n, flow: snapshot.state.definition.id, version: snapshot.state.definition.version, task,
    ticket: {
      id: ticket.id, key: ticket.key, type: ticket.type, requester: ticket.requester, openedBy: ticket.openedBy, title: snapshot.ticket.title, priority: snapshot.ticket.priority,
      state: snapshot.ticket.state, isFiring: snapshot.ticket.isFiring, team: snapshot.ticket.team, assignee: snapshot.ticket.assignee, object: ticket.object, catalog: ticket.catalog ?? null,
    },
    people: [...new Set([...all(askedSlots(task), 'people'), ...questioned(task)])], teams: all(askedSlots(task), 'teams'), roles: all(askedSlots(task), 'roles'), returns: returnsNow(snapshot.state, task), openedAt: task.openedAt, dueAt: task.dueAt, isDemo: ticket.isDemo,
  }));
}
