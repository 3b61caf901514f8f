/** Turns an event into the sentences of the timeline: which text, which holes, how it is drawn. Resolving ids to names is the server's part (`data.names`). */
import { severities, type Severity } from '../alarm/alarm.schema.ts';
import type { DomainEvent } from './event.schema.ts';
import { keptRelations } from '../ticket/link.ts';
import { escalationReasons } from '../sla/escalation.ts';
import { noticeKinds } from '../notify/notice.schema.ts';
import { isPhrase, type MessageParams, type Phrase } from '../message.ts';
import { z } from 'zod';
import { textSchema, wordsSchema, type Json, type Text, type Words } from '../values.ts';
import type { eventEn } from '../texts/en/event.ts';

/** Keys of the sentences, and of the words that stand in their holes. */
export type StoryKey = keyof typeof eventEn | 'nobody' | `state.${Severity}`;
/** By the names of the portal's icons. */
export type StoryIcon = 'alarms' | 'approvals' | 'arrowRight' | 'bolt' | 'check' | 'clock' | 'close' | 'comment' | 'eye' | 'flag' | 'flows' | 'info' | 'link' | 'lock' | 'message' | 'paperclip' | 'people' | 'person' | 'refresh' | 'tickets' | 'undo' | 'warning' | 'work';

/** What stands in a hole of a sentence. */
export type Fact =
  | { is: 'actor' } | { is: 'person'; id: string; name: string | null } | { is: 'text'; text: string } | { is: 'said'; phrase: Phrase } | { is: 'told'; told: ToldFault } | { is: 'target'; target: string } | { is: 'name'; text: Text } | { is: 'key'; key: StoryKey } | { is: 'state'; key: string } | { is: 'outcome'; key: string; name: Text | null };
/** What went wrong: by code and parameters, with the English for events from before they had parameters. */
export interface ToldFault { code: string; params?: MessageParams; message: string }
/** A field that was filled in. */
export interface Answer { name: string; title: Text; value: string }
export interface Sentence {
  key: StoryKey;
  facts: Readonly<Record<string, Fact>>;
  icon: StoryIcon;
  /** big: a turning point; small: bookkeeping that may be folded. */
  weight: 'big' | 'plain' | 'small';
  tone?: 'critical' | 'warning' | 'ok';
  /** What somebody said with it, and what they filled in. */
  comment?: Words;
  answers?: readonly Answer[];
}

const actor: Fact = { is: 'actor' };
const textFact = (value: Json | undefined): Fact => ({ is: 'text', text: typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value) });
const saidFact = (value: Json | undefined, english: Json | undefined): Fact => (isPhrase(value) ? { is: 'said', phrase: value } : textFact(english));
/** The step is named as it is drawn. */
const toldFact = ({ code, params, message, name }: Readonly<Record<string, Json>>): Fact => (typeof code === 'string' && typeof message === 'string' ? { is: 'told', told: { code, message, ...(params === undefined ? {} : { params: { ...record(params), ...(name === undefined ? {} : { node: name }) } as MessageParams }) } } : textFact(message));
const record = (value: Json | undefined): Readonly<Record<string, Json>> => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {});
const nameFact = (value: Json | undefined): Fact => { const text = textSchema.safeParse(value); return text.success ? { is: 'name', text: text.data } : textFact(value); };
const commentOf = (value: Json | undefined): { comment?: Words } => { const words = wordsSchema.safeParse(value); return words.success && (typeof words.data !== 'string' || words.data.trim() !== '') ? { comment: words.data } : {}; };

const answerSchema = z.array(z.object({ name: z.string(), title: textSchema, value: z.union([z.string(), z.number(), z.boolean()]) }));
/** What was filled in with an answer, as the event tells it. */
export function answersOf(event: DomainEvent): Answer[] {
  const answers = answerSchema.safeParse(event.data['answers']);
  return answers.success ? answers.data.map((answer) => ({ ...answer, value: String(answer.value) })) : [];
}

/** Which run of its ticket tells this: what a run tells has its id, `run/<ticket>/<n>`, as origin. */
const runOf = ({ origin }: DomainEvent): string => /^run\/[^/]+\/(\d+)(?:\/|$)/.exec(origin)?.[1] ?? '1';

