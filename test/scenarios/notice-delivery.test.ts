import type { ChildProcess } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '#domain/notify/notice.schema';
import { noticeIdOf } from '#domain/notify/notice.schema';
import { noticeTemplates } from '#domain/notify/templates/index';
import { createMailChannel } from '#integrations/channels/mail/mail.kind';
import { openConnection, type OpenedConnection } from '#store/core/connection';
import { createPersonRepo } from '#store/identity/person.repo';
import { createNoticeRepo, type NoticeRepo } from '#store/notify/notice.repo';
import { buildWorkflowBundle } from '#worker/bundle';
import { personSchema } from '#domain/identity/identity.schema';
import { eventually as eventuallyIn } from '../setup/eventually.ts';
import { freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { ownWorkers } from '../setup/own-workers.ts';
import { startMailServer, type MailServer } from '../setup/mail-server.ts';

let database: OpenedConnection;
let notices: NoticeRepo;
let server: MailServer;
let where: { address: string; namespace: string; mongoUri: string; codePath: string };
let made = 0;

const workers = ownWorkers('notice-worker.ts');
const givenTo = (more: object = {}): object => ({ ...where, smtpPort: server.port, ...more });
const usualWorker = (): Promise<void> => workers.keep(givenTo());
const startWorker = (more: object = {}): Promise<ChildProcess> => workers.start(givenTo(more));

const eventually = <T>(look: () => T | Promise<T>, withinMs?: number) => eventuallyIn(look, { evidence: workers.said, ...(withinMs === undefined ? {} : { withinMs }) });
/** Notices to Rita, due now. */
function toSend(count: number, more: Partial<Notice> = {}): Notice[] {
  const now = new Date().toISOString();
  return Array.from({ length: count }, () => {
    const key = `test/${made += 1}/mail`;
    return {
      id: noticeIdOf(key), key, kind: 'ticket.resolved', channel: 'mail', recipient: 'rita', params: noticeTemplates['ticket.resolved'].example, ticket: { id: 't1', key: 'INC-1' }, link: '/tickets/INC-1', approval: null,
      at: now, madeAt: now, dueAt: now, state: 'queued', fault: null, attempts: [], forgottenAttempts: 0, sent: null, readAt: null, isDemo: false, ...more,
    };
  });
}
const sent = async (all: readonly Notice[]): Promise<Notice[]> => (await Promise.all(all.map(({ id }) => notices.byId(id)))).filter((notice): notice is Notice => notice?.state === 'sent');

beforeAll(async () => {
  where = { address: temporalAddress(), namespace: await freshNamespace('notices'), mongoUri: freshMongoUri('notices'), codePath: (await buildWorkflowBundle()).codePath };
  database = openConnection(where.mongoUri, { appName: 'scenario' });
  await database.whenConnected;
  notices = createNoticeRepo(database.connection);
  await notices.ensureIndexes();
  for (const [id, email, isActive] of [['rita', 'rita@example.org', true], ['nobody', 'nobody@example.org', true], ['lost', '', true], ['left', 'left@example.org', false], ['foreign', 'foreign@example.org', true]] as const) {
    await createPersonRepo(database.connection).addMissing({ ...personSchema.parse({ id, username: id, name: id, email, isActive, locale: 'en' }), ...(id === 'foreign' ? { locale: 'tlh' as 'en' } : {}), assignments: [], isDemoAccount: false });
  }
});
/** The same port each time: a worker that is kept sends there. */
beforeEach(async () => { server = await startMailServer(server?.port); });
afterAll(async () => {
  await database?.connection.dropDatabase();
  await database?.close();
});
/** The next test has a mail server of its own, and nothing waits. */
afterEach(async () => {
  await server.stop();
  await database.connection.collection('notices').deleteMany({});
});

describe('the delivery of notices', () => {
  it('goes on with another worker when the one that sends is killed: nothing is lost, and doubles are no more than what it had in hand', async () => {
    const both = await Promise.all([startWorker(), startWorker()]);
    server.slow(400);
    const all = toSend(60);
    await notices.add(all);
    await eventually(() => server.received.length >= 8);
    const sender = await eventually(async () => (await Promise.all(all.map(({ id }) => notices.byId(id)))).find((one) => one!.state === 'sending')?.attempts.at(-1)!.worker);
    const first = both.find(({ pid }) => sender.endsWith(`/${pid}`))!;
    first.kill('SIGKILL');
    const before = server.received.length;
    // Taken over within seconds, not when the round would have to be over, which is after two minutes.
    await eventually(() => server.received.length > before + 4, 60_000);
    await eventually(async () => (await sent(all)).length === 60, 60_000);
    const ids = server.received.map(({ id }) => id);
    expect(new Set(ids).size, 'every notice arrived').toBe(60);
    expect(ids.length - new Set(ids).size, 'doubles at the receiver').toBeLessThanOrEqual(4);
    const lost = (await sent(all)).flatMap(({ attempts }) => attempts).filter(({ outcome }) => outcome === 'lost');
    expect(lost.length, 'what was cut off is told').toBeGreaterThan(0);
    for (const { attempts, sent: how } of await sent(all)) {
      expect(attempts.at(-1)).toMatchObject({ outcome: 'sent' });
      expect(how).toMatchObject({ to: 'rita@example.org', locale: 'en' });
    }
  });

  it('tries again when a server hangs, and says so; nothing else is held up for longer than its limit', async () => {
    server.mood('hang');
    await startWorker({ timeoutMs: 1_000, firstMs: 500 });
    const all = toSend(3);
    await notices.add(all);
    const tried = await eventually(async () => (await notices.byId(all[0]!.id))?.attempts.find(({ outcome }) => outcome === 'again'));
    expect(tried).toMatchObject({ fault: { code: 'CHANNEL_UNAVAILABLE', params: { scope: 'server', server: `127.0.0.1:${server.port}`, reason: expect.stringContaining('within 1 s') as string } } });
    server.mood('accept');
    await eventually(async () => (await sent(all)).length === 3);
    expect(new Set(server.received.map(({ id }) => id)).size).toBe(3);
  });

  it('comes again to a server that puts mails off', async () => {
    server.mood('greylist');
    await startWorker({ firstMs: 500 });
    const all = toSend(1);
    await notices.add(all);
    await eventually(async () => (await sent(all)).length === 1);
    expect((await notices.byId(all[0]!.id))!.attempts).toMatchObject([{ outcome: 'again', fault: { code: 'CHANNEL_UNAVAILABLE', params: { scope: 'message', reason: expect.stringContaining('451') as string } } }, { outcome: 'sent', fault: null }]);
    expect(server.received).toHaveLength(1);
  });

  it('gives up at once what is refused for good, what has no address and whom it is not for, and holds up nothing else', async () => {
    await usualWorker();
    const [refused, nowhere, left, unknown, broken, foreign, good] = [toSend(1, { recipient: 'nobody' }), toSend(1, { recipient: 'lost' }), toSend(1, { recipient: 'left' }), toSend(1, { recipient: 'stranger' }), toSend(1, { params: { key: 'INC-1' } }), toSend(1, { recipient: 'foreign' }), toSend(1)].map(([one]) => one!);
    await notices.add([refused!, nowhere!, left!, unknown!, broken!, foreign!, good!]);
    await eventually(async () => (await sent([good!, foreign!])).length === 2);
    await eventually(async () => (await Promise.all([refused, nowhere, left, unknown, broken].map((one) => notices.byId(one!.id)))).every((one) => one!.state !== 'queued' && one!.state !== 'sending'));
    expect((await notices.byId(foreign!.id))!.sent, 'a language nobody writes here is read as English').toMatchObject({ locale: 'en', to: 'foreign@example.org' });
    expect((await Promise.all([refused, nowhere, left, unknown, broken].map((one) => notices.byId(one!.id)))).map((one) => [one!.state, one!.fault?.code])).toEqual([
      ['failed', 'CHANNEL_REFUSED'], ['failed', 'NOTICE_ADDRESS_MISSING'], ['suppressed', 'NOTICE_RECIPIENT_LEFT'], ['failed', 'NOTICE_RECIPIENT_UNKNOWN'], ['failed', 'NOTICE_TEMPLATE_DATA'],
    ]);
  });

  it('waits for a server that is not there, without asking it for every notice', async () => {
    const { port } = server;
    await server.stop();
    await startWorker({ firstMs: 700 });
    const all = toSend(20);
    await notices.add(all);
    await eventually(async () => (await Promise.all(all.map(({ id }) => notices.byId(id)))).some((one) => one!.attempts.some(({ outcome }) => outcome === 'again')));
    server = await startMailServer(port);
    await eventually(async () => (await sent(all)).length === 20);
    const attempts = (await sent(all)).reduce((sum, one) => sum + one.attempts.length, 0);
    expect(attempts, 'four at once find out, the others wait').toBeLessThan(20 + 20);
  });

  it('signs in with the password behind its reference; a wrong one is a matter of settings, so nothing is given up for it', async () => {
    const guarded = await startMailServer(0, { user: 'desk', password: 'right' });
    const asked: string[] = [];
    let password = 'wrong';
    const channel = createMailChannel({ host: '127.0.0.1', port: guarded.port, security: 'none', user: 'desk', password: async () => { asked.push(password); return password; }, from: 'desk@example.org', timeoutMs: 20_000 });
    const mail = channel.render({ id: 'n1', kind: 'ticket.resolved', params: noticeTemplates['ticket.resolved'].example, zone: 'Etc/UTC', url: 'https://desk.example', settingsUrl: 'https://desk.example', approve: null, thread: null }, 'en');
    await expect(channel.send(mail, { name: 'Rita', email: 'rita@example.org' })).rejects.toMatchObject({ code: 'CHANNEL_UNAVAILABLE', params: { scope: 'server', reason: expect.stringContaining('535') as string } });
    password = 'right';
    expect(await channel.send(mail, { name: 'Rita', email: 'rita@example.org' })).toEqual({ to: 'rita@example.org' });
    expect(asked).toEqual(['wrong', 'right']);
    channel.close();
    await guarded.stop();
  });

  it('sends a mail that reads as text and as HTML, from one sender to one address', async () => {
    await usualWorker();
    const [notice] = toSend(1, { params: { key: 'INC-1', title: 'Down\r\nBcc: thief@example.org', priority: 'P1' } });
    await notices.add([notice!]);
    await eventually(() => server.received.length === 1);
    const { mail, to, raw } = server.received[0]!;
    expect(to).toBe('rita@example.org');
    expect(mail.subject).toBe('INC-1 is resolved: Down Bcc: thief@example.org');
    expect(mail.headers.has('bcc')).toBe(false);
    expect(mail.from?.text).toBe('"Signalbox" <desk@example.org>');
    expect([mail.text, mail.html]).toEqual([expect.stringContaining('https://desk.example/tickets/INC-1'), expect.stringContaining('<h1')]);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated$/m);
  });
});
