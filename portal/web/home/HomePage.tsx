/** Home: what is asked of the reader, what is down now, what changed; for requesters their requests. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { AlarmGroup } from '#domain/alarm/alarm.schema';
import type { ItemCard } from '#api/catalog.api';
import type { TaskView } from '#api/task.api';
import type { ResponseOf } from '#api/routes';
import { GroupState } from '../alarm/GroupMark.tsx';
import { useRead } from '../shell/api/read.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useLive } from '../shell/live/useLive.ts';
import { useMay, useMe } from '../shell/session/session.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { pressingClock } from '#domain/sla/clock.face';
import { ClockChip } from '../ui/ClockChip.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { PriorityMark } from '../ui/PriorityMark.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { TicketState } from '../ui/TicketState.tsx';
import { useNow } from '../ui/useNow.ts';
import css from './HomePage.module.css';

export function HomePage(): ReactNode {
  const { t } = useTexts();
  const me = useMe();
  const may = useMay();
  const hour = new Date(useNow()).getHours();
  useCrumbs([{ label: t('menu.home') }]);
  const isStaff = may('event.read');
  const name = me.person.name.split(' ')[0] ?? me.person.name;
  return (
    <>
      <PageHeader title={<bdi>{t(hour < 12 ? 'home.morning' : hour < 18 ? 'home.day' : 'home.evening', { name })}</bdi>} />
      <div className={css.page}>
        <div className={css.column}>{may('task.read') ? <Asked /> : null}{isStaff ? <Recent /> : <MyRequests />}</div>
        <div className={css.column}>{may('alarm.read') ? <Down /> : <Offered />}</div>
      </div>
    </>
  );
}

function Panel({ title, count, all, children }: { title: string; count?: number | null; all?: ReactNode; children: ReactNode }): ReactNode {
  return <section className={css.panel}><header><h2>{title}{count ? <span className={css.count}>{count}</span> : null}</h2>{all}</header>{children}</section>;
}
/** The list, or what stands in its place. */
function Listed<T>({ read, empty, rows, children }: { read: { data: { items: readonly T[] } | undefined; error: unknown; refetch: () => unknown }; empty: ReactNode; rows: number; children: (items: readonly T[]) => ReactNode }): ReactNode {
  if (read.error && !read.data) return <div className={css.fault}><ErrorNotice fault={read.error} isCompact onRetry={() => void read.refetch()} /></div>;
  if (!read.data) return <Loading rows={rows} height={44} />;
  return read.data.items.length === 0 ? empty : children(read.data.items);
}

function Asked(): ReactNode {
  const { t, say } = useTexts();
  const may = useMay();
  const me = useMe();
  const inbox = useRead('inbox.list', { query: { scope: 'mine', limit: 8 } });
  const counts = useRead('inbox.counts');
  useLive(`inbox:${me.person.id}`, ['inbox.list', 'inbox.counts']);
  const to = (task: TaskView): ReactNode => (
    <li key={task.id}>
      <Link to={task.kind === 'approval' ? '/approvals' : '/tickets/$key'} params={{ key: task.ticket.key }} className={css.row} data-home-task={task.ticket.key}>
        <span className={css.kind} data-kind={task.kind}><Icon name={task.kind === 'approval' ? 'approvals' : 'work'} size={16} /></span>
        <span className={css.words}><span className={css.name}><span className={css.key}>{task.ticket.key}</span><bdi className="ellipsis">{task.ticket.title}</bdi></span><span className={css.about}><span><bdi>{say(task.name)}</bdi>{task.prompt ? ':' : ''}</span>{task.prompt ? <bdi className="ellipsis">{say(task.prompt)}</bdi> : null}</span></span>
        {task.ticket.isFiring ? <StateMark state="critical" size={14} /> : null}
        <PriorityMark priority={task.ticket.priority} />
        <RelativeTime at={task.openedAt} className={css.when} />
      </Link>
    </li>
  );
  return (
    <Panel title={t('home.askedOfYou')} count={counts.data?.mine ?? null} all={<Link to="/work">{t('home.allWork')}</Link>}>
      <Listed read={inbox} rows={3} empty={<EmptyState icon="inbox" title={t('home.askedNone')} text={t('home.askedNoneText')} isCompact action={(counts.data?.team ?? 0) > 0 && may('task.assign') ? <Link to="/work" search={{ scope: 'team' }}>{t('home.team', { count: counts.data!.team })}</Link> : null} />}>{(items) => <ul>{items.map(to)}</ul>}</Listed>
    </Panel>
  );
}

