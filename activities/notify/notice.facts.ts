/** What an event has to be told with, read from the database. */
import type { DomainEvent } from '#domain/audit/event.schema';
import { askedSlots } from '#domain/flow/kernel/kernel.stages';
import type { TaskSlot } from '#domain/flow/kernel/kernel.types';
import type { StandIn } from '#domain/identity/absence';
import { askedIn, type NoticeFacts, type ToldTask } from '#domain/notify/notice.plan';
import type { CommentRepo } from '#store/ticket/comment.repo';
import type { PersonRepo } from '#store/identity/person.repo';
import type { StandIns } from '#store/identity/stand-in.repo';
import type { TeamRepo } from '#store/identity/team.repo';
import type { TaskRecord, TaskRepo } from '#store/ticket/task.repo';
import type { TicketRecord, TicketRepo } from '#store/ticket/ticket.repo';

export interface NoticeFactsOf {
  tickets: Pick<TicketRepo, 'byId'>; tasks: Pick<TaskRepo, 'byId'>; comments: Pick<CommentRepo, 'byId'>;
  people: Pick<PersonRepo, 'readMany' | 'byRole'>; teams: Pick<TeamRepo, 'list'>;
  standIns: Pick<StandIns, 'of'>;
}

const refOf = (event: DomainEvent, kind: 'ticket' | 'task' | 'comment'): string | null => event.refs.find((ref) => ref.kind === kind)?.id ?? null;

/** What was said; where only files were sent, what they are called. */
function saidIn(text: string, { data }: DomainEvent): string {
  const names = Array.isArray(data['files']) ? data['files'].filter((name) => typeof name === 'string') : [];
  return text === '' ? names.join(', ') : text;
}

/** Of a task that was just opened. */
const firstRevision = 1;

/** Of an approval, without those who only owe an answer to a question. */
const toldTask = (record: TaskRecord): ToldTask => toldAs(record, askedSlots(record.task));
const toldOf = ({ id, task }: TaskRecord) => ({ id, kind: task.kind, name: task.name, prompt: task.prompt, assignee: task.assignee, askedBy: task.askedBy, isTouched: task.revision > firstRevision });

/** Of those the event says it asked, who still is; of one that says nothing of it, everybody asked now. */
function askedBy({ data }: DomainEvent, record: TaskRecord): ToldTask {
  const { slots } = data;
  return Array.isArray(slots) ? toldAs(record, askedSlots(record.task).filter(({ id }) => slots.includes(id))) : toldTask(record);
}
const toldAs = (record: TaskRecord, asked: readonly TaskSlot[]): ToldTask => ({ ...toldOf(record), people: asked.flatMap((slot) => slot.people), teams: asked.flatMap((slot) => slot.teams), roles: asked.flatMap((slot) => slot.roles) });

/** Null for events of no ticket, or of one that is gone: nobody is told of them. */
export async function noticeFactsOf(event: DomainEvent, given: NoticeFactsOf): Promise<NoticeFacts | null> {
  const ticketId = refOf(event, 'ticket');
  const ticket = ticketId === null ? null : await given.tickets.byId(ticketId);
  if (ticket === null) return null;
  const [taskId, commentId] = [refOf(event, 'task'), refOf(event, 'comment')];
  const [task, comment] = await Promise.all([taskId === null ? null : given.tasks.byId(taskId), commentId === null ? null : given.comments.byId(commentId)]);
  return factsAround(ticket, { task: task === null ? null : askedBy(event, task), comment: comment === null ? null : saidIn(comment.text, event), alsoNamed: event.actor.kind === 'person' ? [event.actor.id] : [], alsoRoles: askedIn(event.data).roles }, given);
}

/** An approval as it waits now: of those asked, only who has not answered. */
export async function waitingApproval(ticket: TicketRecord, record: TaskRecord, given: AroundFrom): Promise<NoticeFacts & { task: ToldTask }> {
  const task = toldAs(record, askedSlots(record.task));
  return { ...await factsAround(ticket, { task, comment: null, alsoNamed: [], alsoRoles: [] }, given), task };
}

type AroundFrom = Pick<NoticeFactsOf, 'people' | 'teams' | 'standIns'>;
interface Around { task: ToldTask | null; comment: string | null; /** People whose names are said too. */ alsoNamed: readonly string[]; /** Roles whose people are told too. */ alsoRoles: readonly string[] }
async function factsAround(ticket: TicketRecord, { task, comment, alsoNamed, alsoRoles }: Around, { people, teams, standIns }: AroundFrom): Promise<NoticeFacts> {
  const asked = task?.kind === 'approval' ? task.people : [];
  const inRoles = [...new Set([...(task?.roles ?? []), ...alsoRoles])];
  const [known, allTeams, roles, decides] = await Promise.all([
    people.readMany([...new Set([...alsoNamed, ...asked, ...(ticket.assignee === null ? [] : [ticket.assignee])])]), teams.list(), inRoles.length === 0 ? new Map<string, string[]>() : people.byRole(inRoles), asked.length === 0 ? new Map<string, StandIn>() : standIns.of(asked),
  ]);
  const { id, key, title, priority, requester, assignee, team, watchers = [], isDemo } = ticket;
  return {
    ticket: { id, key, title, priority, requester, assignee, team, watchers, isDemo }, task, comment, roles, teams: new Map(allTeams.map((one) => [one.id, one])), names: new Map(known.map((person) => [person.id, person])),
    standIns: [...decides].flatMap(([absent, one]) => (one.is === 'person' ? [{ person: one.person, absent }] : [])),
  };
}
