/** Everybody's weekly reports: searched by owner, narrowed, paused, resumed, and removed as of somebody who left. */
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import type { EverybodysReportKind } from '#api/subscription.api';
import { usePages } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { MoreRows } from '../../ui/MoreRows.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { useListKeys } from '../../ui/useListKeys.ts';
import { ViewTabs } from '../../view/ViewTabs.tsx';
import { useViews, type ViewsOf } from '../../view/useViews.ts';
import { OwnedReport } from './OwnedReport.tsx';
import { parseReportSearch, reportKinds, type ReportSearch } from './search.ts';
import css from './ReportSettings.module.css';
import settings from '../SettingsPage.module.css';

const route = getRouteApi('/settings');
const section = { section: 'reports' } as const;

export function ReportSettings(): ReactNode {
  const { t } = useTexts();
  const asked = route.useSearch();
  const navigate = route.useNavigate();
  const search = useMemo(() => parseReportSearch(asked as Readonly<Record<string, unknown>>), [asked]);
  const { view: _view, ...filters } = search;
  const open = useCallback((next: ReportSearch, isInstead = false) => void navigate({ search: { ...section, ...next }, replace: isInstead }), [navigate]);
  const views = useViews({ list: 'reports', isWide: true, search: search as Readonly<Record<string, unknown>>, parse: parseReportSearch, onOpen: open as ViewsOf['onOpen'] });
  const [removed, setRemoved] = useState<string | null>(null);
  const list = usePages('reportSubscriptions.listAll', { query: { limit: 50, ...filters } }, { keepsOld: true, refetchMs: 30_000 });
  const ids = useMemo(() => list.items?.map(({ id }) => id) ?? [], [list.items]);
  const keys = useListKeys<HTMLUListElement>(ids);
  const narrow = (part: { [K in keyof ReportSearch]: ReportSearch[K] | undefined }, isTyped = false): void => open(parseReportSearch({ ...views.blank, ...search, ...part }), isTyped);
  const isNarrowed = search.q !== undefined || search.only !== undefined;
  return (
    <>
      <p className={settings.about}>{t('weekly.all.about')}</p>
      <ViewTabs views={views} at="/settings" aside={section} isBare />
      <div className={css.filters} role="search" aria-label={t('weekly.all.search')}>
        <SearchInput className={css.search ?? ''} input={keys.search} value={search.q ?? ''} label={t('weekly.all.search')} onChange={(q, isTypedOn) => narrow({ q }, isTypedOn)} />
        <Segmented<'all' | EverybodysReportKind> size="small" aria-label={t('weekly.all.only')} value={search.only ?? 'all'} onChange={(only) => narrow({ only: only === 'all' ? undefined : only })} options={(['all', ...reportKinds] as const).map((value) => ({ value, label: t(`weekly.all.only.${value}`) }))} />
      </div>
      <p role="status" className={css.said}>{removed === null ? null : t('weekly.all.removed', { name: removed })}</p>
      {list.error && !list.items ? <ErrorNotice fault={list.error} onRetry={list.retry} /> : null}
      {list.isLoading ? <Loading rows={3} height={120} /> : null}
      {list.items?.length === 0 ? <EmptyState icon="clock" title={t(isNarrowed ? 'weekly.all.noneFound' : 'weekly.all.none')} text={t(isNarrowed ? 'weekly.all.noneFoundText' : 'weekly.all.noneText')} action={isNarrowed ? <Button onClick={() => narrow({ q: undefined, only: undefined })}>{t('filter.clear')}</Button> : <Link to="/insight/service-levels" search={{ weekly: 'new' }}>{t('weekly.make')}</Link>} /> : null}
      {list.items && list.items.length > 0 ? <ul ref={keys.list} className={css.list} aria-label={t('settings.reports')}>{list.items.map((item) => <OwnedReport key={item.id} item={item} row={keys.rowProps(item.id)} onRemoved={setRemoved} />)}</ul> : null}
      <MoreRows list={list} shown={list.items?.length ?? 0} />
    </>
  );
}
