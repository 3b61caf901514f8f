/**
 * Fills an empty installation with two weeks of tickets: every story is played by the real kernel on a virtual clock and written by the run's own
 * writer. Finished ones are history (marked imported); open ones become Temporal runs that go on from the kernel's state. Safe to run again with the same
 * `now`: what is there stays, and what a stop in the middle left out is added.
 */
import type { Connection } from 'mongoose';
import { createHash } from 'node:crypto';
import { epochMs, instantOf, type Instant } from '#domain/values';
import type { DomainEvent } from '#domain/audit/event.schema';
import { createKernel } from '#domain/flow/kernel/kernel';
import { nodeKinds } from '#domain/flow/nodes/index';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { RunActivities, RunFlowActivities, RunInput, RunTicket } from '#domain/flow/run.ports';
import type { TaskActor } from '#domain/flow/kernel/kernel.types';
import type { ObjectRef } from '#domain/object/object.schema';
import type { WorkingCalendar } from '#domain/sla/working-time';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';
import type { CommentRepo } from '#store/ticket/comment.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import { nextTicketKey } from '#store/ticket/counter.repo';
import { playStory, type Said } from './play.ts';
import { stories } from './stories.ts';
import type { Story } from './story.ts';

export interface SeedDeps {
  connection: Connection;
  activities: Pick<RunActivities & RunFlowActivities, 'loadDefinition' | 'loadRunContext' | 'writeParked'>;
  engine: Pick<FlowEngine, 'startRun'>;
  flows: Pick<FlowVersionRepo, 'latest'>;
  tickets: Pick<TicketRepo, 'byId'>;
  comments: Pick<CommentRepo, 'add'>;
  cast: ReadonlyMap<string, TaskActor>;
  objects: ReadonlyMap<string, ObjectRef>;
  calendars: ReadonlyMap<string, WorkingCalendar>;
  now: Instant;
}

/** The last `count` working days (Monday to Friday, UTC) before today, newest first, as milliseconds of midnight. */
export function workingDaysBefore(now: Instant, count: number): number[] {
  const day = 86_400_000;
  const days: number[] = [];
  for (let at = Math.floor(epochMs(now) / day) * day - day; days.length < count; at -= day) if (![0, 6].includes(new Date(at).getUTCDay())) days.push(at);
  return days;
}
const idOf = (story: Story): string => `demo${createHash('sha256').update(`${story.title}\n${story.day}\n${story.minute}`).digest('hex').slice(0, 18)}`;

/** Plays every story and puts in place what is missing of it: ticket, run, what people said. Answers how many tickets were made. Throws when a story does not fit the published flow, or the engine is away. */
export async function seedTickets(deps: SeedDeps): Promise<number> {
  const version = await deps.flows.latest('incident');
  if (version === null) throw new Error('the incident flow is not published yet');
  const definition = { id: version.key, version: version.version, sha256: version.sha256 };
  const file = await deps.activities.loadDefinition(definition);
  const kernel = createKernel(nodeKinds);
  const days = workingDaysBefore(deps.now, 10);
  const told = [...stories.finished.map((story) => ({ story, isOver: true })), ...stories.open.map((story) => ({ story, isOver: false }))]
    .map((one) => ({ ...one, openedAt: instantOf(days[one.story.day]! + one.story.minute * 60_000) })).sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
  let made = 0;
  for (const { story, isOver, openedAt } of told) {
    const id = idOf(story);
    const known = await deps.tickets.byId(id);
    const ticket = ticketOf(deps, story, { id, key: known?.key ?? await nextTicketKey(deps.connection, 'INC') }, openedAt);
    const input: RunInput = {
      ticket, n: 1, definition,
      start: { at: story.alarm ? 'start-alarm' : 'start-form', variables: story.alarm ? { alarm: { group: `demo/${id}`, ...story.alarm, quietSeconds: 600 } } : {} },
    };
    const stage = { kernel, file, calendars: deps.calendars, cast: deps.cast, until: deps.now, context: await deps.activities.loadRunContext(ticket) };
    const { run, said } = playStory(stage, story, input);
    if (isOver !== (run.book.state.status !== 'running')) throw new Error(`the story "${story.title}" ends ${run.book.state.status}`);
    const write = run.takeWrite();
    if (write && !known) await deps.activities.writeParked(isOver ? { ...write, isImported: true } : write);
    if (!isOver) await deps.engine.startRun({ ...input, resumed: run.carried() });
    for (const comment of said) await deps.comments.add({ ...comment, ticket: id }, commentEvent(comment, id));
    if (!known) made++;
  }
  return made;
}

const commentEvent = (comment: Said, ticket: string): DomainEvent => ({
  id: `seed/${comment.id}`, at: comment.at, action: 'ticket.commented', actor: comment.by, onBehalfOf: null, refs: [{ kind: 'ticket', id: ticket }, { kind: 'comment', id: comment.id }],
  data: { visibility: comment.visibility, comment: comment.id }, origin: 'seed', seq: 0, isConfirmed: true,
});

function ticketOf(deps: SeedDeps, story: Story, { id, key }: Pick<RunTicket, 'id' | 'key'>, openedAt: Instant): RunTicket {
  const requester = story.requester === null ? undefined : deps.cast.get(story.requester);
  return {
    id, key, type: 'incident', title: story.title, description: story.description, priority: story.priority, team: story.team,
    requester: story.requester, object: story.object === null ? null : deps.objects.get(story.object) ?? null, fields: {},
    openedBy: requester ? { kind: 'person', id: requester.person, name: requester.name } : { kind: 'machine', id: 'alarm', name: 'Alertmanager' }, openedAt, alarm: null, isDemo: true,
  };
}
