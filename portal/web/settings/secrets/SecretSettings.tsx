/** Secrets by name: what each is for, where it may go, who uses it, who set it when. Their values go in and never come back. */
import type { ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import type { SecretView } from '#api/secret.api';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { NotFoundPage } from '../../shell/PageFault.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { SecretForm } from './SecretForm.tsx';
import css from '../SettingsPage.module.css';
import own from '../sources/Sources.module.css';

const route = getRouteApi('/settings');
/** No secret can have this name: it has a sign that names do not have. */
const isNew = '+';

export function SecretSettings(): ReactNode {
  const { t } = useTexts();
  const { secret: open } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useRead('secrets.list', {}, { refetchMs: 30_000 });
  if (list.error && !list.data) return <ErrorNotice fault={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading rows={4} height={80} />;
  const { items } = list.data;
  const show = (secret?: string): void => void navigate({ search: { section: 'secrets', ...(secret === undefined ? {} : { secret }) } });
  if (open !== undefined) {
    const secret = items.find(({ name }) => name === open) ?? null;
    return (
      <>
        <p><Link to="/settings" search={{ section: 'secrets' }} className={own.back}><Icon name="arrowLeft" size={16} />{t('secret.all')}</Link></p>
        {open === isNew || secret !== null ? <SecretForm key={open} secret={secret} onDone={() => show()} /> : list.isFetching ? <Loading rows={2} height={96} /> : <NotFoundPage />}
      </>
    );
  }
  const make = <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => show(isNew)}>{t('secret.new')}</Button>;
  return (
    <>
      <div className={own.top}><p className={css.about}>{t('secret.about')}</p>{items.length > 0 ? make : null}</div>
      {items.length === 0 ? <EmptyState icon="lock" title={t('secret.none')} text={t('secret.noneText')} action={make} /> : <ul className={own.list} aria-label={t('settings.secrets')}>{items.map((secret) => <Row key={secret.name} secret={secret} onOpen={() => show(secret.name)} />)}</ul>}
    </>
  );
}

function Row({ secret, onOpen }: { secret: SecretView; onOpen: () => void }): ReactNode {
  const { t, list } = useTexts();
  const remove = useWrite('secrets.remove', { invalidates: ['secrets.list'] });
  const { name, use, hosts, usedBy, changedAt, changedBy, revision } = secret;
  const fact = (title: string, value: ReactNode): ReactNode => <div><dt>{title}</dt><dd>{value}</dd></div>;
  return (
    <li className={css.card} data-secret={name}>
      <div className={css.head}><h2><bdi dir="ltr">{name}</bdi></h2><span className="secondary small">{t(`secret.use.${use as 'flow'}`)}</span></div>
      <dl className={css.facts}>
        {fact(t('secret.hosts'), use === 'source' ? t('secret.nowhere') : hosts.length === 0 ? t('secret.anywhere') : <bdi dir="ltr">{list(hosts)}</bdi>)}
        {fact(t('secret.usedBy'), usedBy.length === 0 ? t('secret.unused') : <Users usedBy={usedBy} />)}
        {fact(t('secret.set'), <>{changedBy ? <bdi>{changedBy.name ?? changedBy.id}</bdi> : t('secret.onServer')} · <RelativeTime at={changedAt} /></>)}
      </dl>
      {remove.error ? <ErrorNotice fault={remove.error} isCompact /> : null}
      <div className={own.verbs}>
        <Button size="small" onClick={onOpen}>{t('secret.rotate')}</Button>
        <Popconfirm title={t('secret.removeAsk', { name })} description={t('secret.removeWhat')} okText={t('webhook.remove')} cancelText={t('action.cancel')} okButtonProps={{ danger: true }} onConfirm={() => remove.mutate({ params: { name }, query: { revision } })}><Button size="small" danger loading={remove.isPending}>{t('webhook.remove')}</Button></Popconfirm>
      </div>
    </li>
  );
}

function Users({ usedBy }: Pick<SecretView, 'usedBy'>): ReactNode {
  const { t, say } = useTexts();
  return (
    <span className={own.labels}>
      {usedBy.map((one) => (
        <span key={`${one.kind}/${one.id}`}>
          {one.kind === 'flow' ? <Link to="/flows/$key" params={{ key: one.id }}><bdi>{say(one.name)}</bdi></Link> : one.kind === 'source' ? <Link to="/settings" search={{ section: 'sources', source: one.id }}><bdi>{say(one.name)}</bdi></Link> : t('secret.mail')}
        </span>
      ))}
    </span>
  );
}
