/** Finds the calendar a question names: a file in the current folder or in --calendars, or the calendar written into the question. Each is read and checked once. */
import { isAbsolute, join } from 'node:path';
import { CatalogueError } from '#domain/errors';
import { phrase } from '#domain/message';
import { parseCalendar } from '#domain/sla/calendar.check';
import { workingCalendar, type WorkingCalendar } from '#domain/sla/working-time';

export type CalendarRef = string | Record<string, unknown>;

/** Calendars written into questions are remembered up to this many, so that an endless batch stays small. */
const MOST_REMEMBERED = 500;

/** A loader of calendars. It throws SLA_CALENDAR_NOT_FOUND, SLA_CALENDAR_NOT_JSON and what `parseCalendar` throws. */
export function calendarLoader(readFile: (path: string) => Promise<string>, folder: string | null): (ref: CalendarRef) => Promise<WorkingCalendar> {
  const known = new Map<string, Promise<WorkingCalendar>>();
  const once = (key: string, load: () => Promise<WorkingCalendar>): Promise<WorkingCalendar> => {
    let loading = known.get(key);
    if (loading === undefined) {
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(key, (loading = load()));
    }
    return loading;
  };
  return (ref) => {
    if (typeof ref === 'string') return once(`file ${ref}`, async () => compile(await readCalendar(readFile, folder, ref)));
    return once(`text ${JSON.stringify(ref)}`, async () => compile({ key: 'inline', ...ref }));
  };
}

/** A calendar in a question needs no name of its own. */
const compile = (input: object): WorkingCalendar => {
  const key = 'key' in input && typeof input.key === 'string' ? input.key : 'inline';
  return workingCalendar(parseCalendar({ name: { en: key }, ...input }));
};

async function readCalendar(readFile: (path: string) => Promise<string>, folder: string | null, name: string): Promise<object> {
  const path = folder === null || isAbsolute(name) ? name : join(folder, name);
  const text = await readFile(path).catch(() => readFile(`${path}.json`)).catch((): never => { throw new CatalogueError('SLA_CALENDAR_NOT_FOUND', { calendar: name }); });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new CatalogueError('SLA_CALENDAR_NOT_JSON', { calendar: name });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new CatalogueError('SLA_CALENDAR_INVALID', { path: name, reason: phrase('issue.type', { expected: phrase('type.object') }) });
  return parsed;
}
