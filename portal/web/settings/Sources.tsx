/** The sources alarms come from: their address, timing and how they are grouped. Secrets are named, never shown. */
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import type { ResponseOf } from '#api/routes';
import { useRead } from '../shell/api/read.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { durationText } from '../ui/time.ts';
import css from './SettingsPage.module.css';

export function Sources(): ReactNode {
  const { t } = useTexts();
  const list = useRead('alarmSources.list', {}, { refetchMs: 30_000 });
  if (list.error && !list.data) return <ErrorNotice fault={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading rows={4} height={80} />;
  return (
    <>
      <p className={css.about}>{t('sources.about')}</p>
      {list.data.items.length === 0 ? <EmptyState icon="source" title={t('sources.none')} text={t('sources.noneText')} /> : list.data.items.map((source) => <Source key={source.id} source={source} />)}
    </>
  );
}

function Source({ source }: { source: ResponseOf<'alarmSources.list'>['items'][number] }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const [isCopied, setIsCopied] = useState(false);
  const fact = (name: string, value: ReactNode): ReactNode => <div><dt>{name}</dt><dd>{value}</dd></div>;
  const span = (seconds: number): string => durationText(seconds, texts);
  return (
    <section className={css.card}>
      <div className={css.head}><StateMark state={source.isEnabled ? 'ok' : 'paused'} size={14} isSilent /><h2><bdi>{source.name}</bdi></h2><span className="secondary small">{t(source.isEnabled ? 'sources.enabled' : 'sources.disabled')}, <bdi>{source.kind}</bdi></span></div>
      <div className={css.address}><code><bdi>{source.url}</bdi></code><Button size="small" aria-label={t('sources.copy')} onClick={() => void navigator.clipboard?.writeText(source.url).then(() => { setIsCopied(true); setTimeout(() => setIsCopied(false), 2_000); })}>{isCopied ? t('sources.copied') : t('sources.copy')}</Button></div>
      <dl className={css.facts}>
        {fact(t('sources.received'), <span className="figures">{source.received}</span>)}
        {fact(t('sources.last'), source.lastReceivedAt ? <RelativeTime at={source.lastReceivedAt} /> : t('sources.never'))}
        {fact(t('sources.groupBy'), <bdi>{source.groupBy.join(', ') || t('sources.groupAll')}</bdi>)}
        {fact(t('sources.team'), <bdi>{source.team}</bdi>)}
        {fact(t('sources.wait'), span(source.groupWaitSeconds))}
        {fact(t('sources.interval'), span(source.groupIntervalSeconds))}
        {fact(t('sources.repeat'), span(source.repeatIntervalSeconds))}
        {fact(t('sources.quiet'), span(source.quietSeconds))}
        {fact(t('sources.reopen'), span(source.reopenHours * 3600))}
        {fact(t('sources.secret'), <bdi>{t('sources.secretRef', { name: source.secret.secret })}</bdi>)}
      </dl>
    </section>
  );
}
