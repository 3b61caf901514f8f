/** Alarm sources: the list with how each fares, the one that is open, and the form. A secret that was just made is shown until it was taken down. */
import { useState, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { AlarmSourceView } from '#api/source.api';
import { useRead } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { NotFoundPage } from '../../shell/PageFault.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { ShownOnce } from '../ShownOnce.tsx';
import { SourceForm } from './SourceForm.tsx';
import { SourcePane } from './SourcePane.tsx';
import { SourceState, type MadeSourceSecret } from './SourceState.tsx';
import css from '../SettingsPage.module.css';
import own from './Sources.module.css';

const route = getRouteApi('/settings');
const isNew = 'new';
/** Somebody who looks at one source waits for its alarms. */
const [refetchMs, refetchOneMs] = [30_000, 5_000];

export function SourceSettings(): ReactNode {
  const { t } = useTexts();
  const { source: open, edit } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useRead('alarmSources.list', {}, { refetchMs: open === undefined ? refetchMs : refetchOneMs });
  const [made, setMade] = useState<MadeSourceSecret | null>(null);
  if (list.error && !list.data) return <ErrorNotice fault={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading rows={4} height={80} />;
  const { items } = list.data;
  const show = (id?: string): void => void navigate({ search: { section: 'sources', ...(id === undefined ? {} : { source: id }) } });
  if (open === undefined) return <List items={items} onNew={() => show(isNew)} />;
  const source = items.find(({ id }) => id === open) ?? null;
  const isForm = open === isNew || (edit === true && source !== null);
  return (
    <>
      <p><Link to="/settings" search={{ section: 'sources' }} className={own.back}><Icon name="arrowLeft" size={16} />{t('source.all')}</Link></p>
      {made !== null && made.source.id === open ? <ShownOnce title={t('webhook.secretMade', { name: made.source.name })} text={t('source.secretOnce')} secret={made.secret} onClose={() => setMade(null)} /> : null}
      {isForm ? <SourceForm key={open} source={source} onDone={(id, secret) => { if (secret !== null) setMade(secret); show(id); }} onCancel={() => show(source?.id)} />
        : source === null ? (list.isFetching ? <Loading rows={2} height={96} /> : <NotFoundPage />)
          : <SourcePane key={open} source={source} onSecret={setMade} onGone={() => show()} />}
    </>
  );
}

function List({ items, onNew }: { items: readonly AlarmSourceView[]; onNew: () => void }): ReactNode {
  const { t } = useTexts();
  const make = <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={onNew}>{t('source.new')}</Button>;
  return (
    <>
      <div className={own.top}><p className={css.about}>{t('sources.about')}</p>{items.length > 0 ? make : null}</div>
      {items.length === 0 ? <EmptyState icon="source" title={t('sources.none')} text={t('source.noneText')} action={make} />
        : <ul className={own.list} aria-label={t('settings.sources')}>{items.map((source) => <Row key={source.id} source={source} />)}</ul>}
    </>
  );
}

function Row({ source }: { source: AlarmSourceView }): ReactNode {
  const { t } = useTexts();
  return (
    <li className={css.card} data-source={source.id}>
      <div className={css.head}><h2><Link to="/settings" search={{ section: 'sources', source: source.id }}><bdi>{source.name}</bdi></Link></h2><SourceState source={source} /></div>
      <div className={css.address}><code dir="ltr"><bdi>{source.url}</bdi></code><CopyButton text={source.url} label={t('sources.copy')} /></div>
      <p className="secondary small">
        {t('sources.received')}: <span className="figures">{source.received}</span> · {t('sources.last')}: {source.lastReceivedAt ? <RelativeTime at={source.lastReceivedAt} /> : t('sources.never')}
        {source.letters > 0 ? <> · <Link to="/settings" search={{ section: 'deadLetters' }}>{t('source.letters', { count: source.letters })}</Link></> : null}
      </p>
    </li>
  );
}
