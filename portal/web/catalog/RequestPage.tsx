/** My request: where it stands, what is asked of me, who has it and until when, what I asked for, what happened and what was said. In the requester's words; agents have the ticket page. */
import { useMemo, useState, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { TicketType } from '#domain/ticket/ticket.schema';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { FileCards } from '../file/FileCard.tsx';
import { useTicketFiles } from '../file/useTicketFiles.ts';
import { useMay, useMe } from '../shell/session/session.ts';
import { Sentence, useTexts } from '../shell/texts/useTexts.tsx';
import { CancelTicket } from '../ticket/page/CancelTicket.tsx';
import { Composer } from '../ticket/page/Composer.tsx';
import { Conversation } from '../ticket/page/Conversation.tsx';
import { FormAnswers } from '../ticket/page/FormAnswers.tsx';
import { NextPanel } from '../ticket/page/NextPanel.tsx';
import { effectNames, storyOf } from '#domain/audit/story';
import { talkOf } from '#domain/ticket/talk';
import { Timeline } from '../ticket/page/Timeline.tsx';
import { useTicket, type TicketView } from '../ticket/page/useTicket.ts';
import { pressingClock } from '#domain/sla/clock.face';
import { ClockChip } from '../ui/ClockChip.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Loading } from '../ui/Loading.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { TicketState } from '../ui/TicketState.tsx';
import { dateTitle } from '../ui/time.ts';
import { hasIt, progressOf } from './progress.ts';
import css from './RequestPage.module.css';

const route = getRouteApi('/requests/$key');

export function RequestPage(): ReactNode {
  const { key } = route.useParams();
  const { t } = useTexts();
  const read = useTicket(key);
  useCrumbs([{ label: t('menu.requests'), to: '/requests' }, { label: key }]);
  if (read.ticket.error?.status === 404 && !read.ticket.data) return <EmptyState isPage icon="search" title={t('request.notThere')} text={t('ticket.notThereText', { key })} action={<Link to="/requests/mine">{t('home.myRequests')}</Link>} />;
  if (read.ticket.error && !read.ticket.data) return <div className={css.page}><ErrorNotice fault={read.ticket.error} onRetry={() => void read.ticket.refetch()} /></div>;
  if (!read.ticket.data) return <Loading rows={10} />;
  return <Loaded key={key} ticket={read.ticket.data} type={read.type} comments={read.comments} events={read.events} />;
}

function Loaded({ ticket, type, comments, events }: { ticket: TicketView } & Omit<ReturnType<typeof useTicket>, 'ticket'>): ReactNode {
  const { t } = useTexts();
  const story = useMemo(() => {
    const names = effectNames(events.items);
    return events.items.filter((event) => event.action !== 'ticket.commented' && event.action !== 'file.added' && !event.action.startsWith('clock.') && storyOf(event, names).some(({ weight }) => weight !== 'small'));
  }, [events.items]);
  const filesOf = useMemo(() => new Map(comments.items.map(({ id, files }) => [id, files])), [comments.items]);
  const files = useTicketFiles(ticket.key);
  const talk = useMemo(() => talkOf(comments.items, events.items).filter((item) => item.is !== 'steps'), [comments.items, events.items]);
  return (
    <article className={css.page} aria-label={`${t('request.one')} ${ticket.key}`}>
      <Head ticket={ticket} type={type} />
      <div className={css.next}><NextPanel ticket={ticket} /></div>
      <section className={css.card}><h2>{t('request.asked')}</h2><FormAnswers ticket={ticket} />{ticket.description ? <p className="plain-text"><bdi>{ticket.description}</bdi></p> : null}</section>
      {files.length > 0 ? <section className={css.card}><h2>{t('file.title')}</h2><FileCards files={files} isCompact /></section> : null}
      <section className={`${css.card} ${css.story}`}>
        <h2>{t('request.happened')}</h2>
        {events.error ? <ErrorNotice fault={events.error} onRetry={events.retry} isCompact /> : <Timeline events={story} type={type} more={events.more} />}
      </section>
      <section className={css.talk} aria-label={t('tab.conversation')}>
        <h2>{t('tab.conversation')}</h2>
        {comments.error ? <ErrorNotice fault={comments.error} onRetry={comments.retry} isCompact /> : null}
        <Conversation talk={talk} filesOf={filesOf} type={type} mayInternal={false} length={comments.items.length} isReady={!comments.isLoading} opensAtEnd={false} composer={(onSent) => (ticket.can.includes('ticket.comment') ? <Composer ticketKey={ticket.key} mayInternal={false} onSent={onSent} /> : null)} />
      </section>
    </article>
  );
}

function Head({ ticket, type }: { ticket: TicketView; type: TicketType | null }): ReactNode {
  const { t, say, list, locale } = useTexts();
  const me = useMe();
  const may = useMay();
  const [isCancelling, setIsCancelling] = useState(false);
  const mayCancel = ticket.can.includes('ticket.cancel') && ticket.run?.status === 'running';
  const clock = pressingClock(ticket.clocks);
  const who = hasIt(ticket, me.person.id, t('actor.you')).map(say);
  const isOver = ['resolved', 'closed', 'cancelled'].includes(ticket.category);
  return (
    <header className={css.head}>
      <p className={css.line}>
        <span className="figures secondary">{ticket.key}</span>
        <TicketState category={ticket.category} name={ticket.stateName} isBoxed />
        <span className="secondary small"><Sentence of="request.sent" parts={{ time: <RelativeTime at={ticket.openedAt} /> }} /></span>
        <span className={css.rest} />
        {may('event.read') ? <Link to="/tickets/$key" params={{ key: ticket.key }} className="small">{t('request.toTicket')}</Link> : null}
        {mayCancel ? <Button size="small" icon={<Icon name="trash" size={14} />} onClick={() => setIsCancelling(true)}>{t('request.withdraw')}</Button> : null}
      </p>
      <h1><bdi>{ticket.title}</bdi></h1>
      <Progress ticket={ticket} type={type} />
      <dl className={css.facts}>
        {who.length > 0 && !isOver ? <div><dt>{t('request.who')}</dt><dd><bdi>{list(who)}</bdi></dd></div> : null}
        {clock?.dueAt ? <div><dt>{t('request.due')}</dt><dd className={css.due}><time dateTime={clock.dueAt}>{dateTitle(clock.dueAt, locale)}</time><ClockChip clock={clock} /></dd></div> : null}
      </dl>
      <CancelTicket ticketKey={ticket.key} isOpen={isCancelling} onClose={() => setIsCancelling(false)} />
    </header>
  );
}

function Progress({ ticket, type }: { ticket: TicketView; type: TicketType | null }): ReactNode {
  const { t, say } = useTexts();
  const { stages, isStopped } = progressOf(type, ticket.state);
  if (stages.length === 0 || ticket.category === 'cancelled') return null;
  return (
    <ol className={css.progress} aria-label={t('request.progress')} data-stopped={isStopped}>
      {stages.map((stage) => <li key={stage.key} data-is={stage.is} aria-current={stage.is === 'now' ? 'step' : undefined}><span className={css.dot} aria-hidden="true">{stage.is === 'done' ? <Icon name="check" size={12} /> : null}</span><bdi>{say(stage.name)}</bdi><span className="visually-hidden">{t(`request.stage.${stage.is}`)}</span></li>)}
    </ol>
  );
}
