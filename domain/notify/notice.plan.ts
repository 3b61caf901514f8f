/** What an event is told to whom, by the table of rules: never to whoever did it, and once to everybody else. What people want not to be told is judged in notice.make.ts. */
import type { DomainEvent } from '../audit/event.schema.ts';
import type { ActorRef, Person } from '../identity/identity.schema.ts';
import { textSchema, type Instant, type Json, type Text, type Words } from '../values.ts';
import { isNoticeWord } from './templates/words.ts';
import type { NoticeKind, NoticeParam, NoticeParams } from './notice.schema.ts';
import type { Audience } from './notice.rules.ts';

/** A ticket as notices tell it. */
export interface ToldTicket { id: string; key: string; title: string; priority: string; requester: string | null; assignee: string | null; team: string | null; watchers: readonly string[]; isDemo: boolean }
/** An open task, as it was asked. `id` is `<runId>#<taskId>`. */
export interface ToldTask { id: string; kind: 'task' | 'approval'; name: Text; prompt: Words | null; people: readonly string[]; teams: readonly string[]; roles: readonly string[]; assignee: string | null; askedBy: ActorRef | null; /** Somebody has done something with it since it was asked. */ isTouched: boolean }
export interface ToldTeam { name: Text; members: readonly string[]; lead: string | null; manager: string | null }

/** What of the database an event has to be told with. */
export interface NoticeFacts {
  ticket: ToldTicket;
  /** Null: it is over already, so nobody needs to hear that it is asked. */
  task: ToldTask | null;
  /** Teams by id: the ticket's, and those the task is offered to. */
  teams: ReadonlyMap<string, ToldTeam>;
  /** Person ids by role the task is offered to. */
  roles: ReadonlyMap<string, readonly string[]>;
  /** What somebody wrote, of a comment. */
  comment: string | null;
  /** Names of people by id. */
  names: ReadonlyMap<string, Pick<Person, 'name'>>;
  /** Of an approval: who decides in the place of people who are away, with whom it is asked of. A substitute may stand in for several. */
  standIns: readonly { person: string; absent: string }[];
}

/** One person told of one thing, before channel and preferences. `key` makes it the same however often it is planned. */
export interface Telling { key: string; kind: NoticeKind; recipient: string; params: NoticeParams; link: string; approval: string | null }

type Rules = Readonly<Record<NoticeKind, readonly Audience[]>>;

export function tellingsOf(event: DomainEvent, facts: NoticeFacts, rules: Rules): Telling[] {
  const told = storiesOf(event, facts).flatMap((story) => {
    return heardBy(story, facts, rules).filter(({ recipient }) => !isOwnAct(recipient, event, story)).map((heard) => tellingFor(heard, event, story, facts));
  });
  return [...new Map(told.map((telling) => [telling.key, telling])).values()];
}

/** An approval that waits since, told once more to whoever can still decide it. The key is of the approval: it is told once, whoever looks. */
export function remindersOf(openedAt: Instant, dueAt: Instant | null, facts: NoticeFacts & { task: ToldTask }, rules: Rules): Telling[] {
  const { task, ticket } = facts;
  const story = remindedOf(task, { at: openedAt }, dueAt === null ? null : { at: dueAt });
  return heardBy(story, facts, rules).filter(({ recipient }) => recipient !== story.causedBy && recipient !== ticket.requester).map((heard) => ({ ...tellingOf(heard, story, facts), key: `${task.id}/${story.kind}/${heard.recipient}` }));
}

/** `behalf`: whose place they take, when they are not asked themselves. */
interface Heard { recipient: string; behalf: string | null }

/** Whoever the table names, and who stands in for those of them that are away: both, because the absent may come back first. */
function heardBy(story: Story, facts: NoticeFacts, rules: Rules): Heard[] {
  const table = rules[story.kind];
  const own = [...new Set(table.flatMap((audience) => audienceOf(audience, story, facts)))].filter((person) => person !== '');
  if (!isApproval(story.kind) || !table.includes('asked')) return own.map((recipient) => ({ recipient, behalf: null }));
  // Nobody decides on a request of their own, in whoever's place.
  const more = facts.standIns.filter(({ person }) => !own.includes(person) && person !== facts.ticket.requester);
  const once = new Map(more.map(({ person, absent }) => [person, absent] as const));
  return [...own.map((recipient) => ({ recipient, behalf: null })), ...[...once].map(([recipient, absent]) => ({ recipient, behalf: facts.names.get(absent)?.name ?? absent }))];
}
const isApproval = (kind: NoticeKind): boolean => kind === 'approval.asked' || kind === 'approval.reminded';

interface Story {
  kind: NoticeKind; params: NoticeParams;
  /** People the event itself names. */
  given?: readonly string[];
  /** Who is asked, where it is not whoever the task is offered to. */
  asked?: readonly string[];
  /** Only these audiences may hear it, whatever the table says: a note for colleagues. */
  only?: readonly Audience[];
  /** Who caused it without being its actor: the flow asks in the name of whoever completed the step before. */
  causedBy?: string | null;
  /** Same thing told twice by two events. */
  thing?: string;
}

