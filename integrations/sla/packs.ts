/** Public holidays of countries, states and regions, from the package date-holidays (data under CC BY 3.0). Its 13 MB are loaded when they are first asked for, and only on the server. */
import { CatalogueError } from '#domain/errors';
import { mostClosures, type Closure } from '#domain/sla/closure';
import { dateOfDay, dayOfDate } from '#domain/sla/calendar.days';
import type { Text } from '#domain/values';

export interface PackPlace { country: string; state?: string | undefined; region?: string | undefined }
export interface HolidayPacks {
  /** Countries; of one its states; of a state its regions: codes with their English names, by name. Throws HOLIDAY_PACK_UNKNOWN. */
  places(of: { country?: string | undefined; state?: string | undefined }): Promise<{ code: string; name: string }[]>;
  /** Public holidays from the first to the last year, 20 years at most. `source` names the pack in calendars. Throws HOLIDAY_PACK_UNKNOWN. */
  days(of: PackPlace & { from: number; to: number }): Promise<{ closures: Closure[]; source: string }>;
}

const mostYears = 20;
const load = async () => (await import('date-holidays')).default;
const unknown = (...place: (string | undefined)[]): CatalogueError => new CatalogueError('HOLIDAY_PACK_UNKNOWN', { place: place.filter(Boolean).join('-') });

export function createHolidayPacks(): HolidayPacks {
  return {
    async places({ country, state }) {
      const Holidays = await load();
      const all = new Holidays();
      if (country === undefined) return listed(all.getCountries('en'));
      if (!Object.hasOwn(all.getCountries('en'), country)) throw unknown(country);
      // The package answers nothing at all where a place has no parts.
      return listed(state === undefined ? all.getStates(country, 'en') : all.getRegions(country, state, 'en'));
    },
    async days({ country, state, region, from, to }) {
      const Holidays = await load();
      const all = new Holidays();
      const isKnown = Object.hasOwn(all.getCountries('en'), country) && (state === undefined || Object.hasOwn(partsOf(all.getStates(country, 'en')), state))
        && (region === undefined || (state !== undefined && Object.hasOwn(partsOf(all.getRegions(country, state, 'en')), region)));
      if (!isKnown) throw unknown(country, state, region);
      const place = new Holidays({ country, ...(state === undefined ? {} : { state }), ...(region === undefined ? {} : { region }) }, { types: ['public'] });
      const closures: Closure[] = [];
      for (let year = from; year <= Math.min(to, from + mostYears - 1) && closures.length < mostClosures; year++) closures.push(...daysOfYear(place, year));
      return { closures, source: `pack:${[country, state, region].filter(Boolean).join('-')}` };
    },
  };
}

type Pack = InstanceType<Awaited<ReturnType<typeof load>>>;
const partsOf = (parts: unknown): Record<string, string> => (typeof parts === 'object' && parts !== null ? parts as Record<string, string> : {});
const listed = (parts: unknown): { code: string; name: string }[] =>
  Object.entries(partsOf(parts)).map(([code, name]) => ({ code, name })).sort((a, b) => a.name.localeCompare(b.name, 'en'));

function daysOfYear(pack: Pack, year: number): Closure[] {
  const named = (language: string): Map<string, string> => new Map(pack.getHolidays(year, language).map(({ rule, date, name }) => [`${rule} ${date}`, name]));
  const [zh, ar] = [named('zh'), named('ar')];
  return pack.getHolidays(year, 'en').flatMap((day) => {
    const at = `${day.rule} ${day.date}`;
    const closure = closureOf(day, nameOf(day.name, zh.get(at), ar.get(at)));
    return closure === null ? [] : [closure];
  });
}

/** The package falls back to another language; a name in another script is none. Of two spellings (清明节 清明節) the first is taken. */
function nameOf(en: string, zh: string | undefined, ar: string | undefined): Text {
  return { en, ...(zh !== undefined && /\p{Script=Han}/u.test(zh) ? { zh: zh.split(' ')[0]! } : {}), ...(ar !== undefined && /\p{Script=Arabic}/u.test(ar) ? { ar } : {}) };
}

/** `date` is local: "2027-12-24 14:00:00". From a time on, a day is closed until midnight. */
function closureOf({ date, start, end }: { date: string; start: Date; end: Date }, name: Text): Closure | null {
  const [day, time] = [date.slice(0, 10), date.slice(11, 16)];
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  if (time !== '00:00') return { date: day, name, hours: { from: time, to: '24:00' } };
  const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
  return { date: day, name, ...(days > 1 ? { until: dateOfDay(dayOfDate(day) + days - 1) } : {}) };
}
