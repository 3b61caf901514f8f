/** What the markup of a ticket's document shows: its parts as plain texts and lists. */
import type { TicketDocument } from '#domain/document/ticket.document';
import { talkOf, type TalkItem } from '#domain/ticket/talk';
import type { Json } from '#domain/values';
import { markView, type MarkName } from '../../marks.ts';
import { clockRows } from './clock.view.ts';
import { flowView } from './flow.view.ts';
import { actorName, storyDays } from './story.view.ts';
import type { TicketWords } from './ticket.words.ts';

const markOf: Record<TicketDocument['category'], MarkName> = { open: 'info', waiting: 'paused', recovered: 'ok', resolved: 'ok', closed: 'ok', cancelled: 'unknown' };
/** Longer ones may be broken over pages. */
const longText = 900;

export function ticketView(ticket: TicketDocument, words: TicketWords): { [name: string]: Json } {
  const { t, say, time } = words;
  const { key, title, description, address, priority, isFiring, isStopped, hasInternal } = ticket;
  const facts = [
    { name: t('facts.type'), value: say(ticket.typeName) },
    ...ticket.fields.map((field) => ({ name: field.title, value: valueText(field.value, words) })),
    { name: t('facts.opened'), value: time(ticket.openedAt) }, { name: t('doc.updated'), value: time(ticket.updatedAt) },
    ...(ticket.resolvedAt ? [{ name: t('facts.resolved'), value: time(ticket.resolvedAt) }] : []), ...(ticket.closedAt ? [{ name: t('facts.closed'), value: time(ticket.closedAt) }] : []),
    ...(ticket.flow ? [{ name: t('facts.flow'), value: t('facts.flowVersion', { flow: say(ticket.flow.file.name), version: ticket.flow.version }) }] : []),
  ];
  const view = {
    key, title, description, address, priority, isFiring, isStopped, hasInternal,
    state: say(ticket.stateName), mark: markView(markOf[ticket.category]), firing: markView('critical'), stopped: markView('warning'),
    madeFor: ticket.madeFor === null ? t('doc.byFlow') : t('doc.madeFor', { name: ticket.madeFor }), made: t('doc.made', { time: words.full(ticket.madeAt) }),
    people: ticket.people.map(({ role, name }) => ({ name: t(`people.${role}`), value: name ? say(name) : t('ticket.unassigned') })),
    object: objectRows(ticket.object, words), facts,
    clocks: clockRows(ticket.clocks, words), hasClocks: ticket.clocks.length > 0,
    flow: ticket.flow ? flowView(ticket.flow, words) : null,
    talk: talkOf(ticket.comments, ticket.events).flatMap((item) => saidIn(item, words)),
    files: ticket.files.map(({ name, size, sha256, isInternal }) => ({ name, size: words.bytes(size), sha256: sha256.match(/.{16}/g)!.join(' '), isInternal })),
    days: storyDays(ticket.events, ticket.stateNames, words),
    cutComments: ticket.isCut.comments ? t('doc.cut.comments', { key }) : '', cutEvents: ticket.isCut.events ? t('doc.cut.events', { key }) : '',
  };
  return view as unknown as { [name: string]: Json };
}

function objectRows(object: TicketDocument['object'], words: TicketWords): { name: string; value: string }[] {
  if (object === null) return [];
  const { t, say, knows } = words;
  const [kind, impact] = [`object.kind.${object.kind}`, `object.impact.${object.impact}`];
  return [
    { name: knows(kind) ? t(kind) : object.kind, value: [object.name, say(object.title)].filter((text) => text !== '').join(t('phrase.list.comma')) },
    ...(knows(impact) ? [{ name: t('object.impact'), value: t(impact) }] : []),
  ];
}

function valueText(value: Json, words: TicketWords): string {
  if (typeof value === 'boolean') return words.t(value ? 'facts.yes' : 'facts.no');
  if (Array.isArray(value)) return words.list(value.map((item) => (typeof item === 'object' ? JSON.stringify(item) : String(item))));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What somebody said; the steps between stand in the timeline. */
function saidIn(item: TalkItem, words: TicketWords) {
  if (item.is === 'steps') return [];
  const by = item.is === 'comment' ? item.comment.by : item.by;
  const text = item.is === 'comment' ? item.comment.text : item.text;
  const about = item.is === 'answer' ? [words.say(item.task), item.outcomeName ? words.say(item.outcomeName) : item.outcome].filter((part) => part !== '') : [];
  return [{
    name: actorName(by, words), time: words.time(item.at), text, isLong: text.length > longText, isInternal: item.is === 'comment' && item.comment.visibility === 'internal', about: about.join(': '),
    answers: item.is === 'answer' ? item.answers.map((answer) => ({ name: words.say(answer.title), value: answer.value })) : [],
  }];
}
