/** A feed of holidays on a real server: asked by the worker, only when it has changed, kept when it fails; what it closes moves open tickets. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import mongoose from 'mongoose';
import { parseCalendar } from '#domain/sla/calendar.check';
import { createFeedFetch } from '#integrations/sla/feed.fetch';
import { createCalendarRepo, type CalendarRepo } from '#store/sla/calendar.repo';
import { createRecountRepo } from '#store/sla/recount.repo';
import type { FeedRow } from '#store/sla/sla.model';
import { startFeeds } from '#worker/sla.wiring';
import type { FeedKeeper } from '#worker/feed-keeper';
import { workweek } from '../builders/sla.builder.ts';
import { freshMongoUri } from '../setup/fresh.ts';

const silent = { info: () => undefined, warn: () => undefined };
const now = (): string => new Date().toISOString();
const ics = (...dates: string[]): string => ['BEGIN:VCALENDAR', ...dates.map((date) => `BEGIN:VEVENT\nUID:${date}\nSUMMARY:Closed\nDTSTART;VALUE=DATE:${date.replaceAll('-', '')}\nEND:VEVENT`), 'END:VCALENDAR'].join('\n');

describe('a feed of holidays', () => {
  let server: Server;
  let address = '';
  let database: mongoose.Connection;
  let calendars: CalendarRepo;
  let keeper: FeedKeeper;
  let id = '';
  let answers: (request: { headers: Record<string, string | string[] | undefined>; url: string }) => { status: number; headers?: Record<string, string>; body?: string; hangs?: true };
  const asked: { url: string; etag: string | undefined }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push({ url: request.url ?? '', etag: request.headers['if-none-match'] });
      const { status, headers, body, hangs } = answers({ headers: request.headers, url: request.url ?? '' });
      response.writeHead(status, { 'content-type': 'text/calendar', ...headers });
      if (hangs) response.write('BEGIN:VCALENDAR\n');
      else response.end(body ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    database = await mongoose.createConnection(freshMongoUri('feeds')).asPromise();
    calendars = createCalendarRepo(database);
    await calendars.save(parseCalendar({ key: 'office', name: { en: 'Office' }, zone: 'Europe/Berlin', versions: [{ week: workweek('08:00-16:00') }, { validFrom: '2030-01-01', week: workweek('08:00-12:00') }] }));
    keeper = startFeeds({ connection: database, addresses: { allowedLoopback: [address] }, log: silent, everyMs: 3_600_000 });
  });
  afterAll(async () => {
    await keeper?.stop();
    server?.closeAllConnections();
    server?.close();
    await database?.dropDatabase();
    await database?.close();
  });
  const feed = async (): Promise<FeedRow> => (await calendars.stored('office'))!.feeds[0]!;
  const closedOn = async (): Promise<string[]> => (await calendars.read('office'))!.versions.map(({ holidays }) => holidays.map(({ date }) => date).join());
  const askNow = async (): Promise<FeedRow> => {
    await calendars.hurryFeed('office', id, now());
    await keeper.pass();
    return feed();
  };
  const generation = async (): Promise<number> => (await createRecountRepo(database).read('office'))?.generation ?? 0;

  it('is asked at once; its days count in every version and have open tickets counted anew', async () => {
    answers = () => ({ status: 200, headers: { etag: '"one"' }, body: ics('2026-12-24', '2026-12-25') });
    id = (await calendars.addFeed('office', { name: 'Town', url: `http://${address}/town.ics` }, now(), async () => undefined))!;
    await keeper.pass();
    expect(await feed()).toMatchObject({ fault: null, faults: 0, etag: '"one"', closures: [{ date: '2026-12-24' }, { date: '2026-12-25' }] });
    expect(await closedOn()).toEqual(['2026-12-24,2026-12-25', '2026-12-24,2026-12-25']);
    expect((await calendars.stored('office'))!.calendar.versions.map(({ holidays }) => holidays.length)).toEqual([0, 0]);
    expect(await generation()).toBe(1);
    expect(Date.parse((await feed()).nextAt) - Date.now()).toBeGreaterThan(11 * 3_600_000);
  });

  it('is not asked before its time, says what it has, and changes nothing when it has nothing new', async () => {
    const before = asked.length;
    await keeper.pass();
    expect(asked).toHaveLength(before);
    answers = ({ headers }) => ({ status: headers['if-none-match'] === '"one"' ? 304 : 500 });
    expect(await askNow()).toMatchObject({ fault: null, closures: [{ date: '2026-12-24' }, { date: '2026-12-25' }] });
    expect(asked.at(-1)!.etag).toBe('"one"');
    expect(await generation()).toBe(1);
  });

  it.each([
    ['answers that it broke', { status: 500 }, 'HTTP_SERVER_FAILED'],
    ['is gone', { status: 404 }, 'HTTP_STATUS_REFUSED'],
    ['brings a web page', { status: 200, body: '<!doctype html><title>Sign in</title>' }, 'ICAL_INVALID'],
    ['brings nothing', { status: 200, body: ics() }, 'ICAL_EMPTY'],
    ['brings too much', { status: 200, body: 'x'.repeat(3 * 1024 * 1024) }, 'ICAL_TOO_LARGE'],
    ['leads in a circle', { status: 302, headers: { location: '/town.ics' } }, 'FEED_REDIRECTED'],
    ['leads to where nobody may go', { status: 302, headers: { location: 'http://169.254.169.254/latest/meta-data' } }, 'ADDRESS_REFUSED'],
    ['leads to a file', { status: 302, headers: { location: 'file:///etc/passwd' } }, 'ADDRESS_REFUSED'],
  ])('that %s keeps what it brought last and says so', async (_, answer, code) => {
    answers = () => answer;
    expect(await askNow()).toMatchObject({ fault: { code }, closures: [{ date: '2026-12-24' }, { date: '2026-12-25' }], etag: '"one"' });
    expect(await closedOn()).toEqual(['2026-12-24,2026-12-25', '2026-12-24,2026-12-25']);
    expect(await generation()).toBe(1);
  });

  it('that fails is asked again after a pause that doubles, and is well again once it answers', async () => {
    const failed = await feed();
    expect(failed.faults).toBe(8);
    expect(Date.parse(failed.nextAt) - Date.now()).toBeGreaterThan(9 * 3_600_000);
    answers = () => ({ status: 200, body: ics('2026-12-31') });
    expect(await askNow()).toMatchObject({ fault: null, faults: 0, closures: [{ date: '2026-12-31' }] });
    expect(await generation()).toBe(2);
  });

  it('that never ends is given up', async () => {
    answers = () => ({ status: 200, hangs: true });
    const begun = performance.now();
    await expect(createFeedFetch({ allowedLoopback: [address] }, { timeoutMs: 500 })({ url: `http://${address}/slow.ics`, etag: null, lastModified: null })).rejects.toMatchObject({ code: 'HTTP_UNREACHABLE' });
    // Without the time it was given it would take twenty seconds.
    expect(performance.now() - begun).toBeLessThan(19_000);
  });

  it('may not lie where flows may not reach', async () => {
    const strict = createFeedFetch({ allowedLoopback: [] });
    for (const url of [`http://${address}/town.ics`, 'http://169.254.169.254/town.ics', 'http://[::1]/town.ics', 'webcal://127.0.0.1/town.ics']) await expect(strict({ url, etag: null, lastModified: null })).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  });

  it('counts no more once nobody follows it', async () => {
    await calendars.removeFeed('office', id, async () => undefined);
    expect(await closedOn()).toEqual(['', '']);
  });
});