/** The sentences of an event, mostly one; a change of several fields tells each. `nodeNames` names machine steps by their effect where the event does not. */
export function storyOf(event: DomainEvent, nodeNames: ReadonlyMap<string, Text> = new Map()): Sentence[] {
  const { action, data } = event;
  const names = record(data['names']);
  const person = (id: Json | undefined): Fact => (typeof id === 'string' ? { is: 'person', id, name: typeof names[id] === 'string' ? names[id] : null } : { is: 'key', key: 'nobody' });
  const task = nameFact(data['name']);
  /** Where a run needs help: a step, or the flow itself for what no step could take. */
  const stopped: Fact = 'name' in data ? task : { is: 'key', key: 'event.run.itself' };
  const outcome: Fact = { is: 'outcome', key: String(data['outcome'] ?? ''), name: textSchema.safeParse(data['outcomeName']).data ?? null };
  const tell = (key: StoryKey, icon: StoryIcon, weight: Sentence['weight'], facts: Readonly<Record<string, Fact>> = {}, more: Partial<Sentence> = {}): Sentence[] => [{ key, icon, weight, facts: { actor, ...facts }, ...more }];
  switch (action) {
    case 'ticket.opened': return tell(event.actor.kind !== 'machine' ? 'event.ticket.opened' : event.actor.id.startsWith('run/') ? 'event.ticket.opened.flow' : event.actor.id.startsWith('schedule/') ? 'event.ticket.opened.schedule' : 'event.ticket.opened.alarm', 'flag', 'big');
    case 'ticket.reopened': return 'takenBack' in data ? tell('event.ticket.takenBack', 'undo', 'big') : tell('event.ticket.reopened', 'flag', 'big', { run: textFact(data['run']) });
    case 'ticket.closed': return tell('event.ticket.closed', 'check', 'small');
    case 'ticket.cancelled': return tell('event.ticket.cancelled', 'close', 'big', { reason: textFact(data['reason']) });
    case 'ticket.stateChanged': return tell('event.ticket.stateChanged', 'arrowRight', 'plain', { state: { is: 'state', key: typeof event.after === 'string' ? event.after : '' } }, ['resolved', 'closed'].includes(String(data['category'])) ? { weight: 'big', tone: 'ok', icon: 'check' } : {});
    case 'ticket.commented': return tell(data['visibility'] === 'internal' ? 'event.ticket.commented.internal' : 'event.ticket.commented', data['visibility'] === 'internal' ? 'lock' : 'comment', 'plain');
    case 'file.added': case 'file.removed': {
      const isNote = data['visibility'] === 'internal';
      return tell(isNote ? `event.${action}.internal` : `event.${action}`, action === 'file.removed' ? 'close' : isNote ? 'lock' : 'paperclip', 'plain', { name: textFact(data['name']) });
    }
    case 'ticket.linked': {
      const relation = keptRelations.find((known) => known === data['relation']) ?? 'related';
      return tell(`event.ticket.linked.${relation}`, 'link', 'plain', { from: textFact(data['from']), to: textFact(data['to']) });
    }
    case 'ticket.unlinked': return tell('event.ticket.unlinked', 'link', 'plain', { from: textFact(data['from']), to: textFact(data['to']) });
    case 'mail.sent': return tell('event.mail.sent', 'message', 'plain', { to: textFact(data['to']), subject: textFact(data['subject']) });
    case 'message.removed': return tell('event.message.removed', 'close', 'plain', { name: textFact(data['name']), reason: textFact(data['reason']) });
    case 'ticket.changed': return changesOf(event, person, names);
    case 'task.opened': return tell(data['kind'] === 'approval' ? 'event.task.opened.approval' : 'event.task.opened', data['kind'] === 'approval' ? 'approvals' : 'work', 'plain', { task }, commentOf(data['prompt']));
    case 'task.claimed': return tell('event.task.claimed', 'person', 'plain', { task });
    case 'task.released': return tell('event.task.released', 'person', 'plain', { task });
    case 'task.assigned': return tell('event.task.assigned', 'person', 'plain', { task, after: person(event.after) });
    case 'task.handedOver': return tell('event.task.handedOver', 'person', 'plain', { task, after: person(event.after) }, commentOf(data['comment']));
    case 'task.signerAdded': return tell('event.task.signerAdded', 'person', 'plain', { task, after: person(event.after) }, commentOf(data['comment']));
    case 'task.completed': return tell(data['outcome'] ? 'event.task.completed.outcome' : 'event.task.completed', 'check', 'plain', { task, outcome }, { ...commentOf(data['comment']), ...(answersOf(event).length > 0 ? { answers: answersOf(event) } : {}) });
    case 'task.withdrawn': return tell('event.task.withdrawn', 'undo', 'plain', { task }, commentOf(data['comment']));
    case 'task.suspended': return tell('event.task.suspended', 'clock', 'plain', { task }, { tone: 'warning', ...commentOf(data['comment']) });
    case 'task.submitted': return tell('event.task.submitted', 'work', 'plain', { task, outcome }, commentOf(data['comment']));
    case 'task.confirmed': return tell('event.task.confirmed', 'check', 'plain', { task }, commentOf(data['comment']));
    case 'task.sentBack': return tell('event.task.sentBack', 'undo', 'plain', { task }, { tone: 'warning', ...commentOf(data['comment']) });
    case 'task.resumed': return tell('event.task.resumed', 'arrowRight', 'plain', { task });
    case 'task.cancelled': return tell('event.task.cancelled', 'close', 'small', { task });
    case 'approval.asked': return tell('event.approval.asked', 'approvals', 'small', { task });
    case 'approval.reminded': return tell('event.approval.reminded', 'approvals', 'small', { task });
    case 'approval.expired': return data['outcome'] ? tell('event.approval.expired.outcome', 'clock', 'big', { task, outcome }) : tell('event.approval.expired', 'clock', 'plain', { task });
    case 'approval.questioned': case 'approval.answered': return tell(`event.${action}`, 'comment', 'plain', { task, after: person(event.after) }, commentOf(data['comment']));
    case 'approval.decided': return tell(data['via'] === 'mail' ? 'event.approval.decided.mail' : 'event.approval.decided', 'approvals', 'big', { task, outcome }, commentOf(data['comment']));
    case 'run.started': {
      const run = runOf(event);
      return tell(run === '1' ? 'event.run.started' : 'event.run.started.again', 'flows', 'small', { flow: nameFact(data['flowName'] ?? data['flow']), version: textFact(data['version']), run: textFact(run) });
    }
    case 'run.completed': return tell(data['how'] === 'terminated' ? 'event.run.completed.terminated' : 'event.run.completed', 'flows', 'small');
    case 'run.failed': return tell('event.run.failed', 'warning', 'big', { message: toldFact(data) }, { tone: 'critical' });
    case 'run.incidentOpened': return tell('event.run.incidentOpened', 'warning', 'big', { node: stopped, message: toldFact(data) }, { tone: 'warning' });
    case 'run.incidentClosed': {
      const mended = data['mended'] === 'retry' || data['mended'] === 'skip' || data['mended'] === 'throw' ? data['mended'] : null;
      return tell(mended ? `event.run.incidentClosed.${mended}` : 'event.run.incidentClosed', 'check', 'plain', { node: stopped });
    }
    case 'run.suspended': return tell('event.run.suspended', 'clock', 'big', { reason: textFact(data['reason']) }, { tone: 'warning' });
    case 'run.lockFreed': return tell('event.run.lockFreed', 'warning', 'big', { lock: textFact(data['lock']), node: stopped, reason: textFact(data['reason']) }, { tone: 'warning' });
    case 'run.changed': return tell('event.run.changed', 'flows', 'big', { reason: textFact(data['reason']) }, { tone: 'warning' });
    case 'run.resumed': return tell('event.run.resumed', 'arrowRight', 'big');
    case 'run.variablesEdited': return tell('event.run.variablesEdited', 'work', 'plain', { names: textFact(Array.isArray(data['variables']) ? data['variables'].join(', ') : '') });
    case 'run.messageReceived': {
      if (data['name'] === 'alarm.recovered') return tell('event.run.messageReceived.alarm.recovered', 'alarms', 'plain', {}, { tone: 'ok' });
      if (data['name'] === 'alarm.firing') return tell('event.run.messageReceived.alarm.firing', 'alarms', 'plain', {}, { tone: 'critical' });
      if (data['name'] === 'alarm.severity') return tell('event.run.messageReceived.alarm.severity', 'alarms', 'plain', {}, { tone: 'critical' });
      return tell('event.run.messageReceived', 'message', 'plain', { name: textFact(data['name']) });
    }
    case 'clock.started': case 'clock.paused': case 'clock.resumed': case 'clock.met': case 'clock.warned': case 'clock.breached': return clockStory(event);
    case 'clock.escalated': return escalationStory(event, person);
    case 'activity.started': return tell('event.activity.started', 'bolt', 'plain', { node: task });
    case 'activity.done': case 'activity.failed': {
      const node = nodeNames.get(String(data['effect']));
      const key = action === 'activity.done' ? (node ? 'event.activity.done.node' : 'event.activity.done') : node ? 'event.activity.failed.node' : 'event.activity.failed';
      return tell(key, 'bolt', 'plain', { ...(node ? { node: { is: 'name', text: node } } : {}), message: toldFact(data) }, action === 'activity.failed' ? { tone: 'warning' } : {});
    }
    case 'alarm.grouped': return tell(data['name'] ? 'event.alarm.grouped.name' : 'event.alarm.grouped', 'alarms', 'plain', { name: textFact(data['name']) });
    case 'alarm.resolved': return tell(data['name'] ? 'event.alarm.resolved.name' : 'event.alarm.resolved', 'alarms', 'plain', { name: textFact(data['name']) });
    case 'alarmGroup.opened': return tell('event.alarmGroup.opened', 'alarms', 'big', {}, { tone: 'critical' });
    case 'alarmGroup.reopened': return tell(data['cause'] === 'news' ? 'event.alarmGroup.reopened.news' : 'event.alarmGroup.reopened', 'alarms', 'big', {}, { tone: 'critical' });
    case 'alarmGroup.raised': { const severity = severities.find((known) => known === data['severity']); return tell('event.alarmGroup.raised', 'alarms', 'big', { severity: severity ? { is: 'key', key: `state.${severity}` } : textFact(data['severity']) }, { tone: 'critical' }); }
    case 'alarmGroup.closed': return tell('event.alarmGroup.closed', 'alarms', 'plain', {}, { tone: 'ok' });
    case 'alarmGroup.acknowledged': return tell('event.alarmGroup.acknowledged', 'eye', 'plain');
    case 'deadLetter.replayed': {
      const is = (['accepted', 'partly', 'refused'] as const).find((known) => known === data['is']) ?? 'refused';
      return tell(`event.deadLetter.replayed.${is}`, 'refresh', 'plain', { count: textFact(data['accepted']), reason: saidFact(data['says'], data['reason']) });
    }
    case 'schedule.paused': case 'schedule.resumed': return tell(`event.${action}`, 'clock', 'plain', { node: textFact(data['node']) });
    case 'startLetter.retried': case 'startLetter.removed': return tell(`event.${action}`, 'message', 'plain', { name: textFact(data['name']) });
    case 'calendar.changed': case 'calendar.removed': case 'slaPolicy.changed': case 'slaPolicy.removed': return tell(`event.${action}`, 'clock', 'plain', { name: 'name' in data ? nameFact(data['name']) : textFact(event.refs[0]?.id) });
    case 'person.added': case 'person.changed': case 'person.switchedOff': case 'person.switchedOn': case 'person.given': return tell(`event.${action}`, 'person', 'plain', { name: textFact(data['name']), to: textFact(data['toName']) });
    case 'role.changed': case 'role.removed': return tell(`event.${action}`, 'lock', 'plain', { name: nameFact(data['name']) });
    case 'team.changed': case 'team.removed': return tell(`event.${action}`, 'people', 'plain', { name: nameFact(data['name']) });
    case 'webhook.made': case 'webhook.changed': case 'webhook.secretRenewed': case 'webhook.removed': return tell(`event.${action}`, 'info', 'small', { name: textFact(data['name']) });
    // Changes of before told no name.
    case 'source.changed': case 'secret.changed': return tell('name' in data ? `event.${action}.name` : `event.${action}`, 'info', 'small', { name: textFact(data['name']) });
    case 'source.made': case 'source.secretRenewed': case 'source.removed': case 'secret.made': case 'secret.removed': return tell(`event.${action}`, 'info', 'small', { name: textFact(data['name']) });
    case 'webhook.switchedOff': return tell('event.webhook.switchedOff', 'warning', 'plain', { name: textFact(data['name']), reason: textFact(data['reason']) }, { tone: 'warning' });
    case 'installation.grown': { const added = data['added']; return tell('event.installation.grown', 'info', 'small', { what: textFact(Array.isArray(added) ? added.map(String).join(', ') : added) }); }
    case 'noticeRule.changed': { const kind = noticeKinds.find((known) => known === data['kind']); return tell('event.noticeRule.changed', 'message', 'plain', { kind: kind ? { is: 'key', key: `rules.kind.${kind}` } : textFact(data['kind']) }); }
    case 'report.subscribed': case 'report.changed': case 'report.unsubscribed': return tell(`event.${action}`, 'message', 'small');
    case 'flow.drafted': case 'flow.published': case 'session.started': case 'session.ended': case 'apiToken.made': case 'apiToken.revoked': case 'demo.cleared': case 'role.grown': case 'catalog.published': case 'catalog.unpublished': case 'absence.set': case 'absence.ended': return tell(`event.${action}`, 'info', 'small');
  }
}

