/** The list of tickets: views and filter in the address, rows that stay put, one beside the list, several at once, everything by keyboard. */
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { Button, type InputRef } from 'antd';
import type { ApiFault } from '../../shell/api/client.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { useMay } from '../../shell/session/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { later } from '../../ui/later.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { MoreRows } from '../../ui/MoreRows.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useCurrentRow } from '../../ui/useCurrentRow.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { PeekFrame } from '../../view/peek/PeekFrame.tsx';
import { usePeek } from '../../view/peek/usePeek.ts';
import { ViewTabs } from '../../view/ViewTabs.tsx';
import { useViews, type ViewsOf } from '../../view/useViews.ts';
import { chosenColumns } from './columns.ts';
import { FilterBar } from './FilterBar.tsx';
import { isNarrowed, parseFilters, type TicketFilters } from './filters.ts';
import { ListMenu } from './ListMenu.tsx';
import { mostSelected } from './row-acts.ts';
import { TicketRows } from './TicketRows.tsx';
import { useRowActs } from './useRowActs.ts';
import { useSelection } from './useSelection.ts';
import { useTicketList } from './useTicketList.ts';
import css from './TicketListPage.module.css';

const AssignDialog = later(() => import('./AssignDialog.tsx').then(({ AssignDialog: part }) => part));
const BulkBar = later(() => import('./BulkBar.tsx').then(({ BulkBar: part }) => part));
const KeysHelp = later(() => import('./KeysHelp.tsx').then(({ KeysHelp: part }) => part));
const Peek = later(() => import('./Peek.tsx').then(({ Peek: part }) => part), <Loading rows={8} />);
const RowActPanel = later(() => import('./RowActPanel.tsx').then(({ RowActPanel: part }) => part));
const route = getRouteApi('/tickets');

export function TicketListPage(): ReactNode {
  const { t } = useTexts();
  const may = useMay();
  const navigate = route.useNavigate();
  const filters = route.useSearch();
  const list = useTicketList(filters);
  const ids = useMemo(() => list.rows.map((row) => row.key), [list.rows]);
  const keys = useCurrentRow<HTMLDivElement>(ids);
  const selection = useSelection(ids, mostSelected);
  const acts = useRowActs();
  const search = useRef<InputRef>(null);
  const [assigned, setAssigned] = useState<readonly string[] | null>(null);
  const [isHelp, setIsHelp] = useState(false);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const isWide = may('event.read');
  const title = t(isWide ? 'tickets.title' : 'tickets.mine');
  useCrumbs([{ label: title }]);
  // Each filter is a place in the browser's history: Back takes it out again.
  const open = useCallback((next: TicketFilters, isInstead = false) => void navigate({ search: next, replace: isInstead }), [navigate]);
  const views = useViews({ list: 'tickets', isWide, search: filters as Readonly<Record<string, unknown>>, parse: parseFilters, onOpen: open as ViewsOf['onOpen'] });
  const columns = useMemo(() => chosenColumns(views.shelf.columns), [views.shelf.columns]);
  const change = (next: TicketFilters, isTyped = false): void => open({ ...views.blank, ...(filters.view ? { view: filters.view } : {}), ...next }, isTyped);
  const openPage = useCallback((key: string, isInstead = false) => void navigate({ to: '/tickets/$key', params: { key }, replace: isInstead }), [navigate]);
  const peek = usePeek({ search: filters, keys, go: open, openPage });
  /** The selected rows, else the ticket beside the list, else the current row. */
  const meant = (): readonly string[] => (selection.selected.length > 0 ? selection.selected : peek.id ? [peek.id] : keys.current && ids.includes(keys.current) ? [keys.current] : []);
  const select = (isRange: boolean): void => { if (keys.current) selection.toggle(keys.current, isRange); };
  const escape = (): void => { if (peek.id) peek.close(); else selection.clear(); };
  useKeys({
    'j': () => keys.move(1), 'k': () => keys.move(-1), '/': () => search.current?.focus(), '?': () => setIsHelp(true),
    'Enter': () => { if (keys.current) openPage(keys.current); }, ' ': peek.toggle,
    'Escape': escape, 'x': () => select(false), 'X': () => select(true),
    'c': () => void acts.run(meant(), { action: 'claim' }),
    'a': () => { if (may('task.assign') && meant().length > 0) setAssigned(meant()); },
  });
  const total = list.total;
  const menu = isWide ? <ListMenu filters={filters} columns={columns} onColumns={(next) => void views.arrange({ columns: next })} onFault={setFault} onHelp={() => setIsHelp(true)} /> : null;
  return (
    <>
      <PeekFrame beside={peek.id ? <Peek ticketKey={peek.id} onClose={peek.close} /> : null}>
        <PageHeader title={title} note={total === null ? null : t('tickets.total', { count: total })} actions={<span className={css.keys}>{t('tickets.keys')}</span>}>
          <ViewTabs views={views} at="/tickets" isBare={!isWide} />
          <FilterBar filters={filters} onChange={change} search={search} menu={menu} />
        </PageHeader>
        <div aria-live="polite" className={css.news}>
          {list.waiting > 0 ? <Button size="small" type="primary" shape="round" onClick={list.showWaiting}>{t('tickets.new', { count: list.waiting })}</Button> : null}
        </div>
        {fault ? <div className={css.notice}><ErrorNotice fault={fault} isCompact /></div> : null}
        {acts.work === null ? null : <RowActPanel acts={acts} />}
        {list.error && list.rows.length === 0 ? <div className={css.notice}><ErrorNotice fault={list.error} onRetry={list.retry} /></div>
          : list.isLoading || views.isSettling ? <Loading rows={12} />
            : list.rows.length === 0 ? <EmptyState icon="tickets" title={t(isNarrowed(filters) ? 'tickets.empty' : 'tickets.emptyNone')} text={t(isNarrowed(filters) ? 'tickets.emptyText' : 'tickets.emptyNoneText')} action={isNarrowed(filters) ? <Button onClick={() => change(parseFilters({}))}>{t('tickets.emptyFilter')}</Button> : may('ticket.create') ? <Button type="primary" onClick={() => void navigate({ to: '/tickets/new' })}>{t('top.newLong')}</Button> : null} />
              : <TicketRows rows={list.rows} keys={keys} selection={selection} columns={columns} peeked={peek.id} onPeek={peek.open} onEnd={list.reachEnd} isOld={list.isOld} />}
        {list.error && list.rows.length > 0 ? <MoreRows list={list} shown={list.rows.length} total={total} /> : null}
        {list.rows.length > 0 && !list.hasMore && list.rows.length > 20 ? <p className={css.end}>{t('tickets.end')}</p> : null}
        {selection.selected.length > 0 ? <BulkBar selection={selection} acts={acts} onAssign={() => setAssigned(selection.selected)} /> : null}
      </PeekFrame>
      {assigned ? <AssignDialog keys={assigned} onClose={() => setAssigned(null)} onChoose={(to) => { setAssigned(null); void acts.run(assigned, { action: 'assign', to }); }} /> : null}
      {isHelp ? <KeysHelp onClose={() => setIsHelp(false)} /> : null}
    </>
  );
}
