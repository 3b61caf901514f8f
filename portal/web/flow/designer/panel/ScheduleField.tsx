/** When a flow begins by itself: how often, on which days and at which times of a zone, what days off do, and what comes of firings that were missed or come too early. Shows the next five. */
import { Checkbox, Input, Select } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { FieldProps } from '@rjsf/utils';
import type { ResponseOf } from '#api/routes';
import { holidayRules, missedRules, overlapRules, scheduleDays, scheduleModes, type Schedule } from '#domain/flow/schedule/schedule.schema';
import { weekdayNames } from '#domain/flow/schedule/schedule.text';
import type { Json } from '#domain/values';
import { useCall, useRead } from '../../../shell/api/read.ts';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { fullMinute } from '../../../ui/time.ts';
import { zones } from '../../../sla/calendar/zones.ts';
import fields from './fields.module.css';
import css from './rows.module.css';

type Drawn = Partial<Schedule>;
/** What each way to say it begins with. */
const beginnings: Record<Schedule['by'], Drawn> = { every: { every: 'PT1H' }, week: { weekdays: ['mon'], times: ['08:00'] }, month: { monthDays: [1], times: ['08:00'] }, cron: { cron: '0 8 * * mon-fri' } };
const monthDays = [...Array.from({ length: 31 }, (_, day) => day + 1), -1];

export function ScheduleField(props: FieldProps): ReactNode {
  const { t } = useTexts();
  const value = (props.formData ?? {}) as Drawn;
  const isDisabled = props.disabled ?? false;
  const put = (next: Drawn) => props.onChange(next, props.fieldPathId.path);
  const set = (change: Drawn) => put(Object.fromEntries(Object.entries({ ...value, ...change }).filter(([, one]) => one !== undefined && one !== '')) as Drawn);
  const choose = (by: Schedule['by']) => {
    const { every: _every, weekdays: _weekdays, monthDays: _monthDays, times: _times, cron: _cron, ...kept } = value;
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    put({ zone: timeZone, ...kept, by, ...beginnings[by], ...(by === 'every' ? { holidays: 'skip' as const } : {}) });
  };
  return (
    <fieldset className={css.field} data-field="schedule">
      <legend>{String(props.schema.title ?? props.name)}</legend>
      <Select<Schedule['by']> size="small" aria-label={t('schedule.by')} disabled={isDisabled} placeholder={t('schedule.by')} value={value.by ?? null} options={scheduleModes.map((by) => ({ value: by, label: t(`schedule.by.${by}`) }))} onChange={choose} />
      {value.by === undefined ? null : (
        <>
          <When value={value} set={set} isDisabled={isDisabled} />
          <Bounds value={value} set={set} isDisabled={isDisabled} />
          <Preview value={value} />
        </>
      )}
    </fieldset>
  );
}

interface Part { value: Drawn; set: (change: Drawn) => void; isDisabled: boolean }
const listed = (text: string): string[] => text.split(/[\s,،、]+/).filter((one) => one !== '');

function When({ value, set, isDisabled }: Part): ReactNode {
  const { t, say } = useTexts();
  return (
    <>
      {value.by === 'every' ? <label className={css.times}><span>{t('length.every')}</span><Input size="small" dir="ltr" className={`${fields.feel} ${css.ltr}`} disabled={isDisabled} value={value.every ?? ''} onChange={({ target }) => set({ every: target.value })} /></label> : null}
      {value.by === 'week' ? <Checkbox.Group className={css.days ?? ''} disabled={isDisabled} value={value.weekdays ?? []} options={scheduleDays.map((day) => ({ value: day, label: say(weekdayNames[day]) }))} onChange={(days) => set({ weekdays: scheduleDays.filter((day) => (days as string[]).includes(day)) })} /> : null}
      {value.by === 'month' ? <Select<number[]> size="small" mode="multiple" aria-label={t('schedule.monthDays')} disabled={isDisabled} value={value.monthDays ?? []} options={monthDays.map((day) => ({ value: day, label: day === -1 ? t('schedule.lastDay') : String(day) }))} onChange={(days) => set({ monthDays: days })} /> : null}
      {value.by === 'cron' ? <label className={css.times}><span>{t('schedule.by.cron')}</span><Input size="small" dir="ltr" className={`${fields.feel} ${css.ltr}`} disabled={isDisabled} value={value.cron ?? ''} onChange={({ target }) => set({ cron: target.value })} /></label> : null}
      {value.by === 'week' || value.by === 'month' ? <Times key={value.by} value={value.times ?? []} isDisabled={isDisabled} onChange={(times) => set({ times })} /> : null}
      <label className={css.times}><span>{t('calendar.zone')}</span><Select<string> size="small" showSearch aria-label={t('calendar.zone')} className={fields.wide ?? ''} disabled={isDisabled} value={value.zone ?? 'UTC'} options={zones(value.zone ?? 'UTC').map((zone) => ({ value: zone, label: zone }))} onChange={(zone) => set({ zone })} /></label>
    </>
  );
}

