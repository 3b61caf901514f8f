/** Versions of a calendar by the date from which they hold: which one holds now, which is being edited, mended or dropped. */
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { versionOn } from '#domain/sla/calendar.version';
import { useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { workingText } from '#domain/sla/duration.words';
import type { CalendarView } from './draft.ts';
import { weekMinutes } from './week.ts';
import { dateText } from './weekday-names.ts';
import css from './CalendarPage.module.css';

export interface VersionListProps { view: CalendarView; edited: string | null; onEdit: (validFrom: string | null) => void }

export function VersionList({ view, edited, onEdit }: VersionListProps): ReactNode {
  const texts = useTexts();
  const { t, locale } = texts;
  const drop = useWrite('calendars.dropVersion', { invalidates: ['calendars.read', 'calendars.list'] });
  const now = versionOn(view.calendar, view.today);
  const versions = view.calendar.versions.toSorted((a, b) => (b.validFrom ?? '').localeCompare(a.validFrom ?? ''));
  return (
    <section className={css.versions} aria-label={t('calendar.versions')}>
      <h2>{t('calendar.versions')}</h2>
      <ul>
        {versions.map((version) => {
          const from = version.validFrom ?? null;
          const isFuture = from !== null && from > view.today;
          return (
            <li key={from ?? 'first'} data-version={from ?? 'first'} aria-current={edited === from ? 'true' : undefined}>
              <span className={css.versionName}>{from === null ? t('calendar.fromBeginning') : t('calendar.fromDate', { date: dateText(from, locale) })}</span>
              {version === now ? <span className={css.now}>{t('calendar.holdsNow')}</span> : null}
              <span className="secondary small">{version.week === '24/7' ? t('calendar.alwaysShort') : t('calendar.weekHours', { time: workingText(weekMinutes(version.week) * 60, texts) })}</span>
              <span className={css.rest} />
              <Button size="small" type="text" disabled={edited === from} onClick={() => onEdit(from)}>{t('calendar.mend')}</Button>
              {isFuture ? <Button size="small" type="text" danger loading={drop.isPending} onClick={() => drop.mutate({ params: { key: view.calendar.key, validFrom: from }, query: { revision: view.revision } })}>{t('calendar.drop')}</Button> : null}
            </li>
          );
        })}
      </ul>
      {drop.error ? <ErrorNotice fault={drop.error} isCompact /> : null}
    </section>
  );
}