function clockStory(event: DomainEvent): Sentence[] {
  const kind: Fact = event.data['kind'] === 'response' ? { is: 'key', key: 'event.clock.kind.response' } : event.data['kind'] === 'resolution' ? { is: 'key', key: 'event.clock.kind.resolution' } : textFact(event.data['kind']);
  const reason = event.data['reason'];
  const facts: Record<string, Fact> = { actor, kind, target: { is: 'target', target: String(event.data['target'] ?? '') } as const, reason: textFact(reason) };
  switch (event.action) {
    case 'clock.paused': return [{ key: typeof reason === 'string' && reason !== '' ? 'event.clock.paused.reason' : 'event.clock.paused', facts, icon: 'clock', weight: 'plain' }];
    case 'clock.resumed': return [{ key: 'event.clock.resumed', facts, icon: 'clock', weight: 'plain' }];
    case 'clock.met': return [{ key: 'event.clock.met', facts, icon: 'clock', weight: 'plain', tone: 'ok' }];
    case 'clock.warned': return [{ key: 'event.clock.warned', facts, icon: 'clock', weight: 'plain', tone: 'warning' }];
    case 'clock.breached': return [{ key: 'event.clock.breached', facts, icon: 'clock', weight: 'big', tone: 'critical' }];
    default: return [{ key: 'event.clock.started', facts, icon: 'clock', weight: 'small' }];
  }
}

