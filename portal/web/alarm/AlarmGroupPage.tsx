/** One alarm group: what fires, why together, what came in, and the ticket it became. */
import type { ReactNode } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { useRead } from '../shell/api/read.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useLive } from '../shell/live/useLive.ts';
import { ReadFault } from '../shell/PageFault.tsx';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Acknowledge } from './Acknowledge.tsx';
import { GroupState } from './GroupMark.tsx';
import { Facts, Journal, Members } from './GroupParts.tsx';
import css from './AlarmGroupPage.module.css';

const route = getRouteApi('/alarms/$id');

export function AlarmGroupPage(): ReactNode {
  const { id } = route.useParams();
  const { t } = useTexts();
  const read = useRead('alarmGroups.read', { params: { id } });
  useLive(`alarm-group:${id}`, ['alarmGroups.read']);
  useCrumbs([{ label: t('alarms.title'), to: '/alarms' }, { label: read.data?.group.title ?? '' }]);
  if (read.error && !read.data) return <ReadFault className={css.fault} fault={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading rows={8} />;
  const { group, journal } = read.data;
  return (
    <article className={css.page}>
      <div className={css.main}>
        <PageHeader title={<bdi>{group.title}</bdi>} marks={<GroupState group={group} />} actions={<Acknowledge group={group} />} />
        <Members group={group} />
        <Journal group={group} journal={journal} />
      </div>
      <aside className={css.side}><Facts group={group} source={read.data.sourceName} /></aside>
    </article>
  );
}
