/** What was sent by a webhook, the latest first: what became of it, what the receiver said, and the press that sends it again. */
import type { ReactNode } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { Segmented } from 'antd';
import type { WebhookView } from '#api/webhook.api';
import { deliveryStates, type DeliveryState } from '#domain/notify/webhook.schema';
import { usePages } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { MoreRows } from '../../ui/MoreRows.tsx';
import { DeliveryRow } from './DeliveryRow.tsx';
import css from './Webhooks.module.css';

const route = getRouteApi('/settings');
const shown = deliveryStates.filter((state) => state !== 'sending');

export function DeliveryLog({ webhook }: { webhook: WebhookView }): ReactNode {
  const { t } = useTexts();
  const { log, delivery: open } = route.useSearch();
  const navigate = route.useNavigate();
  const list = usePages('webhookDeliveries.list', { params: { id: webhook.id }, query: { limit: 30, ...(log === undefined ? {} : { state: log }) } }, { keepsOld: true });
  const go = (next: { log?: DeliveryState | undefined; delivery?: string | undefined }): void => void navigate({
    search: { section: 'webhooks', webhook: webhook.id, ...(next.log === undefined ? {} : { log: next.log }), ...(next.delivery === undefined ? {} : { delivery: next.delivery }) }, replace: true,
  });
  if (list.error && !list.items) return <ErrorNotice fault={list.error} onRetry={list.retry} />;
  if (!list.items) return <Loading rows={3} height={56} />;
  return (
    <>
      <Segmented<DeliveryState | 'all'>
        className={css.filter} aria-label={t('delivery.filter')} value={log ?? 'all'} onChange={(next) => go({ log: next === 'all' ? undefined : next })}
        options={[{ value: 'all' as const, label: t('delivery.all') }, ...shown.map((state) => ({ value: state, label: t(`delivery.state.${state}`) }))]}
      />
      {list.items.length === 0 ? (log === undefined ? <EmptyState icon="letter" title={t('delivery.none')} text={t('delivery.noneText')} isCompact /> : <EmptyState icon="letter" title={t('delivery.noneOf')} isCompact />)
        : <ul className={css.log} aria-label={t('delivery.log')}>{list.items.map((delivery) => <DeliveryRow key={delivery.id} delivery={delivery} isOpen={delivery.id === open} onToggle={(isOpen) => go({ log, delivery: isOpen ? delivery.id : undefined })} />)}</ul>}
      <MoreRows list={list} shown={list.items.length} />
    </>
  );
}
