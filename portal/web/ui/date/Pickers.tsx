/** The pickers of days and of times of day, with Ant Design's panels over our own calendar. Fetched when the first is shown (DateFields.tsx). */
import { useId, useMemo, type MouseEvent, type ReactNode } from 'react';
import generatePicker, { type PickerProps } from 'antd/es/date-picker/generatePicker';
import type { TextKey } from '../../shell/texts/texts.ts';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { dayOf } from './days.ts';
import { Icon } from '../Icon.tsx';
import { calendar, clockDate, weekdayNames } from './calendar.ts';
import { readClock, stepTime } from './clock.ts';
import { dateOf, dayShape, dayText, readDay, stepDay } from './day.ts';
import { two } from './latin.ts';
import type { DateFieldProps, DayFieldProps } from './DateFields.tsx';
import { useTypedPicker, type StepKey, type TypedPicker } from './useTypedPicker.ts';
import css from './DateFields.module.css';

const Picker = generatePicker<Date>(calendar);

const daySteps = { ArrowUp: { days: 1 }, ArrowDown: { days: -1 }, PageUp: { months: 1 }, PageDown: { months: -1 } } as const satisfies Record<StepKey, object>;
const timeSteps = { ArrowUp: 15, ArrowDown: -15, PageUp: 60, PageDown: -60 } as const satisfies Record<StepKey, number>;
const today = (): string => dayOf(Date.now());
const itself = (time: string): string => time;

/** What is chosen in the panel with the pointer leaves the caret in the field; and the panel, where no key does anything, is no stop of the Tab key. */
const staysInField = (event: MouseEvent): void => event.preventDefault();
const isNoStop = (panel: HTMLElement | null): void => panel?.querySelectorAll<HTMLElement>('.ant-picker-panel, ul').forEach((part) => { part.tabIndex = -1; });
const framed = (panel: ReactNode): ReactNode => <div onMouseDown={staysInField} ref={isNoStop}>{panel}</div>;
/** Columns of hours and minutes are nothing but lists to who hears the page: they type, or step. */
const unheard = (panel: ReactNode): ReactNode => <div aria-hidden onMouseDown={staysInField} ref={isNoStop}>{panel}</div>;

export function DayPicker(props: DayFieldProps): ReactNode {
  const { t, locale } = useTexts();
  const { value, min, isRequired = false } = props;
  const show = (day: string): string => dayText(day, locale);
  const typed = useTypedPicker({ value, min, read: (text) => readDay(text, locale), show, step: (day, key) => stepDay(day, daySteps[key]), first: () => (min !== undefined && min > today() ? min : today()), onChange: props.onChange });
  const date = useMemo(() => dateOf(value), [value]);
  const first = min === undefined ? null : dateOf(min);
  // The rest of the words is the provider's; these two are as the portal has them elsewhere.
  const words = useMemo(() => ({ lang: { shortWeekDays: weekdayNames(locale) } }) as PickerProps['locale'], [locale]);
  return (
    <Field props={props} typed={typed} kind="day" example={show(today())} least={min === undefined ? '' : show(min)}>
      {(shared) => (
        <Picker<Date>
          {...shared} key={typed.round} locale={words!} format={dayShape(locale)} placeholder={t('date.shape.day')} suffixIcon={<Icon name="calendar" size={15} />} allowClear={!isRequired} panelRender={framed} {...(first === null ? {} : { minDate: first })}
          value={date} onChange={(chosen) => typed.choose(chosen === null ? '' : dayOf(chosen.getTime()))}
        />
      )}
    </Field>
  );
}

export function ClockPicker(props: DateFieldProps): ReactNode {
  const { t } = useTexts();
  const { value, isRequired = false } = props;
  const typed = useTypedPicker({ value, read: readClock, show: itself, step: (time, key) => stepTime(time, timeSteps[key]), first: () => '08:00', onChange: props.onChange });
  const date = useMemo(() => (readClock(value) === null ? null : clockDate(value)), [value]);
  return (
    <Field props={props} typed={typed} kind="time" example="08:30" least="">
      {(shared) => (
        <Picker<Date>
          {...shared} key={typed.round} picker="time" format="HH:mm" placeholder={t('date.shape.time')} suffixIcon={<Icon name="clock" size={15} />} allowClear={!isRequired} needConfirm={false} showNow={false} minuteStep={5} panelRender={unheard}
          value={date} onChange={(chosen) => typed.choose(chosen === null ? '' : `${two(chosen.getHours())}:${two(chosen.getMinutes())}`)}
        />
      )}
    </Field>
  );
}

interface Shared { id?: string; size: 'small' | 'middle'; 'aria-required': boolean; disabled: boolean; open: boolean; onOpenChange: (isOpen: boolean) => void; previewValue: false; status?: 'error'; 'aria-label'?: string; 'aria-describedby': string }
interface FieldProps { props: DateFieldProps; typed: TypedPicker; kind: 'day' | 'time'; example: string; least: string; children: (shared: Shared) => ReactNode }

/** The picker with its hint, and what was refused of it. */
function Field({ props: { id, label, size = 'middle', isRequired = false, isDisabled = false, describedBy }, typed, kind, example, least, children }: FieldProps): ReactNode {
  const { t } = useTexts();
  const own = useId();
  const { refusal } = typed;
  const described = [describedBy, `${own}-hint`, refusal === null ? undefined : `${own}-refused`].filter((part) => part !== undefined).join(' ');
  const said: TextKey | null = refusal === null ? null : refusal.kind === 'early' ? 'date.early' : `date.unreadable.${kind}`;
  return (
    <span ref={typed.box} className={css.field} {...typed.handlers}>
      {children({
        ...(id === undefined ? {} : { id }), ...(label === undefined ? {} : { 'aria-label': label }), ...(refusal === null ? {} : { status: 'error' }), 'aria-describedby': described,
        size, 'aria-required': isRequired, disabled: isDisabled, open: typed.isOpen, onOpenChange: typed.onOpenChange, previewValue: false,
      })}
      <span id={`${own}-hint`} className="visually-hidden">{t(`date.hint.${kind}`)}</span>
      {refusal === null || said === null ? null : <span id={`${own}-refused`} className={css.refused} role="alert" data-refused><Sentence of={said} parts={{ typed: <bdi>{refusal.typed}</bdi>, example: <bdi dir="ltr">{example}</bdi>, least: <bdi dir="ltr">{least}</bdi> }} /></span>}
    </span>
  );
}
