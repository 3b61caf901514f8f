/** One alarm group: what fires, why together, what came in, and the ticket it became. */
import type { ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { AlarmGroup } from '#domain/alarm/alarm.schema';
import type { ResponseOf } from '#api/routes';
import { useRead } from '../shell/api/read.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useLive } from '../shell/live/useLive.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { Acknowledge } from './AlarmConsolePage.tsx';
import { GroupState, Labels } from './GroupMark.tsx';
import css from './AlarmGroupPage.module.css';

const route = getRouteApi('/alarms/$id');

export function AlarmGroupPage(): ReactNode {
  const { id } = route.useParams();
  const { t } = useTexts();
  const read = useRead('alarmGroups.read', { params: { id } });
  useLive(`alarm-group:${id}`, ['alarmGroups.read']);
  useCrumbs([{ label: t('alarms.title'), to: '/alarms' }, { label: read.data?.group.title ?? '' }]);
  if (read.error && !read.data) return <div className={css.fault}><ErrorNotice fault={read.error} onRetry={() => void read.refetch()} /></div>;
  if (!read.data) return <Loading rows={8} />;
  const { group, journal } = read.data;
  return (
    <article className={css.page}>
      <div className={css.main}>
        <PageHeader title={<bdi>{group.title}</bdi>} marks={<GroupState group={group} />} actions={<Acknowledge group={group} />} />
        <Members group={group} />
        <Journal journal={journal} />
      </div>
      <Facts group={group} />
    </article>
  );
}

function Members({ group }: { group: AlarmGroup }): ReactNode {
  const { t } = useTexts();
  return (
    <section className={css.part}>
      <h2>{t('alarm.members')}<span className={css.number}>{group.firingCount}</span></h2>
      {group.firing.length === 0 ? <EmptyState icon="check" title={t('alarm.membersNone')} text={t('alarm.quiet')} isCompact /> : (
        <ul className={css.members}>
          {group.firing.map((alarm) => (
            <li key={alarm.fingerprint}>
              <p className={css.member}><StateMark state={alarm.severity} size={14} /><bdi className={css.name}>{alarm.annotations['summary'] ?? alarm.name}</bdi><RelativeTime at={alarm.since} className="secondary small" /></p>
              {alarm.annotations['description'] ? <p className="secondary small plain-text"><bdi>{alarm.annotations['description']}</bdi></p> : null}
              <Labels labels={alarm.labels} />
            </li>
          ))}
        </ul>
      )}
      {group.resolved.length > 0 ? (
        <>
          <h2>{t('alarm.resolved')}<span className={css.number}>{group.resolved.length}</span></h2>
          <ul className={css.ended}>{group.resolved.slice(-20).reverse().map((alarm) => <li key={alarm.fingerprint}><StateMark state="ok" size={13} /><bdi className="ellipsis">{alarm.name}</bdi><RelativeTime at={alarm.at} className="secondary small" /></li>)}</ul>
        </>
      ) : null}
    </section>
  );
}

const changes = ['new', 'severity', 'resolved'] as const;

function Journal({ journal }: { journal: ResponseOf<'alarmGroups.read'>['journal'] }): ReactNode {
  const { t } = useTexts();
  if (journal.length === 0) return null;
  return (
    <section className={css.part}>
      <h2>{t('alarm.journal')}</h2>
      <ol className={css.journal}>
        {[...journal].sort((a, b) => b.receivedAt.localeCompare(a.receivedAt) || (b.seq ?? 0) - (a.seq ?? 0)).map((entry) => {
          const change = changes.find((known) => known === entry.change);
          return (
            <li key={`${entry.seq ?? entry.receivedAt}.${entry.name}`} data-change={entry.change ?? 'repeat'}>
              <RelativeTime at={entry.receivedAt} className="secondary" />
              <StateMark state={entry.state === 'resolved' ? 'ok' : entry.severity === 'critical' || entry.severity === 'major' || entry.severity === 'minor' || entry.severity === 'warning' ? entry.severity : 'info'} size={13} />
              <bdi className="ellipsis">{entry.name}</bdi>
              <span className="secondary small">{t(change ? `alarm.change.${change}` : 'alarm.change.repeat')}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Facts({ group }: { group: AlarmGroup }): ReactNode {
  const { t, say } = useTexts();
  const teams = useRead('teams.list', {}, { staleMs: 300_000 });
  const team = teams.data?.items.find((known) => known.id === group.team);
  const names = Object.keys(group.key);
  const row = (name: string, value: ReactNode): ReactNode => <div><dt>{name}</dt><dd>{value}</dd></div>;
  return (
    <aside className={css.side}>
      {group.ticket ? <Link to="/tickets/$key" params={{ key: group.ticket.key }} className={css.ticket}><Icon name="tickets" size={18} /><span className="figures">{group.ticket.key}</span><Icon name="arrowRight" size={16} /></Link> : null}
      <dl>
        {row(t('alarm.firstSeen'), <RelativeTime at={group.firstSeenAt} />)}
        {row(t('alarm.lastSeen'), <RelativeTime at={group.lastSeenAt} />)}
        {group.nextFlushAt ? row(t('alarm.nextFlush'), <RelativeTime at={group.nextFlushAt} />) : null}
        {row(t('alarm.total'), <span className="figures">{group.alarmCount}</span>)}
        {row(t('alarm.episode'), <span className="figures">{group.episode}</span>)}
        {row(t('alarm.team'), <bdi>{team ? say(team.name) : group.team}</bdi>)}
        {row(t('alarm.source'), <bdi>{group.source}</bdi>)}
        {group.object ? row(t('alarm.object'), <bdi>{group.object.id}</bdi>) : null}
      </dl>
      <section>
        <h3>{t('alarm.why')}</h3>
        <p className="secondary small">{names.length > 0 ? t('alarm.whyText', { source: group.source, labels: names.join(', ') }) : t('alarm.whyNone', { source: group.source })}</p>
        <Labels labels={group.key} />
      </section>
    </aside>
  );
}
