/** The values FEEL computes with. Contexts are Maps, so that no name can reach a prototype; instants count milliseconds. */

export type FeelContext = Map<string, FeelValue>;

/** A calendar date, as days since 1970-01-01. */
export interface FeelDate { readonly kind: 'date'; readonly day: number }
/** A time of day, milliseconds since midnight. Offset in minutes east of UTC; null means none was written, counted as UTC. */
export interface FeelTime { readonly kind: 'time'; readonly msOfDay: number; readonly offsetMinutes: number | null }
/** A date with a time. `localMs` is what the wall shows, counted as if it were UTC; the instant is localMs minus the offset. */
export interface FeelDateTime { readonly kind: 'date and time'; readonly localMs: number; readonly offsetMinutes: number | null }
export interface FeelDaysDuration { readonly kind: 'days and time duration'; readonly ms: number }
export interface FeelMonthsDuration { readonly kind: 'years and months duration'; readonly months: number }
/** A range of comparable values; a null end is open. */
export interface FeelRange {
  readonly kind: 'range';
  readonly start: FeelValue; readonly end: FeelValue;
  readonly startIncluded: boolean; readonly endIncluded: boolean;
}
/** The unary test `!= x`. Lives only inside an evaluation. */
export interface FeelUnequal { readonly kind: 'unequal'; readonly value: FeelValue }
export interface FeelFunction {
  readonly kind: 'function';
  readonly name: string;
  readonly parameters: readonly string[];
  readonly call: (args: FeelValue[]) => FeelValue;
}

export type FeelDuration = FeelDaysDuration | FeelMonthsDuration;
export type FeelTemporal = FeelDate | FeelTime | FeelDateTime | FeelDuration;
export type FeelValue = null | boolean | number | string | FeelValue[] | FeelContext | FeelTemporal | FeelRange | FeelUnequal | FeelFunction;

export type FeelType = 'null' | 'boolean' | 'number' | 'string' | 'list' | 'context' | FeelTemporal['kind'] | 'range' | 'unequal' | 'function';

/** The FEEL type of a value. */
export function typeOf(value: FeelValue): FeelType {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'boolean': return 'boolean';
    case 'number': return 'number';
    case 'string': return 'string';
    default:
      if (Array.isArray(value)) return 'list';
      if (value instanceof Map) return 'context';
      return value.kind;
  }
}

export const isContext = (value: FeelValue): value is FeelContext => value instanceof Map;
export const isList = (value: FeelValue): value is FeelValue[] => Array.isArray(value);

const isKind = (value: FeelValue, kind: FeelType): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map) && value.kind === kind;
export const isDate = (value: FeelValue): value is FeelDate => isKind(value, 'date');
export const isTime = (value: FeelValue): value is FeelTime => isKind(value, 'time');
export const isDateTime = (value: FeelValue): value is FeelDateTime => isKind(value, 'date and time');
export const isDaysDuration = (value: FeelValue): value is FeelDaysDuration => isKind(value, 'days and time duration');
export const isMonthsDuration = (value: FeelValue): value is FeelMonthsDuration => isKind(value, 'years and months duration');
export const isDuration = (value: FeelValue): value is FeelDuration => isDaysDuration(value) || isMonthsDuration(value);
export const isRange = (value: FeelValue): value is FeelRange => isKind(value, 'range');
export const isUnequal = (value: FeelValue): value is FeelUnequal => isKind(value, 'unequal');
export const isFunction = (value: FeelValue): value is FeelFunction => isKind(value, 'function');

export const range = (start: FeelValue, end: FeelValue, startIncluded: boolean, endIncluded: boolean): FeelRange =>
  ({ kind: 'range', start, end, startIncluded, endIncluded });
