/** `instance of`: whether a value is of a type, looked at by its shape. */
import type { Meter } from './feel.meter.ts';
import type { TypeName } from './feel.syntax.ts';
import { isContext, isList, typeOf, type FeelValue } from './feel.values.ts';

const known = new Set(['number', 'string', 'boolean', 'date', 'time', 'date and time', 'days and time duration', 'years and months duration', 'list', 'context', 'range', 'function']);

/** Null is of type Null only. An unknown type name gives null with a warning. */
export function hasType(value: FeelValue, type: TypeName, meter: Meter): boolean | null {
  meter.charge(1);
  switch (type.kind) {
    case 'list': return isList(value) && value.every((item) => hasType(item, type.element, meter) === true);
    case 'context': return isContext(value) && type.entries.every((entry) => value.has(entry.name) && hasType(value.get(entry.name) ?? null, entry.type, meter) === true);
    case 'function': return typeOf(value) === 'function';
    case 'named': {
      if (type.name === 'Any') return value !== null;
      if (type.name === 'Null') return value === null;
      const actual = typeOf(value);
      if (type.name === 'duration') return actual === 'days and time duration' || actual === 'years and months duration';
      return known.has(type.name) ? actual === type.name : meter.nothing('NO_VARIABLE_FOUND', { name: type.name });
    }
  }
}
