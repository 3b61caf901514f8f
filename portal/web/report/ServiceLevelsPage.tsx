/** The service levels for who leads: what became of the promises, how long tickets took, where the time went; filter in the address, every number a way to its tickets. */
import { useCallback, useMemo, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { reportWords } from '#domain/report/report.words';
import { serviceLevelsReport } from '#domain/report/levels.report';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useMay } from '../shell/session/session.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { isNarrowed, parseLevelFilters, queryOf, readerZone, type LevelFilters } from './filters.ts';
import { LevelFigureTiles } from './LevelFigureTiles.tsx';
import { LevelFilterBar } from './LevelFilterBar.tsx';
import { LevelSections } from './LevelSections.tsx';
import { LevelsPdf } from './LevelsPdf.tsx';
import { levelLinks } from './links.ts';
import { useServiceLevels } from './useServiceLevels.ts';
import { WeeklyReports } from './weekly/WeeklyReports.tsx';
import css from './ServiceLevelsPage.module.css';

const route = getRouteApi('/insight/service-levels');

export function ServiceLevelsPage(): ReactNode {
  const { t, locale } = useTexts();
  const may = useMay();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const query = useMemo(() => queryOf(filters, readerZone()), [filters]);
  const { figures, error, isLoading, isOld, hasNews, showNews, retry } = useServiceLevels(query);
  const report = useMemo(() => (figures ? serviceLevelsReport(figures, locale) : null), [figures, locale]);
  const links = useMemo(() => (figures ? levelLinks(figures, filters) : null), [figures, filters]);
  const change = useCallback((next: LevelFilters) => void navigate({ search: next, resetScroll: false }), [navigate]);
  const title = t('menu.insight');
  useCrumbs([{ label: title }, { label: reportWords(locale).t('title') }]);
  return (
    <>
      <PageHeader title={reportWords(locale).t('title')} note={<span className={css.hint}>{t('levels.hint')}</span>} actions={<><WeeklyReports filters={filters} open={filters.weekly} onOpen={(weekly) => change(parseLevelFilters({ ...filters, weekly }))} /><LevelsPdf key={JSON.stringify(query)} query={query} /></>}>
        <LevelFilterBar filters={filters} shown={figures?.period ?? null} onChange={change} />
      </PageHeader>
      <div aria-live="polite" className={css.news}>{hasNews ? <Button size="small" type="primary" shape="round" onClick={showNews}>{t('levels.new')}</Button> : null}</div>
      {error && (!figures || isOld) ? <div className={css.notice}><ErrorNotice fault={error} onRetry={retry} /></div>
        : isLoading || !figures || !report || !links ? <Loading rows={10} height={56} />
          : (
            <div className={css.page} data-old={isOld}>
              <p className={css.scope}>{report.scope.join(' ')}</p>
              {report.isEmpty ? (
                <EmptyState
                  icon="insight" title={t(isNarrowed(filters) ? 'levels.noneFound' : 'levels.none')} text={t(isNarrowed(filters) ? 'levels.noneFoundText' : 'levels.noneText')}
                  action={isNarrowed(filters) ? <Button onClick={() => change({})}>{t('levels.clear')}</Button> : may('settings.manage') ? <Link to="/settings" search={{ section: 'sla' }}>{t('levels.noneStep')}</Link> : null}
                />
              ) : (
                <>
                  <LevelFigureTiles figures={figures} report={report} links={links} />
                  <LevelSections figures={figures} report={report} links={links} query={query} onPromise={(promise) => change(parseLevelFilters({ ...filters, promise }))} />
                </>
              )}
              <details className={css.definitions}><summary>{t('levels.definitions')}</summary><ul>{report.definitions.map((line) => <li key={line}>{line}</li>)}</ul></details>
            </div>
          )}
    </>
  );
}