/** Times of day as they are typed; what is typed is kept while it is no time yet. */
function Times({ value, onChange, isDisabled }: { value: readonly string[]; onChange: (times: string[]) => void; isDisabled: boolean }): ReactNode {
  const { t } = useTexts();
  const [text, setText] = useState(() => value.join(', '));
  return <label className={css.times}><span>{t('schedule.times')}</span><Input size="small" dir="ltr" className={`${fields.feel} ${css.ltr}`} disabled={isDisabled} value={text} onChange={({ target }) => { setText(target.value); onChange(listed(target.value)); }} /></label>;
}

function Bounds({ value, set, isDisabled }: Part): ReactNode {
  const { t, say } = useTexts();
  const known = useRead('calendars.names', {}, { staleMs: 300_000 }).data?.items ?? [];
  const calendars = [{ value: '', label: t('schedule.noCalendar') }, ...known.map(({ key, name }) => ({ value: key, label: say(name) })), ...(!value.calendar || known.some(({ key }) => key === value.calendar) ? [] : [{ value: value.calendar, label: value.calendar }])];
  return (
    <>
      <Select<string> size="small" aria-label={t('schedule.calendar')} disabled={isDisabled} value={value.calendar ?? ''} options={calendars} onChange={(calendar) => set({ calendar: calendar === '' ? undefined : calendar })} />
      {value.calendar && value.by !== 'every' ? <Select size="small" aria-label={t('schedule.holidays')} disabled={isDisabled} value={value.holidays ?? 'skip'} options={holidayRules.map((rule) => ({ value: rule, label: t(`schedule.holidays.${rule}`) }))} onChange={(holidays: Schedule['holidays']) => set({ holidays })} /> : null}
      <label className={css.times}><span>{t('schedule.from')}</span><Input size="small" dir="ltr" className={css.ltr ?? ''} placeholder="2026-01-05" disabled={isDisabled} value={value.from ?? ''} onChange={({ target }) => set({ from: target.value })} /></label>
      <label className={css.times}><span>{t('schedule.until')}</span><Input size="small" dir="ltr" className={css.ltr ?? ''} placeholder="2026-12-31" disabled={isDisabled} value={value.until ?? ''} onChange={({ target }) => set({ until: target.value })} /></label>
      <Select size="small" aria-label={t('schedule.missed')} disabled={isDisabled} value={value.missed ?? 'last'} options={missedRules.map((rule) => ({ value: rule, label: t(`schedule.missed.${rule}`) }))} onChange={(missed: Schedule['missed']) => set({ missed })} />
      <Select size="small" aria-label={t('schedule.overlap')} disabled={isDisabled} value={value.overlap ?? 'skip'} options={overlapRules.map((rule) => ({ value: rule, label: t(`schedule.overlap.${rule}`) }))} onChange={(overlap: Schedule['overlap']) => set({ overlap })} />
    </>
  );
}

const restMs = 300;
/** Asked of the server, which knows the calendars, once typing rests. */
function Preview({ value }: { value: Drawn }): ReactNode {
  const { t, locale, sayPhrase } = useTexts();
  const call = useCall();
  const [answer, setAnswer] = useState<ResponseOf<'flows.previewSchedule'> | null>(null);
  const asked = JSON.stringify(value);
  useEffect(() => {
    let isOld = false;
    const timer = setTimeout(() => void call('flows.previewSchedule', { body: { schedule: JSON.parse(asked) as Record<string, Json> } }).then((next) => { if (!isOld) setAnswer(next); }, () => undefined), restMs);
    return () => { isOld = true; clearTimeout(timer); };
  }, [asked, call]);
  if (answer === null) return null;
  return (
    <div className="small" data-preview={answer.next.length} aria-live="polite">
      <span className="secondary">{t('schedule.next')}</span>
      {answer.fault ? <p><bdi>{sayPhrase(answer.fault.says)}</bdi></p> : answer.next.length === 0 ? <p>{t('schedule.nothing')}</p> : <ol className={css.next ?? ''}>{answer.next.map((at) => <li key={at}><time dateTime={at}>{fullMinute(at, locale)}</time></li>)}</ol>}
    </div>
  );
}
