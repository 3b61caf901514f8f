/** A weekly report of anybody: whose it is, what is in it, and pausing, resuming or removing it. */
import type { ReactNode } from 'react';
import { Button, Popconfirm } from 'antd';
import type { EverybodysReportView } from '#api/subscription.api';
import { WeeklyFacts } from '../../report/weekly/WeeklyFacts.tsx';
import { useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import type { CurrentRow } from '../../ui/useCurrentRow.ts';
import css from './ReportSettings.module.css';

const invalidates = ['reportSubscriptions.listAll', 'reportSubscriptions.list'] as const;

/** `onRemoved` is told whose it was. */
export function OwnedReport({ item, row, onRemoved }: { item: EverybodysReportView; row: ReturnType<CurrentRow<HTMLElement>['rowProps']>; onRemoved: (owner: string) => void }): ReactNode {
  const { t } = useTexts();
  const { id, isPaused, revision, owner, ownerName: name } = item;
  const pause = useWrite('reportSubscriptions.pause', { invalidates: [...invalidates] });
  const stop = useWrite('reportSubscriptions.stop', { invalidates: [...invalidates], onDone: () => onRemoved(name) });
  const fault = pause.error ?? stop.error;
  return (
    <li className={css.report} data-subscription={id} data-paused={isPaused} {...row}>
      <div className={css.owner}>
        <PersonAvatar id={owner} name={name} size={24} />
        <h2><bdi>{name}</bdi></h2>
        {item.isOwnerActive ? null : <span className={css.mark}>{t('people.off')}</span>}
      </div>
      <div className={css.facts}><WeeklyFacts item={item} isMine={false} /></div>
      {fault ? <ErrorNotice fault={fault} isCompact /> : null}
      <div className={css.verbs}>
        <Button size="small" loading={pause.isPending} onClick={() => pause.mutate({ params: { id }, body: { isPaused: !isPaused, revision } })}>{t(isPaused ? 'weekly.resume' : 'weekly.pause')}</Button>
        <Popconfirm title={t('weekly.all.removeAsk', { name })} description={t('weekly.all.removeWhat')} okText={t('weekly.remove')} cancelText={t('action.cancel')} okButtonProps={{ danger: true }} onConfirm={() => stop.mutate({ params: { id } })}><Button size="small" danger loading={stop.isPending}>{t('weekly.remove')}</Button></Popconfirm>
      </div>
    </li>
  );
}
