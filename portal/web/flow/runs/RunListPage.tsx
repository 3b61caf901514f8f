/** Every run of tickets the reader may see: by flow, version, step, state and age; from here to its drawing, and what can be done to it. */
import { useCallback, useMemo, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { runPhases } from '#domain/flow/run.phase';
import type { RunRowView } from '#api/run.api';
import { useRead } from '../../shell/api/read.ts';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { MoreRows } from '../../ui/MoreRows.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import type { CurrentRow } from '../../ui/useCurrentRow.ts';
import { useListKeys } from '../../ui/useListKeys.ts';
import { ViewTabs } from '../../view/ViewTabs.tsx';
import { useViews, type ViewsOf } from '../../view/useViews.ts';
import { countsQuery, isNarrowed, parseRunFilters, sorts, type RunFilters } from './filters.ts';
import { RunActs } from './RunActs.tsx';
import { RunFilterBar } from './RunFilterBar.tsx';
import { RunPhaseMark } from './RunPhaseMark.tsx';
import { RunTabs } from './RunTabs.tsx';
import { useRunList } from './useRunLists.ts';
import css from './Runs.module.css';

const route = getRouteApi('/runs');

export function RunListPage(): ReactNode {
  const { t } = useTexts();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const list = useRunList(filters);
  const counts = useRead('runs.counts', { query: countsQuery(filters) }, { keepsOld: true });
  useCrumbs([{ label: t('runs.title') }]);
  const go = useCallback((search: RunFilters, isInstead = false) => void navigate({ search, replace: isInstead }), [navigate]);
  const views = useViews({ list: 'runs', isWide: true, search: filters as Readonly<Record<string, unknown>>, parse: parseRunFilters, onOpen: go as ViewsOf['onOpen'] });
  const change = (part: { [Name in keyof RunFilters]: RunFilters[Name] | undefined }, isTyped = false): void => go(parseRunFilters({ ...views.blank, ...filters, ...part }), isTyped);
  const ids = useMemo(() => list.rows.map(({ id }) => id), [list.rows]);
  const keys = useListKeys<HTMLTableSectionElement>(ids);
  const phases = counts.data?.phases ?? null;
  const isFiltered = isNarrowed(filters);
  return (
    <>
      <PageHeader title={t('runs.title')} note={<span className={css.about}>{list.total === null ? t('runs.about') : t('runs.total', { count: list.total })}</span>} actions={<RunTabs />}>
        <ViewTabs views={views} at="/runs" isBare />
        <RunFilterBar filters={filters} onChange={change} search={keys.search} ageLabel={t('runs.age')}>
          <Select size="small" className={css.filter ?? ''} mode="multiple" allowClear={{ label: t('action.clear') }} maxTagCount="responsive" popupMatchSelectWidth={false} style={{ minWidth: 160 }} aria-label={t('runs.phase')} placeholder={t('runs.phase')} value={filters.phase?.split(',') ?? []} options={runPhases.map((value) => ({ value, label: phases === null ? t(`runs.phase.${value}`) : t('runs.phaseCount', { state: t(`runs.phase.${value}`), count: phases[value] ?? 0 }) }))} onChange={(values: string[]) => change({ phase: values.join(',') || undefined })} />
          <Select size="small" className={css.filter ?? ''} popupMatchSelectWidth={false} aria-label={t('runs.order')} value={filters.sort ?? 'updated'} options={sorts.map((value) => ({ value, label: t(`runs.sort.${value}`) }))} onChange={(sort) => change({ sort })} />
        </RunFilterBar>
      </PageHeader>
      <div aria-live="polite" className={css.news}>{list.waiting > 0 ? <Button size="small" type="primary" shape="round" onClick={list.showWaiting}>{t('list.new', { count: list.waiting })}</Button> : null}</div>
      {list.error && list.rows.length === 0 ? <div className={css.notice}><ErrorNotice fault={list.error} onRetry={list.retry} /></div>
        : list.isLoading || views.isSettling ? <Loading rows={12} />
          : list.rows.length === 0 ? <EmptyState icon="bolt" title={t(isFiltered ? 'runs.noneFound' : 'runs.none')} text={t(isFiltered ? 'runs.noneFoundText' : 'runs.noneText')} action={isFiltered ? <Button onClick={() => go(parseRunFilters(views.blank))}>{t('filter.clear')}</Button> : undefined} />
            : (
              <table className={css.table} data-old={list.isOld} aria-label={t('runs.list')}>
                <thead><tr><th scope="col">{t('runs.column.run')}</th><th scope="col">{t('runs.flow')}</th><th scope="col">{t('runs.column.state')}</th><th scope="col">{t('runs.column.started')}</th><th scope="col">{t('runs.column.changed')}</th><th scope="col"><span className="visually-hidden">{t('action.more')}</span></th></tr></thead>
                <tbody ref={keys.list}>{list.rows.map((run) => <Row key={run.id} run={run} row={keys.rowProps(run.id)} onDone={list.retry} />)}</tbody>
              </table>
            )}
      {list.rows.length > 0 ? <MoreRows list={list} shown={list.rows.length} total={list.total} /> : null}
    </>
  );
}

function Row({ run, row, onDone }: { run: RunRowView; row: ReturnType<CurrentRow<HTMLElement>['rowProps']>; onDone: () => void }): ReactNode {
  const { t, say, list } = useTexts();
  const isOpen = run.endedAt === null;
  return (
    <tr data-run={run.id} {...row}>
      <td className={css.main}><span className={css.run}><Link to="/tickets/$key/flow" params={{ key: run.key }} search={run.n > 1 ? { run: run.n } : {}}><span className="figures">{run.key}</span> <bdi>{run.title}</bdi></Link>{run.n > 1 ? <span className="secondary small">{t('runs.again', { n: run.n })}</span> : null}</span></td>
      <td className={css.flow}><bdi>{say(run.flowName) || run.flow}</bdi> <span className="secondary small">{t('flow.version', { version: run.version })}</span></td>
      <td><RunPhaseMark phase={run.phase} />{run.isLost ? <span className={`${css.steps} secondary small`}>{t('runs.lost')}</span> : isOpen && run.steps.length > 0 ? <span className={`${css.steps} secondary small`}><bdi>{list(run.steps.slice(0, 3).map(({ node, name }) => say(name) || node))}</bdi></span> : null}</td>
      <td className={`${css.when} secondary`} data-label={t('runs.column.started')}><RelativeTime at={run.startedAt} /></td>
      <td className={`${css.when} secondary`} data-label={t('runs.column.changed')}><RelativeTime at={run.updatedAt} /></td>
      <td className={css.acts}>{run.mayRepair ? <RunActs run={run.id} phase={run.phase} isLost={run.isLost} isBrief onDone={onDone} /> : null}</td>
    </tr>
  );
}
