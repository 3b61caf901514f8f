/** Days, times and instants in forms: the portal's own fields in place of the form library's, which speak the language of the browser or of none. */
import type { ReactNode } from 'react';
import { ariaDescribedByIds, type WidgetProps } from '@rjsf/utils';
import { timeHere, zonedTime } from '../date/clock.ts';
import { DayField, InstantField, TimeField, type DateFieldProps } from '../date/DateFields.tsx';

function sharedOf({ id, value, required = false, disabled = false, readonly = false, options, onChange }: WidgetProps): DateFieldProps {
  return { id, describedBy: ariaDescribedByIds(id), value: typeof value === 'string' ? value : '', isRequired: required, isDisabled: disabled || readonly, onChange: (next) => onChange(next === '' ? options.emptyValue : next) };
}
/** Minutes the reader is ahead of UTC. */
const offsetHere = (): number => -new Date().getTimezoneOffset();

export function DayWidget(props: WidgetProps): ReactNode {
  return <DayField {...sharedOf(props)} />;
}
export function InstantWidget(props: WidgetProps): ReactNode {
  return <InstantField {...sharedOf(props)} label={props.label} />;
}
export function TimeWidget(props: WidgetProps): ReactNode {
  const { value, onChange, ...shared } = sharedOf(props);
  return <TimeField {...shared} value={timeHere(value, offsetHere())} onChange={(time) => onChange(time === '' ? '' : zonedTime(time, offsetHere()))} />;
}