/** Events that tell somebody something; all others are passed by before anything is read for them. */
export const toldActions = [
  'task.opened', 'task.assigned', 'task.completed', 'task.submitted', 'task.confirmed', 'task.sentBack', 'approval.asked', 'approval.decided', 'approval.reminded', 'approval.expired', 'approval.questioned', 'approval.answered',
  'ticket.commented', 'ticket.changed', 'ticket.stateChanged', 'clock.warned', 'clock.breached', 'clock.escalated',
] as const satisfies readonly DomainEvent['action'][];

function storiesOf(event: DomainEvent, facts: NoticeFacts): Story[] {
  const { data } = event;
  const told = toldActions.find((action) => action === event.action);
  if (told === undefined) return [];
  const actor = nameOf(event.actor, facts);
  const task = textOf(data['name']);
  switch (told) {
    case 'task.opened': case 'approval.asked': return facts.task === null ? [] : asked(facts.task, facts);
    // One that has run out and goes on waiting is told as one that waits.
    case 'approval.expired': return typeof data['outcome'] === 'string' ? [ranOut(event, facts)] : waiting(event, facts);
    case 'approval.reminded': return waiting(event, facts);
    case 'task.assigned': return [{ kind: 'task.assigned', params: { task, actor, prompt: facts.task?.prompt ?? null }, given: idsOf([event.after]), thing: 'assigned' }];
    // They are asked for it once it is completed; who completed it hears what became of it.
    case 'task.submitted': return facts.task === null ? [] : asked(facts.task, facts).map((story) => ({ ...story, causedBy: event.actor.id }));
    case 'task.confirmed': case 'task.sentBack': return [{ kind: 'question.answered', params: { task, actor, outcome: { word: told === 'task.confirmed' ? 'outcome.confirmed' : 'outcome.sentBack' }, text: answerOf(data) }, given: idsOf([event.after]), only: ['given'] }];
    case 'task.completed': case 'approval.decided': {
      const outcome = 'outcomeName' in data ? textOf(data['outcomeName']) : null;
      return [{ kind: 'question.answered', params: { task, actor, outcome, text: answerOf(data) } }];
    }
    // It may be decided meanwhile: then nobody has to answer any more.
    case 'approval.questioned': return facts.task === null ? [] : [{ kind: 'question.asked', params: { actor, prompt: answerOf(data), task }, asked: idsOf([event.after]) }];
    case 'approval.answered': return [{ kind: 'question.answered', params: { task, actor, outcome: null, text: answerOf(data) }, given: idsOf([event.after]), only: ['given'] }];
    case 'ticket.commented': return facts.comment === null ? [] : [{ kind: 'ticket.commented', params: { actor, text: facts.comment }, ...(data['visibility'] === 'internal' ? { only: ['assignee'] as const } : {}) }];
    case 'ticket.changed': return [{ kind: 'ticket.assigned', params: { actor }, given: idsOf([fieldOf(event.after, 'assignee')]), thing: 'assigned' }];
    case 'ticket.stateChanged': return data['category'] === 'resolved' ? [{ kind: 'ticket.resolved', params: {} }] : [];
    case 'clock.warned': return [{ kind: 'clock.warned', params: { clock: clockOf(data), due: instantIn(data['dueAt']) } }];
    case 'clock.breached': return [{ kind: 'clock.breached', params: { clock: clockOf(data), due: { at: event.at } } }];
    case 'clock.escalated': {
      const isTold = Array.isArray(data['actions']) && data['actions'].includes('notify');
      const { assignee } = facts.ticket;
      const holder = assignee === null ? null : facts.names.get(assignee)?.name ?? assignee;
      return isTold ? [{ kind: 'clock.escalated', params: { clock: clockOf(data), due: instantIn(data['dueAt']), level: Number(data['level'] ?? 0), holder }, given: Array.isArray(data['people']) ? idsOf(data['people']) : [] }] : [];
    }
  }
}

const remindedOf = (task: ToldTask, since: NoticeParam, due: NoticeParam): Story => ({ kind: 'approval.reminded', params: { task: task.name, actor: askerOf(task), prompt: task.prompt, since, due }, causedBy: task.askedBy?.kind === 'person' ? task.askedBy.id : null });
const waiting = ({ data }: DomainEvent, { task }: NoticeFacts): Story[] => (task === null ? [] : [remindedOf(task, instantIn(data['since']), instantIn(data['due']))]);

/** It is over without those who were asked: they need not answer any more, and whoever asked knows what became of it. */
function ranOut({ data }: DomainEvent, { teams, roles, ticket }: NoticeFacts): Story {
  const { people, teams: teamIds, roles: roleKeys } = askedIn(data);
  const asked = [...people, ...teamIds.flatMap((id) => teams.get(id)?.members ?? []), ...roleKeys.flatMap((role) => roles.get(role) ?? [])];
  const askedFor = typeof data['askedBy'] === 'string' ? data['askedBy'] : ticket.requester;
  return { kind: 'approval.expired', params: { task: textOf(data['name']), outcome: 'outcomeName' in data ? textOf(data['outcomeName']) : data['outcome'] === 'expired' ? { word: 'outcome.expired' } : textOf(data['outcome']), since: instantIn(data['since']) }, asked, given: idsOf([askedFor]) };
}
const askerOf = ({ askedBy }: ToldTask): string | null => (askedBy?.kind === 'person' ? askedBy.name ?? null : null);

