/** The alarm console: groups, not single alarms; firing first. New ones wait to be shown, so that nothing jumps under the pointer. */
import { useMemo, useState, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import type { AlarmGroupView } from '#api/alarm.api';
import { usePages, useRead, useWrite } from '../shell/api/read.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useLive } from '../shell/live/useLive.ts';
import { useMe } from '../shell/session/session.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Loading } from '../ui/Loading.tsx';
import { MoreRows } from '../ui/MoreRows.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { PersonAvatar } from '../ui/PersonAvatar.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { isTypedOn, SearchInput } from '../ui/SearchInput.tsx';
import { mergeStable } from '../ui/stable-list.ts';
import { useCurrentRow, type CurrentRow } from '../ui/useCurrentRow.ts';
import { useKeys } from '../ui/useKeys.ts';
import { alarmStates, parseAlarmFilter, type AlarmFilter } from './filter.ts';
import { GroupState, Labels, markOfGroup } from './GroupMark.tsx';
import css from './AlarmConsolePage.module.css';

const route = getRouteApi('/alarms');

export function AlarmConsolePage(): ReactNode {
  const { t } = useTexts();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const state = alarmStates(filter);
  const list = usePages('alarmGroups.list', { query: { limit: 50, ...(state ? { state } : {}), ...(filter.q ? { q: filter.q } : {}) } }, { keepsOld: true });
  const counts = useRead('inbox.counts');
  useCrumbs([{ label: t('alarms.title') }]);
  useLive('alarm-groups', ['alarmGroups.list', 'inbox.counts']);
  const { groups, waiting, show } = useSteadyGroups(list.items, `${JSON.stringify(filter)} ${list.pages}`);
  const change = (part: AlarmFilter, isTyped = false): void => void navigate({ search: parseAlarmFilter({ ...filter, ...part }), replace: isTyped });
  const ids = useMemo(() => groups.map((group) => group.id), [groups]);
  const keys = useCurrentRow<HTMLUListElement>(ids);
  useKeys({ j: () => keys.move(1), k: () => keys.move(-1), Enter: () => { if (keys.current) void navigate({ to: '/alarms/$id', params: { id: keys.current } }); } });
  return (
    <>
      <PageHeader title={t('alarms.title')} note={counts.data ? t('alarms.firing', { count: counts.data.firing }) : null}>
        <div className={css.bar}>
          <Segmented size="small" aria-label={t('alarms.filter.label')} value={filter.show ?? 'active'} onChange={(value) => void navigate({ search: parseAlarmFilter({ q: filter.q, show: value }) })} options={(['active', 'closed', 'all'] as const).map((value) => ({ value, label: t(`alarms.filter.${value}`) }))} />
          <SearchInput className={css.search} label={t('alarms.search')} value={filter.q ?? ''} onChange={(q) => change({ q }, isTypedOn(filter.q, q))} />
        </div>
      </PageHeader>
      <div aria-live="polite" className={css.news}>{waiting > 0 ? <Button size="small" type="primary" shape="round" onClick={show}>{t('alarms.new', { count: waiting })}</Button> : null}</div>
      {list.error && !list.items ? <div className={css.notice}><ErrorNotice fault={list.error} onRetry={list.retry} /></div>
        : list.isLoading ? <Loading rows={8} height={64} />
          : groups.length === 0 ? <EmptyState icon="alarms" title={t(filter.q || filter.show ? 'alarms.noneFound' : 'alarms.none')} text={t(filter.q || filter.show ? 'alarms.noneFoundText' : 'alarms.noneText')} />
            : <ul ref={keys.list} className={css.list}>{groups.map((group) => <Row key={group.id} group={group} keys={keys} />)}</ul>}
      <MoreRows list={list} shown={groups.length} />
    </>
  );
}

/** Groups stay where they stand while hints come; those that are new wait. */
function useSteadyGroups(fresh: readonly AlarmGroupView[] | undefined, place: string): { groups: readonly AlarmGroupView[]; waiting: number; show: () => void } {
  const [shown, setShown] = useState<{ place: string; ids: readonly string[] } | null>(null);
  const isSame = shown?.place === place && shown.ids.length > 0;
  const kept = useMemo(() => {
    if (!fresh) return { rows: [] as readonly AlarmGroupView[], waiting: [] as readonly string[] };
    if (!isSame) return { rows: fresh, waiting: [] };
    const byId = new Map(fresh.map((group) => [group.id, group]));
    return mergeStable(shown.ids.flatMap((id) => byId.get(id) ?? []), fresh, true);
  }, [fresh, isSame, shown]);
  if (fresh && !isSame && fresh.length > 0) setShown({ place, ids: fresh.map((group) => group.id) });
  return { groups: kept.rows, waiting: kept.waiting.length, show: () => setShown(fresh ? { place, ids: fresh.map((group) => group.id) } : null) };
}

function Row({ group, keys }: { group: AlarmGroupView; keys: CurrentRow<HTMLUListElement> }): ReactNode {
  const { t } = useTexts();
  return (
    <li className={css.row} data-state={markOfGroup(group)} data-group={group.id} {...keys.rowProps(group.id)}>
      <span className={css.state}><GroupState group={group} /></span>
      <div className={css.cause}>
        <Link to="/alarms/$id" params={{ id: group.id }} className={css.link}><bdi>{group.title}</bdi></Link>
        <Labels labels={group.key} most={6} />
      </div>
      <span className={css.count}><span className="figures">{t('alarms.count', { firing: group.firingCount, all: group.alarmCount })}</span></span>
      <span className={css.since}><RelativeTime at={group.firstSeenAt} /></span>
      <span className={css.ticket}>{group.ticket ? <Link to="/tickets/$key" params={{ key: group.ticket.key }} className="figures">{group.ticket.key}</Link> : <span className="secondary">{t('alarms.noTicket')}</span>}</span>
      <span className={css.seen}><Acknowledge group={group} /></span>
    </li>
  );
}

export function Acknowledge({ group }: { group: AlarmGroupView }): ReactNode {
  const { t } = useTexts();
  const me = useMe();
  const write = useWrite('alarmGroups.acknowledge', { invalidates: ['alarmGroups.list', 'alarmGroups.read'] });
  if (group.acknowledgedBy) {
    const name = group.acknowledgedBy.id === me.person.id ? t('actor.you') : group.acknowledgedBy.name ?? group.acknowledgedBy.id;
    return <span className={css.who} title={t('alarms.acknowledged', { name })}><PersonAvatar id={group.acknowledgedBy.id} name={group.acknowledgedBy.name ?? null} size={20} /><bdi className="ellipsis">{name}</bdi></span>;
  }
  if (!group.can.includes('alarm.acknowledge') || group.state === 'closed') return null;
  return (
    <span className={css.ack}>
      <Button size="small" icon={<Icon name="eye" size={15} />} loading={write.isPending} onClick={() => write.mutate({ params: { id: group.id } })}>{t('alarms.acknowledge')}</Button>
      {write.error ? <ErrorNotice fault={write.error} isCompact /> : null}
    </span>
  );
}
