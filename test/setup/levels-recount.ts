/**
 * The service levels counted a second time, from what the runs have logged: events and token log, the seed's calendars and policies as files. Written apart from
 * the report and from domain/sla on purpose: it walks the minutes one by one. Only the shape of its answer is the report's.
 */
import type { Connection } from 'mongoose';

interface Week { from: string; to: string }
interface CalendarFile { key: string; zone: string; versions: { week: '24/7' | Record<string, Week[] | undefined>; holidays?: { date: string; until?: string }[] }[] }
interface PolicyFile { appliesTo: { ticketType: string[]; priority: string[] }; clocks: { kind: 'response' | 'resolution'; target: string; warn: string; calendarId: string }[] }
interface TypeFile { key: string; states: { key: string; clock: 'running' | 'paused' | 'stopped'; category: string }[] }
export interface SeedFiles { calendars: CalendarFile[]; policies: PolicyFile[]; types: TypeFile[] }

interface LogLine { run: string; seq: number; at: string; type: string; token: string | null; node: string | null; by: { kind: string; id: string } | null; data: string | null }
interface EventLine { at: string; action: string; origin: string; seq: number; after?: unknown; data: Record<string, unknown> }
type State = 'met' | 'open' | 'atRisk' | 'breached';
export interface Recounted {
  id: string; openedAt: string; team: string | null; type: string; priority: string;
  states: Record<'response' | 'resolution', State | null>;
  minutes: Record<'response' | 'resolution', number | null>;
  /** Working milliseconds by step; null while the run goes on. */
  steps: Record<string, number> | null;
}

const minute = 60_000;
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** What a wall clock shows in a zone, asked of the platform once an hour. */
function wallClock(zone: string): (ms: number) => { date: string; weekday: string; minutes: number } {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const known = new Map<number, number>();
  const offsetOf = (ms: number): number => {
    const hour = Math.floor(ms / 3_600_000) * 3_600_000;
    const found = known.get(hour);
    if (found !== undefined) return found;
    const part = Object.fromEntries(format.formatToParts(hour).map(({ type, value }) => [type, Number(value)]));
    const offset = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second']) - hour;
    known.set(hour, offset);
    return offset;
  };
  return (ms) => {
    const local = new Date(ms + offsetOf(ms));
    return { date: local.toISOString().slice(0, 10), weekday: days[local.getUTCDay()]!, minutes: local.getUTCHours() * 60 + local.getUTCMinutes() };
  };
}

/** Minutes one by one. Windows of the seed open and close on whole minutes. */
function walkIn({ zone, versions }: CalendarFile) {
  const wall = wallClock(zone);
  const { week, holidays = [] } = versions[0]!;
  const clockOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  const isHoliday = (date: string): boolean => holidays.some((one) => { const own = date.slice(10 - one.date.length); return one.date <= own && own <= (one.until ?? one.date); });
  const known = new Map<string, [number, number][]>();
  const windowsOn = (date: string, weekday: string): [number, number][] => {
    const found = known.get(date) ?? (week === '24/7' ? [[0, 1_440]] : isHoliday(date) ? [] : (week[weekday] ?? []).map(({ from, to }): [number, number] => [clockOf(from), clockOf(to)]));
    known.set(date, found);
    return found;
  };
  const works = (ms: number): boolean => { const { date, weekday, minutes } = wall(ms); return windowsOn(date, weekday).some(([from, to]) => from <= minutes && minutes < to); };
  const worked = (from: number, to: number): number => {
    let sum = 0;
    for (let at = Math.floor(from / minute) * minute; at < to; at += minute) if (works(at)) sum += Math.min(at + minute, to) - Math.max(at, from);
    return Math.max(0, sum);
  };
  const after = (from: number, workingMs: number): number => {
    if (workingMs === 0) return from;
    let left = workingMs;
    for (let at = Math.floor(from / minute) * minute; ; at += minute) {
      if (!works(at)) continue;
      const here = at + minute - Math.max(at, from);
      if (left <= here) return Math.max(at, from) + left;
      left -= here;
    }
  };
  /** So many working days later, the clock showing the same, or closing time. */
  const daysAfter = (from: number, count: number): number => {
    let { date, weekday, minutes } = wall(from);
    let part = from % minute;
    const step = (): void => { const next = new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000); date = next.toISOString().slice(0, 10); weekday = days[next.getUTCDay()]!; };
    if (windowsOn(date, weekday).length === 0) {
      while (windowsOn(date, weekday).length === 0) step();
      [minutes, part] = [windowsOn(date, weekday)[0]![0], 0];
    }
    for (let left = count; left > 0;) { step(); if (windowsOn(date, weekday).length > 0) left -= 1; }
    const closing = Math.max(...windowsOn(date, weekday).map(([, to]) => to));
    if (minutes >= closing) [minutes, part] = [closing, 0];
    const noon = Date.parse(`${date}T12:00:00Z`);
    const shown = wall(noon);
    return noon + (minutes - shown.minutes) * minute + part + (shown.date < date ? 86_400_000 : shown.date > date ? -86_400_000 : 0);
  };
  return { worked, after, daysAfter };
}
type Walk = ReturnType<typeof walkIn>;

