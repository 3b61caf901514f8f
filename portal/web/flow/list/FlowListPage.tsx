/** Every flow: what is published, what is being changed, how many runs follow which version. */
import { useCallback, useMemo, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useRead } from '../../shell/api/read.ts';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { ListBar, listBar } from '../../ui/ListBar.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { useListKeys } from '../../ui/useListKeys.ts';
import { ViewTabs } from '../../view/ViewTabs.tsx';
import { useViews, type ViewsOf } from '../../view/useViews.ts';
import { flowShows, isNarrowed, narrowed, parseFlowFilters, type FlowFilters } from './filters.ts';
import css from './FlowListPage.module.css';

const route = getRouteApi('/flows');

export function FlowListPage(): ReactNode {
  const { t, say } = useTexts();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const flows = useRead('flows.list');
  useLive('flows', ['flows.list']);
  useCrumbs([{ label: t('flow.list') }]);
  const go = useCallback((search: FlowFilters, isInstead = false) => void navigate({ search, replace: isInstead }), [navigate]);
  const views = useViews({ list: 'flows', isWide: true, search: filters as Readonly<Record<string, unknown>>, parse: parseFlowFilters, onOpen: go as ViewsOf['onOpen'] });
  const change = (part: { [Name in keyof FlowFilters]: FlowFilters[Name] | undefined }, isTyped = false): void => go(parseFlowFilters({ ...views.blank, ...filters, ...part }), isTyped);
  const items = useMemo(() => narrowed(flows.data?.items ?? [], filters), [flows.data, filters]);
  const ids = useMemo(() => items.map(({ key }) => key), [items]);
  const keys = useListKeys<HTMLTableSectionElement>(ids);
  if (flows.error) return <div className={css.message}><ErrorNotice fault={flows.error} onRetry={() => void flows.refetch()} /></div>;
  if (!flows.data) return <Loading />;
  const isFiltered = isNarrowed(filters);
  return (
    <div className={css.page}>
      <PageHeader title={t('flow.list')} note={t('flow.listAbout')}>
        <ViewTabs views={views} at="/flows" isBare />
        <ListBar label={t('list.narrow')}>
          <SearchInput className={listBar.search!} input={keys.search} label={t('flow.search')} value={filters.q ?? ''} onChange={(q, isTypedOn) => change({ q: q || undefined }, isTypedOn)} />
          <Select size="small" allowClear={{ label: t('action.clear') }} popupMatchSelectWidth={false} style={{ minWidth: 150 }} aria-label={t('flow.show')} placeholder={t('flow.show')} value={filters.show ?? null} options={flowShows.map((value) => ({ value, label: t(`flow.show.${value}`) }))} onChange={(show) => change({ show: show ?? undefined })} />
        </ListBar>
      </PageHeader>
      {items.length === 0 ? <EmptyState icon="flows" title={t(isFiltered ? 'flow.noneFound' : 'flow.none')} text={t(isFiltered ? 'flow.noneFoundText' : 'flow.noneAbout')} action={isFiltered ? <Button onClick={() => change({ q: undefined, show: undefined })}>{t('filter.clear')}</Button> : <Link to="/api/docs" search={{ q: 'flows' }}>{t('flow.noneStep')}</Link>} /> : (
        <table className={css.table}>
          <thead><tr><th scope="col">{t('flow.column.name')}</th><th scope="col">{t('flow.column.version')}</th><th scope="col">{t('flow.column.runs')}</th><th scope="col">{t('flow.column.changed')}</th></tr></thead>
          <tbody ref={keys.list}>
            {items.map((flow) => {
              const running = Object.entries(flow.runningByVersion).sort(([a], [b]) => Number(b) - Number(a));
              return (
                <tr key={flow.key} {...keys.rowProps(flow.key)}>
                  <td><Link to="/flows/$key" params={{ key: flow.key }} className={css.name}>{say(flow.name)}</Link>{flow.description ? <span className="secondary small">{say(flow.description)}</span> : null}</td>
                  <td>{flow.latestVersion === null ? t('flow.unpublished') : t('flow.version', { version: flow.latestVersion })}{flow.hasDraftChanges && flow.latestVersion !== null ? <span className={css.ahead}>{t('flow.draftAhead')}</span> : null}</td>
                  <td className="figures">{running.length === 0 ? t('flow.runningNone') : running.map(([version, count]) => <span key={version} className={css.runs}>{t('flow.version', { version: Number(version) })}: {t('flow.running', { count })}</span>)}</td>
                  <td className="secondary"><RelativeTime at={flow.updatedAt} />{flow.updatedBy?.name ? <> · <bdi>{flow.updatedBy.name}</bdi></> : null}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </div>
  );
}