/** What a level of escalation did, or why it could do nothing. */
function escalationStory(event: DomainEvent, person: (id: Json | undefined) => Fact): Sentence[] {
  const { data } = event;
  const [clock] = clockStory(event);
  const facts = { ...clock!.facts, level: textFact(data['level']) };
  const base = { icon: 'flag', weight: 'big', tone: 'warning' } as const;
  const people = Array.isArray(data['people']) ? data['people'] : [];
  const missing = escalationReasons.find((reason) => reason === data['missing']);
  if (people.length === 0 && missing !== undefined) return [{ ...base, key: 'event.clock.escalated.nobody', facts: { ...facts, reason: { is: 'key', key: `escalation.missing.${missing}` } } }];
  if (data['reassigned'] === true) return [{ ...base, key: 'event.clock.escalated.reassign', facts: { ...facts, who: person(people[0]) } }];
  if (people.length === 0) return [{ ...base, key: 'event.clock.escalated.priority', facts }];
  return [{ ...base, key: 'event.clock.escalated', facts: { ...facts, who: person(people[0]) } }];
}

function changesOf(event: DomainEvent, person: (id: Json | undefined) => Fact, names: Readonly<Record<string, Json>>): Sentence[] {
  const [before, after] = [record(event.before), record(event.after)];
  const changed = Object.keys(after);
  const base = { icon: 'tickets', weight: 'plain' } as const;
  return changed.map((field): Sentence => {
    switch (field) {
      case 'priority': return { ...base, key: 'event.ticket.changed.priority', facts: { actor, before: textFact(before['priority']), after: textFact(after['priority']) } };
      case 'assignee': return after['assignee'] === null ? { ...base, key: 'event.ticket.changed.unassigned', facts: {}, icon: 'person' } : after['assignee'] === event.actor.id ? { ...base, key: 'event.ticket.changed.assignee.self', facts: { actor }, icon: 'person', weight: 'small' } : { ...base, key: 'event.ticket.changed.assignee', facts: { actor, after: person(after['assignee']) }, icon: 'person' };
      case 'team': return { ...base, key: 'event.ticket.changed.team', facts: { actor, after: nameFact(typeof after['team'] === 'string' ? names[after['team']] ?? after['team'] : '') }, icon: 'people' };
      case 'title': return { ...base, key: 'event.ticket.changed.title', facts: { actor, after: textFact(after['title']) } };
      case 'isFiring': return after['isFiring'] === true ? { key: 'event.ticket.changed.firing', facts: {}, icon: 'alarms', weight: 'big', tone: 'critical' } : { key: 'event.ticket.changed.recovered', facts: {}, icon: 'alarms', weight: 'big', tone: 'ok' };
      case 'fields': return { ...base, key: 'event.ticket.changed', facts: { actor, fields: { is: 'key', key: 'event.field.fields' } }, weight: 'small' };
      default: return { ...base, key: 'event.ticket.changed', facts: { actor, fields: textFact(field) }, weight: 'small' };
    }
  });
}

/** Names of machine steps by effect, from the events that started them. */
export function effectNames(events: readonly DomainEvent[]): Map<string, Text> {
  return new Map(events.flatMap((event) => {
    const name = event.action === 'activity.started' ? textSchema.safeParse(event.data['name']) : null;
    return name?.success ? [[String(event.data['effect']), name.data] as const] : [];
  }));
}
