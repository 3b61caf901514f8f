/** One event: when, who, what in the words of the timeline, to what, for whom, and in which request. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { EventView } from '#api/audit.api';
import type { TicketType } from '#domain/ticket/ticket.schema';
import type { Text } from '#domain/values';
import { useMe } from '../shell/session/session.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { actorText, StoryLine } from '../ticket/page/StoryLine.tsx';
import { storyOf } from '#domain/audit/story';
import { Icon } from '../ui/Icon.tsx';
import type { CurrentRow } from '../ui/useCurrentRow.ts';
import { LongText } from '../ui/LongText.tsx';
import { clockTime, fullTime } from '../ui/time.ts';
import { EventSubject } from './EventSubject.tsx';
import { parseEventFilters, type EventFilters } from './filters.ts';
import css from './EventRow.module.css';

export function EventRow({ event, row, type, nodeNames, filters }: { event: EventView; row: ReturnType<CurrentRow<HTMLElement>['rowProps']>; type: TicketType | null; nodeNames: ReadonlyMap<string, Text>; filters: EventFilters }): ReactNode {
  const texts = useTexts();
  const { t, say, locale } = texts;
  const me = useMe();
  const sentences = storyOf(event, nodeNames);
  const who = actorText(event.actor, me.person.id, texts);
  // Names were added for the sentences; they are no part of what happened.
  const { names: _names, flowName: _flowName, ...data } = event.data;
  const details = { ...(event.before === undefined ? {} : { before: event.before }), ...(event.after === undefined ? {} : { after: event.after }), ...data };
  return (
    <li {...row} className={css.row} data-event={event.id} data-action={event.action}>
      <time className={css.when} dateTime={event.at} title={fullTime(event.at, locale)}>{clockTime(event.at, locale)}</time>
      <span className={css.who}>
        {event.actor.kind === 'person' ? <Link to="/events" search={parseEventFilters({ ...filters, person: event.actor.id })} title={t('events.onlyOf', { name: who })}><bdi>{who}</bdi></Link> : <bdi className="secondary">{who}</bdi>}
        {event.onBehalfOf ? <span className="secondary small"> {t('timeline.onBehalf', { name: event.onBehalfOf.name ?? event.onBehalfOf.id })}</span> : null}
      </span>
      <div className={css.what}>
        {sentences.map((sentence, at) => (
          <div key={at} className={css.sentence} data-tone={sentence.tone}>
            <Icon name={sentence.icon} size={14} />
            <div><p><StoryLine event={event} sentence={sentence} type={type} /></p>{sentence.comment ? <blockquote className={css.comment}><LongText text={say(sentence.comment)} /></blockquote> : null}</div>
          </div>
        ))}
        <details className={css.details}>
          <summary>{t('events.details')}</summary>
          <p className="secondary small"><time dateTime={event.at}>{fullTime(event.at, locale)}</time> · <code>{event.action}</code>{event.requestId ? <> · {t('events.request', { id: event.requestId })}</> : <> · <code>{event.origin}</code></>}</p>
          {Object.keys(details).length > 0 ? <pre className={css.data}><bdi>{JSON.stringify(details, null, 2)}</bdi></pre> : null}
        </details>
      </div>
      <span className={css.about}>{event.subjects.map((subject) => <EventSubject key={`${subject.kind}:${subject.id}`} subject={subject} filters={filters} />)}</span>
    </li>
  );
}
