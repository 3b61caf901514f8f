/** One weekly report of mine, and what can be done with it. */
import type { ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReportSubscriptionView } from '#api/subscription.api';
import { readAnew, useCall, useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { useUndo } from '../../shell/undo/undo.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { factsOf } from './draft.ts';
import { WeeklyFacts } from './WeeklyFacts.tsx';
import css from './Weekly.module.css';

export function WeeklyItem({ item, onEdit }: { item: ReportSubscriptionView; onEdit: () => void }): ReactNode {
  const { t } = useTexts();
  const call = useCall();
  const queries = useQueryClient();
  const offerUndo = useUndo();
  const save = useWrite('reportSubscriptions.save', { invalidates: ['reportSubscriptions.list'] });
  const remove = useWrite('reportSubscriptions.remove', {
    invalidates: ['reportSubscriptions.list'],
    onDone: () => offerUndo({ text: t('weekly.removed'), undo: () => call('reportSubscriptions.make', { body: factsOf(item) }).then(() => readAnew(queries, ['reportSubscriptions.list'])) }),
  });
  const fault = save.error ?? remove.error;
  const pause = (): void => save.mutate({ params: { id: item.id }, body: { ...factsOf(item), isPaused: !item.isPaused, revision: item.revision } });
  return (
    <li className={css.item} data-subscription={item.id} data-paused={item.isPaused}>
      <WeeklyFacts item={item} isMine />
      {fault ? <ErrorNotice fault={fault} isCompact /> : null}
      <div className={css.verbs}>
        <Button size="small" onClick={onEdit}>{t('weekly.change')}</Button>
        <Button size="small" loading={save.isPending} onClick={pause}>{t(item.isPaused ? 'weekly.resume' : 'weekly.pause')}</Button>
        <Button size="small" loading={remove.isPending} onClick={() => remove.mutate({ params: { id: item.id } })}>{t('weekly.remove')}</Button>
      </div>
    </li>
  );
}
