/** One webhook: how it fares, what it sends, what can be done with it, and its log. */
import { useState, type ReactNode } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import type { WebhookView } from '#api/webhook.api';
import { ApiFault } from '../../shell/api/client.ts';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useNow } from '../../ui/useNow.ts';
import { DeliveryLog } from './DeliveryLog.tsx';
import type { MadeSecret } from './SecretOnce.tsx';
import { WebhookState } from './WebhookState.tsx';
import settings from '../SettingsPage.module.css';
import css from './Webhooks.module.css';

const route = getRouteApi('/settings');

export function WebhookPane({ webhook, onSecret, onGone }: { webhook: WebhookView; onSecret: (made: MadeSecret) => void; onGone: () => void }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <section className={settings.card} aria-label={webhook.name} data-webhook={webhook.id}>
        <div className={settings.head}><h2><bdi>{webhook.name}</bdi></h2><WebhookState webhook={webhook} /></div>
        <p className={css.url}><code><bdi>{webhook.url}</bdi></code></p>
        <Standing webhook={webhook} />
        <Facts webhook={webhook} />
        <Verbs webhook={webhook} onSecret={onSecret} onGone={onGone} />
      </section>
      <h2 className={css.title}>{t('delivery.log')}</h2>
      <DeliveryLog webhook={webhook} />
    </>
  );
}

/** Why it is off, or since when it fails. */
function Standing({ webhook: { off, isEnabled, failingSince } }: { webhook: WebhookView }): ReactNode {
  const { t } = useTexts();
  if (off !== null) return <><p><Sentence of="webhook.offSince" parts={{ when: <RelativeTime at={off.at} /> }} /></p><ErrorNotice fault={new ApiFault({ ...off.fault, family: 'conflict' }, 409)} isCompact /></>;
  if (!isEnabled) return <p className="secondary small">{t('webhook.offNow')}</p>;
  return failingSince === null ? null : <p data-failing><Sentence of="webhook.failingSince" parts={{ when: <RelativeTime at={failingSince} /> }} /></p>;
}

function Facts({ webhook }: { webhook: WebhookView }): ReactNode {
  const { t, say, list } = useTexts();
  const now = useNow();
  const [teams, types] = [useRead('teams.list'), useRead('ticketTypes.list')];
  const fact = (name: string, value: ReactNode): ReactNode => <div><dt>{name}</dt><dd>{value}</dd></div>;
  const teamName = (id: string): string => { const team = teams.data?.items.find((one) => one.id === id); return team === undefined ? id : say(team.name); };
  const typeName = (key: string): string => { const type = types.data?.items.find((one) => one.key === key); return type === undefined ? key : say(type.name); };
  return (
    <>
      <dl className={settings.facts}>
        {fact(t('webhook.taken'), webhook.takenAt === null ? t('webhook.never') : <RelativeTime at={webhook.takenAt} />)}
        {fact(t('webhook.waiting'), <span className="figures">{webhook.waiting}</span>)}
        {fact(t('webhook.failed'), <span className="figures">{webhook.failed}</span>)}
        {webhook.teams.length > 0 ? fact(t('webhook.teams'), <bdi>{list(webhook.teams.map(teamName))}</bdi>) : null}
        {webhook.ticketTypes.length > 0 ? fact(t('webhook.types'), <bdi>{list(webhook.ticketTypes.map(typeName))}</bdi>) : null}
        {fact(t('webhook.secret'), <Sentence of="webhook.secretEnds" parts={{ ending: <code dir="ltr"><bdi>{webhook.secretEnding}</bdi></code> }} />)}
        {fact(t('webhook.madeBy'), <><bdi>{webhook.madeBy.name ?? webhook.madeBy.id}</bdi> · <RelativeTime at={webhook.madeAt} /></>)}
      </dl>
      {webhook.formerSecretUntil !== null && Date.parse(webhook.formerSecretUntil) > now ? <p className="secondary small"><Sentence of="webhook.formerUntil" parts={{ when: <RelativeTime at={webhook.formerSecretUntil} /> }} /></p> : null}
      <p className={css.codes}>{webhook.actions.map((action) => <code key={action}>{action}</code>)}</p>
    </>
  );
}

function Verbs({ webhook, onSecret, onGone }: { webhook: WebhookView; onSecret: (made: MadeSecret) => void; onGone: () => void }): ReactNode {
  const { t } = useTexts();
  const navigate = route.useNavigate();
  const [isTested, setIsTested] = useState(false);
  const params = { id: webhook.id };
  const test = useWrite('webhooks.test', { invalidates: ['webhooks.list', 'webhookDeliveries.list'], onDone: () => setIsTested(true) });
  const save = useWrite('webhooks.save', { invalidates: ['webhooks.list', 'webhookDeliveries.list'] });
  const renew = useWrite('webhooks.renewSecret', { invalidates: ['webhooks.list'], onDone: onSecret });
  const remove = useWrite('webhooks.remove', { invalidates: ['webhooks.list'], onDone: onGone });
  const { name, url, actions, teams, ticketTypes, revision, isEnabled } = webhook;
  const fault = test.error ?? save.error ?? renew.error ?? remove.error;
  return (
    <>
      {fault ? <ErrorNotice fault={fault} isCompact /> : null}
      <div className={css.verbs}>
        <Button type="primary" loading={test.isPending} onClick={() => test.mutate({ params })}>{t('webhook.test')}</Button>
        <Button onClick={() => void navigate({ search: { section: 'webhooks', webhook: webhook.id, edit: true } })}>{t('webhook.edit')}</Button>
        <Button loading={save.isPending} onClick={() => save.mutate({ params, body: { name, url, actions, teams, ticketTypes, revision, isEnabled: !isEnabled } })}>{t(isEnabled ? 'webhook.switchOff' : 'webhook.switchOn')}</Button>
        <Popconfirm title={t('webhook.renewAsk', { name })} description={t('webhook.renewWhat')} okText={t('webhook.renew')} cancelText={t('action.cancel')} onConfirm={() => renew.mutate({ params })}><Button loading={renew.isPending}>{t('webhook.renew')}</Button></Popconfirm>
        <Popconfirm title={t('webhook.removeAsk', { name })} description={t('webhook.removeWhat')} okText={t('webhook.remove')} cancelText={t('action.cancel')} okButtonProps={{ danger: true }} onConfirm={() => remove.mutate({ params })}><Button danger loading={remove.isPending}>{t('webhook.remove')}</Button></Popconfirm>
      </div>
      {isTested ? <p className="secondary small" role="status">{t('webhook.tested')}</p> : null}
    </>
  );
}
