/** The state of an alarm group: its severity while it fires, a tick once it recovered or closed. */
import type { ReactNode } from 'react';
import type { AlarmGroup } from '#domain/alarm/alarm.schema';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { StateMark, type MarkState } from '../ui/StateMark.tsx';
import css from './GroupMark.module.css';

export const markOfGroup = (group: Pick<AlarmGroup, 'state' | 'severity'>): MarkState => (group.state === 'recovered' || group.state === 'closed' ? 'ok' : group.severity);

export function GroupState({ group }: { group: Pick<AlarmGroup, 'state' | 'severity'> }): ReactNode {
  const { t } = useTexts();
  const isQuiet = group.state === 'recovered' || group.state === 'closed';
  return <span className={css.state}><StateMark state={markOfGroup(group)} size={15} isSilent /><span>{isQuiet ? t(`alarms.state.${group.state}`) : t(`state.${group.severity}`)}</span>{group.state === 'pending' ? <span className="secondary small">{t('alarms.state.pending')}</span> : null}</span>;
}

/** Labels as name=value, at most `most`; the rest as a number that tells them on hover. */
export function Labels({ labels, most = 12 }: { labels: Readonly<Record<string, string>>; most?: number }): ReactNode {
  const { t } = useTexts();
  const all = Object.entries(labels);
  const rest = all.slice(most);
  return (
    <span className={css.labels}>
      {all.slice(0, most).map(([name, value]) => <code key={name} title={`${name}=${value.slice(0, 500)}`}><span className={css.name}>{name}</span><bdi className="ellipsis">{value}</bdi></code>)}
      {rest.length > 0 ? <code title={rest.map(([name, value]) => `${name}=${value}`).join('\n')}>{t('alarms.moreLabels', { count: rest.length })}</code> : null}
    </span>
  );
}
