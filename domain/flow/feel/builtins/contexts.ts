/** FEEL's functions on contexts. Contexts are Maps: "constructor" and "__proto__" are names like any other. */
import type { Meter } from '../feel.meter.ts';
import { isContext, isList, typeOf, type FeelContext, type FeelValue } from '../feel.values.ts';
import { builtin, overload, type Builtin } from './builtin.ts';

function putAt(meter: Meter, context: FeelContext, keys: readonly FeelValue[], value: FeelValue): FeelValue {
  const [key, ...rest] = keys;
  if (typeof key !== 'string') return meter.nothing('INVALID_ARGUMENTS', { name: 'context put', usage: 'context put(context, keys, value)', given: key === undefined ? 'nothing' : typeOf(key) });
  meter.list(context.size + 1);
  const result = new Map(context);
  if (rest.length === 0) return result.set(key, value);
  const inner = context.get(key) ?? null;
  if (!isContext(inner)) return meter.nothing('NO_CONTEXT_ENTRY_FOUND', { name: key });
  const changed = putAt(meter, inner, rest, value);
  return changed === null ? null : result.set(key, changed);
}

function fromEntries(meter: Meter, entries: readonly FeelValue[]): FeelValue {
  meter.list(entries.length);
  const result: FeelContext = new Map();
  for (const entry of entries) {
    const key = isContext(entry) ? entry.get('key') : undefined;
    const value = isContext(entry) ? entry.get('value') : undefined;
    if (typeof key !== 'string' || value === undefined || result.has(key)) {
      return meter.nothing('INVALID_ARGUMENTS', { name: 'context', usage: 'context([{key: "a", value: 1}])', given: 'other-values' });
    }
    result.set(key, value);
  }
  return result;
}

function merged(meter: Meter, contexts: readonly FeelValue[]): FeelValue {
  const result: FeelContext = new Map();
  for (const context of contexts) {
    if (!isContext(context)) return meter.nothing('INVALID_ARGUMENTS', { name: 'context merge', usage: 'context merge([{a: 1}, {b: 2}])', given: typeOf(context) });
    meter.list(context.size);
    for (const [key, value] of context) result.set(key, value);
  }
  return result;
}

const listOf = (values: readonly FeelValue[]): readonly FeelValue[] => (values.length === 1 && isList(values[0] ?? null) ? values[0] as FeelValue[] : values);

export const contextBuiltins: readonly Builtin[] = [
  builtin('get value',
    overload('m: context, key: string', (meter: Meter, context: FeelContext, key: string) => context.get(key) ?? (context.has(key) ? null : meter.nothing('NO_CONTEXT_ENTRY_FOUND', { name: key }))),
    overload('context: context, key: string', (meter: Meter, context: FeelContext, key: string) => context.get(key) ?? (context.has(key) ? null : meter.nothing('NO_CONTEXT_ENTRY_FOUND', { name: key })))),
  builtin('get entries', overload('m: context', (meter: Meter, context: FeelContext) => {
    meter.list(context.size);
    return [...context].map(([key, value]): FeelContext => new Map<string, FeelValue>([['key', key], ['value', value]]));
  })),
  builtin('context', overload('...entries: any', (meter: Meter, ...entries: FeelValue[]) => fromEntries(meter, listOf(entries)))),
  builtin('context merge', overload('...contexts: any', (meter: Meter, ...contexts: FeelValue[]) => merged(meter, listOf(contexts)))),
  builtin('context put',
    overload('context: context, key: string, value: any', (meter: Meter, context: FeelContext, key: string, value: FeelValue) => putAt(meter, context, [key], value)),
    overload('context: context, keys: list, value: any', (meter: Meter, context: FeelContext, keys: FeelValue[], value: FeelValue) => putAt(meter, context, keys, value))),
];
