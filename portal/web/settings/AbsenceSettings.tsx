/** Everybody's absences, and writing one down for somebody who cannot: also for who has left and is still asked to decide. */
import type { ReactNode } from 'react';
import { useRead } from '../shell/api/read.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { AbsenceList } from '../identity/AbsenceList.tsx';
import { SetAbsence } from '../identity/SetAbsence.tsx';
import css from './SettingsPage.module.css';

export function AbsenceSettings(): ReactNode {
  const { t } = useTexts();
  const list = useRead('absences.list', { query: { of: 'all' } }, { refetchMs: 60_000 });
  return (
    <>
      <p className={css.about}>{t('absence.aboutAll')}</p>
      <SetAbsence isForOthers />
      {list.error && !list.data ? <ErrorNotice fault={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isLoading ? <Loading rows={3} height={72} /> : null}
      {list.data && list.data.items.length === 0 ? <EmptyState icon="clock" title={t('absence.noneAll')} isCompact /> : null}
      {list.data ? <AbsenceList items={list.data.items} hasPerson /> : null}
    </>
  );
}
