/** Webhooks: the list with how each fares, the one that is open with its log, and the form. A secret that was just made is shown until it was taken down. */
import { useState, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { WebhookView } from '#api/webhook.api';
import { useRead } from '../../shell/api/read.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { NotFoundPage } from '../../shell/PageFault.tsx';
import { SecretOnce, type MadeSecret } from './SecretOnce.tsx';
import { WebhookForm } from './WebhookForm.tsx';
import { WebhookPane } from './WebhookPane.tsx';
import { WebhookState } from './WebhookState.tsx';
import settings from '../SettingsPage.module.css';
import css from './Webhooks.module.css';

const route = getRouteApi('/settings');
const isNew = 'new';

export function WebhookSettings(): ReactNode {
  const { t } = useTexts();
  const { webhook: open, edit } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useRead('webhooks.list', {}, { refetchMs: 30_000 });
  useLive('webhooks', ['webhooks.list', 'webhookDeliveries.list', 'webhookDeliveries.read']);
  const [made, setMade] = useState<MadeSecret | null>(null);
  if (list.error && !list.data) return <ErrorNotice fault={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading rows={3} height={96} />;
  const { items } = list.data;
  const show = (id?: string): void => void navigate({ search: { section: 'webhooks', ...(id === undefined ? {} : { webhook: id }) } });
  if (open === undefined) return <List items={items} onNew={() => show(isNew)} />;
  const webhook = items.find(({ id }) => id === open) ?? null;
  const isForm = open === isNew || (edit === true && webhook !== null);
  return (
    <>
      <p><Link to="/settings" search={{ section: 'webhooks' }} className={css.back}><Icon name="arrowLeft" size={16} />{t('webhook.all')}</Link></p>
      {made !== null && made.webhook.id === open ? <SecretOnce made={made} onClose={() => setMade(null)} /> : null}
      {isForm ? <WebhookForm key={open} webhook={webhook} onDone={(id, secret) => { if (secret !== null) setMade(secret); show(id); }} onCancel={() => show(webhook?.id)} />
        : webhook === null ? (list.isFetching ? <Loading rows={2} height={96} /> : <NotFoundPage />)
          : <WebhookPane key={open} webhook={webhook} onSecret={setMade} onGone={() => show()} />}
    </>
  );
}

function List({ items, onNew }: { items: readonly WebhookView[]; onNew: () => void }): ReactNode {
  const { t } = useTexts();
  const make = <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={onNew}>{t('webhook.new')}</Button>;
  return (
    <>
      <div className={css.top}><div className={settings.about}><p>{t('webhook.about')}</p><HowToCheck /></div>{items.length > 0 ? make : null}</div>
      {items.length === 0 ? <EmptyState icon="arrowRight" title={t('webhook.none')} text={t('webhook.noneText')} action={make} />
        : <ul className={css.list} aria-label={t('webhook.list')}>{items.map((webhook) => <Row key={webhook.id} webhook={webhook} />)}</ul>}
    </>
  );
}

const code = (text: string): ReactNode => <code dir="ltr"><bdi>{text}</bdi></code>;
const checked = { id: code('webhook-id'), time: code('webhook-timestamp'), signature: code('webhook-signature'), algorithm: code('HMAC-SHA256'), signed: code('<webhook-id>.<webhook-timestamp>.<body>'), prefix: code('whsec_'), encoding: code('base64'), version: code('v1,'), scheme: code('Standard Webhooks') };

function HowToCheck(): ReactNode {
  const { t } = useTexts();
  return <details><summary>{t('webhook.docs')}</summary><p><Sentence of="webhook.how" parts={checked} /></p></details>;
}

function Row({ webhook }: { webhook: WebhookView }): ReactNode {
  const { t } = useTexts();
  return (
    <li className={settings.card} data-webhook={webhook.id}>
      <div className={settings.head}>
        <h2><Link to="/settings" search={{ section: 'webhooks', webhook: webhook.id }}><bdi>{webhook.name}</bdi></Link></h2>
        <WebhookState webhook={webhook} />
      </div>
      <p className={css.url}><code><bdi>{webhook.url}</bdi></code></p>
      <p className="secondary small">
        {t('webhook.actionsCount', { count: webhook.actions.length })} · {t('webhook.taken')}: {webhook.takenAt === null ? t('webhook.never') : <RelativeTime at={webhook.takenAt} />}
        {webhook.waiting > 0 ? <> · {t('webhook.waiting')}: <span className="figures">{webhook.waiting}</span></> : null}
        {webhook.failed > 0 ? <> · {t('webhook.failed')}: <span className="figures">{webhook.failed}</span></> : null}
      </p>
    </li>
  );
}
