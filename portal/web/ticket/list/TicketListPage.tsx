/** The list of tickets: filter in the address, rows that stay put, everything by keyboard. */
import { useCallback, useMemo, useRef, type ReactNode } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { Button, type InputRef } from 'antd';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { useMay } from '../../shell/session/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useCurrentRow } from '../../ui/useCurrentRow.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { FilterBar } from './FilterBar.tsx';
import { isNarrowed, parseFilters, type TicketFilters } from './filters.ts';
import { TicketRows } from './TicketRows.tsx';
import { useTicketList } from './useTicketList.ts';
import css from './TicketListPage.module.css';

const route = getRouteApi('/tickets');

export function TicketListPage(): ReactNode {
  const { t } = useTexts();
  const may = useMay();
  const navigate = route.useNavigate();
  const filters = route.useSearch();
  const list = useTicketList(filters);
  const ids = useMemo(() => list.rows.map((row) => row.key), [list.rows]);
  const keys = useCurrentRow<HTMLDivElement>(ids);
  const search = useRef<InputRef>(null);
  const title = t(may('event.read') ? 'tickets.title' : 'tickets.mine');
  useCrumbs([{ label: title }]);
  // Each filter is a place in the browser's history: Back takes it out again.
  const change = useCallback((next: TicketFilters, isTyped = false) => void navigate({ search: next, replace: isTyped }), [navigate]);
  useKeys({
    j: () => keys.move(1), k: () => keys.move(-1), '/': () => search.current?.focus(),
    Enter: () => { if (keys.current) void navigate({ to: '/tickets/$key', params: { key: keys.current } }); },
  });
  const total = list.total;
  return (
    <>
      <PageHeader title={title} note={total === null ? null : t('tickets.total', { count: total })} actions={<span className={css.keys}>{t('tickets.keys')}</span>}>
        <FilterBar filters={filters} onChange={change} search={search} />
      </PageHeader>
      <div aria-live="polite" className={css.news}>
        {list.waiting > 0 ? <Button size="small" type="primary" shape="round" onClick={list.showWaiting}>{t('tickets.new', { count: list.waiting })}</Button> : null}
      </div>
      {list.error && list.rows.length === 0 ? <div className={css.notice}><ErrorNotice fault={list.error} onRetry={list.retry} /></div>
        : list.isLoading ? <Loading rows={12} />
          : list.rows.length === 0 ? <EmptyState icon="tickets" title={t(isNarrowed(filters) ? 'tickets.empty' : 'tickets.emptyNone')} text={t(isNarrowed(filters) ? 'tickets.emptyText' : 'tickets.emptyNoneText')} action={isNarrowed(filters) ? <Button onClick={() => change(parseFilters({}))}>{t('tickets.emptyFilter')}</Button> : may('ticket.create') ? <Button type="primary" onClick={() => void navigate({ to: '/tickets/new' })}>{t('top.newLong')}</Button> : null} />
            : <TicketRows rows={list.rows} keys={keys} onEnd={list.more} isOld={list.isOld} />}
      {list.rows.length > 0 && !list.hasMore && list.rows.length > 20 ? <p className={css.end}>{t('tickets.end')}</p> : null}
    </>
  );
}
