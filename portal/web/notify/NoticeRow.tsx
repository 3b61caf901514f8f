/** One notice in the list: what it says, about which ticket, when, and whether it arrived. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { NoticeView } from '#api/notify.api';
import { directionOf } from '../shell/reader/reader.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import type { MailboxFilters } from './filters.ts';
import { NoticeState } from './NoticeState.tsx';
import css from './NoticeRow.module.css';

export function NoticeRow({ notice, isOpen, hasRecipient, search }: { notice: NoticeView; isOpen: boolean; hasRecipient: boolean; search: MailboxFilters }): ReactNode {
  const { t } = useTexts();
  const isUnread = notice.isMine && notice.readAt === null;
  return (
    <li className={css.row} data-notice={notice.id} data-kind={notice.kind} data-state={notice.state} data-open={isOpen}>
      <Link to="/mailbox" search={search} className={css.link} aria-current={isOpen ? 'true' : undefined}>
        <span className={css.dot} data-unread={isUnread}>{isUnread ? <span className="visually-hidden">{t('mailbox.unread')}</span> : null}</span>
        <span className={css.subject} data-unread={isUnread}>{notice.subject ? <bdi lang={notice.locale} dir={directionOf(notice.locale)}>{notice.subject}</bdi> : t(`notice.kind.${notice.kind}`)}</span>
        <RelativeTime at={notice.at} className={css.when ?? ''} />
        <span className={css.note}>{hasRecipient ? <span className="ellipsis">{t('notice.to', { name: notice.recipientName })}</span> : <span className="ellipsis">{t(`notice.kind.${notice.kind}`)}</span>}<NoticeState state={notice.state} /></span>
      </Link>
    </li>
  );
}
