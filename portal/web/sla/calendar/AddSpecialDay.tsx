/** The form for one more special day: what it is, when, how it is worked, what it is called. What is typed stays until it is added. */
import { useState, type ReactNode } from 'react';
import { Button, Checkbox, Input, Segmented, Select } from 'antd';
import { weekdays, type Weekday, type Window } from '#domain/sla/calendar.schema';
import { DayField } from '../../ui/date/DateFields.tsx';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import type { SpecialKind } from './draft.ts';
import { HoursInput } from './HoursInput.tsx';
import { specialKinds, type SpecialDay } from './special.ts';
import { weekdayName } from './weekday-names.ts';
import css from './SpecialDays.module.css';

const noWindows: readonly Window[] = [{ from: '08:00', to: '12:00' }];

export function AddSpecialDay({ today, onAdd, onClose }: { today: string; onAdd: (kind: SpecialKind, day: SpecialDay) => void; onClose: () => void }): ReactNode {
  const { t, locale } = useTexts();
  const [kind, setKind] = useState<SpecialKind>('holidays');
  const [[date, until], setDates] = useState<[string, string]>(['', '']);
  const [isYearly, setIsYearly] = useState(false);
  const [name, setName] = useState({ en: '', zh: '', ar: '' });
  const [windows, setWindows] = useState<readonly Window[]>(noWindows);
  const [like, setLike] = useState<Weekday | 'own'>('mon');
  const written = (day: string): string => (isYearly ? day.slice(5) : day);
  const named = { en: name.en.trim() || name.zh.trim() || name.ar.trim(), ...(name.zh.trim() ? { zh: name.zh.trim() } : {}), ...(name.ar.trim() ? { ar: name.ar.trim() } : {}) };
  const add = (): void => {
    const common = { date: written(date), ...(until && until > date ? { until: written(until) } : {}), ...(named.en ? { name: named } : {}), active: true };
    const worked = kind === 'holidays' ? {} : kind === 'halfDays' || like === 'own' ? { windows: [...windows] } : { like };
    onAdd(kind, { ...common, ...worked } as SpecialDay);
    setDates(['', '']);
    setName({ en: '', zh: '', ar: '' });
  };
  return (
    <form className={css.add} aria-label={t('calendar.addDay')} onSubmit={(event) => { event.preventDefault(); add(); }}>
      <Segmented value={kind} onChange={(value) => setKind(value)} options={specialKinds.map((value) => ({ value, label: t(`calendar.kind.${value}`) }))} />
      <p className="secondary small">{t(`calendar.kind.${kind}.about`)}</p>
      <div className={css.fields}>
        <div className={css.field}><label htmlFor="special-date">{t('calendar.date')}</label><DayField id="special-date" isRequired value={date} onChange={(day) => setDates([day, until])} /></div>
        <div className={css.field}><label htmlFor="special-until">{t('calendar.until')}</label><DayField id="special-until" value={until} min={date || today} onChange={(day) => setDates([date, day])} /></div>
        <Checkbox className={css.yearly!} checked={isYearly} onChange={(event) => setIsYearly(event.target.checked)}>{t('calendar.everyYear')}</Checkbox>
      </div>
      {kind === 'makeUpDays' ? (
        <label className={css.wide}>{t('calendar.like')}
          <Select<Weekday | 'own'> aria-label={t('calendar.like')} value={like} onChange={setLike} options={[...weekdays.map((day) => ({ value: day, label: t('calendar.likeDay', { day: weekdayName(day, locale) }) })), { value: 'own', label: t('calendar.ownHours') }]} />
        </label>
      ) : null}
      {kind === 'halfDays' || (kind === 'makeUpDays' && like === 'own') ? <div className={css.wide}><span>{t('calendar.hours')}</span><HoursInput of={t('calendar.hours')} windows={windows} onChange={setWindows} /></div> : null}
      <div className={css.fields}>
        {(['en', 'zh', 'ar'] as const).map((language) => <label key={language}>{t('calendar.nameIn', { language: t(`language.${language}`) })}<Input value={name[language]} maxLength={100} dir="auto" onChange={(event) => setName({ ...name, [language]: event.target.value })} /></label>)}
      </div>
      <div className={css.actions}><Button type="primary" htmlType="submit" disabled={date === '' || (kind !== 'holidays' && windows.length === 0)}>{t('calendar.addDayDo')}</Button><Button onClick={onClose}>{t('action.close')}</Button></div>
    </form>
  );
}
