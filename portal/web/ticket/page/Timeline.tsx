/** The whole story of a ticket, oldest first, by day: one sentence each, with who and when. */
import { Fragment, type ReactNode } from 'react';
import { Button } from 'antd';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { TicketType } from '#domain/ticket/ticket.schema';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { LongText } from '../../ui/LongText.tsx';
import { clockTime, dayTitle, fullTime } from '../../ui/time.ts';
import { effectNames, storyOf } from '#domain/audit/story';
import { Answers } from './Answers.tsx';
import { StoryLine } from './StoryLine.tsx';
import css from './Timeline.module.css';

export function Timeline({ events, type, more }: { events: readonly DomainEvent[]; type: TicketType | null; more: { run: () => void; isBusy: boolean } | null }): ReactNode {
  const { t, say, locale } = useTexts();
  const names = effectNames(events);
  if (events.length === 0) return <EmptyState icon="clock" title={t('timeline.empty')} isCompact />;
  let day = '';
  return (
    <ol className={css.timeline}>
      {events.map((event) => {
        const title = dayTitle(event.at, locale);
        const isNewDay = title !== day;
        day = title;
        return (
          <Fragment key={event.id}>
            {isNewDay ? <li className={css.day}>{title}</li> : null}
            {storyOf(event, names).map((sentence, at) => (
              <li key={`${event.id}.${at}`} className={css.line} data-weight={sentence.weight} data-tone={sentence.tone} data-action={event.action}>
                <time dateTime={event.at} title={fullTime(event.at, locale)}>{clockTime(event.at, locale)}</time>
                <span className={css.icon}><Icon name={sentence.icon} size={14} /></span>
                <div className={css.words}>
                  <p><StoryLine event={event} sentence={sentence} type={type} />{event.onBehalfOf ? <span className="secondary"> {t('timeline.onBehalf', { name: event.onBehalfOf.name ?? event.onBehalfOf.id })}</span> : null}</p>
                  {sentence.comment ? <blockquote className={css.comment}><LongText text={say(sentence.comment)} /></blockquote> : null}
                  {sentence.answers ? <Answers answers={sentence.answers} /> : null}
                </div>
              </li>
            ))}
          </Fragment>
        );
      })}
      {more ? <li className={css.more}><Button size="small" loading={more.isBusy} onClick={more.run}>{t('timeline.older')}</Button></li> : null}
    </ol>
  );
}
