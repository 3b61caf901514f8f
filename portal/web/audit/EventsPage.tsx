/** Every event of what the reader may read, the newest first, by day: filter in the address, rows that stay put, export. */
import { Fragment, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ApiFault } from '../shell/api/client.ts';
import { useRead } from '../shell/api/read.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { effectNames } from '#domain/audit/story';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { MoreRows } from '../ui/MoreRows.tsx';
import { useListKeys } from '../ui/useListKeys.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { dateTitle } from '../ui/time.ts';
import { ViewTabs } from '../view/ViewTabs.tsx';
import { useViews, type ViewsOf } from '../view/useViews.ts';
import { EventFilterBar } from './EventFilterBar.tsx';
import { EventRow } from './EventRow.tsx';
import { ExportButton } from './ExportButton.tsx';
import { isNarrowed, parseEventFilters, type EventFilters } from './filters.ts';
import { useEventList } from './useEventList.ts';
import css from './EventsPage.module.css';

const route = getRouteApi('/events');

export function EventsPage(): ReactNode {
  const { t, locale } = useTexts();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const list = useEventList(filters);
  const types = useRead('ticketTypes.list', {}, { staleMs: 300_000 });
  const [fault, setFault] = useState<ApiFault | null>(null);
  const open = useCallback((next: EventFilters, isInstead = false) => void navigate({ search: next, replace: isInstead }), [navigate]);
  const views = useViews({ list: 'events', isWide: true, search: filters as Readonly<Record<string, unknown>>, parse: parseEventFilters, onOpen: open as ViewsOf['onOpen'] });
  const change = (next: EventFilters, isTyped = false): void => open({ ...views.blank, ...(filters.view ? { view: filters.view } : {}), ...next }, isTyped);
  const nodeNames = useMemo(() => effectNames(list.rows), [list.rows]);
  const ids = useMemo(() => list.rows.map(({ id }) => id), [list.rows]);
  const keys = useListKeys<HTMLOListElement>(ids);
  const isNone = list.rows.length === 0 && !list.hasMore;
  // A page may hold nothing this reader may read and yet go on: it goes on by itself until there is something to show.
  const { more } = list;
  const isSearching = list.rows.length === 0 && list.hasMore && !list.isFetchingMore && !list.isOld && list.error === null;
  useEffect(() => { if (isSearching) more(); });
  useCrumbs([{ label: t('events.title') }]);
  let day = '';
  return (
    <>
      <PageHeader title={t('events.title')} note={<span className={css.about}>{t('events.about')}</span>} actions={<ExportButton filters={filters} onFault={setFault} />}>
        <ViewTabs views={views} at="/events" isBare />
        <EventFilterBar filters={filters} onChange={change} />
      </PageHeader>
      <div aria-live="polite" className={css.news}>{list.waiting > 0 ? <Button size="small" type="primary" shape="round" onClick={list.showWaiting}>{t('events.new', { count: list.waiting })}</Button> : null}</div>
      {fault ? <div className={css.notice}><ErrorNotice fault={fault} isCompact /></div> : null}
      {list.error && list.rows.length === 0 ? <div className={css.notice}><ErrorNotice fault={list.error} onRetry={list.retry} /></div>
        : list.isLoading || views.isSettling || (list.rows.length === 0 && list.hasMore) ? <Loading rows={12} />
          : isNone ? <EmptyState icon="history" title={t(isNarrowed(filters) ? 'events.noneFound' : 'events.none')} text={t(isNarrowed(filters) ? 'events.noneFoundText' : 'events.noneText')} action={isNarrowed(filters) ? <Button onClick={() => change({})}>{t('events.clear')}</Button> : undefined} />
            : (
              <ol ref={keys.list} className={css.list} aria-label={t('events.list')} data-old={list.isOld}>
                {list.rows.map((event) => {
                  const title = dateTitle(event.at, locale);
                  const isNewDay = title !== day;
                  day = title;
                  return (
                    <Fragment key={event.id}>
                      {isNewDay ? <li className={css.day}>{title}</li> : null}
                      <EventRow event={event} row={keys.rowProps(event.id)} filters={filters} nodeNames={nodeNames} type={types.data?.items.find(({ key }) => key === event.ticketType) ?? null} />
                    </Fragment>
                  );
                })}
              </ol>
            )}
      {list.rows.length > 0 ? <MoreRows list={list} shown={list.rows.length} /> : null}
    </>
  );
}
