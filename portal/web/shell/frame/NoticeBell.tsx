/** How many notices are unread; leads to the mailbox. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Icon } from '../../ui/Icon.tsx';
import { parseMailbox } from '../../notify/filters.ts';
import { useRead } from '../api/read.ts';
import { useLive } from '../live/useLive.ts';
import { useMe } from '../session/session.ts';
import { useTexts } from '../texts/useTexts.tsx';
import css from './TopBar.module.css';

/** More are told as so many and more. */
const most = 99;

export function NoticeBell(): ReactNode {
  const { t } = useTexts();
  const me = useMe();
  const counts = useRead('notices.counts', {}, { refetchMs: 60_000 });
  useLive(me.actions.includes('task.read') ? `mailbox:${me.person.id}` : null, ['notices.counts']);
  const unread = counts.data?.unread ?? 0;
  const label = unread > 0 ? t('bell.unread', { count: unread }) : t('bell.none');
  return (
    <Link to="/mailbox" search={parseMailbox({})} className={css.bell} aria-label={label} title={label} data-bell={unread}>
      <Icon name="message" size={19} />
      {unread > 0 ? <span className={css.bellCount} aria-hidden="true">{unread > most ? `${most}+` : unread}</span> : null}
    </Link>
  );
}
