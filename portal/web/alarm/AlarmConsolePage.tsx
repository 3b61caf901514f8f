/** The alarm console: groups, not single alarms; firing first. New ones wait to be shown, so that nothing jumps under the pointer. */
import { useCallback, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import type { AlarmGroupView } from '#api/alarm.api';
import type { ApiFault } from '../shell/api/client.ts';
import { usePages, useRead } from '../shell/api/read.ts';
import { useSteadyItems } from '../shell/api/useSteadyItems.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useLive } from '../shell/live/useLive.ts';
import { useMay } from '../shell/session/session.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { later } from '../ui/later.tsx';
import { Loading } from '../ui/Loading.tsx';
import { MoreRows } from '../ui/MoreRows.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { SearchInput } from '../ui/SearchInput.tsx';
import { NewRows } from '../ui/NewRows.tsx';
import type { CurrentRow } from '../ui/useCurrentRow.ts';
import { useKeys } from '../ui/useKeys.ts';
import { useListKeys } from '../ui/useListKeys.ts';
import { ExportList } from '../view/ExportList.tsx';
import { PeekButton } from '../view/peek/PeekButton.tsx';
import { PeekFrame } from '../view/peek/PeekFrame.tsx';
import { usePeek } from '../view/peek/usePeek.ts';
import { ViewTabs } from '../view/ViewTabs.tsx';
import { useViews, type ViewsOf } from '../view/useViews.ts';
import { Acknowledge } from './Acknowledge.tsx';
import { alarmStates, parseAlarmFilter, type AlarmFilter } from './filter.ts';
import { GroupState, Labels, markOfGroup } from './GroupMark.tsx';
import css from './AlarmConsolePage.module.css';

const GroupPeek = later(() => import('./GroupPeek.tsx').then(({ GroupPeek: part }) => part), <Loading rows={8} />);
const route = getRouteApi('/alarms');

export function AlarmConsolePage(): ReactNode {
  const { t } = useTexts();
  const may = useMay();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const state = alarmStates(filter);
  const list = usePages('alarmGroups.list', { query: { limit: 50, ...(state ? { state } : {}), ...(filter.q ? { q: filter.q } : {}) } }, { keepsOld: true });
  const counts = useRead('inbox.counts');
  const [fault, setFault] = useState<ApiFault | null>(null);
  useCrumbs([{ label: t('alarms.title') }]);
  useLive('alarm-groups', ['alarmGroups.list', 'inbox.counts']);
  const { rows: groups, waiting, show } = useSteadyItems(list.items, JSON.stringify([state, filter.q]));
  const open = useCallback((search: AlarmFilter, isInstead = false) => void navigate({ search, replace: isInstead }), [navigate]);
  const views = useViews({ list: 'alarms', isWide: true, search: filter as Readonly<Record<string, unknown>>, parse: parseAlarmFilter, onOpen: open as ViewsOf['onOpen'] });
  const change = (part: { [Name in keyof AlarmFilter]: AlarmFilter[Name] | undefined }, isTyped = false): void => open(parseAlarmFilter({ ...views.blank, ...filter, ...part }), isTyped);
  const ids = useMemo(() => groups.map((group) => group.id), [groups]);
  const keys = useListKeys<HTMLUListElement>(ids);
  const openPage = useCallback((id: string, isInstead = false) => void navigate({ to: '/alarms/$id', params: { id }, replace: isInstead }), [navigate]);
  const peek = usePeek({ search: filter, keys, go: open, openPage });
  useKeys({ 'Enter': () => { if (keys.current) openPage(keys.current); }, ' ': peek.toggle, 'Escape': () => { if (peek.id) peek.close(); } });
  const isFiltered = Boolean(filter.q) || filter.show !== undefined;
  return (
    <PeekFrame beside={peek.id ? <GroupPeek id={peek.id} onClose={peek.close} /> : null}>
      <PageHeader title={t('alarms.title')} note={counts.data ? t('alarms.firing', { count: counts.data.firing }) : null} actions={<ExportList route="alarmGroups.export" query={{ ...(state ? { state } : {}), ...(filter.q ? { q: filter.q } : {}) }} onFault={setFault} />}>
        <ViewTabs views={views} at="/alarms" isBare />
        <div className={css.bar} role="search" aria-label={t('list.narrow')}>
          <Segmented size="small" aria-label={t('alarms.filter.label')} value={filter.show ?? 'active'} onChange={(value) => change({ show: value === 'active' ? undefined : value as 'all' | 'closed' })} options={(['active', 'closed', 'all'] as const).map((value) => ({ value, label: t(`alarms.filter.${value}`) }))} />
          <SearchInput className={css.search} input={keys.search} label={t('alarms.search')} value={filter.q ?? ''} onChange={(q, isTypedOn) => change({ q }, isTypedOn)} />
        </div>
      </PageHeader>
      <NewRows waiting={waiting} show={show} />
      {fault ? <div className={css.notice}><ErrorNotice fault={fault} isCompact /></div> : null}
      {list.error && !list.items ? <div className={css.notice}><ErrorNotice fault={list.error} onRetry={list.retry} /></div>
        : list.isLoading || views.isSettling ? <Loading rows={8} height={64} />
          : groups.length === 0 ? <EmptyState icon="alarms" title={t(isFiltered ? 'alarms.noneFound' : 'alarms.none')} text={t(isFiltered ? 'alarms.noneFoundText' : 'alarms.noneText')} action={isFiltered ? <Button onClick={() => change({ q: undefined, show: undefined })}>{t('filter.clear')}</Button> : may('source.manage') ? <Link to="/settings" search={{ section: 'sources' }}>{t('alarms.toSources')}</Link> : undefined} />
            : <GroupRows groups={groups} keys={keys} onPeek={peek.open} />}
      <MoreRows list={list} shown={groups.length} />
    </PeekFrame>
  );
}

interface RowsProps { keys: CurrentRow<HTMLUListElement>; onPeek: (id: string) => void }
function GroupRows({ groups, keys, onPeek }: RowsProps & { groups: readonly AlarmGroupView[] }): ReactNode {
  // As in the list of tickets; j and k do the same from anywhere on the page.
  const walk = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    keys.move(by);
  };
  return <ul ref={keys.list} className={css.list} onKeyDown={walk}>{groups.map((group) => <Row key={group.id} group={group} keys={keys} onPeek={onPeek} />)}</ul>;
}

function Row({ group, keys, onPeek }: RowsProps & { group: AlarmGroupView }): ReactNode {
  const { t } = useTexts();
  return (
    <li className={css.row} data-state={markOfGroup(group)} data-group={group.id} {...keys.rowProps(group.id)}>
      <span className={css.state}><GroupState group={group} /></span>
      <div className={css.cause}>
        <span className={css.title}>
          <Link to="/alarms/$id" params={{ id: group.id }} className={css.link}><bdi>{group.title}</bdi></Link>
          <PeekButton name={group.title} onPeek={() => onPeek(group.id)} />
        </span>
        <Labels labels={group.key} most={6} />
      </div>
      <span className={css.count}><span className="figures">{t('alarms.count', { firing: group.firingCount, all: group.alarmCount })}</span></span>
      <span className={css.since}><RelativeTime at={group.firstSeenAt} /></span>
      <span className={css.ticket}>{group.ticket ? <Link to="/tickets/$key" params={{ key: group.ticket.key }} className="figures">{group.ticket.key}</Link> : <span className="secondary">{t('alarms.noTicket')}</span>}</span>
      <span className={css.seen}><Acknowledge group={group} /></span>
    </li>
  );
}