function TicketLines({ items, to = '/tickets/$key' }: { items: readonly ResponseOf<'tickets.list'>['items'][number][]; to?: '/tickets/$key' | '/requests/$key' }): ReactNode {
  return (
    <ul>
      {items.map((ticket) => {
        const clock = pressingClock(ticket.clocks);
        return (
          <li key={ticket.id} className={css.line}>
            <Link to={to} params={{ key: ticket.key }} className={css.ticket}><span className={css.key}>{ticket.key}</span><bdi className="ellipsis">{ticket.title}</bdi></Link>
            <span className={css.state}><TicketState category={ticket.category} name={ticket.stateName} /></span>
            <span className={css.clock}>{clock ? <ClockChip clock={clock} isBrief /> : <RelativeTime at={ticket.updatedAt} className={css.when} />}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Recent(): ReactNode {
  const { t } = useTexts();
  const list = useRead('tickets.list', { query: { sort: 'updated', limit: 8 } }, { refetchMs: 60_000 });
  useLive('tickets', ['tickets.list']);
  return <Panel title={t('home.recent')} all={<Link to="/tickets">{t('home.allTickets')}</Link>}><Listed read={list} rows={6} empty={<EmptyState icon="tickets" title={t('home.recentNone')} isCompact />}>{(items) => <TicketLines items={items} />}</Listed></Panel>;
}

function MyRequests(): ReactNode {
  const { t } = useTexts();
  const list = useRead('tickets.list', { query: { mine: 'requested', sort: 'updated', limit: 8 } }, { refetchMs: 60_000 });
  useLive('tickets', ['tickets.list']);
  return <Panel title={t('home.myRequests')} all={<Link to="/requests/mine">{t('request.all')}</Link>}><Listed read={list} rows={4} empty={<EmptyState icon="bag" title={t('home.myRequestsNone')} text={t('home.myRequestsText')} isCompact action={<Link to="/requests"><Button type="primary">{t('catalog.toCatalog')}</Button></Link>} />}>{(items) => <TicketLines items={items} to="/requests/$key" />}</Listed></Panel>;
}

/** The catalogue's first items, those that were begun before all others. */
function Offered(): ReactNode {
  const { t, say } = useTexts();
  const catalog = useRead('catalogItems.list', {}, { staleMs: 30_000 });
  const offered = [...catalog.data?.items ?? []].sort((one, other) => Number(other.beganAt !== null) - Number(one.beganAt !== null)).slice(0, 5);
  const line = (item: ItemCard): ReactNode => (
    <li key={item.key}>
      <Link to="/requests/new/$item" params={{ item: item.key }} className={css.row}>
        <span className={css.kind}><Icon name={item.icon} size={16} /></span>
        <span className={css.words}><bdi className={css.offer}>{say(item.name)}</bdi><bdi className="secondary small ellipsis">{say(item.about)}</bdi></span>
        {item.beganAt ? <span className={css.when}>{t('catalog.begun')}</span> : null}
      </Link>
    </li>
  );
  return (
    <Panel title={t('catalog.title')} all={<Link to="/requests">{t('request.all')}</Link>}>
      <Listed read={{ ...catalog, data: catalog.data && { items: offered } }} rows={3} empty={<EmptyState icon="bag" title={t('catalog.none')} isCompact action={<Link to="/tickets/new"><Button type="primary">{t('top.newLong')}</Button></Link>} />}>{(items) => <ul>{items.map(line)}</ul>}</Listed>
    </Panel>
  );
}

function Down(): ReactNode {
  const { t } = useTexts();
  const list = useRead('alarmGroups.list', { query: { state: 'firing', limit: 8 } });
  const counts = useRead('inbox.counts');
  useLive('alarm-groups', ['alarmGroups.list', 'inbox.counts']);
  const line = (group: AlarmGroup): ReactNode => (
    <li key={group.id}>
      <Link to="/alarms/$id" params={{ id: group.id }} className={css.row}>
        <span className={css.words}><bdi className="ellipsis">{group.title}</bdi><span className={css.state}><GroupState group={group} />{group.ticket ? <span className="figures">{group.ticket.key}</span> : null}</span></span>
        <RelativeTime at={group.firstSeenAt} className={css.when} />
      </Link>
    </li>
  );
  return <Panel title={t('home.down')} count={counts.data?.firing ?? null} all={<Link to="/alarms">{t('home.allAlarms')}</Link>}><Listed read={list} rows={3} empty={<EmptyState icon="check" title={t('home.downNone')} text={t('home.downNoneText')} isCompact />}>{(items) => <ul>{items.map(line)}</ul>}</Listed></Panel>;
}
