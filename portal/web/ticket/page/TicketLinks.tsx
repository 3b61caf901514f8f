/** Tickets it is linked with: what each is to this one, its key and title. Who may, links it with another one and removes links. */
import { useState, type ReactNode } from 'react';
import { Button, Popconfirm } from 'antd';
import { Link } from '@tanstack/react-router';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { laterOpened } from '../../ui/later.tsx';
import type { TicketView } from './useTicket.ts';
import css from './TicketLinks.module.css';

const LinkTicket = laterOpened(() => import('./LinkTicket.tsx').then(({ LinkTicket: part }) => part));

export function TicketLinks({ ticket }: { ticket: TicketView }): ReactNode {
  const { t, say } = useTexts();
  const [isLinking, setLinking] = useState(false);
  const links = useRead('ticketLinks.list', { params: { key: ticket.key } }).data?.items ?? [];
  const remove = useWrite('ticketLinks.remove', { invalidates: ['ticketLinks.list', 'tickets.timeline'] });
  const mayLink = ticket.can.includes('ticket.link');
  if (links.length === 0 && !mayLink) return null;
  return (
    <section className={css.section}>
      <div className={css.head}>
        <h3>{t('link.title')}</h3>
        {mayLink ? <Button size="small" type="text" icon={<Icon name="link" size={14} />} onClick={() => setLinking(true)}>{t('link.add')}</Button> : null}
      </div>
      {links.length > 0 ? (
        <ul className={css.links}>
          {links.map(({ relation, ticket: other }) => (
            <li key={`${relation}/${other.key}`} data-link={relation}>
              <span className={css.words}>
                <span className="secondary small">{t(`link.relation.${relation}`)}</span>
                <Link to="/tickets/$key" params={{ key: other.key }} className={css.link ?? ''} title={other.title}><bdi>{other.key}</bdi><span className="ellipsis"><bdi>{other.title}</bdi></span></Link>
                <span className="secondary small">{say(other.stateName)}</span>
              </span>
              {mayLink ? (
                <Popconfirm title={t('link.removeAsk', { key: other.key })} description={t('link.removeText')} okText={t('link.removeYes')} cancelText={t('link.removeNo')} okButtonProps={{ danger: true }} onConfirm={() => remove.mutate({ params: { key: ticket.key, relation, other: other.key } })}>
                  <Button type="text" size="small" className={css.remove ?? ''} aria-label={t('link.remove', { key: other.key })} icon={<Icon name="close" size={14} />} />
                </Popconfirm>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {remove.error ? <ErrorNotice fault={remove.error} isCompact /> : null}
      <LinkTicket ticketKey={ticket.key} isOpen={isLinking} onClose={() => setLinking(false)} />
    </section>
  );
}
