/**
 * Fills an empty installation with six weeks of tickets: every story is played by the real kernel on a virtual clock and written by the run's own
 * writer, its alarm by convergence and the group's (seed-alarms.ts). Finished ones are history (marked imported); open ones become Temporal runs that go on from the kernel's state. Safe to run again with the same
 * `now`: what is there stays, and what a stop in the middle left out is added.
 */
import type { Connection } from 'mongoose';
import { createHash } from 'node:crypto';
import { epochMs, instantOf, type Instant } from '#domain/values';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { DefinitionRef, FlowFile } from '#domain/flow/flow.schema';
import { createKernel, type Kernel } from '#domain/flow/kernel/kernel';
import { nodeKinds } from '#domain/flow/nodes/index';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { RunActivities, RunFlowActivities, RunInput, RunTicket } from '#domain/flow/run.ports';
import type { TaskActor, Vars } from '#domain/flow/kernel/kernel.types';
import type { ObjectRef } from '#domain/object/object.schema';
import type { WorkingCalendar } from '#domain/sla/working-time';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';
import type { CommentRepo } from '#store/ticket/comment.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import { nextTicketKey, nextTicketKeys } from '#store/ticket/counter.repo';
import type { FileSeed } from './seed-files.ts';
import { playStory, type Said } from './play.ts';
import { routineStories, type RoutineStory } from './routine.ts';
import type { AlarmCue, AlarmSeed } from './seed-alarms.ts';
import { stories } from './stories.ts';
import type { Story } from './story.ts';

export interface SeedDeps {
  connection: Connection;
  activities: Pick<RunActivities & RunFlowActivities, 'loadDefinition' | 'loadRunContext' | 'writeParked'>;
  engine: Pick<FlowEngine, 'startRun'>;
  flows: Pick<FlowVersionRepo, 'latest'>;
  tickets: Pick<TicketRepo, 'byId' | 'byIds'>;
  comments: Pick<CommentRepo, 'add'>;
  files: FileSeed;
  cast: ReadonlyMap<string, TaskActor>;
  objects: ReadonlyMap<string, ObjectRef>;
  calendars: ReadonlyMap<string, WorkingCalendar>;
  /** Null when nothing sends alarms here: their tickets have no group then. */
  alarms: AlarmSeed | null;
  /** Default: `routine.count`. */
  everydayTickets: number | undefined;
  now: Instant;
  /** Whether somebody cleared the demonstration meanwhile: nothing more is made then. */
  isCleared: () => Promise<boolean>;
}

/** What history takes: no engine, no alarms. */
export type RoutineDeps = Pick<SeedDeps, 'connection' | 'activities' | 'flows' | 'tickets' | 'cast' | 'objects' | 'calendars' | 'now'>;

/** The last `count` working days (Monday to Friday, UTC) before today, newest first, as milliseconds of midnight. */
export function workingDaysBefore(now: Instant, count: number): number[] {
  const day = 86_400_000;
  const days: number[] = [];
  for (let at = Math.floor(epochMs(now) / day) * day - day; days.length < count; at -= day) if (![0, 6].includes(new Date(at).getUTCDay())) days.push(at);
  return days;
}
const idOf = (story: Story): string => `demo${createHash('sha256').update(`${story.title}\n${story.day}\n${story.minute}`).digest('hex').slice(0, 18)}`;

/** Plays every story and puts in place what is missing of it: ticket, run, what people said. Answers how many tickets were made; fewer, when it was cleared meanwhile. Throws when a story does not fit the published flow, or the engine is away. */
export async function seedTickets(deps: SeedDeps): Promise<number> {
  const plot = await plotOf(deps);
  const days = workingDaysBefore(deps.now, 10);
  const told = [...stories.finished.map((story) => ({ story, isOver: true })), ...stories.open.map((story) => ({ story, isOver: false }))]
    .map((one) => ({ ...one, openedAt: instantOf(days[one.story.day]! + one.story.minute * 60_000) })).sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
  const everyday = routineStories({ now: deps.now, ...routine, count: deps.everydayTickets ?? routine.count });
  let made = 0;
  for (const { story, isOver, openedAt } of told) {
    // Who opens first gets the lower key.
    made += await seedRoutine(deps, plot, takenBefore(everyday, openedAt), async () => !await deps.isCleared());
    if (await deps.isCleared()) return made;
    const { definition, file, kernel } = plot;
    const id = idOf(story);
    const known = await deps.tickets.byId(id);
    const cue = await deps.alarms?.cue(story, openedAt) ?? null;
    const ticket = ticketOf(deps, story, { id, key: known?.key ?? await nextTicketKey(deps.connection, 'INC') }, openedAt, cue);
    const input: RunInput = { ticket, n: 1, definition, start: { at: story.alarm ? 'start-alarm' : 'start-form', variables: cue?.variables ?? ungrouped(story) } };
    const stage = { kernel, file, calendars: deps.calendars, cast: deps.cast, until: deps.now, context: await deps.activities.loadRunContext(ticket) };
    const { run, said } = playStory(stage, story, input);
    if (isOver !== (run.book.state.status !== 'running')) throw new Error(`the story "${story.title}" ends ${run.book.state.status}`);
    const write = run.takeWrite();
    if (write && !known) await deps.activities.writeParked(isOver ? { ...write, isImported: true } : write);
    if (!isOver) await deps.engine.startRun({ ...input, resumed: run.carried() });
    if (cue) await deps.alarms?.play(cue, story, ticket, isOver ? write?.at ?? deps.now : null);
    for (const comment of said) await deps.comments.add({ ...comment, ticket: id }, commentEvent(comment, id));
    if (story.requester !== null) await deps.files.add(story.title, { id, openedAt, by: ticket.openedBy });
    if (!known) made++;
  }
  return made + await seedRoutine(deps, plot, everyday, async () => !await deps.isCleared());
}

