/** A value as FEEL text, the way string() writes it. */
import { FeelFault } from './feel.fault.ts';
import type { Meter } from './feel.meter.ts';
import { formatDate, formatDateTime, formatDuration, formatTime } from './feel.temporal.ts';
import { formatNumber } from './feel.text.ts';
import { isContext, isList, type FeelValue } from './feel.values.ts';

/** Texts inside lists and contexts are quoted, a text alone is not. Bounded: the text may not outgrow the text limit. */
export function asText(value: FeelValue, meter: Meter): string {
  if (typeof value === 'string') return value;
  const parts: string[] = [];
  let length = 0;
  const put = (text: string): void => {
    length += text.length;
    meter.growing(length);
    meter.charge(1 + (text.length >> 6));
    parts.push(text);
  };
  const write = (item: FeelValue, depth: number): void => {
    if (depth > meter.limits.valueDepth) throw new FeelFault('FEEL_VALUE_TOO_DEEP', { limit: meter.limits.valueDepth }, meter.at);
    if (item === null) return put('null');
    if (typeof item === 'string') return put(`"${item.replace(/["\\]/g, (sign) => `\\${sign}`)}"`);
    if (typeof item === 'number') return put(formatNumber(item));
    if (typeof item === 'boolean') return put(String(item));
    if (isList(item)) {
      put('[');
      item.forEach((each, i) => {
        if (i > 0) put(', ');
        write(each, depth + 1);
      });
      return put(']');
    }
    if (isContext(item)) {
      put('{');
      let isFirst = true;
      for (const [key, each] of item) {
        put(`${isFirst ? '' : ', '}${/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(key) ? key : JSON.stringify(key)}: `);
        isFirst = false;
        write(each, depth + 1);
      }
      return put('}');
    }
    switch (item.kind) {
      case 'date': return put(formatDate(item.day));
      case 'time': return put(formatTime(item));
      case 'date and time': return put(formatDateTime(item));
      case 'days and time duration': case 'years and months duration': return put(formatDuration(item));
      case 'range':
        put(item.startIncluded ? '[' : '(');
        write(item.start, depth + 1);
        put('..');
        write(item.end, depth + 1);
        return put(item.endIncluded ? ']' : ')');
      case 'unequal':
        put('!= ');
        return write(item.value, depth + 1);
      case 'function': return put(`function(${item.parameters.join(', ')})`);
    }
  };
  write(value, 0);
  return parts.join('');
}
