/** Beside a ticket that is over: whoever ended it can still take that back for a while. */
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useNow } from '../../ui/useNow.ts';
import type { TicketView } from './useTicket.ts';
import css from './TakeBack.module.css';

export function TakeBack({ ticket }: { ticket: TicketView }): ReactNode {
  const { t } = useTexts();
  const now = useNow();
  const takeBack = useWrite('tickets.takeBack', { invalidates: ['tickets.read', 'tickets.timeline', 'tickets.overlay', 'tickets.list', 'inbox.list', 'inbox.counts'] });
  const isOffered = ticket.takeBackUntil !== null && Date.parse(ticket.takeBackUntil) > now;
  if (!isOffered && takeBack.error === null) return null;
  return (
    <div data-take-back className={css.offer}>
      {isOffered ? (
        <>
          <p className="secondary small">{t('ended.still')}</p>
          <Button icon={<Icon name="undo" size={16} />} loading={takeBack.isPending} onClick={() => takeBack.mutate({ params: { key: ticket.key } })}>{t('ended.takeBack')}</Button>
        </>
      ) : null}
      {takeBack.error ? <ErrorNotice fault={takeBack.error} isCompact /> : null}
    </div>
  );
}