interface Hold { from: number; to: number }
interface Clock { start: number; target: string; warn: string; walk: Walk; holds: Hold[]; heldSince: number | null; breachedAt: number | null }

function spanOf(target: string): { days: number; ms: number } {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(target)!;
  return { days: Number(found[1] ?? 0), ms: Number(found[2] ?? 0) * 3_600_000 + Number(found[3] ?? 0) * minute };
}
/** Where a point without holds comes to lie: each hold that began by then moves it on by the time that was worked in it. */
const moved = (point: number, holds: readonly Hold[], walk: Walk): number => holds.reduce((at, hold) => (hold.from > at ? at : walk.after(at, walk.worked(hold.from, hold.to))), point);
function pointsOf({ start, target, warn, walk, holds }: Clock): { due: number; warned: number } {
  const { days: count, ms } = spanOf(target);
  const bare = walk.after(count === 0 ? start : walk.daysAfter(start, count), ms);
  const used = Math.round(walk.worked(start, bare) * (Number(warn.replace('%', '')) / 100));
  return { due: moved(bare, holds, walk), warned: moved(walk.after(start, used), holds, walk) };
}

/** Every ticket of the database that has a run, as of an instant. */
export async function recount(database: Connection, files: SeedFiles, asOf: string): Promise<Recounted[]> {
  const log = await database.collection<LogLine>('tokenLog').find({}).sort({ run: 1, seq: 1 }).toArray();
  const events = await database.collection<EventLine>('events').find({ origin: /^run\// }).sort({ origin: 1, seq: 1 }).toArray();
  const scopes = new Map((await database.collection<{ key: string; version: number; text: string }>('flowVersions').find({}).toArray()).map(({ key, text }) => [key, new Set(Object.entries((JSON.parse(text) as { nodes: Record<string, { kind: string }> }).nodes).filter(([, { kind }]) => kind === 'scope').map(([id]) => id))]));
  const walks = new Map(files.calendars.map((calendar) => [calendar.key, walkIn(calendar)]));
  const by = <T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> => { const found = new Map<string, T[]>(); for (const row of rows) { const key = keyOf(row); found.set(key, [...found.get(key) ?? [], row]); } return found; };
  const [logs, told] = [by(log, ({ run }) => run), by(events, ({ origin }) => origin)];
  return [...logs].map(([run, lines]) => recountRun(run, lines, told.get(run) ?? [], { files, walks, scopes, asOf: Date.parse(asOf) }));
}

interface Sources { files: SeedFiles; walks: Map<string, Walk>; scopes: Map<string, Set<string>>; asOf: number }

function recountRun(run: string, lines: readonly LogLine[], events: readonly EventLine[], { files, walks, scopes, asOf }: Sources): Recounted {
  const begun = JSON.parse(lines.find(({ type }) => type === 'start')!.data!) as { variables: { ticket: { type: string; priority: string; team: string | null; requester: string | null } } };
  const { ticket } = begun.variables;
  const opened = events.find(({ action }) => action === 'ticket.opened')!;
  const flow = events.find(({ action }) => action === 'run.started')!.data['flow'] as string;
  const type = files.types.find(({ key }) => key === ticket.type)!;
  let { priority, team } = ticket;
  const promiseOf = (kind: 'response' | 'resolution') => files.policies.find(({ appliesTo }) => appliesTo.ticketType.includes(ticket.type) && appliesTo.priority.includes(priority))?.clocks.find((clock) => clock.kind === kind);

  // What happened to the ticket, in order: who took it up, which states it came to, how urgent it was.
  const happened = [
    ...lines.filter(({ type: kind, by, data }) => kind === 'task' && by?.kind === 'person' && by.id !== ticket.requester && /"action":"(claimed|assigned|completed|decided)"/.test(data ?? '')).map(({ at }) => ({ at: Date.parse(at), is: 'taken' as const, to: '' })),
    ...events.filter(({ action }) => action === 'ticket.stateChanged').map(({ at, after }) => ({ at: Date.parse(at), is: 'state' as const, to: String(after) })),
    ...events.filter(({ action, after }) => action === 'ticket.changed' && typeof after === 'object' && after !== null).flatMap(({ at, after }) => Object.entries(after as Record<string, string | null>).filter(([name]) => name === 'priority' || name === 'team').map(([name, to]) => ({ at: Date.parse(at), is: name as 'priority' | 'team', to: to ?? '' }))),
  ].sort((a, b) => a.at - b.at);

  const states: Recounted['states'] = { response: null, resolution: null };
  const minutes: Recounted['minutes'] = { response: null, resolution: null };
  for (const kind of ['response', 'resolution'] as const) {
    const promise = promiseOf(kind);
    if (!promise) continue;
    const clock: Clock = { start: Date.parse(opened.at), target: promise.target, warn: promise.warn, walk: walks.get(promise.calendarId)!, holds: [], heldSince: null, breachedAt: null };
    let stoppedAt: number | null = null;
    let isWithdrawn = false;
    // At the very millisecond it is due, whoever came first in the log decides.
    const isTold = (due: number): boolean => events.some(({ action, at, data }) => action === 'clock.breached' && data['kind'] === kind && Date.parse(at) === due);
    const notice = (at: number): void => { const { due } = pointsOf(clock); if (clock.breachedAt === null && clock.heldSince === null && (due < at || (due === at && isTold(due)))) clock.breachedAt = due; };
    for (const { at, is, to } of happened) {
      if (stoppedAt !== null || isWithdrawn) break;
      if (is === 'taken') { if (kind === 'response') { notice(at); stoppedAt = at; } continue; }
      if (is === 'team') { team = to || null; continue; }
      if (is === 'priority') { notice(at); priority = to; const next = promiseOf(kind); if (next) Object.assign(clock, { target: next.target, warn: next.warn, walk: walks.get(next.calendarId) }); continue; }
      const meaning = type.states.find(({ key }) => key === to)!;
      if (meaning.category === 'cancelled') { notice(at); isWithdrawn = true; continue; }
      if (clock.heldSince !== null && meaning.clock !== 'paused') { clock.holds.push({ from: clock.heldSince, to: at }); clock.heldSince = null; }
      if (meaning.clock === 'stopped') { notice(at); stoppedAt = at; }
      if (meaning.clock === 'paused' && clock.heldSince === null && kind === 'resolution') { notice(at); clock.heldSince = at; }
    }
    const { due, warned } = pointsOf(clock);
    if (clock.breachedAt !== null) states[kind] = 'breached';
    else if (isWithdrawn) states[kind] = null;
    else if (stoppedAt !== null) states[kind] = 'met';
    else if (clock.heldSince !== null) states[kind] = warned <= clock.heldSince ? 'atRisk' : 'open';
    else states[kind] = due <= asOf ? 'breached' : warned <= asOf ? 'atRisk' : 'open';
    if (stoppedAt !== null && !isWithdrawn) minutes[kind] = Math.floor((clock.walk.worked(clock.start, stoppedAt) - clock.holds.reduce((sum, hold) => sum + clock.walk.worked(hold.from, hold.to), 0)) / minute);
  }

  const isOver = lines.some(({ type: kind }) => kind === 'end');
  return { id: run.split('/')[1]!, openedAt: opened.at, team, type: ticket.type, priority, states, minutes, steps: isOver ? stepsOf(lines, flow, scopes.get(flow)!, walks.get(promiseOf('resolution')?.calendarId ?? '')) : null };
}

function stepsOf(lines: readonly LogLine[], flow: string, scopes: ReadonlySet<string>, walk: Walk | undefined): Record<string, number> {
  const [stands, times]: [Record<string, { node: string; at: number }>, Record<string, number>] = [{}, {}];
  for (const { type, token, node, at } of lines) {
    if (token === null || !['enter', 'leave', 'consume', 'cancel'].includes(type)) continue;
    const here = stands[token];
    if (here && walk && !scopes.has(here.node)) times[`${flow}/${here.node}`] = (times[`${flow}/${here.node}`] ?? 0) + walk.worked(here.at, Date.parse(at));
    delete stands[token];
    if (type === 'enter') stands[token] = { node: node!, at: Date.parse(at) };
  }
  return times;
}

/** The Monday of an instant's week, as a wall clock in the zone has it. */
export function mondayIn(zone: string): (at: string) => string {
  const wall = wallClock(zone);
  return (at) => mondayOf(wall(Date.parse(at)));
}
function mondayOf({ date, weekday }: { date: string; weekday: string }): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - ((days.indexOf(weekday) + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
}
