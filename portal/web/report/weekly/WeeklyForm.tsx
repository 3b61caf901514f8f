/** What a weekly report is about, when it comes and as what: for a new one and one that is there. What is chosen is kept until it was saved. */
import type { ReactNode } from 'react';
import { Button, Checkbox, Select } from 'antd';
import { weekdays } from '#domain/sla/calendar.schema';
import { promises, type PromiseKind } from '#domain/report/levels.schema';
import { reportFormats, reportSpans, type ReportFormat, type ReportSubscriptionFacts } from '#domain/report/subscription.schema';
import { locales } from '#domain/values';
import type { ReportSubscriptionView } from '#api/subscription.api';
import { useWrite } from '../../shell/api/read.ts';
import { useKept } from '../../shell/kept/useKept.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { weekdayName } from '../../sla/calendar/weekday-names.ts';
import { zones } from '../../sla/calendar/zones.ts';
import { TimeField } from '../../ui/date/DateFields.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { LevelChoices } from '../LevelFilterBar.tsx';
import { factsOf } from './draft.ts';
import css from './Weekly.module.css';

/** `subscription` null: a new one, which begins as `initial`. */
export function WeeklyForm({ subscription, initial, onDone }: { subscription: ReportSubscriptionView | null; initial: ReportSubscriptionFacts; onDone: () => void }): ReactNode {
  const { t, locale } = useTexts();
  const place = `weekly.${subscription?.id ?? 'new'}`;
  const [draft, setDraft, clear] = useKept<ReportSubscriptionFacts>(place, subscription === null ? initial : factsOf(subscription));
  const done = (): void => { clear(); onDone(); };
  const make = useWrite('reportSubscriptions.make', { keptAs: place, invalidates: ['reportSubscriptions.list'], onDone: done });
  const save = useWrite('reportSubscriptions.save', { invalidates: ['reportSubscriptions.list'], onDone: done });
  const fault = make.error ?? save.error;
  const change = (part: Partial<ReportSubscriptionFacts>): void => { setDraft({ ...draft, ...part }); if (fault) { make.reset(); save.reset(); } };
  const toggle = (format: ReportFormat, isChosen: boolean): void => change({ formats: reportFormats.filter((one) => (one === format ? isChosen : draft.formats.includes(one))) });
  const isReady = draft.formats.length > 0 && draft.time !== '';
  function submit(): void {
    if (!isReady) return;
    if (subscription === null) make.mutate({ body: draft });
    else save.mutate({ params: { id: subscription.id }, body: { ...draft, revision: subscription.revision } });
  }
  return (
    <form className={css.form} aria-label={t(subscription === null ? 'weekly.new' : 'weekly.edit')} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <fieldset className={css.field}>
        <legend>{t('weekly.what')}</legend>
        <div className={css.choices}><LevelChoices filters={draft.filter} onChange={({ team, type, priority }) => change({ filter: { ...(draft.filter.promise === undefined ? {} : { promise: draft.filter.promise }), ...(team === undefined ? {} : { team }), ...(type === undefined ? {} : { type }), ...(priority === undefined ? {} : { priority }) } })} /></div>
      </fieldset>
      <div className={css.pair}>
        <div className={css.field}>
          <label htmlFor="weekly-weeks">{t('weekly.weeks')}</label>
          <Select id="weekly-weeks" value={draft.weeks} onChange={(weeks) => change({ weeks })} options={reportSpans.map((count) => ({ value: count, label: t('weekly.span', { count }) }))} />
        </div>
        <div className={css.field}>
          <label htmlFor="weekly-promise">{t('levels.promise')}</label>
          <Select id="weekly-promise" value={draft.filter.promise ?? 'both'} onChange={(promise: 'both' | PromiseKind) => { const { promise: _before, ...rest } = draft.filter; change({ filter: promise === 'both' ? rest : { ...rest, promise } }); }} options={(['both', ...promises] as const).map((value) => ({ value, label: t(`levels.promise.${value}`) }))} />
        </div>
      </div>
      <p className="secondary small">{t('weekly.weeksHint')}</p>
      <div className={css.pair}>
        <div className={css.field}>
          <label htmlFor="weekly-day">{t('weekly.day')}</label>
          <Select id="weekly-day" value={draft.weekday} onChange={(weekday) => change({ weekday })} options={weekdays.map((day, at) => ({ value: at + 1, label: weekdayName(day, locale) }))} />
        </div>
        <div className={css.field}><label htmlFor="weekly-time">{t('weekly.time')}</label><TimeField id="weekly-time" isRequired value={draft.time} onChange={(time) => change({ time })} /></div>
      </div>
      <div className={css.pair}>
        <div className={css.field}><label htmlFor="weekly-zone">{t('weekly.zone')}</label><Select id="weekly-zone" showSearch value={draft.zone} onChange={(zone) => change({ zone })} options={zones(draft.zone).map((zone) => ({ value: zone, label: zone }))} /></div>
        <div className={css.field}><label htmlFor="weekly-locale">{t('weekly.locale')}</label><Select id="weekly-locale" value={draft.locale} onChange={(chosen) => change({ locale: chosen })} options={locales.map((value) => ({ value, label: t(`language.${value}`) }))} /></div>
      </div>
      <fieldset className={css.field}>
        <legend>{t('weekly.formats')}</legend>
        {reportFormats.map((format) => <Checkbox key={format} checked={draft.formats.includes(format)} onChange={(event) => toggle(format, event.target.checked)}>{t(`weekly.format.${format}`)}</Checkbox>)}
        {draft.formats.length === 0 ? <p className={css.lack} role="alert">{t('weekly.noFormat')}</p> : null}
      </fieldset>
      {fault ? <ErrorNotice fault={fault} isKept isCompact /> : null}
      <div className={css.verbs}>
        <Button htmlType="submit" type="primary" disabled={!isReady} loading={make.isPending || save.isPending}>{t(subscription === null ? 'weekly.send' : 'weekly.save')}</Button>
        <Button onClick={done}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
