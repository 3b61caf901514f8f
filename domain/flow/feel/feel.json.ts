/** The one JSON form of FEEL values: plain JSON stays plain, what JSON lacks is tagged {"@feel": kind, ...}. Used by log, API and CLI alike. */
import { phrase } from '../../message.ts';
import type { Json } from '../../values.ts';
import { FeelFault } from './feel.fault.ts';
import { feelLimits, type FeelLimits } from './feel.limits.ts';
import { formatDate, formatDateTime, formatDuration, formatTime, parseDate, parseDateTime, parseDuration, parseTime } from './feel.temporal.ts';
import { isContext, isList, range, type FeelContext, type FeelValue } from './feel.values.ts';

/** The key that marks a tagged value. A context that has this key itself is wrapped: {"@feel": "context", "value": {...}}. */
export const feelTag = '@feel';

/** A null that says why it is one: {"@feel":"null","reason":"NO_VARIABLE_FOUND","params":{"name":"x"}}. Reads back as null. */
export const nullBecause = (reason: string, params: Record<string, string> = {}): Json => ({ [feelTag]: 'null', reason, ...(Object.keys(params).length ? { params } : {}) });

/** Sets a key so that "__proto__" is data and nothing else. */
function set(target: { [key: string]: Json }, key: string, value: Json): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

/** A FEEL value as JSON. Throws FeelFault for functions, and for values larger or deeper than the limits. */
export function encodeFeel(value: FeelValue, limits: Readonly<FeelLimits> = feelLimits): Json {
  let nodes = 0;
  let chars = 0;
  const text = (s: string): string => {
    chars += s.length;
    if (chars > limits.resultChars) throw new FeelFault('FEEL_RESULT_TOO_LARGE', { limit: phrase('feel.amount.characters', { amount: limits.resultChars }) });
    return s;
  };
  const tagged = (kind: string, s: string): Json => ({ [feelTag]: kind, value: text(s) });
  const encode = (item: FeelValue, depth: number): Json => {
    nodes += 1;
    if (nodes > limits.resultNodes) throw new FeelFault('FEEL_RESULT_TOO_LARGE', { limit: phrase('feel.amount.values', { amount: limits.resultNodes }) });
    if (depth > limits.valueDepth) throw new FeelFault('FEEL_VALUE_TOO_DEEP', { limit: limits.valueDepth });
    if (item === null || typeof item === 'boolean' || typeof item === 'number') return item;
    if (typeof item === 'string') return text(item);
    if (isList(item)) return item.map((each) => encode(each, depth + 1));
    if (isContext(item)) return encodeContext(item, depth);
    switch (item.kind) {
      case 'date': return tagged(item.kind, formatDate(item.day));
      case 'time': return tagged(item.kind, formatTime(item));
      case 'date and time': return tagged(item.kind, formatDateTime(item));
      case 'days and time duration': case 'years and months duration': return tagged(item.kind, formatDuration(item));
      case 'range': return {
        [feelTag]: 'range', start: encode(item.start, depth + 1), end: encode(item.end, depth + 1),
        startIncluded: item.startIncluded, endIncluded: item.endIncluded,
      };
      case 'unequal': case 'function': throw new FeelFault('FEEL_RESULT_NOT_DATA');
    }
  };
  const encodeContext = (context: FeelContext, depth: number): Json => {
    const result: { [key: string]: Json } = {};
    for (const [key, each] of context) set(result, text(key), encode(each, depth + 1));
    return context.has(feelTag) ? { [feelTag]: 'context', value: result } : result;
  };
  return encode(value, 0);
}

export interface DecodeAccount { limits: Readonly<FeelLimits>; charge: (values: number) => void }
const free: DecodeAccount = { limits: feelLimits, charge: () => undefined };

/**
 * JSON as FEEL values. Only own, enumerable data is read. A tag that cannot be read is an ordinary context; what is no JSON (functions, undefined)
 * is null. Throws FeelFault for lists, texts or nesting beyond the limits.
 */
export function decodeFeel(json: unknown, account: DecodeAccount = free): FeelValue {
  const { limits, charge } = account;
  const text = (s: string): string => {
    if (s.length > limits.textChars) throw new FeelFault('FEEL_TEXT_TOO_LONG', { limit: limits.textChars });
    return s;
  };
  const decode = (item: unknown, depth: number): FeelValue => {
    charge(1);
    if (depth > limits.valueDepth) throw new FeelFault('FEEL_VALUE_TOO_DEEP', { limit: limits.valueDepth });
    switch (typeof item) {
      case 'boolean': return item;
      case 'number': return Number.isFinite(item) ? item + 0 : null;
      case 'string': return text(item);
      case 'object': {
        if (item === null) return null;
        if (Array.isArray(item)) {
          if (item.length > limits.listItems) throw new FeelFault('FEEL_LIST_TOO_LONG', { limit: limits.listItems });
          return Array.from(item, (each: unknown) => decode(each, depth + 1));
        }
        const tagged = Object.hasOwn(item, feelTag) ? decodeTagged(item as Record<string, unknown>, depth) : undefined;
        return tagged === undefined ? entries(item as Record<string, unknown>, depth) : tagged;
      }
      default: return null;
    }
  };
  const entries = (item: Record<string, unknown>, depth: number): FeelContext => {
    const keys = Object.keys(item);
    if (keys.length > limits.listItems) throw new FeelFault('FEEL_LIST_TOO_LONG', { limit: limits.listItems });
    return new Map(keys.map((key) => [text(key), decode(item[key], depth + 1)]));
  };
  const decodeTagged = (item: Record<string, unknown>, depth: number): FeelValue | undefined => {
    const value = Object.hasOwn(item, 'value') ? item['value'] : undefined;
    const keys = Object.keys(item).length;
    switch (item[feelTag]) {
      case 'null': return null;
      case 'context': return keys === 2 && typeof value === 'object' && value !== null && !Array.isArray(value) ? entries(value as Record<string, unknown>, depth) : undefined;
      case 'range': {
        const { start, end, startIncluded, endIncluded } = item;
        if (keys !== 5 || typeof startIncluded !== 'boolean' || typeof endIncluded !== 'boolean') return undefined;
        return range(decode(start, depth + 1), decode(end, depth + 1), startIncluded, endIncluded);
      }
      default: return keys === 2 && typeof value === 'string' && value.length <= 60 ? decodeText(item[feelTag], value) ?? undefined : undefined;
    }
  };
  return decode(json, 0);
}

function decodeText(kind: unknown, text: string): FeelValue {
  switch (kind) {
    case 'date': return parseDate(text);
    case 'time': return parseTime(text);
    case 'date and time': return parseDateTime(text);
    case 'days and time duration': case 'years and months duration': {
      const duration = parseDuration(text);
      return duration?.kind === kind ? duration : null;
    }
    default: return null;
  }
}
