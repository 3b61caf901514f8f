/** Alarm bodies that were authentic but could not be understood, by source, with the reason; the newest first. They are replayed when the source was mended. */
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { usePages, useRead } from '../shell/api/read.ts';
import { useLive } from '../shell/live/useLive.ts';
import { useMay } from '../shell/session/session.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ListBar } from '../ui/ListBar.tsx';
import { Loading } from '../ui/Loading.tsx';
import { MoreRows } from '../ui/MoreRows.tsx';
import { useListKeys } from '../ui/useListKeys.ts';
import { viewOf } from '../view/tabs.ts';
import { ViewTabs } from '../view/ViewTabs.tsx';
import { useViews, type ViewsOf } from '../view/useViews.ts';
import { ForgottenLetters } from './ForgottenLetters.tsx';
import { SourceLetters } from './SourceLetters.tsx';
import css from './SettingsPage.module.css';

const route = getRouteApi('/settings');
const section = { section: 'deadLetters' } as const;
interface LetterFilters { source?: string; view?: string }
const parseLetters = (search: Readonly<Record<string, unknown>>): LetterFilters => ({ ...(typeof search['source'] === 'string' && search['source'] !== '' ? { source: search['source'] } : {}), ...viewOf(search) });

export function DeadLetters(): ReactNode {
  const { t } = useTexts();
  const may = useMay();
  const asked = route.useSearch();
  const navigate = route.useNavigate();
  const filters = useMemo(() => parseLetters(asked as Readonly<Record<string, unknown>>), [asked]);
  const open = useCallback((next: LetterFilters, isInstead = false) => void navigate({ search: { ...section, ...next }, replace: isInstead }), [navigate]);
  const views = useViews({ list: 'letters', isWide: true, search: filters as Readonly<Record<string, unknown>>, parse: parseLetters, onOpen: open as ViewsOf['onOpen'] });
  const known = useRead('alarmSources.list', {}, { staleMs: 60_000 });
  const list = usePages('deadLetters.list', { query: { limit: 50, ...(filters.source ? { source: filters.source } : {}) } }, { keepsOld: true });
  useLive('dead-letters', ['deadLetters.list']);
  const ids = useMemo(() => list.items?.map(({ id }) => id) ?? [], [list.items]);
  const keys = useListKeys<HTMLDivElement>(ids);
  /** A source stays when its last letter went, to say what became of it. */
  const [sources, setSources] = useState<readonly string[]>([]);
  /** Sources that stand, and removed ones of which letters are left. */
  const choices = [...new Map([...(list.items ?? []).map(({ source, sourceName }) => [source, sourceName] as const), ...(known.data?.items ?? []).map(({ id, name }) => [id, name] as const)])].map(([value, label]) => ({ value, label }));
  const toSource = (source: string | undefined): void => open(parseLetters({ ...views.blank, ...filters, source }));
  const fresh = [...new Set(list.items?.map(({ source }) => source))].filter((source) => !sources.includes(source));
  if (fresh.length > 0) setSources([...sources, ...fresh]);
  if (list.error && !list.items) return <ErrorNotice fault={list.error} onRetry={list.retry} />;
  if (!list.items) return <Loading rows={4} height={80} />;
  return (
    <div ref={keys.list} className={css.letters}>
      <p className={css.about}>{t('dead.about')}</p>
      <ViewTabs views={views} at="/settings" aside={section} isBare />
      <ListBar label={t('list.narrow')}>
        <Select size="small" allowClear={{ label: t('action.clear') }} style={{ minWidth: 200 }} aria-label={t('dead.source')} placeholder={t('dead.source')} value={filters.source ?? null} options={choices} onChange={(source) => toSource(source ?? undefined)} />
      </ListBar>
      <ForgottenLetters forgotten={list.first?.forgotten ?? []} />
      {sources.map((source) => <SourceLetters key={source} source={source} rowProps={keys.rowProps} letters={list.items?.filter((letter) => letter.source === source) ?? []} />)}
      {list.items.length === 0 ? <EmptyState icon="letter" title={t(filters.source ? 'dead.noneOf' : 'dead.none')} text={t('dead.noneText')} action={filters.source ? <Button onClick={() => toSource(undefined)}>{t('filter.clear')}</Button> : may('source.manage') ? <Link to="/settings" search={{ section: 'sources' }}>{t('alarms.toSources')}</Link> : undefined} /> : null}
      <MoreRows list={list} shown={list.items.length} />
    </div>
  );
}
