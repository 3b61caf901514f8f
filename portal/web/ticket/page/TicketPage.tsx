/** A ticket: what it is, what is asked of the reader now, where its flow stands, what was said and done, and the facts beside it. */
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Dropdown, Tabs } from 'antd';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { laterOpened } from '../../ui/later.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PriorityMark } from '../../ui/PriorityMark.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { TicketState } from '../../ui/TicketState.tsx';
import { useIsPhone } from '../../ui/useMedia.ts';
import { Composer } from './Composer.tsx';
import { Conversation } from './Conversation.tsx';
import { NextPanel } from './NextPanel.tsx';
import { Side } from './Side.tsx';
import { talkOf } from '#domain/ticket/talk';
import { Tasks } from './Tasks.tsx';
import { Timeline } from './Timeline.tsx';
import { useTicket, type TicketView } from './useTicket.ts';
import css from './TicketPage.module.css';

const CancelTicket = laterOpened(() => import('./CancelTicket.tsx').then(({ CancelTicket: part }) => part));
const TicketPdf = laterOpened(() => import('./TicketPdf.tsx').then(({ TicketPdf: part }) => part));
const route = getRouteApi('/tickets/$key');

export function TicketPage(): ReactNode {
  const { key } = route.useParams();
  const { ticket, type, comments, events } = useTicket(key);
  const { t } = useTexts();
  useCrumbs([{ label: key }]);
  if (ticket.error?.status === 404 && !ticket.data) return <EmptyState isPage icon="search" title={t('ticket.notThere')} text={t('ticket.notThereText', { key })} action={<Link to="/tickets">{t('home.allTickets')}</Link>} />;
  if (ticket.error && !ticket.data) return <div className={css.fault}><ErrorNotice fault={ticket.error} onRetry={() => void ticket.refetch()} /></div>;
  if (!ticket.data) return <Loading rows={10} />;
  return <Loaded key={key} ticket={ticket.data} type={type} comments={comments} events={events} label={t('tickets.title')} />;
}

function Loaded({ ticket, type, comments, events, label }: { ticket: TicketView; label: string } & Omit<ReturnType<typeof useTicket>, 'ticket'>): ReactNode {
  const { t } = useTexts();
  const isPhone = useIsPhone();
  const { tab = 'conversation' } = route.useSearch();
  const navigate = route.useNavigate();
  const setTab = (next: string): void => void navigate({ search: ({ tab: _tab, ...old }) => ({ ...old, ...(next === 'conversation' ? {} : { tab: next as typeof tab }) }), replace: true });
  const talk = useMemo(() => talkOf(comments.items, events.items), [comments.items, events.items]);
  const filesOf = useMemo(() => new Map(comments.items.map(({ id, files }) => [id, files])), [comments.items]);
  const mayInternal = ticket.can.includes('ticket.commentInternal');
  const next = <NextPanel ticket={ticket} onTasks={() => setTab('tasks')} />;
  const side = <Side ticket={ticket} type={type} />;
  const tabs = [
    { key: 'conversation', label: t('tab.conversation') }, { key: 'timeline', label: t('tab.timeline') },
    { key: 'tasks', label: <span>{t('tab.tasks')}{ticket.tasks.length > 0 ? <span className={css.count}>{ticket.tasks.length}</span> : null}</span> },
    ...(isPhone ? [{ key: 'details', label: t('tab.details') }] : []),
  ];
  const failing = tab === 'timeline' ? events : comments;
  return (
    <article className={css.page} aria-label={`${label} ${ticket.key}`}>
      <div className={css.main}>
        <Head ticket={ticket} />
        {isPhone ? next : null}
        {ticket.run && ticket.can.includes('run.read') ? <StripSlot ticketKey={ticket.key} /> : null}
        <Tabs className={css.tabs} activeKey={tab} onChange={setTab} items={tabs} />
        {failing.error ? <div className={css.fault}><ErrorNotice fault={failing.error} onRetry={failing.retry} /></div> : null}
        <div className={css.body}>
          {tab === 'conversation' ? <Conversation talk={talk} filesOf={filesOf} type={type} mayInternal={mayInternal} length={comments.items.length + events.items.length} isReady={!comments.isLoading && !events.isLoading} composer={(onSent) => (ticket.can.includes('ticket.comment') ? <Composer ticketKey={ticket.key} mayInternal={mayInternal} onSent={onSent} /> : null)} /> : null}
          {tab === 'timeline' ? <Timeline events={events.items} type={type} more={events.more} /> : null}
          {tab === 'tasks' ? <Tasks tasks={ticket.tasks} /> : null}
          {tab === 'details' ? side : null}
        </div>
      </div>
      {isPhone ? null : <aside className={css.side}>{next}{side}</aside>}
    </article>
  );
}

