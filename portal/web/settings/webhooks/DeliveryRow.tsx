/** One delivery: its kind, when, what became of it; opened, every attempt with the beginning of the answer, and what was sent. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { WebhookDeliveryRow, WebhookDeliveryView } from '#api/webhook.api';
import { testType } from '#domain/notify/webhook.schema';
import { ApiFault } from '../../shell/api/client.ts';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ErrorNotice, useFaultTexts } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useNow } from '../../ui/useNow.ts';
import { fullTime } from '../../ui/time.ts';
import settings from '../SettingsPage.module.css';
import css from './Webhooks.module.css';

const marks = { queued: 'paused', sending: 'info', sent: 'ok', failed: 'major' } as const;

export function DeliveryRow({ delivery, isOpen, onToggle }: { delivery: WebhookDeliveryRow; isOpen: boolean; onToggle: (isOpen: boolean) => void }): ReactNode {
  const { t } = useTexts();
  const now = useNow();
  const again = useWrite('webhookDeliveries.again', { invalidates: ['webhookDeliveries.list', 'webhookDeliveries.read', 'webhooks.list'] });
  const { id, webhook, type, ticket, state, last, attempted, dueAt, madeAt } = delivery;
  return (
    <li className={css.delivery} data-delivery={id} data-delivery-type={type} data-delivery-state={state}>
      <div className={css.line}>
        <span className={css.state}><StateMark state={marks[state]} size={12} isSilent />{t(`delivery.state.${state}`)}</span>
        <code>{type === testType ? t('delivery.test') : type}</code>
        {ticket === null ? null : <Link to="/tickets/$key" params={{ key: ticket.key }}><bdi>{ticket.key}</bdi></Link>}
        <span className={settings.rest} />
        <span className="secondary small"><RelativeTime at={madeAt} /></span>
      </div>
      <p className="secondary small">
        {last === null ? null : last.status === null ? (last.outcome === null ? t('delivery.outcome.open') : t('delivery.noAnswer')) : t('delivery.status', { status: last.status })}
        {attempted > 1 ? <> · {t('delivery.attempts', { count: attempted })}</> : null}
        {state === 'queued' && dueAt !== null && attempted > 0 && Date.parse(dueAt) > now ? <> · <Sentence of="delivery.next" parts={{ when: <RelativeTime at={dueAt} /> }} /></> : null}
      </p>
      {again.error ? <ErrorNotice fault={again.error} isCompact /> : null}
      <div className={settings.actions}>
        <Button size="small" aria-expanded={isOpen} onClick={() => onToggle(!isOpen)}>{t(isOpen ? 'delivery.hide' : 'delivery.show')}</Button>
        {state === 'sending' ? null : <Button size="small" loading={again.isPending} onClick={() => again.mutate({ params: { id: webhook, delivery: id } })}>{t(state === 'queued' ? 'delivery.againNow' : 'delivery.again')}</Button>}
      </div>
      {isOpen ? <Opened webhook={webhook} id={id} /> : null}
    </li>
  );
}

function Opened({ webhook, id }: { webhook: string; id: string }): ReactNode {
  const { t } = useTexts();
  const read = useRead('webhookDeliveries.read', { params: { id: webhook, delivery: id } }, { keepsOld: true });
  if (read.error && !read.data) return <ErrorNotice fault={read.error} isCompact onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading rows={2} height={64} />;
  const { message, body, fault } = read.data;
  const pretty = JSON.stringify(JSON.parse(body), null, 2);
  return (
    <div className={css.opened}>
      {fault ? <ErrorNotice fault={new ApiFault({ ...fault, family: 'conflict' }, 409)} isCompact /> : null}
      <p className="secondary small">{t('delivery.id')}: <code><bdi>{message}</bdi></code></p>
      <Attempts delivery={read.data} />
      <div className={css.bodyHead}><h3>{t('delivery.body')}</h3><CopyButton text={body} label={t('delivery.copyBody')} /></div>
      <pre className={settings.body} dir="ltr" tabIndex={0} aria-label={t('delivery.body')}>{pretty}</pre>
    </div>
  );
}

function Attempts({ delivery: { attempts, forgottenAttempts } }: { delivery: WebhookDeliveryView }): ReactNode {
  const { t, locale } = useTexts();
  const faultTexts = useFaultTexts();
  return (
    <section aria-label={t('delivery.everyAttempt')}>
      <h3>{t('delivery.everyAttempt')}</h3>
      {forgottenAttempts > 0 ? <p className="secondary small">{t('delivery.forgotten', { count: forgottenAttempts })}</p> : null}
      <ol className={css.attempts}>
        {attempts.map((attempt) => (
          <li key={`${attempt.at}.${attempt.worker}`} data-outcome={attempt.outcome ?? 'open'}>
            <p><time dateTime={attempt.at}>{fullTime(attempt.at, locale)}</time> · {t(`delivery.outcome.${attempt.outcome ?? 'open'}`)}{attempt.status === null ? null : <> · {t('delivery.status', { status: attempt.status })}</>}</p>
            {attempt.fault ? <p className="secondary small"><bdi>{faultTexts(new ApiFault({ ...attempt.fault, family: 'unavailable' }, 503)).message}</bdi></p> : null}
            {attempt.head ? <pre className={settings.body} dir="ltr" tabIndex={0} aria-label={t('delivery.head')}>{attempt.head}</pre> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