/** The everyday tickets that come with the stories. */
export const routine = { count: 400, days: 40, series: 'demoday' } as const;

function takenBefore(everyday: RoutineStory[], at: Instant): RoutineStory[] {
  const first = everyday.findIndex(({ openedAt }) => openedAt >= at);
  return everyday.splice(0, first === -1 ? everyday.length : first);
}

/** What every story is played by: the flow as it is published now. */
export interface Plot { definition: DefinitionRef; file: FlowFile; kernel: Kernel }
export async function plotOf(deps: Pick<SeedDeps, 'flows' | 'activities'>): Promise<Plot> {
  const version = await deps.flows.latest('incident');
  if (version === null) throw new Error('the incident flow is not published yet');
  const definition = { id: version.key, version: version.version, sha256: version.sha256 };
  return { definition, file: await deps.activities.loadDefinition(definition), kernel: createKernel(nodeKinds) };
}

/** Tickets at once: their writes share transactions. */
const routineAtOnce = 20;

/** Everyday tickets that are not there yet, in their order; all of them are history. Answers how many were made. `onMade` is told after each handful, and ends it with false. */
export async function seedRoutine(deps: RoutineDeps, plot: Plot, everyday: readonly RoutineStory[], onMade: (count: number) => boolean | Promise<boolean> = () => true): Promise<number> {
  let made = 0;
  for (let at = 0; at < everyday.length; at += routineAtOnce) {
    const handful = everyday.slice(at, at + routineAtOnce);
    const known = new Set((await deps.tickets.byIds(handful.map(({ id }) => id))).map(({ id }) => id));
    const missing = handful.filter(({ id }) => !known.has(id));
    const keys = await nextTicketKeys(deps.connection, 'INC', missing.length);
    await Promise.all(missing.map((one, index) => seedHistory(deps, plot, { ...one, key: keys[index]! })));
    made += missing.length;
    if (!await onMade(handful.length)) return made;
  }
  return made;
}

async function seedHistory(deps: RoutineDeps, { definition, file, kernel }: Plot, { id, key, story, openedAt }: RoutineStory & { key: string }): Promise<void> {
  const ticket = ticketOf(deps, story, { id, key }, openedAt, null);
  const stage = { kernel, file, calendars: deps.calendars, cast: deps.cast, until: deps.now, context: await deps.activities.loadRunContext(ticket) };
  const { run } = playStory(stage, story, { ticket, n: 1, definition, start: { at: story.alarm ? 'start-alarm' : 'start-form', variables: ungrouped(story) } });
  const write = run.takeWrite();
  if (write === null || run.book.state.status === 'running') throw new Error(`the story "${story.title}" (${id}) does not fit the flow: it ends ${run.book.state.status}`);
  await deps.activities.writeParked({ ...write, isImported: true });
}

const commentEvent = (comment: Said, ticket: string): DomainEvent => ({
  id: `seed/${comment.id}`, at: comment.at, action: 'ticket.commented', actor: comment.by, onBehalfOf: null, refs: [{ kind: 'ticket', id: ticket }, { kind: 'comment', id: comment.id }],
  data: { visibility: comment.visibility, comment: comment.id }, origin: 'seed', seq: 0, isConfirmed: true,
});

/** What a run knows of an alarm that has no group. */
const ungrouped = ({ alarm }: Story): Vars => (alarm === null ? {} : { alarm: { group: '', ...alarm, quietSeconds: 600 } });

function ticketOf(deps: Pick<SeedDeps, 'cast' | 'objects'>, story: Story, { id, key }: Pick<RunTicket, 'id' | 'key'>, openedAt: Instant, cue: AlarmCue | null): RunTicket {
  const requester = story.requester === null ? undefined : deps.cast.get(story.requester);
  return {
    id, key, type: 'incident', title: story.title, description: story.description, priority: story.priority, team: story.team,
    requester: story.requester, object: story.object === null ? null : deps.objects.get(story.object) ?? null, fields: {},
    openedBy: requester ? { kind: 'person', id: requester.person, name: requester.name } : cue?.openedBy ?? { kind: 'machine', id: 'alarm', name: 'Alertmanager' },
    openedAt, alarm: cue && { group: cue.group, episode: cue.episode }, isDemo: true,
  };
}
