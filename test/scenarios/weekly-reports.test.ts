/** Service levels by mail every week, on real servers: what arrives, once; by workers that are killed, mail servers and browsers that are away, people who lost the right or left. */
import { rmSync } from 'node:fs';
import { DateTime } from 'luxon';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ReportSubscriptionView } from '#api/subscription.api';
import type { ReportSubscriptionFacts } from '#domain/report/subscription.schema';
import { startStack, type Stack } from '#embedded/stack';
import { pathOf, portalClient, type PortalClient } from '../builders/portal-client.ts';
import { freshFolder, freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { startMailServer, type MailServer, type ReceivedMail } from '../setup/mail-server.ts';
import { readPdf } from '../setup/pdf.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });
const zone = 'Europe/Berlin';
/** Came at midnight, so the one of this week is late and comes at once. */
const today = (): ReportSubscriptionFacts => ({ filter: {}, weeks: 4, weekday: DateTime.now().setZone(zone).weekday, time: '00:00', zone, locale: 'en', formats: ['pdf', 'csv'], isPaused: false });
const monday = () => DateTime.now().setZone(zone).startOf('week');

let portal: PortalProcess;
let worker: Stack | null = null;
let mails: MailServer;
let database: mongoose.Connection;
let env: Record<string, string>;
const folder = freshFolder('signalbox-weekly');
const people = {} as Record<'admin' | 'requester' | 'manager' | 'owner', PortalClient>;

async function startWorker(more: Record<string, string> = {}): Promise<void> {
  const { SIGNALBOX_DATA: _data, PORT: _port, PUBLIC_URL: _url, ...shared } = portal.env;
  worker = await startStack({ dataDir: folder, components: ['worker'], env: { ...shared, ...env, ...more } });
}
async function eventually<T>(look: () => Promise<T | null | undefined | false> | T | null | undefined | false, withinMs = 90_000): Promise<T> {
  for (const deadline = Date.now() + withinMs; ;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${look.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
const rows = () => database.collection<{ _id: string; plan?: { revision: number } | null; last?: { is: string } | null }>('reportSubscriptions');
const read = async (who: PortalClient, id: string): Promise<ReportSubscriptionView> => (await who.call('reportSubscriptions.list', {})).body.items.find((item) => item.id === id)!;
/** Made a week ago, so that its time of this week has passed; `now` false: nobody is told yet. */
async function subscribe(who: PortalClient, facts: Partial<ReportSubscriptionFacts> = {}, isTold = true): Promise<string> {
  const made = await who.call('reportSubscriptions.make', { body: { ...today(), ...facts, isPaused: true } });
  expect(made.status, JSON.stringify(made.error)).toBe(200);
  const { id } = made.body;
  await rows().updateOne({ _id: id }, { $set: { since: new Date(Date.now() - 8 * 86_400_000).toISOString(), isPaused: false } });
  if (isTold) await touch(who, id);
  return id;
}
/** A change that moves nothing tells its workflow to look again. */
async function touch(who: PortalClient, id: string): Promise<void> {
  const { filter, weeks, weekday, time, zone: own, locale, formats, isPaused, revision } = await read(who, id);
  const saved = await who.call('reportSubscriptions.save', { params: { id }, body: { filter, weeks, weekday, time, zone: own, locale, formats, isPaused, revision } });
  expect(saved.status, JSON.stringify(saved.error)).toBe(200);
}
const ended = (who: PortalClient, id: string, is: string) => eventually(async () => { const { last } = await read(who, id); return last?.is === is ? last : null; });
const sent = (who: PortalClient, id: string) => eventually(async () => { const { last } = await read(who, id); return last?.notice?.state === 'sent' ? last.notice : null; });
const mailsTo = (address: string): ReceivedMail[] => mails.received.filter(({ to }) => to.startsWith(address));
const noticesOf = (id: string) => database.collection('notices').find({ key: new RegExp(`^report/${id}/`) }).toArray();

beforeAll(async () => {
  mails = await startMailServer();
  env = {
    MONGODB_URI: freshMongoUri('weekly'), TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: await freshNamespace('weekly'),
    SIGNALBOX_SMTP_HOST: '127.0.0.1', SIGNALBOX_SMTP_PORT: String(mails.port), SIGNALBOX_SMTP_SECURITY: 'none', SIGNALBOX_SMTP_TIMEOUT_SECONDS: '5', SIGNALBOX_NOTICE_RETRY_SECONDS: '1',
  };
  portal = await startPortalProcess(env);
  database = await mongoose.createConnection(env['MONGODB_URI']!).asPromise();
  for (const name of ['admin', 'requester', 'manager', 'owner'] as const) {
    people[name] = portalClient(portal.address);
    await people[name].signIn(name);
  }
  await startWorker();
  for (const title of ['Switch is down', 'Switch is down again']) expect((await people.requester.call('tickets.open', { body: { type: 'incident', title, description: '', object: 'sw-core-1', fields: {} } })).status).toBe(200);
  // Last Friday, which is in the weeks that are reported.
  await eventually(async () => (await database.collection('tickets').countDocuments({ team: 'network' })) === 2);
  await database.collection('tickets').updateMany({}, { $set: { openedAt: monday().minus({ days: 3 }).toUTC().toISO()! } });
});
afterAll(async () => {
  await worker?.stop();
  await portal?.remove();
  await database?.dropDatabase();
  await database?.close();
  await mails?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a weekly report', () => {
  it('arrives by mail with its PDF and tables, is kept in the mailbox with them, and comes once for the week', async () => {
    // Asked first: a week may begin while it is made.
    const thisWeek = monday();
    const [from, to] = [thisWeek.minus({ weeks: 4 }), thisWeek.minus({ days: 1 })];
    const id = await subscribe(people.manager, { filter: { team: 'network' } });
    const notice = await sent(people.manager, id);
    const [received] = mailsTo('mia.larsen');
    const days = `${from.toISODate()}-${to.toISODate()}`;
    expect(received!.mail.subject).toBe(`Service levels, ${from.toFormat('d LLL yyyy')} to ${to.toFormat('d LLL yyyy')}`.replace(/Sep /g, 'Sept '));
    expect(received!.mail.text).toContain('Tickets with a promise: 2.');
    expect(received!.mail.text).toContain('Teams: Network.');
    expect(received!.mail.text).toContain(`/insight/service-levels?from=${from.toISODate()}&to=${to.toISODate()}&team=network`);
    const files = new Map(received!.mail.attachments.map((file) => [file.filename ?? '', file]));
    expect([...files.keys()]).toEqual(expect.arrayContaining([`service-levels-${days}.pdf`, `service-levels-team-${days}.csv`, `service-levels-week-${days}.csv`]));
    const { text } = await readPdf(new Uint8Array(files.get(`service-levels-${days}.pdf`)!.content));
    for (const said of ['Service levels', 'Tickets with a promise', 'Teams: Network.', 'Made for Mia Larsen']) expect(text).toContain(said);
    const table = files.get(`service-levels-team-${days}.csv`)!.content.toString('utf8');
    expect(table.split('\r\n')).toEqual(['\uFEFF"Team","Met","In time","At risk","Breached","All"', expect.stringMatching(/^"Network",.*,"2"$/), '']);

    const kept = (await people.manager.call('notices.read', { params: { id: notice.id } })).body.notice;
    expect(kept).toMatchObject({ kind: 'report.sent', channel: 'mail', files: expect.arrayContaining([expect.objectContaining({ name: `service-levels-${days}.pdf` })]) as unknown });
    const fetched = await people.manager.fetch(pathOf('notices.file', { id: notice.id, name: `service-levels-${days}.pdf` }));
    expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(Buffer.from(await fetched.arrayBuffer()).equals(files.get(`service-levels-${days}.pdf`)!.content)).toBe(true);
    expect((await people.admin.fetch(pathOf('notices.file', { id: notice.id, name: `service-levels-${days}.pdf` }))).status, 'of its recipient alone').toBe(404);
    expect((await people.manager.fetch(pathOf('notices.file', { id: notice.id, name: 'service-levels.pdf' }))).status).toBe(404);

    await touch(people.manager, id);
    const { next } = await read(people.manager, id);
    expect(next!.dueAt > new Date().toISOString(), 'the next one is next week').toBe(true);
    await eventually(async () => (await rows().findOne({ _id: id }))?.plan?.revision === (await read(people.manager, id)).revision);
    expect([mailsTo('mia.larsen').length, (await noticesOf(id)).length]).toEqual([1, 1]);
  });

  it('is made by the next worker when its own is killed in the middle, and arrives once', async () => {
    const before = mailsTo('paul.becker').length;
    const id = await subscribe(people.owner, { locale: 'zh' });
    await eventually(async () => (await database.collection('documents').findOne({ slot: new RegExp(`^report/${id}/`) }))?.['status'] !== undefined);
    await worker!.kill('worker');
    await sent(people.owner, id);
    const received = mailsTo('paul.becker').slice(before);
    expect([new Set(received.map((one) => one.id)).size, (await noticesOf(id)).length]).toEqual([1, 1]);
    expect(received[0]!.mail.subject, 'in the language of the report').toContain('服务级别报表');
    const pdf = received[0]!.mail.attachments.find(({ contentType }) => contentType === 'application/pdf');
    expect((await readPdf(new Uint8Array(pdf!.content))).text).toContain('服务级别');
  });

  it('waits for a mail server that is away, and says so beside it', async () => {
    const { port } = mails;
    await mails.stop();
    const id = await subscribe(people.manager, { formats: ['csv'] });
    const notice = await eventually(async () => { const { last } = await read(people.manager, id); return last?.is === 'made' && last.notice?.fault ? last.notice : null; });
    expect(notice).toMatchObject({ state: expect.stringMatching(/queued|sending/) as string, fault: { code: 'CHANNEL_UNAVAILABLE' } });
    mails = await startMailServer(port);
    await sent(people.manager, id);
    expect(mailsTo('mia.larsen')[0]!.mail.attachments.every(({ filename }) => filename?.endsWith('.csv'))).toBe(true);
  });

  it('is not sent to who lost the right, whose team is gone, who does not want it or who left; each is on record', async () => {
    // Nobody works while it is put so: the one that comes finds what it has not heard of.
    await worker!.stop();
    const [gone, unwanted, lost] = [await subscribe(people.manager, { filter: { team: 'network' } }, false), await subscribe(people.owner, {}, false), await subscribe(people.manager, { formats: ['csv'] }, false)];
    await rows().updateOne({ _id: gone }, { $set: { 'filter.team': 'sailors' } });
    const before = mailsTo('mia.larsen').length;
    await database.collection<{ _id: string }>('people').updateOne({ _id: 'paul.becker' }, { $set: { unsubscribed: ['report.sent'] } });
    await startWorker();
    expect(await ended(people.manager, gone, 'failed')).toMatchObject({ fault: { code: 'REPORT_FILTER_GONE', params: { gone: ['sailors'] } }, notice: { state: expect.any(String) as string } });
    expect(await ended(people.owner, unwanted, 'skipped')).toMatchObject({ fault: { code: 'NOTICE_UNSUBSCRIBED' }, notice: { state: 'suppressed' } });
    await ended(people.manager, lost, 'made');
    await eventually(() => mailsTo('mia.larsen').length === before + 2);
    const told = mailsTo('mia.larsen').find(({ mail }) => mail.subject?.includes('was not made'));
    expect([told?.mail.attachments.length, told?.mail.text]).toEqual([0, expect.stringContaining('Choose a team and a ticket type that exist.')]);

    await database.collection<{ _id: string }>('people').updateOne({ _id: 'mia.larsen' }, { $set: { assignments: [{ role: 'requester', scope: null }] } });
    const right = await database.collection<{ _id: string }>('people').findOne({ _id: 'mia.larsen' });
    expect(right).not.toBeNull();
    const id = 'lost-right';
    await rows().insertOne({ ...(await rows().findOne({ _id: lost }))!, _id: id, last: null, plan: null } as never);
    await worker!.stop();
    await startWorker();
    await eventually(async () => (await rows().findOne({ _id: id }))?.last?.is === 'failed');
    expect((await rows().findOne({ _id: id }))?.last).toMatchObject({ fault: { code: 'REPORT_RIGHT_LOST' } });
    expect((await people.manager.call('reportSubscriptions.make', { body: today() })).status, 'none is asked for without the right').toBe(403);
    expect((await people.manager.call('reportSubscriptions.remove', { params: { id } })).body, 'but one is stopped').toEqual({ removed: true });

    await database.collection<{ _id: string }>('people').updateOne({ _id: 'victor.osei' }, { $set: { isActive: false } });
    await rows().insertOne({ ...(await rows().findOne({ _id: lost }))!, _id: 'left', owner: 'victor.osei', last: null, plan: null } as never);
    await worker!.stop();
    await startWorker();
    await eventually(async () => (await rows().findOne({ _id: 'left' }))?.last?.is === 'skipped');
    expect((await noticesOf('left'))[0]).toMatchObject({ state: 'suppressed', recipient: 'victor.osei', fault: { code: 'NOTICE_RECIPIENT_LEFT' } });
  });

  it('is tried again where no browser prints it, says when, and comes as soon as one is there and somebody asks', async () => {
    await worker!.stop();
    await startWorker({ CHROME_BIN: '/nowhere/chrome' });
    const id = await subscribe(people.admin, { formats: ['pdf'] });
    const last = await ended(people.admin, id, 'delayed');
    expect(last).toMatchObject({ fault: { code: 'DOCUMENT_BROWSER_MISSING', hint: expect.stringContaining('CHROME_BIN') as string }, notice: null });
    expect(Date.parse(last.againAt!) - Date.now()).toBeGreaterThan(8 * 60_000);
    await worker!.stop();
    await startWorker();
    await touch(people.admin, id);
    await sent(people.admin, id);
    expect(mailsTo('ada.novak').at(-1)!.mail.attachments).toHaveLength(1);
  });

  it('is kept as its owner alone wants it: refused with a reason, changed by one at a time, paused and removed, each in the audit', async () => {
    const { owner, admin } = people;
    expect(await owner.call('reportSubscriptions.make', { body: { ...today(), filter: { type: 'spaceship' } } })).toMatchObject({ status: 422, error: { code: 'REPORT_FILTER_GONE', params: { gone: ['spaceship'] } } });
    for (const wrong of [{ zone: 'Mars/Olympus' }, { time: '25:00' }, { weekday: 8 }, { formats: [] }, { weeks: 3 }, { locale: 'tlh' }, { filter: { team: 'network', x: 1 } }]) expect(await owner.call('reportSubscriptions.make', { body: { ...today(), ...wrong } as never })).toMatchObject({ status: 422, error: { code: 'REQUEST_INVALID' } });
    const { body: made } = await owner.call('reportSubscriptions.make', { body: today() });
    expect(made.next!.dueAt > new Date().toISOString(), 'what passed before it was made does not come').toBe(true);
    expect(await owner.call('reportSubscriptions.save', { params: { id: made.id }, body: { ...today(), isPaused: true, revision: 1 } })).toMatchObject({ status: 200, body: { isPaused: true, next: null, revision: 2 } });
    expect(await owner.call('reportSubscriptions.save', { params: { id: made.id }, body: { ...today(), revision: 1 } })).toMatchObject({ status: 409, error: { code: 'REVISION_CONFLICT' } });
    expect((await admin.call('reportSubscriptions.save', { params: { id: made.id }, body: { ...today(), revision: 2 } })).status, 'another\'s').toBe(404);
    expect((await admin.call('reportSubscriptions.remove', { params: { id: made.id } })).status).toBe(404);
    expect((await owner.call('reportSubscriptions.remove', { params: { id: made.id } })).body).toEqual({ removed: true });
    const told = await database.collection('events').find({ 'refs.id': made.id }).sort({ at: 1 }).toArray();
    expect(told.map(({ action }) => action)).toEqual(['report.subscribed', 'report.changed', 'report.unsubscribed']);
    const standing = (await owner.call('reportSubscriptions.list', {})).body;
    for (let n = standing.items.length; n < standing.most; n += 1) expect((await owner.call('reportSubscriptions.make', { body: { ...today(), isPaused: true } })).status).toBe(200);
    expect(await owner.call('reportSubscriptions.make', { body: today() })).toMatchObject({ status: 422, error: { code: 'REPORT_SUBSCRIPTIONS_TOO_MANY', params: { limit: standing.most } } });
  });

  it('of anybody is found, paused, resumed and removed by who manages the settings, also of somebody who left, each in the audit with what it was', async () => {
    const { owner, admin } = people;
    const everybody = async (query: { q?: string; only?: 'inactive' | 'paused'; limit?: number; cursor?: string } = {}) => (await admin.call('reportSubscriptions.listAll', { query: { limit: 200, ...query } as never })).body;
    await rows().deleteMany({});
    const [first, second] = [await subscribe(owner, {}, false), await subscribe(admin, { filter: { team: 'network' } }, false)];
    await rows().insertOne({ ...(await rows().findOne({ _id: second }))!, _id: 'of-victor', owner: 'victor.osei' } as never);
    await database.collection<{ _id: string }>('people').updateOne({ _id: 'victor.osei' }, { $set: { isActive: false } });

    expect((await everybody()).items.map(({ id, ownerName, isOwnerActive }) => [id, ownerName, isOwnerActive])).toEqual([[second, 'Ada Novak', true], [first, 'Paul Becker', true], ['of-victor', 'Victor Osei', false]]);
    expect((await everybody({ q: 'BECK' })).items.map(({ id }) => id)).toEqual([first]);
    expect((await everybody({ q: '.*' })).items).toEqual([]);
    expect((await everybody({ only: 'inactive' })).items.map(({ id }) => id)).toEqual(['of-victor']);
    const page = await everybody({ limit: 2 });
    expect([page.items.length, (await everybody({ limit: 2, cursor: page.next! })).items.map(({ id }) => id)]).toEqual([2, ['of-victor']]);
    expect(await admin.call('reportSubscriptions.listAll', { query: { cursor: 'nonsense' } as never })).toMatchObject({ status: 422, error: { code: 'REQUEST_INVALID' } });

    const { revision } = await read(owner, first);
    expect(await admin.call('reportSubscriptions.pause', { params: { id: first }, body: { isPaused: true, revision } })).toMatchObject({ status: 200, body: { isPaused: true, next: null, owner: 'paul.becker', revision: revision + 1 } });
    expect(await admin.call('reportSubscriptions.pause', { params: { id: first }, body: { isPaused: false, revision } })).toMatchObject({ status: 409, error: { code: 'REVISION_CONFLICT' } });
    expect((await everybody({ only: 'paused' })).items.map(({ id }) => id)).toEqual([first]);
    expect((await read(owner, first)).isPaused, 'its owner sees it').toBe(true);
    expect((await admin.call('reportSubscriptions.pause', { params: { id: first }, body: { isPaused: false, revision: revision + 1 } })).body.next).not.toBeNull();
    expect((await admin.call('reportSubscriptions.stop', { params: { id: 'of-victor' } })).body).toEqual({ removed: true });
    expect((await admin.call('reportSubscriptions.stop', { params: { id: 'of-victor' } })).status).toBe(404);
    expect((await owner.call('reportSubscriptions.listAll', { query: {} as never })).status).toBe(403);

    const told = await database.collection('events').find({ 'refs.id': { $in: [first, 'of-victor'] }, 'actor.id': 'ada.novak' }).sort({ at: 1 }).toArray();
    expect(told.map(({ action, refs, before, after }) => ({ action, of: (refs as { kind: string; id: string }[]).find(({ kind }) => kind === 'person')?.id, before: (before as { isPaused: boolean }).isPaused, after: (after as { isPaused: boolean } | undefined)?.isPaused }))).toEqual([
      { action: 'report.changed', of: 'paul.becker', before: false, after: true }, { action: 'report.changed', of: 'paul.becker', before: true, after: false }, { action: 'report.unsubscribed', of: 'victor.osei', before: false, after: undefined },
    ]);
  });
});
