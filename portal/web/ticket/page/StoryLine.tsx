/** One sentence of what happened, with people, steps and values as they are drawn everywhere. */
import type { ReactNode } from 'react';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { TicketType } from '#domain/ticket/ticket.schema';
import type { Texts } from '../../shell/texts/texts.ts';
import { Sentence as KeyedSentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { useMe } from '../../shell/session/session.ts';
import { targetText } from '#domain/sla/duration.words';
import type { Fact, Sentence } from '#domain/audit/story';
import css from './StoryLine.module.css';

/** Who did it, in words: "You", a name, or what machine it was. */
export function actorText(actor: ActorRef, me: string, { t, knows }: Texts): string {
  if (actor.kind === 'person') return actor.id === me ? t('actor.you') : actor.name ?? actor.id;
  const key = `actor.${actor.id.split(/[/:]/)[0]}`;
  return actor.name ?? (knows(key) ? t(key) : t('actor.machine'));
}

export function StoryLine({ event, sentence, type }: { event: DomainEvent; sentence: Sentence; type: TicketType | null }): ReactNode {
  const texts = useTexts();
  const me = useMe();
  const show = (fact: Fact): ReactNode => {
    switch (fact.is) {
      case 'actor': return <bdi className={css.who}>{actorText(event.actor, me.person.id, texts)}</bdi>;
      case 'person': return <bdi className={css.who}>{fact.id === me.person.id ? texts.t('you') : fact.name ?? fact.id}</bdi>;
      case 'text': return <bdi className={css.value}>{fact.text}</bdi>;
      // Sentences of the reader's language, which may begin with a word of another one.
      case 'said': return <span className={css.value}>{texts.sayPhrase(fact.phrase)}</span>;
      case 'told': return <span className={css.value}>{texts.tell(fact.told).message}</span>;
      case 'target': return <span className={css.value}>{targetText(fact.target, texts)}</span>;
      case 'name': return <bdi className={css.value}>{texts.say(fact.text)}</bdi>;
      case 'key': return texts.t(fact.key);
      case 'state': return <bdi className={css.value}>{texts.say(type?.states.find((state) => state.key === fact.key)?.name) || fact.key}</bdi>;
      case 'outcome': return <bdi className={css.value}>{fact.name ? texts.say(fact.name) : fact.key}</bdi>;
    }
  };
  return <KeyedSentence of={sentence.key} parts={Object.fromEntries(Object.entries(sentence.facts).map(([name, fact]) => [name, show(fact)]))} />;
}
