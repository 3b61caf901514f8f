/** An alarm group beside the console: who looks at it, what fires, its facts, what came in last, without leaving the list. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { ResponseOf } from '#api/routes';
import { useRead } from '../shell/api/read.ts';
import { useLive } from '../shell/live/useLive.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PeekPanel } from '../view/peek/PeekPanel.tsx';
import { Acknowledge } from './Acknowledge.tsx';
import { GroupState } from './GroupMark.tsx';
import { Facts, Journal, Members } from './GroupParts.tsx';
import css from './GroupPeek.module.css';

/** Of the alarms that fire, and of what came in, the newest. */
const shown = 6;

export function GroupPeek({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const read = useRead('alarmGroups.read', { params: { id } }, { refetchMs: 60_000 });
  useLive(`alarm-group:${id}`, ['alarmGroups.read']);
  const group = read.data?.group;
  return (
    <PeekPanel id={id} name={group?.title ?? t('alarm.group')} head={group ? <GroupState group={group} /> : null} link={(given) => <Link to="/alarms/$id" params={{ id }} {...given} />} onClose={onClose}>
      {read.data ? <Shown read={read.data} /> : read.error ? <div className={css.part}><ErrorNotice fault={read.error} onRetry={() => void read.refetch()} isCompact /></div> : <Loading rows={8} />}
    </PeekPanel>
  );
}

function Shown({ read: { group, journal, sourceName } }: { read: ResponseOf<'alarmGroups.read'> }): ReactNode {
  return (
    <div className={css.parts}>
      <div className={css.part}><h2 className={css.title}><bdi>{group.title}</bdi></h2><Acknowledge group={group} /></div>
      <Members group={group} most={shown} />
      <div className={css.part}><Facts group={group} source={sourceName} /></div>
      <Journal group={group} journal={journal} most={shown} />
    </div>
  );
}
