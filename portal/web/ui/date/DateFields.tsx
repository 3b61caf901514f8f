/**
 * The fields for a day, a time of day and an instant: shown and typed as the reader's language has them, whatever the browser speaks. Values stay what the API has: "2026-11-22", "08:30", ISO 8601; empty is "".
 * The picker behind them is fetched when the first of them is shown; until then the value stands there.
 */
import { lazy, Suspense, useId, useState, type ReactNode } from 'react';
import { Input } from 'antd';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { instantAt, localParts } from './clock.ts';
import { dayText } from './day.ts';
import css from './DateFields.module.css';

export interface DateFieldProps {
  /** For `htmlFor` of its label, which stands beside it: around it the label would read the hint out as part of the name. */
  id?: string;
  /** Its name, where no label stands beside it. */
  label?: string;
  value: string;
  /** Told when a whole value was typed or chosen, or a loosely typed one left; "" when it was emptied. */
  onChange: (value: string) => void;
  size?: 'small' | 'middle';
  /** Told to who hears the page; the browser is not asked to insist on it, for it would in its own language. */
  isRequired?: boolean;
  isDisabled?: boolean;
  /** Ids of what is said about it elsewhere. */
  describedBy?: string;
}
export interface DayFieldProps extends DateFieldProps {
  /** The first day that may be chosen; one typed before it is refused. */
  min?: string;
}

const pickers = () => import('./Pickers.tsx');
const DayPicker = lazy(async () => ({ default: (await pickers()).DayPicker }));
const ClockPicker = lazy(async () => ({ default: (await pickers()).ClockPicker }));

/** The value until the picker is there, under the same name. */
function Standing({ text, id, label, size = 'middle' }: Pick<DateFieldProps, 'id' | 'label' | 'size'> & { text: string }): ReactNode {
  return <span className={css.field}><Input disabled size={size} value={text} {...(id === undefined ? {} : { id })} {...(label === undefined ? {} : { 'aria-label': label })} /></span>;
}

export function DayField(props: DayFieldProps): ReactNode {
  const { locale } = useTexts();
  return <Suspense fallback={<Standing {...props} text={dayText(props.value, locale)} />}><DayPicker {...props} /></Suspense>;
}

/** A day with its label beside it, of a bar of filters: told the day, or that there is none. */
export function LabelledDay({ label, value, size = 'middle', onChange }: { label: string; value: string | undefined; size?: 'small' | 'middle'; onChange: (day: string | undefined) => void }): ReactNode {
  const id = useId();
  return <div className={css.labelled}><label htmlFor={id} className="secondary small">{label}</label><DayField id={id} size={size} value={value ?? ''} onChange={(day) => onChange(day || undefined)} /></div>;
}

export function TimeField(props: DateFieldProps): ReactNode {
  return <Suspense fallback={<Standing {...props} text={props.value} />}><ClockPicker {...props} /></Suspense>;
}

/** A day and a time beside each other, in the reader's zone. `label` names both; `onChange` is told "" while one of them is missing. */
export function InstantField({ label, value, onChange, id, describedBy, ...shared }: DateFieldProps & { label: string }): ReactNode {
  const { t } = useTexts();
  const [half, setHalf] = useState<{ day: string; time: string } | null>(null);
  const { day, time } = half ?? localParts(value);
  const change = (next: { day: string; time: string }): void => {
    const instant = instantAt(next.day, next.time);
    setHalf(instant === null && (next.day !== '' || next.time !== '') ? next : null);
    onChange(instant ?? '');
  };
  return (
    <span role="group" aria-label={label} className={css.pair}>
      <DayField {...shared} {...(id === undefined ? {} : { id })} {...(describedBy === undefined ? {} : { describedBy })} label={t('date.dayOf', { of: label })} value={day} onChange={(next) => change({ day: next, time })} />
      <TimeField {...shared} label={t('date.timeOf', { of: label })} value={time} onChange={(next) => change({ day, time: next })} />
    </span>
  );
}