function Head({ ticket }: { ticket: TicketView }): ReactNode {
  const { t } = useTexts();
  const [isCancelling, setIsCancelling] = useState(false);
  const [isLong, setIsLong] = useState(false);
  const { pdf = false } = route.useSearch();
  const navigate = route.useNavigate();
  const showPdf = (isShown: boolean): void => void navigate({ search: ({ pdf: _pdf, ...old }) => ({ ...old, ...(isShown ? { pdf: true } : {}) }), replace: true });
  const mayCancel = ticket.can.includes('ticket.cancel') && ticket.run?.status === 'running';
  const items = [
    { key: 'copy', label: t('ticket.copyLink'), icon: <Icon name="link" size={16} />, onClick: () => void navigator.clipboard?.writeText(location.origin + location.pathname) },
    ...(mayCancel ? [{ key: 'cancel', label: t('ticket.cancel'), icon: <Icon name="trash" size={16} />, danger: true, onClick: () => setIsCancelling(true) }] : []),
  ];
  return (
    <>
      <header className={css.head}>
        <div className={css.line}>
          <span className={css.key}>{ticket.key}</span>
          <TicketState category={ticket.category} name={ticket.stateName} isBoxed />
          <PriorityMark priority={ticket.priority} />
          {ticket.alarm?.isFiring ? <span className={css.firing}><StateMark state="critical" size={14} isSilent />{t('ticket.firing')}</span> : null}
          {ticket.run?.hasIncident ? <span className={css.firing} data-tone="warning"><StateMark state="warning" size={14} isSilent />{t('ticket.incident')}</span> : null}
          <span className={css.rest} />
          <span className={`secondary small ${css.changed}`}><RelativeTime at={ticket.updatedAt} /></span>
          <Button size="small" icon={<Icon name="letter" size={16} />} onClick={() => showPdf(true)} data-pdf>{t('document.pdf')}</Button>
          <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight"><Button type="text" size="small" aria-label={t('action.more')} icon={<Icon name="more" size={18} />} /></Dropdown>
        </div>
        <h1 title={ticket.title.length > 160 ? ticket.title : undefined}><bdi>{ticket.title}</bdi></h1>
      </header>
      {ticket.description ? (
        <div className={css.description} data-long={isLong}>
          <p className="plain-text"><bdi>{ticket.description}</bdi></p>
          {ticket.description.length > 280 || ticket.description.split('\n').length > 4 ? <button type="button" className={css.longer} onClick={() => setIsLong(!isLong)}>{t(isLong ? 'talk.hide' : 'action.loadMore')}</button> : null}
        </div>
      ) : null}
      <TicketPdf ticketKey={ticket.key} mayInternal={ticket.can.includes('ticket.commentInternal')} isOpen={pdf} onClose={() => showPdf(false)} />
      <CancelTicket ticketKey={ticket.key} isOpen={isCancelling} onClose={() => setIsCancelling(false)} />
    </>
  );
}

const FlowStrip = lazy(() => import('../../flow/overlay/FlowStrip.tsx').then((module) => ({ default: module.FlowStrip })));

function StripSlot({ ticketKey }: { ticketKey: string }): ReactNode {
  const { t } = useTexts();
  return <section className={css.strip} aria-label={t('strip.label')}><Suspense fallback={null}><FlowStrip ticketKey={ticketKey} /></Suspense></section>;
}
