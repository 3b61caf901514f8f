/** Absences that are now or ahead: who, from when to when, who stands in, and what is missing where nobody does. */
import type { ReactNode } from 'react';
import { Button } from 'antd';
import type { AbsenceView } from '#api/absence.api';
import { useWrite } from '../shell/api/read.ts';
import { Sentence, useTexts } from '../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { dateTitle } from '../ui/time.ts';
import { lastDay } from '../ui/date/days.ts';
import css from './AbsencesPage.module.css';

export function AbsenceList({ items, hasPerson }: { items: readonly AbsenceView[]; hasPerson: boolean }): ReactNode {
  return <ul className={css.list}>{items.map((absence) => <Row key={absence.id} absence={absence} hasPerson={hasPerson} />)}</ul>;
}

function Row({ absence, hasPerson }: { absence: AbsenceView; hasPerson: boolean }): ReactNode {
  const { t, locale } = useTexts();
  const end = useWrite('absences.end', { invalidates: ['absences.list', 'tickets.read'] });
  const day = (at: string): ReactNode => <time dateTime={at}>{dateTitle(at, locale)}</time>;
  const isPassedOn = absence.standIn !== null && absence.standIn.id !== absence.substitute;
  return (
    <li className={css.row} data-absence={absence.person}>
      <div className={css.words}>
        <span>{hasPerson ? <><strong><bdi>{absence.personName}</bdi></strong> </> : null}<Sentence of="absence.days" parts={{ from: day(absence.from), until: day(lastDay(absence.until)) }} />{absence.isNow ? <span className={css.now}>{t('absence.now')}</span> : null}</span>
        <span className="secondary">{absence.substituteName ? <Sentence of="absence.standsIn" parts={{ name: <bdi>{absence.substituteName}</bdi> }} /> : t('absence.nobodyStandsIn')}{isPassedOn ? <> <Sentence of="absence.passedOn" parts={{ name: <bdi>{absence.standIn!.name}</bdi> }} /></> : null}</span>
        {absence.gap && (absence.gap !== 'none' || absence.substitute !== null) ? <span className={css.gap}><StateMark state="warning" size={14} isSilent />{t(`absence.gap.${absence.gap}`)}</span> : null}
        {end.error ? <ErrorNotice fault={end.error} isCompact /> : null}
      </div>
      <Button size="small" loading={end.isPending} onClick={() => end.mutate({ params: { id: absence.id } })}>{t(absence.isNow ? 'absence.back' : 'absence.takeBack')}</Button>
    </li>
  );
}
