/** Reads a line of cron: minute, hour, day of the month, month, day of the week. Lists, ranges, steps and names; @daily and its like. Seconds, L, W and # are not known. */

export interface Cron {
  /** Minutes since midnight, in order. */
  times: number[];
  monthDays: ReadonlySet<number>; months: ReadonlySet<number>;
  /** 0 is Sunday. */
  weekdays: ReadonlySet<number>;
  /** Both days are named: one of them is enough, as everywhere cron is. */
  isEitherDay: boolean;
}

interface Part { name: string; least: number; most: number; names?: readonly string[] }

const parts: readonly Part[] = [
  { name: 'minute', least: 0, most: 59 }, { name: 'hour', least: 0, most: 23 }, { name: 'day', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { name: 'weekday', least: 0, most: 7, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];
const nicknames: Readonly<Record<string, string>> = { '@hourly': '0 * * * *', '@daily': '0 0 * * *', '@midnight': '0 0 * * *', '@weekly': '0 0 * * 0', '@monthly': '0 0 1 * *', '@yearly': '0 0 1 1 *', '@annually': '0 0 1 1 *' };

/** `fault`: the part that cannot be read, as it was written. */
export function parseCron(text: string): Cron | { fault: string } {
  const line = text.trim().toLowerCase();
  const written = (Object.hasOwn(nicknames, line) ? nicknames[line]! : line).split(/\s+/);
  if (written.length !== parts.length) return { fault: text.slice(0, 60) };
  const read = parts.map((part, at) => valuesOf(written[at]!, part));
  const wrong = read.findIndex((values) => values === null);
  if (wrong >= 0) return { fault: written[wrong]!.slice(0, 60) };
  const [minutes, hours, monthDays, months, weekdays] = read as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];
  if (weekdays.delete(7)) weekdays.add(0);
  const times = [...hours].flatMap((hour) => [...minutes].map((minute) => hour * 60 + minute)).sort((one, other) => one - other);
  return { times, monthDays, months, weekdays, isEitherDay: !written[2]!.startsWith('*') && !written[4]!.startsWith('*') };
}

function valuesOf(text: string, part: Part): Set<number> | null {
  const values = new Set<number>();
  for (const piece of text.split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/(\d{1,2}))?$/.exec(piece) ?? [];
    const by = step === undefined ? 1 : Number(step);
    const [first, last] = endsOf(range, part, step !== undefined);
    if (first === null || last === null || by < 1 || first > last) return null;
    for (let value = first; value <= last; value += by) values.add(value);
  }
  return values;
}

function endsOf(range: string, part: Part, hasStep: boolean): [number | null, number | null] {
  if (range === '*') return [part.least, part.name === 'weekday' ? 6 : part.most];
  const [first = '', last, ...more] = range.split('-');
  if (more.length > 0) return [null, null];
  const from = valueOf(first, part);
  return [from, last === undefined ? (hasStep ? part.most : from) : valueOf(last, part)];
}

function valueOf(text: string, { least, most, names }: Part): number | null {
  const named = names?.indexOf(text) ?? -1;
  if (named >= 0) return named + (names!.length === 12 ? 1 : 0);
  const value = /^\d{1,2}$/.test(text) ? Number(text) : -1;
  return value >= least && value <= most ? value : null;
}
