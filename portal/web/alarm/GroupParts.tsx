/** The parts of an alarm group, on its page and beside the console: what fires, what came in, its facts. `most`: how many of each are shown, default all; the rest is on its page. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { AlarmGroup } from '#domain/alarm/alarm.schema';
import type { ResponseOf } from '#api/routes';
import { useRead } from '../shell/api/read.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Icon } from '../ui/Icon.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { Labels } from './GroupMark.tsx';
import css from './GroupParts.module.css';

/** Of the alarms that ended. */
const mostEnded = 20;

export function Members({ group, most = Infinity }: { group: AlarmGroup; most?: number }): ReactNode {
  const { t } = useTexts();
  return (
    <section className={css.part}>
      <h2>{t('alarm.members')}<span className={css.number}>{group.firingCount}</span></h2>
      {group.firing.length === 0 ? <EmptyState icon="check" title={t('alarm.membersNone')} text={t('alarm.quiet')} isCompact /> : (
        <ul className={css.members}>
          {group.firing.slice(0, most).map((alarm) => (
            <li key={alarm.fingerprint}>
              <p className={css.member}><StateMark state={alarm.severity} size={14} /><bdi className={css.name}>{alarm.annotations['summary'] ?? alarm.name}</bdi><RelativeTime at={alarm.since} className="secondary small" /></p>
              {alarm.annotations['description'] ? <p className="secondary small plain-text"><bdi>{alarm.annotations['description']}</bdi></p> : null}
              <Labels labels={alarm.labels} />
            </li>
          ))}
        </ul>
      )}
      {group.firing.length > most ? <WholePage group={group} count={group.firing.length} /> : null}
      {group.resolved.length > 0 ? (
        <>
          <h2>{t('alarm.resolved')}<span className={css.number}>{group.resolved.length}</span></h2>
          <ul className={css.ended}>{group.resolved.slice(-Math.min(mostEnded, most)).reverse().map((alarm) => <li key={alarm.fingerprint}><StateMark state="ok" size={13} /><bdi className="ellipsis">{alarm.name}</bdi><RelativeTime at={alarm.at} className="secondary small" /></li>)}</ul>
        </>
      ) : null}
    </section>
  );
}

const changes = ['new', 'severity', 'resolved'] as const;

/** The newest first. */
export function Journal({ group, journal, most = Infinity }: { group: AlarmGroup; journal: ResponseOf<'alarmGroups.read'>['journal']; most?: number }): ReactNode {
  const { t } = useTexts();
  if (journal.length === 0) return null;
  return (
    <section className={css.part}>
      <h2>{t('alarm.journal')}</h2>
      <ol className={css.journal}>
        {[...journal].sort((a, b) => b.receivedAt.localeCompare(a.receivedAt) || (b.seq ?? 0) - (a.seq ?? 0)).slice(0, most).map((entry) => {
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
      {journal.length > most ? <WholePage group={group} count={journal.length} /> : null}
    </section>
  );
}

export function Facts({ group, source }: { group: AlarmGroup; source: string }): ReactNode {
  const { t, say, list } = useTexts();
  const teams = useRead('teams.list', {}, { staleMs: 300_000 });
  const team = teams.data?.items.find((known) => known.id === group.team);
  const names = Object.keys(group.key);
  const row = (name: string, value: ReactNode): ReactNode => <div><dt>{name}</dt><dd>{value}</dd></div>;
  return (
    <div className={css.facts}>
      {group.ticket ? <Link to="/tickets/$key" params={{ key: group.ticket.key }} className={css.ticket}><Icon name="tickets" size={18} /><span className="figures">{group.ticket.key}</span><Icon name="arrowRight" size={16} /></Link> : null}
      <dl>
        {row(t('alarm.firstSeen'), <RelativeTime at={group.firstSeenAt} />)}
        {row(t('alarm.lastSeen'), <RelativeTime at={group.lastSeenAt} />)}
        {group.nextFlushAt ? row(t('alarm.nextFlush'), <RelativeTime at={group.nextFlushAt} />) : null}
        {row(t('alarm.total'), <span className="figures">{group.alarmCount}</span>)}
        {row(t('alarm.episode'), <span className="figures">{group.episode}</span>)}
        {row(t('alarm.team'), <bdi>{team ? say(team.name) : group.team}</bdi>)}
        {row(t('alarm.source'), <bdi>{source}</bdi>)}
        {group.object ? row(t('alarm.object'), <bdi>{group.object.id}</bdi>) : null}
      </dl>
      <section>
        <h3>{t('alarm.why')}</h3>
        <p className="secondary small">{names.length > 0 ? t('alarm.whyText', { source, labels: list(names) }) : t('alarm.whyNone', { source })}</p>
        <Labels labels={group.key} />
      </section>
    </div>
  );
}

function WholePage({ group, count }: { group: AlarmGroup; count: number }): ReactNode {
  const { t } = useTexts();
  return <Link to="/alarms/$id" params={{ id: group.id }} className="small">{t('alarm.showAll', { count })}</Link>;
}
