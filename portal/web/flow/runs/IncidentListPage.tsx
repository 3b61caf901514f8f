/** What stopped runs, over all of them, the longest open first: read why, select several, mend them at once. */
import { useCallback, useMemo, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { mostMended } from '#domain/flow/run.phase';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { useSelection, type Selection } from '../../ticket/list/useSelection.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { MoreRows } from '../../ui/MoreRows.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import type { CurrentRow } from '../../ui/useCurrentRow.ts';
import { useListKeys } from '../../ui/useListKeys.ts';
import { ViewTabs } from '../../view/ViewTabs.tsx';
import { useViews, type ViewsOf } from '../../view/useViews.ts';
import { incidentTold } from '../overlay/incident-told.ts';
import { isNarrowed, parseIncidentFilters, type IncidentFilters } from './filters.ts';
import { IncidentBulk } from './IncidentBulk.tsx';
import { RunFilterBar } from './RunFilterBar.tsx';
import { RunTabs } from './RunTabs.tsx';
import { useIncidentList, type IncidentRow } from './useRunLists.ts';
import css from './Runs.module.css';

const route = getRouteApi('/runs/incidents');
const isMendable = (row: IncidentRow): boolean => row.mayRepair && !row.isSuspended;

export function IncidentListPage(): ReactNode {
  const { t } = useTexts();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const list = useIncidentList(filters);
  useCrumbs([{ label: t('runs.title'), to: '/runs' }, { label: t('incidents.title') }]);
  const go = useCallback((search: IncidentFilters, isInstead = false) => void navigate({ search, replace: isInstead }), [navigate]);
  const views = useViews({ list: 'incidents', isWide: true, search: filters as Readonly<Record<string, unknown>>, parse: parseIncidentFilters, onOpen: go as ViewsOf['onOpen'] });
  const change = (part: { [Name in keyof IncidentFilters]: IncidentFilters[Name] | undefined }, isTyped = false): void => go(parseIncidentFilters({ ...views.blank, ...filters, ...part }), isTyped);
  const ids = useMemo(() => list.rows.map(({ id }) => id), [list.rows]);
  const mendable = useMemo(() => list.rows.filter(isMendable).map(({ id }) => id), [list.rows]);
  const selection = useSelection(mendable, mostMended);
  const keys = useListKeys<HTMLTableSectionElement>(ids, ({ current }) => ({
    x: () => { if (current && mendable.includes(current)) selection.toggle(current); }, X: () => { if (current && mendable.includes(current)) selection.toggle(current, true); }, Escape: selection.clear,
  }));
  const isAll = mendable.length > 0 && selection.selected.length === Math.min(mendable.length, mostMended);
  const all = (): void => { if (isAll) selection.clear(); else for (const id of mendable) if (!selection.has(id)) selection.toggle(id); };
  const isFiltered = isNarrowed(filters);
  return (
    <>
      <PageHeader title={t('incidents.title')} note={<span className={css.about}>{list.total === null ? t('incidents.about') : t('incidents.total', { count: list.total })}</span>} actions={<RunTabs />}>
        <ViewTabs views={views} at="/runs/incidents" isBare />
        <RunFilterBar filters={filters} onChange={change} search={keys.search} ageLabel={t('runs.since')}>
          <SearchInput className={css.filter ?? ''} label={t('incidents.code')} value={filters.code ?? ''} onChange={(code, isTypedOn) => change({ code: code.trim() || undefined }, isTypedOn)} />
        </RunFilterBar>
      </PageHeader>
      <div aria-live="polite" className={css.news}>{list.waiting > 0 ? <Button size="small" type="primary" shape="round" onClick={list.showWaiting}>{t('list.new', { count: list.waiting })}</Button> : null}</div>
      {list.error && list.rows.length === 0 ? <div className={css.notice}><ErrorNotice fault={list.error} onRetry={list.retry} /></div>
        : list.isLoading || views.isSettling ? <Loading rows={12} />
          : list.rows.length === 0 ? <EmptyState icon="check" title={t(isFiltered ? 'incidents.noneFound' : 'incidents.none')} text={t(isFiltered ? 'incidents.noneFoundText' : 'incidents.noneText')} action={isFiltered ? <Button onClick={() => go(parseIncidentFilters(views.blank))}>{t('filter.clear')}</Button> : undefined} />
            : (
              <table className={css.table} data-old={list.isOld} aria-label={t('incidents.list')}>
                <thead><tr><th scope="col" className={css.check}>{mendable.length > 0 ? <input type="checkbox" checked={isAll} aria-label={t('incidents.selectAll')} onChange={all} /> : null}</th><th scope="col">{t('incidents.column.step')}</th><th scope="col">{t('incidents.column.why')}</th><th scope="col">{t('runs.flow')}</th><th scope="col">{t('incidents.column.since')}</th><th scope="col">{t('incidents.column.attempts')}</th></tr></thead>
                <tbody ref={keys.list}>{list.rows.map((incident) => <Row key={incident.id} incident={incident} row={keys.rowProps(incident.id)} selection={selection} />)}</tbody>
              </table>
            )}
      {list.rows.length > 0 ? <MoreRows list={list} shown={list.rows.length} total={list.total} /> : null}
      <IncidentBulk rows={list.rows} selection={selection} onDone={list.showWaiting} />
    </>
  );
}

function Row({ incident, row, selection }: { incident: IncidentRow; row: ReturnType<CurrentRow<HTMLElement>['rowProps']>; selection: Selection }): ReactNode {
  const { t, say, tell } = useTexts();
  const step = say(incident.name) || incident.node || t('incident.flow');
  const isSelected = selection.has(incident.id);
  return (
    <tr data-incident={incident.id} data-selected={isSelected} {...row}>
      <td className={css.check}>{isMendable(incident) ? <input type="checkbox" checked={isSelected} aria-label={t('incidents.select', { step, key: incident.key })} onChange={(event) => selection.toggle(incident.id, (event.nativeEvent as MouseEvent).shiftKey === true)} /> : null}</td>
      <td className={css.main}><span className={css.run}><Link to="/tickets/$key/flow" params={{ key: incident.key }} search={{}}><bdi>{step}</bdi></Link><span className="secondary small"><span className="figures">{incident.key}</span> <bdi>{incident.title}</bdi></span></span></td>
      <td className={css.why}><bdi>{tell(incidentTold(incident)).message}</bdi><code>{incident.code}</code>{incident.isSuspended ? <span className="secondary small">{t('incidents.suspended')}</span> : null}</td>
      <td className={css.flow}><bdi>{say(incident.flowName) || incident.flow}</bdi> <span className="secondary small">{t('flow.version', { version: incident.version })}</span></td>
      <td className={`${css.when} secondary`} data-label={t('incidents.column.since')}><RelativeTime at={incident.at} /></td>
      <td className="figures" data-label={t('incidents.column.attempts')}>{incident.attempts}</td>
    </tr>
  );
}
