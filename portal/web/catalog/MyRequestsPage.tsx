/** My requests: what I have asked for, where it stands, who has it and when it is due; the newest change first. */
import { useCallback, useMemo, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import type { ResponseOf } from '#api/routes';
import { usePages } from '../shell/api/read.ts';
import { useSteadyItems } from '../shell/api/useSteadyItems.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useLive } from '../shell/live/useLive.ts';
import { Sentence, useTexts } from '../shell/texts/useTexts.tsx';
import { pressingClock } from '#domain/sla/clock.face';
import { ClockChip } from '../ui/ClockChip.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ListBar, listBar } from '../ui/ListBar.tsx';
import { Loading } from '../ui/Loading.tsx';
import { MoreRows } from '../ui/MoreRows.tsx';
import { NewRows } from '../ui/NewRows.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { SearchInput } from '../ui/SearchInput.tsx';
import { TicketState } from '../ui/TicketState.tsx';
import type { CurrentRow } from '../ui/useCurrentRow.ts';
import { useListKeys } from '../ui/useListKeys.ts';
import { ViewTabs } from '../view/ViewTabs.tsx';
import { useViews, type ViewsOf } from '../view/useViews.ts';
import { parseMyRequests, type MyRequestFilters } from './filters.ts';
import { RequestTabs } from './RequestTabs.tsx';
import css from './MyRequestsPage.module.css';

type Row = ResponseOf<'tickets.list'>['items'][number];
const route = getRouteApi('/requests/mine');
const unfinished = 'open,waiting,recovered';

export function MyRequestsPage(): ReactNode {
  const { t } = useTexts();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const isAll = filters.show === undefined;
  const q = filters.q?.trim() ?? '';
  const list = usePages('tickets.list', { query: { mine: 'requested', sort: 'updated', limit: 50, ...(isAll ? {} : { category: unfinished }), ...(q ? { q } : {}) } }, { keepsOld: true, refetchMs: 60_000 });
  useLive('tickets', ['tickets.list']);
  const { rows: items, waiting, show } = useSteadyItems(list.items, JSON.stringify([isAll, q]));
  const go = useCallback((search: MyRequestFilters, isInstead = false) => void navigate({ search, replace: isInstead }), [navigate]);
  const views = useViews({ list: 'requests', isWide: true, search: filters as Readonly<Record<string, unknown>>, parse: parseMyRequests, onOpen: go as ViewsOf['onOpen'] });
  const change = (part: { [Name in keyof MyRequestFilters]: MyRequestFilters[Name] | undefined }, isTyped = false): void => go(parseMyRequests({ ...views.blank, ...filters, ...part }), isTyped);
  const ids = useMemo(() => items.map(({ id }) => id), [items]);
  const keys = useListKeys<HTMLUListElement>(ids);
  const isFiltered = !isAll || q !== '';
  useCrumbs([{ label: t('menu.requests'), to: '/requests' }, { label: t('home.myRequests') }]);
  return (
    <>
      <PageHeader title={t('home.myRequests')}><RequestTabs active="mine" /><ViewTabs views={views} at="/requests/mine" isBare /></PageHeader>
      <NewRows waiting={waiting} show={show} />
      <div className={css.page}>
        <ListBar label={t('list.narrow')}>
          <Segmented size="small" aria-label={t('request.which')} className={css.which!} value={isAll ? 'all' : 'open'} onChange={(which) => change({ show: which === 'open' ? 'open' : undefined })} options={[{ value: 'all', label: t('request.all') }, { value: 'open', label: t('request.open') }]} />
          <SearchInput className={listBar.search!} input={keys.search} label={t('request.search')} value={filters.q ?? ''} onChange={(text, isTypedOn) => change({ q: text || undefined }, isTypedOn)} />
        </ListBar>
        {list.error && !list.items ? <ErrorNotice fault={list.error} onRetry={list.retry} /> : null}
        {list.isLoading || views.isSettling ? <Loading rows={5} height={60} /> : null}
        {list.items && items.length === 0 ? <EmptyState icon="bag" title={t(isFiltered ? 'request.noneFound' : 'home.myRequestsNone')} text={t(isFiltered ? 'request.noneFoundText' : 'home.myRequestsText')} action={isFiltered ? <Button onClick={() => change({ q: undefined, show: undefined })}>{t('filter.clear')}</Button> : <Link to="/requests">{t('catalog.toCatalog')}</Link>} /> : null}
        {items.length > 0 ? <ul ref={keys.list} className={css.list}>{items.map((ticket) => <Request key={ticket.id} ticket={ticket} row={keys.rowProps(ticket.id)} />)}</ul> : null}
        <MoreRows list={list} shown={items.length} total={list.first?.total ?? null} />
      </div>
    </>
  );
}

function Request({ ticket, row }: { ticket: Row; row: ReturnType<CurrentRow<HTMLElement>['rowProps']> }): ReactNode {
  const { t, say } = useTexts();
  const clock = pressingClock(ticket.clocks);
  const isOver = ['resolved', 'closed', 'cancelled'].includes(ticket.category);
  const who = isOver ? null : ticket.assigneeName ?? (say(ticket.teamName) || null);
  return (
    <li {...row}>
      <Link to="/requests/$key" params={{ key: ticket.key }} className={css.row} data-request={ticket.key}>
        <span className={css.words}><bdi className={css.name}>{ticket.title}</bdi><span className="secondary small"><span className="figures">{ticket.key}</span>{who ? <> · <Sentence of="request.has" parts={{ who: <bdi>{who}</bdi> }} /></> : null} · <RelativeTime at={ticket.updatedAt} /></span></span>
        <span className={css.state}><TicketState category={ticket.category} name={ticket.stateName} /></span>
        <span className={css.clock}>{clock ? <ClockChip clock={clock} isBrief /> : <span className="visually-hidden">{t('request.notDue')}</span>}</span>
      </Link>
    </li>
  );
}
