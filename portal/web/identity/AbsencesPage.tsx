/** When I am away and who decides in my place; and in whose place I decide now. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useRead } from '../shell/api/read.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { Sentence, useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { dateTitle } from '../ui/time.ts';
import { AbsenceList } from './AbsenceList.tsx';
import { SetAbsence } from './SetAbsence.tsx';
import css from './AbsencesPage.module.css';

export function AbsencesPage(): ReactNode {
  const { t, locale } = useTexts();
  const list = useRead('absences.list', {}, { refetchMs: 60_000 });
  useCrumbs([{ label: t('absence.title') }]);
  return (
    <>
      <PageHeader title={t('absence.title')} />
      <div className={css.page}>
        <p className={css.about}>{t('absence.about')}</p>
        {list.data?.standsInFor.map((one) => (
          <p key={one.id} className={css.standing} data-stands-in={one.id}><Icon name="person" size={16} /><span><Sentence of="absence.youStandIn" parts={{ name: <bdi>{one.name}</bdi>, until: <time dateTime={one.until}>{dateTitle(one.until, locale)}</time> }} /> <Link to="/approvals">{t('home.allApprovals')}</Link></span></p>
        ))}
        <SetAbsence isForOthers={false} />
        {list.error && !list.data ? <ErrorNotice fault={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isLoading ? <Loading rows={2} height={72} /> : null}
        {list.data && list.data.items.length === 0 ? <EmptyState icon="clock" title={t('absence.none')} text={t('absence.noneText')} isCompact /> : null}
        {list.data ? <AbsenceList items={list.data.items} hasPerson={false} /> : null}
      </div>
    </>
  );
}
