/** A ticket beside its list: what it is, what is asked now with its buttons, what was said last, and its facts, without leaving the list. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useRead } from '../../shell/api/read.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { PriorityMark } from '../../ui/PriorityMark.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { TicketState } from '../../ui/TicketState.tsx';
import { PeekPanel } from '../../view/peek/PeekPanel.tsx';
import { NextPanel } from '../page/NextPanel.tsx';
import { Side } from '../page/Side.tsx';
import type { TicketView } from '../page/useTicket.ts';
import css from './Peek.module.css';

/** Messages shown, the newest. */
const shown = 4;

export function Peek({ ticketKey, onClose }: { ticketKey: string; onClose: () => void }): ReactNode {
  const ticket = useRead('tickets.read', { params: { key: ticketKey } }, { refetchMs: 60_000 });
  useLive(`ticket:${ticketKey}`, ['tickets.read', 'comments.list']);
  const head = (
    <>
      <Link to="/tickets/$key" params={{ key: ticketKey }} className={css.key}>{ticketKey}</Link>
      {ticket.data ? <><TicketState category={ticket.data.category} name={ticket.data.stateName} isBoxed /><PriorityMark priority={ticket.data.priority} /></> : null}
    </>
  );
  return (
    <PeekPanel id={ticketKey} name={ticketKey} head={head} link={(given) => <Link to="/tickets/$key" params={{ key: ticketKey }} {...given} />} onClose={onClose}>
      {ticket.data ? <Shown ticket={ticket.data} /> : ticket.error ? <div className={css.part}><ErrorNotice fault={ticket.error} onRetry={() => void ticket.refetch()} isCompact /></div> : <Loading rows={8} />}
    </PeekPanel>
  );
}

function Shown({ ticket }: { ticket: TicketView }): ReactNode {
  const { t } = useTexts();
  const types = useRead('ticketTypes.list', {}, { staleMs: 300_000 });
  return (
    <>
      <div className={css.part}>
        <h2 className={css.title}><bdi>{ticket.title}</bdi></h2>
        {ticket.alarm?.isFiring ? <p className={css.firing}><StateMark state="critical" size={14} isSilent />{t('ticket.firing')}</p> : null}
        {ticket.description ? <p className={`${css.description} plain-text`}><bdi>{ticket.description}</bdi></p> : null}
      </div>
      <NextPanel key={ticket.key} ticket={ticket} />
      <Said ticketKey={ticket.key} />
      <Side ticket={ticket} type={types.data?.items.find((type) => type.key === ticket.type) ?? null} />
    </>
  );
}

function Said({ ticketKey }: { ticketKey: string }): ReactNode {
  const { t } = useTexts();
  const comments = useRead('comments.list', { params: { key: ticketKey }, query: { limit: shown, order: 'newest' } });
  const items = [...comments.data?.items ?? []].reverse();
  if (items.length === 0) return null;
  return (
    <section className={css.part} aria-label={t('tab.conversation')}>
      <h3 className={css.heading}>{t('peek.said')}</h3>
      <ul className={css.said}>
        {items.map((comment) => (
          <li key={comment.id} data-visibility={comment.visibility}>
            <span className={css.by}><PersonAvatar id={comment.by.id} name={comment.by.name ?? null} size={18} /><bdi className="ellipsis">{comment.by.name ?? comment.by.id}</bdi>{comment.visibility === 'internal' ? <span className="secondary small">{t('talk.internal')}</span> : null}<RelativeTime at={comment.at} className="secondary small" /></span>
            <p className={`${css.text} plain-text`}><bdi>{comment.text || t('file.answer', { count: comment.files.length })}</bdi></p>
          </li>
        ))}
      </ul>
      {comments.data?.next ? <Link to="/tickets/$key" params={{ key: ticketKey }} className="small">{t('talk.showAll')}</Link> : null}
    </section>
  );
}
