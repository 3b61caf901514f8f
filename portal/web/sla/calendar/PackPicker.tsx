/** A pack of public holidays: country, state, region and years, with the days it would bring. Taken into the edit, where each can be taken out again. */
import { useState, type ReactNode } from 'react';
import { Button, InputNumber, Select } from 'antd';
import type { Closure } from '#domain/sla/closure';
import { useRead } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { dateText } from './weekday-names.ts';
import css from './HolidaySources.module.css';

export function PackPicker({ today, onTake, onClose }: { today: string; onTake: (closures: readonly Closure[], source: string) => void; onClose: () => void }): ReactNode {
  const { t, locale, say } = useTexts();
  const thisYear = Number(today.slice(0, 4));
  const [place, setPlace] = useState<{ country?: string; state?: string; region?: string }>({});
  const [[from, to], setYears] = useState<[number, number]>([thisYear, thisYear + 2]);
  const countries = useRead('holidayPacks.places', {}, { staleMs: 3_600_000 });
  const states = useRead('holidayPacks.places', { query: { country: place.country } }, { isEnabled: place.country !== undefined, staleMs: 3_600_000 });
  const regions = useRead('holidayPacks.places', { query: { country: place.country, state: place.state } }, { isEnabled: place.state !== undefined, staleMs: 3_600_000 });
  const days = useRead('holidayPacks.days', { params: { country: place.country ?? '' }, query: { state: place.state, region: place.region, from, to: Math.max(from, to) } }, { isEnabled: place.country !== undefined, staleMs: 3_600_000, keepsOld: true });
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const options = (items: readonly { code: string; name: string }[] | undefined) => (items ?? []).map(({ code, name }) => ({ value: code, label: name }));
  const countryOptions = (countries.data?.items ?? []).map(({ code, name }) => ({ value: code, label: named(names, code, name), english: name })).toSorted((a, b) => a.label.localeCompare(b.label, locale));
  return (
    <div className={css.picker} role="group" aria-label={t('calendar.addPack')}>
      <div className={css.fields}>
        <label>{t('calendar.country')}<Select<string> id="pack-country" aria-label={t('calendar.country')} showSearch={{ filterOption: (typed, option) => `${option?.label} ${(option as { english?: string } | undefined)?.english} ${option?.value}`.toLowerCase().includes(typed.toLowerCase()) }} loading={countries.isLoading} value={place.country ?? null} options={countryOptions} onChange={(country) => setPlace({ country })} /></label>
        {(states.data?.items.length ?? 0) > 0 && place.country ? <label>{t('calendar.state')}<Select<string> id="pack-state" aria-label={t('calendar.state')} allowClear showSearch={{ optionFilterProp: 'label' }} value={place.state ?? null} options={options(states.data?.items)} onChange={(state?: string) => setPlace({ country: place.country!, ...(state ? { state } : {}) })} /></label> : null}
        {(regions.data?.items.length ?? 0) > 0 && place.state ? <label>{t('calendar.region')}<Select<string> id="pack-region" aria-label={t('calendar.region')} allowClear showSearch={{ optionFilterProp: 'label' }} value={place.region ?? null} options={options(regions.data?.items)} onChange={(region?: string) => setPlace({ country: place.country!, state: place.state!, ...(region ? { region } : {}) })} /></label> : null}
        <label>{t('calendar.yearFrom')}<InputNumber min={1970} max={2100} value={from} onChange={(year) => { if (year !== null) setYears([year, Math.max(year, to)]); }} /></label>
        <label>{t('calendar.yearTo')}<InputNumber min={from} max={Math.min(2100, from + 19)} value={to} onChange={(year) => { if (year !== null) setYears([from, year]); }} /></label>
      </div>
      {countries.error ?? days.error ? <ErrorNotice fault={countries.error ?? days.error} isCompact /> : null}
      {days.data ? (
        <ul className={css.closures} aria-label={t('calendar.packDays')}>
          {days.data.closures.map((day, at) => <li key={at}>{day.until ? t('calendar.range', { from: dateText(day.date, locale), until: dateText(day.until, locale) }) : dateText(day.date, locale)} <bdi>{say(day.name)}</bdi>{day.hours ? <bdi className="figures" dir="ltr"> {day.hours.from}–{day.hours.to}</bdi> : null}</li>)}
        </ul>
      ) : null}
      <p className="secondary small">{t('calendar.packNotice')}</p>
      <div className={css.actions}>
        <Button type="primary" disabled={!days.data || days.isFetching} onClick={() => { if (days.data) onTake(days.data.closures, days.data.source); }}>{t('calendar.take', { count: days.data?.closures.length ?? 0 })}</Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </div>
  );
}

function named(names: Intl.DisplayNames, code: string, english: string): string {
  try {
    const name = names.of(code);
    return name === undefined || name === code ? english : name;
  } catch {
    return english;
  }
}
