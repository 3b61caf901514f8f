/** The week as bars on a day of 24 hours: pulled with the mouse, moved with the arrow keys, or written as times. A night shift is one bar that reaches into the next day. */
import { useRef, type ReactNode } from 'react';
import { Button, Switch } from 'antd';
import { weekdays, type Weekday } from '#domain/sla/calendar.schema';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { workingText } from '#domain/sla/duration.words';
import { DayTrack } from './DayTrack.tsx';
import { HoursInput } from './HoursInput.tsx';
import { reachingIn, weekMinutes, windowsOn, withWindows, type Week } from './week.ts';
import { weekdayName } from './weekday-names.ts';
import css from './WeekGrid.module.css';

export interface WeekGridProps {
  week: Week;
  onChange: (week: Week) => void;
  /** Paths of faults: "week.mon.0", "week". */
  faults: ReadonlyMap<string, string>;
}

/** Hours marked on the axis. */
const marks = [0, 6, 12, 18, 24];

export function WeekGrid({ week, onChange, faults }: WeekGridProps): ReactNode {
  const texts = useTexts();
  const { t, locale } = texts;
  const isAlways = week === '24/7';
  const office: Week = { mon: [{ from: '09:00', to: '17:00' }], tue: [{ from: '09:00', to: '17:00' }], wed: [{ from: '09:00', to: '17:00' }], thu: [{ from: '09:00', to: '17:00' }], fri: [{ from: '09:00', to: '17:00' }] };
  /** What was drawn is there again when the switch goes back. */
  const drawn = useRef<Week>(office);
  const switchTo = (isOn: boolean): void => {
    if (isOn) drawn.current = week;
    onChange(isOn ? '24/7' : drawn.current);
  };
  const copy = (): void => onChange(weekdays.slice(1, 5).reduce<Week>((next, day) => withWindows(next, day, windowsOn(week, 'mon')), week));
  return (
    <section className={css.grid} aria-label={t('calendar.week')}>
      <div className={css.bar}>
        <label className={css.always}><Switch size="small" checked={isAlways} onChange={switchTo} />{t('calendar.always')}</label>
        {isAlways ? null : <Button size="small" disabled={windowsOn(week, 'mon').length === 0} onClick={copy}>{t('calendar.copyMonday')}</Button>}
        <span className={css.sum}>{t('calendar.weekHours', { time: workingText(weekMinutes(week) * 60, texts) })}</span>
      </div>
      {faults.has('week') ? <p className={css.fault} role="alert">{faults.get('week')}</p> : null}
      {isAlways ? <p className="secondary">{t('calendar.alwaysText')}</p> : (
        <div className={css.days}>
          <div className={css.day} aria-hidden><span className={css.corner} /><div className={css.axis} dir="ltr">{marks.map((hour) => <span key={hour}>{hour}</span>)}</div></div>
          {weekdays.map((day) => <Day key={day} day={day} name={weekdayName(day, locale)} week={week} onChange={onChange} faults={faults} />)}
          <p className={css.help}>{t('calendar.gridHelp')}</p>
        </div>
      )}
    </section>
  );
}

function Day({ day, name, week, onChange, faults }: WeekGridProps & { day: Weekday; name: string }): ReactNode {
  const windows = windowsOn(week, day);
  const wrong = windows.map((_, at) => [...faults].find(([path]) => path === `week.${day}.${at}` || path.startsWith(`week.${day}.${at}.`)));
  const said = wrong.flatMap((fault) => (fault ? [fault[1]] : []));
  return (
    <div className={css.day} data-day={day}>
      <span className={css.name}>{name}</span>
      <DayTrack name={name} windows={windows} before={reachingIn(week, day)} wrong={new Set(wrong.flatMap((fault, at) => (fault ? [at] : [])))} onChange={(next) => onChange(withWindows(week, day, next))} />
      <HoursInput of={name} windows={windows} wrong={new Set(wrong.flatMap((fault, at) => (fault ? [at] : [])))} onChange={(next) => onChange(withWindows(week, day, next))} />
      {said.length > 0 ? <p className={css.fault} role="alert">{said[0]}</p> : null}
    </div>
  );
}
