/** The timeline of a ticket in words: days, and on each the sentences of what happened. */
import { effectNames, storyOf, type Fact } from '#domain/audit/story';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { TicketDocument } from '#domain/document/ticket.document';
import type { ActorRef } from '#domain/identity/identity.schema';
import { targetText } from '#domain/sla/duration.words';
import type { TicketWords } from './ticket.words.ts';

/** A piece of a sentence: words of ours, or a value that stands out. */
interface Piece { text: string; value: string }
export interface StoryDay { day: string; lines: { time: string; tone: string; isBig: boolean; pieces: Piece[]; onBehalf: string }[] }

/** Who did it, in words: a name, or what machine it was. */
export function actorName(actor: ActorRef, { t, knows }: TicketWords): string {
  if (actor.kind === 'person') return actor.name ?? actor.id;
  const key = `actor.${actor.id.split(/[/:]/)[0]}`;
  return actor.name ?? (knows(key) ? t(key) : t('actor.machine'));
}

function factText(fact: Fact, event: DomainEvent, states: TicketDocument['stateNames'], words: TicketWords): string {
  switch (fact.is) {
    case 'actor': return actorName(event.actor, words);
    case 'person': return fact.name ?? fact.id;
    case 'text': return fact.text;
    case 'said': return words.sayPhrase(fact.phrase);
    case 'told': return words.tell(fact.told);
    case 'target': return targetText(fact.target, words);
    case 'name': return words.say(fact.text);
    case 'key': return words.t(fact.key);
    case 'state': return words.say(states[fact.key]) || fact.key;
    case 'outcome': return fact.name ? words.say(fact.name) : fact.key;
  }
}

export function storyDays(events: readonly DomainEvent[], states: TicketDocument['stateNames'], words: TicketWords): StoryDay[] {
  const names = effectNames(events);
  const days: StoryDay[] = [];
  for (const event of events) {
    const day = words.day(event.at);
    if (days.at(-1)?.day !== day) days.push({ day, lines: [] });
    for (const { key, facts, tone, weight } of storyOf(event, names)) {
      days.at(-1)!.lines.push({
        time: words.clock(event.at), tone: tone ?? '', isBig: weight === 'big',
        pieces: words.pieces(key).map(({ text, hole }) => ({ text, value: hole !== '' && facts[hole] ? factText(facts[hole], event, states, words) : '' })),
        onBehalf: event.onBehalfOf ? words.t('timeline.onBehalf', { name: event.onBehalfOf.name ?? event.onBehalfOf.id }) : '',
      });
    }
  }
  return days.filter(({ lines }) => lines.length > 0);
}
