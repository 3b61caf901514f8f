/** Steps that tell people and write to others, on real Temporal, MongoDB and a real mail server: once, however often they are tried. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CatalogueError } from '#domain/errors';
import type { Executor, ExecutorCatalog } from '#domain/flow/executor.ports';
import type { Notice } from '#domain/notify/notice.schema';
import type { Json } from '#domain/values';
import { eventModel } from '#store/audit/event.model';
import { createEventRepo } from '#store/audit/event.repo';
import { createLetterRepo } from '#store/notify/letter.repo';
import { createNoticeRepo } from '#store/notify/notice.repo';
import { wireSteps } from '#worker/step.wiring';
import { drawFlow } from '../builders/flow/flow.draw.ts';
import { startMailServer, type MailServer } from '../setup/mail-server.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

let world: FlowWorld;
let server: MailServer;
let bells = 0;
/** Kinds whose next answer is lost after it was done, as by a worker that is killed then. */
const losing = new Set<string>();

const losesAnswers = (executor: Executor): Executor => ({
  ...executor,
  async perform(call) {
    const result = await executor.perform(call);
    if (losing.delete(executor.kind)) throw new CatalogueError('SERVICE_UNAVAILABLE', { service: 'worker' });
    return result;
  },
});
const losingAll = (executors: ExecutorCatalog): ExecutorCatalog => Object.fromEntries(Object.entries(executors).map(([kind, executor]) => [kind, losesAnswers(executor)]));

beforeAll(async () => {
  server = await startMailServer();
  world = await flowWorld({
    desk: (connection) => losingAll(wireSteps({
      connection, engine: { startRun: async (input) => world.engine.startRun(input) }, channel: 'mailbox', notices: { ring: async () => { bells += 1; } },
      mail: { host: '127.0.0.1', port: server.port, security: 'none', user: null, password: async () => '', from: 'Signalbox <desk@example.org>', timeoutMs: 2_000 }, documents: null,
    }).desk),
  });
});
beforeEach(() => {
  server.mood('accept');
  server.received.length = 0;
});
afterAll(async () => {
  await world?.close();
  await server?.stop();
});

const oneStep = async (key: string, kind: string, config: Record<string, unknown>) =>
  world.publish(drawFlow({ start: 'start', step: { kind, config: config as never }, end: 'end' }, ['start -> step', 'step -> end'], { key, variables: { people: { type: 'list' }, said: { type: 'text' } } } as never));
const mail = (key: string, inputs: Record<string, Json>) => oneStep(key, 'activity', { activity: 'mail', inputs, resultVariable: 'came', retrySeconds: 0.2, maxAttempts: 4 });
const noticesOf = async (runId: string): Promise<Notice[]> => (await createNoticeRepo(world.database.connection).list({}, { limit: 500 })).items.filter(({ key }) => key.startsWith(`${runId}/`));
const over = (runId: string) => world.eventually(async () => { const run = await world.runs.read(runId); return run?.status === 'completed' ? run : null; });
const stopped = (runId: string) => world.eventually(async () => Object.values((await world.runs.read(runId))?.state.incidents ?? {})[0]);
const came = async (runId: string): Promise<Json | undefined> => (await over(runId)).state.scopes['s0']!.vars['came'];

describe('a step that notifies', () => {
  const config = { assignments: [{ by: 'relation', relation: 'requester' }, { by: 'team', team: 'network' }, { by: 'expression', expression: 'people' }], subject: { en: '="Look: " + said', zh: '请看' }, text: '=said', resultVariable: 'came' };

  it('notes it once for each person, and says whom it told', async () => {
    const flow = await oneStep('tell', 'notify', config);
    const before = bells;
    const runId = await world.open(flow, { variables: { people: ['ana', 'mia', 'nobody-knows'], said: '<b>now</b>\r\nBcc: all' } });
    expect(await came(runId)).toEqual({ told: expect.arrayContaining(['rita', 'ana', 'ben', 'mia']), notTold: ['nobody-knows'] });
    const made = await noticesOf(runId);
    expect(made.map(({ recipient }) => recipient).toSorted()).toEqual(['ana', 'ben', 'mia', 'nobody-knows', 'rita']);
    expect(made.find(({ recipient }) => recipient === 'mia')).toMatchObject({ kind: 'flow.told', state: 'queued', channel: 'mailbox', params: { said: { en: 'Look: <b>now</b>\r\nBcc: all', zh: '请看' }, text: '<b>now</b>\r\nBcc: all' } });
    expect(made.find(({ recipient }) => recipient === 'nobody-knows')).toMatchObject({ state: 'failed', fault: { code: 'NOTICE_RECIPIENT_UNKNOWN' } });
    expect(bells).toBe(before + 1);
  });

  it('tells nobody twice when the worker dies before its answer is heard', async () => {
    losing.add('notify');
    const runId = await world.open(await oneStep('tell-again', 'notify', config), { variables: { people: [], said: 'x' } });
    await over(runId);
    expect(losing.size).toBe(0);
    expect((await noticesOf(runId)).map(({ recipient }) => recipient).toSorted()).toEqual(['ana', 'ben', 'rita']);
  });

  it('leaves out who does not want to hear it', async () => {
    await world.database.connection.collection('people').updateOne({ _id: 'paul' as never }, { $set: { unsubscribed: ['flow.told'] } });
    const runId = await world.open(await oneStep('tell-paul', 'notify', { ...config, assignments: [{ by: 'person', person: 'paul' }, { by: 'person', person: 'mia' }] }), { variables: { said: 'x' } });
    expect(await came(runId)).toEqual({ told: ['mia'], notTold: ['paul'] });
  });

  it('stops where it would tell thousands, or only people nobody knows', async () => {
    const flow = await oneStep('tell-many', 'notify', { ...config, assignments: [{ by: 'expression', expression: 'people' }] });
    const many = await world.open(flow, { variables: { people: Array.from({ length: 2_000 }, (_, at) => `p${at}`), said: 'x' } });
    expect(await stopped(many)).toMatchObject({ code: 'NOTIFY_TOO_MANY', params: { count: 2_000 } });
    const unknown = await world.open(flow, { variables: { people: ['who', 'knows'], said: 'x' } });
    expect(await stopped(unknown)).toMatchObject({ code: 'ACTIVITY_FAILED', params: { cause: 'NOTIFY_NOBODY' } });
    expect([...await noticesOf(many), ...await noticesOf(unknown)]).toEqual([]);
  });
});

