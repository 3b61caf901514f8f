/** Who looks at an alarm group, or the button that says one does. */
import type { ReactNode } from 'react';
import { Button } from 'antd';
import type { AlarmGroupView } from '#api/alarm.api';
import { useWrite } from '../shell/api/read.ts';
import { useMe } from '../shell/session/session.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import { PersonAvatar } from '../ui/PersonAvatar.tsx';
import css from './Acknowledge.module.css';

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