/** A requester is asked a question, everybody else does a task. One that somebody took meanwhile asks nobody any more. */
function asked(task: ToldTask, { ticket, teams }: NoticeFacts): Story[] {
  const causedBy = task.askedBy?.kind === 'person' ? task.askedBy.id : null;
  const actor = askerOf(task);
  const { prompt, name } = task;
  if (task.isTouched && task.assignee !== null) return [];
  if (task.kind === 'approval') return [{ kind: 'approval.asked', params: { task: name, actor, prompt }, causedBy }];
  const isQuestion = ticket.requester !== null && task.people.includes(ticket.requester) && task.teams.length === 0;
  if (isQuestion) return [{ kind: 'question.asked', params: { actor, prompt, task: null }, causedBy }];
  const [team] = task.assignee === null && task.people.length === 0 ? task.teams : [];
  return [{ kind: 'task.asked', params: { task: name, prompt, team: team === undefined ? null : teams.get(team)?.name ?? { en: team } }, causedBy }];
}

function audienceOf(audience: Audience, { given = [], only, asked }: Story, { ticket, task, teams, roles }: NoticeFacts): readonly string[] {
  if (only !== undefined && !only.includes(audience)) return [];
  const team = ticket.team === null ? undefined : teams.get(ticket.team);
  const lead = idsOf([team?.lead]);
  switch (audience) {
    case 'asked': return asked ?? (task === null ? [] : task.assignee !== null ? [task.assignee] : [...task.people, ...task.teams.flatMap((id) => teams.get(id)?.members ?? []), ...task.roles.flatMap((role) => roles.get(role) ?? [])]);
    case 'given': return given;
    case 'requester': return idsOf([ticket.requester]);
    case 'assignee': return ticket.assignee === null ? lead : [ticket.assignee];
    case 'lead': return lead;
    case 'manager': return idsOf([team?.manager]);
    case 'watchers': return ticket.watchers;
    // Of what is about the installation only: installation.plan.ts.
    case 'administrators': return [];
  }
}

const isOwnAct = (person: string, event: DomainEvent, { causedBy = null }: Story): boolean => (event.actor.kind === 'person' && event.actor.id === person) || causedBy === person;

function tellingFor(heard: Heard, event: DomainEvent, story: Story, facts: NoticeFacts): Telling {
  const { kind, thing } = story;
  return { ...tellingOf(heard, story, facts), key: thing === undefined ? `${event.id}/${kind}/${heard.recipient}` : `${facts.ticket.id}/${thing}/${event.at}/${heard.recipient}` };
}

function tellingOf({ recipient, behalf }: Heard, { kind, params }: Story, { ticket, task }: NoticeFacts): Omit<Telling, 'key'> {
  const { key, title, priority } = ticket;
  return { kind, recipient, params: { key, title, priority, ...params, ...(isApproval(kind) ? { behalf } : {}) }, link: `/tickets/${key}`, approval: isApproval(kind) ? task?.id ?? null : null };
}

const nameOf = (actor: ActorRef, { names }: NoticeFacts): string | null => (actor.kind === 'person' ? actor.name ?? names.get(actor.id)?.name ?? actor.id : null);
const textOf = (value: Json | undefined): NoticeParam => { const text = textSchema.safeParse(value); return text.success ? text.data : typeof value === 'string' ? value : null; };
const instantIn = (value: Json | undefined): NoticeParam => (typeof value === 'string' ? { at: value } : null);
const idsOf = (values: readonly (Json | undefined)[]): string[] => values.filter((value): value is string => typeof value === 'string' && value !== '');
const fieldOf = (value: Json | undefined, field: string): Json | undefined => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value[field] : undefined);
const clockOf = (data: DomainEvent['data']): NoticeParam => { const word = `clock.${String(data['kind'])}`; return isNoticeWord(word) ? { word } : String(data['kind'] ?? ''); };

/** Whom the event says were asked when it happened: of an approval that is over nobody else knows. */
export function askedIn(data: DomainEvent['data']): { people: string[]; teams: string[]; roles: string[] } {
  const listIn = (name: string): string[] => { const list = fieldOf(data['asked'], name); return Array.isArray(list) ? idsOf(list) : []; };
  return { people: listIn('people'), teams: listIn('teams'), roles: listIn('roles') };
}

/** What was filled in with an answer, or said with it. */
function answerOf(data: DomainEvent['data']): string | null {
  const answers = Array.isArray(data['answers']) ? data['answers'].map((answer) => fieldOf(answer, 'value')).filter((value) => value !== undefined && value !== null) : [];
  const said = typeof data['comment'] === 'string' ? [data['comment']] : [];
  const text = [...answers.map(String), ...said].filter((part) => part.trim() !== '').join('\n');
  return text === '' ? null : text;
}