describe('a step that sends mail', () => {
  it('writes to each address on its own, as it was written', async () => {
    const runId = await world.open(await mail('mail', { to: ['help@supplier.example', 'HELP@supplier.example', 'second@supplier.example'], subject: '="About " + ticket.key', text: '=said' }), { variables: { said: '<script>alert(1)</script>\n{{key}}' } });
    expect(await came(runId)).toEqual({ sent: ['HELP@supplier.example', 'second@supplier.example'], refused: [] });
    expect(server.received.map(({ to }) => to.toLowerCase())).toEqual(['help@supplier.example', 'second@supplier.example']);
    const [{ mail: letter }] = server.received as [MailServer['received'][number]];
    expect(letter.subject).toMatch(/^About INC-\d+$/);
    expect(letter.text).toBe('<script>alert(1)</script>\n{{key}}');
    expect(letter.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;\n{{key}}');
    expect([letter.to].flat()[0]?.text.toLowerCase()).toBe('help@supplier.example');
  });

  it('sends it once when the worker dies before its answer is heard', async () => {
    losing.add('mail');
    const runId = await world.open(await mail('mail-again', { to: ['one@supplier.example', 'two@supplier.example'], subject: 'Once', text: 'Once.' }));
    expect(await came(runId)).toMatchObject({ sent: ['one@supplier.example', 'two@supplier.example'] });
    expect(losing.size).toBe(0);
    expect(server.received).toHaveLength(2);
    const told = await eventModel(world.database.connection).find({ action: 'mail.sent', 'refs.id': runId.split('/')[1]! }).sort({ at: 1 }).lean().exec();
    expect(told.map(({ actor, data }) => [actor, data])).toEqual(['o•••@supplier.example', 't•••@supplier.example'].map((to) => [{ kind: 'machine', id: runId }, { to, subject: 'Once' }]));
    expect((await createLetterRepo(world.database.connection, createEventRepo(world.database.connection)).ofTicket(runId.split('/')[1]!)).map(({ tries, sentAt }) => [tries, sentAt !== null])).toEqual([[1, true], [1, true]]);
  });

  it('tries a server that puts it off again, and passes by who has it', async () => {
    server.mood('greylist');
    const runId = await world.open(await mail('mail-later', { to: ['three@supplier.example', 'four@supplier.example'], subject: 'Later', text: 'Later.' }));
    await over(runId);
    expect(server.received.map(({ to }) => to).toSorted()).toEqual(['four@supplier.example', 'three@supplier.example']);
  });

  it('goes on when one of several is refused, and asks a person when all are', async () => {
    const some = await world.open(await mail('mail-some', { to: ['nobody@supplier.example', 'five@supplier.example'], subject: 'Some', text: 'Some.' }));
    expect(await came(some)).toEqual({ sent: ['five@supplier.example'], refused: [{ to: 'nobody@supplier.example', reason: expect.stringContaining('No such user') as string }] });
    const none = await world.open(await mail('mail-none', { to: ['nobody@supplier.example'], subject: 'None', text: 'None.' }));
    expect(await stopped(none)).toMatchObject({ code: 'ACTIVITY_FAILED', params: { cause: 'CHANNEL_REFUSED' } });
  });

  it('refuses a subject with a line break and addresses that are none, whoever computed them', async () => {
    const flow = await mail('mail-bad', { to: '=people', subject: '=said', text: 'x' });
    for (const variables of [{ people: ['a@example.org'], said: 'Hello\r\nBcc: all@example.org' }, { people: ['a@example.org\r\nBcc: all@example.org'], said: 'x' }, { people: Array.from({ length: 1_000 }, (_, at) => `a${at}@example.org`), said: 'x' }]) {
      expect(await stopped(await world.open(flow, { variables }))).toMatchObject({ code: 'ACTIVITY_FAILED', params: { cause: 'ACTIVITY_CONFIG_INVALID' } });
    }
    expect(server.received).toEqual([]);
  });
});
