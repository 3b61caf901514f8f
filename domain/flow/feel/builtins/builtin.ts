/** How a built-in function is declared: its parameters with their types, and what it does with arguments that fit them. */
import type { Meter } from '../feel.meter.ts';
import { isDate, isDuration, isList, isRange, typeOf, type FeelValue } from '../feel.values.ts';

type ParameterType = 'any' | 'string' | 'number' | 'boolean' | 'list' | 'context' | 'function' | 'range' | 'date' | 'time' | 'date and time' | 'days' | 'duration' | 'some';

export interface Parameter { name: string; type: ParameterType; isOptional: boolean; isVariadic: boolean }

/** `args` hold one value per parameter, undefined where an optional one was left out; a variadic parameter's values follow it. */
export interface Overload { parameters: readonly Parameter[]; run: (meter: Meter, args: readonly (FeelValue | undefined)[]) => FeelValue }
export interface Builtin { name: string; overloads: readonly Overload[] }

/** Declares a function by its parameters, "name: type". A "?" after the type: may be left out or null. "..." before the name: any number. `any` takes null, `some` does not. */
export function overload(parameters: string, run: (meter: Meter, ...args: never[]) => FeelValue): Overload {
  return {
    parameters: parameters === '' ? [] : parameters.split(', ').map((text) => {
      const [, dots = '', name = '', type = 'any', optional = ''] = /^(\.\.\.)?([a-z0-9 ]+): ([a-z ]+)(\?)?$/i.exec(text) ?? [];
      return { name, type: type as ParameterType, isOptional: optional === '?', isVariadic: dots !== '' };
    }),
    run: (meter, args) => (run as unknown as (meter: Meter, ...args: (FeelValue | undefined)[]) => FeelValue)(meter, ...args),
  };
}

export const builtin = (name: string, ...overloads: Overload[]): Builtin => ({ name, overloads });

/** The argument as the parameter's type: [x] counts as x and x as [x]; a date counts as its midnight where an instant is wanted. undefined: it does not fit. */
function fitted(value: FeelValue, type: ParameterType): FeelValue | undefined {
  if (type === 'any') return value;
  if (value === null) return undefined;
  if (type === 'some') return value;
  if (type === 'list') return isList(value) ? value : [value];
  const one = isList(value) && value.length === 1 ? (value[0] ?? null) : value;
  if (type === 'days') return isDate(one) || typeOf(one) === 'date and time' ? one : undefined;
  if (type === 'duration') return isDuration(one) ? one : undefined;
  if (type === 'range') return isRange(one) ? one : undefined;
  return typeOf(one) === type ? one : undefined;
}

const arity = (o: Overload): [number, number] => [
  o.parameters.filter((p) => !p.isOptional && !p.isVariadic).length,
  o.parameters.some((p) => p.isVariadic) ? Infinity : o.parameters.length,
];

/** Whether some form of the function takes that many arguments, or arguments of these names. */
export function takes(fn: Builtin, positional: number, names: readonly string[] | null): boolean {
  return fn.overloads.some((o) => {
    const [least, most] = arity(o);
    if (!names) return positional >= least && positional <= most;
    return names.every((name) => o.parameters.some((p) => p.name === name))
      && o.parameters.every((p) => p.isOptional || p.isVariadic || names.includes(p.name));
  });
}

/** How it is written, for messages: `substring(string, start position, length?)`. */
export const usageOf = (fn: Builtin): string => fn.overloads
  .map((o) => `${fn.name}(${o.parameters.map((p) => `${p.isVariadic ? '...' : ''}${p.name}${p.isOptional ? '?' : ''}`).join(', ')})`).join(' or ');

/** Calls the first form whose parameters the arguments fit; null with a warning where none does. */
export function callBuiltin(fn: Builtin, positional: readonly FeelValue[], named: ReadonlyMap<string, FeelValue> | null, meter: Meter): FeelValue {
  for (const form of fn.overloads) {
    const args = bind(form, positional, named);
    if (args) return form.run(meter, args);
  }
  return meter.nothing('INVALID_ARGUMENTS', { name: fn.name, usage: usageOf(fn), given: (named ? [...named.values()] : positional).map(typeOf).join(', ') });
}

function bind(form: Overload, positional: readonly FeelValue[], named: ReadonlyMap<string, FeelValue> | null): (FeelValue | undefined)[] | null {
  if (named && ![...named.keys()].every((name) => form.parameters.some((p) => p.name === name))) return null;
  const [least, most] = arity(form);
  if (!named && (positional.length < least || positional.length > most)) return null;
  const args: (FeelValue | undefined)[] = [];
  for (const [i, parameter] of form.parameters.entries()) {
    if (parameter.isVariadic) {
      const given = named ? named.get(parameter.name) : undefined;
      const values = named ? (isList(given ?? null) ? given as FeelValue[] : given === undefined ? [] : [given]) : positional.slice(i);
      for (const value of values) {
        const fits = fitted(value, parameter.type);
        if (fits === undefined) return null;
        args.push(fits);
      }
      return args;
    }
    const value = named ? named.get(parameter.name) : positional[i];
    if (value === undefined || (value === null && parameter.isOptional && parameter.type !== 'any')) {
      if (!parameter.isOptional) return null;
      args.push(undefined);
      continue;
    }
    const fits = fitted(value, parameter.type);
    if (fits === undefined) return null;
    args.push(fits);
  }
  return args;
}
