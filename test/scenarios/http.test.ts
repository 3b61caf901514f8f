import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import mongoose from 'mongoose';
import { runSecret } from '#cli/secret/secret.command';
import type { Json } from '#domain/values';
import { connectTo, installationOf } from '#embedded/installation';
import { createSecretRepo } from '#store/secret/secret.repo';
import { portalClient, type PortalClient } from '../builders/portal-client.ts';
import { patienceMs } from '../setup/eventually.ts';
import { freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

let portal: PortalProcess;
let database: mongoose.Connection;
let agent: PortalClient;
let admin: PortalClient;
/** Planted as a stored secret; must turn up nowhere. */
const planted = `planted-${randomBytes(12).toString('hex')}`;

beforeAll(async () => {
  const env = { MONGODB_URI: freshMongoUri('http'), TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: await freshNamespace('http'), SIGNALBOX_LOG_LEVEL: 'trace' };
  portal = await startPortalProcess(env);
  database = await mongoose.createConnection(env.MONGODB_URI).asPromise();
  [agent, admin] = [portalClient(portal.address), portalClient(portal.address)];
  await agent.signIn('agent');
  await admin.signIn('admin');
});
afterAll(async () => {
  await portal?.remove();
  await database?.dropDatabase();
  await database?.close();
});

const post = (body: BodyInit, headers: Record<string, string> = {}, path = '/api/tickets') => agent.fetch(path, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-csrf-token': agent.csrf, ...headers } });
const opening = { type: 'no-such-type', title: 'A title', description: '', object: null, fields: {} };

describe('bad input', () => {
  it.each<[string, () => Promise<Response>, number, string]>([
    ['no JSON', () => post('{"type":'), 400, 'REQUEST_NOT_JSON'],
    ['another content type', () => post('type=incident', { 'content-type': 'application/x-www-form-urlencoded' }), 400, 'REQUEST_NOT_JSON'],
    ['an unknown encoding', () => post('{}', { 'content-encoding': 'zstd-9' }), 400, 'REQUEST_NOT_JSON'],
    ['a body over 1 MB', () => post(JSON.stringify({ ...opening, description: 'x'.repeat(1_100_000) })), 413, 'REQUEST_TOO_LARGE'],
    ['a body nested without end', () => post(`{"type":"incident","title":"deep","fields":{"x":${'['.repeat(60_000)}${']'.repeat(60_000)}}}`), 422, 'REQUEST_TOO_DEEP'],
    ['the same with a key', () => post(`{"type":"incident","title":"deep","fields":{"x":${'['.repeat(60_000)}${']'.repeat(60_000)}}}`, { 'idempotency-key': 'nested-without-end' }), 422, 'REQUEST_TOO_DEEP'],
    ['a list where a thing is wanted', () => post('[]'), 422, 'REQUEST_INVALID'],
    ['null', () => post('null'), 422, 'REQUEST_INVALID'],
    ['nothing', () => post(''), 422, 'REQUEST_INVALID'],
    ['a field of another kind', () => post(JSON.stringify({ ...opening, title: 7 })), 422, 'REQUEST_INVALID'],
    ['an empty title', () => post(JSON.stringify({ ...opening, title: '' })), 422, 'REQUEST_INVALID'],
    ['a limit beyond the limit', () => agent.fetch('/api/tickets?limit=100000'), 422, 'REQUEST_INVALID'],
    ['the same query twice', () => agent.fetch('/api/tickets?q=a&q=b'), 422, 'REQUEST_INVALID'],
    ['a path that cannot be decoded', () => agent.fetch('/api/tasks/%E0%A4%A'), 422, 'REQUEST_INVALID'],
    ['a key that is none', () => agent.fetch('/api/tickets/%3Cscript%3E'), 422, 'REQUEST_INVALID'],
    ['an operator in a query', () => agent.fetch('/api/tickets?q[$ne]=x&team[$gt]='), 200, ''],
    ['an address nobody has', () => agent.fetch('/api/nothing'), 404, 'NOT_FOUND'],
    ['a method nobody has', () => agent.fetch('/api/tickets', { method: 'DELETE', headers: { 'x-csrf-token': agent.csrf } }), 404, 'NOT_FOUND'],
    ['a webhook nobody has', () => agent.fetch('/api/alarms/nobody', { method: 'POST', body: '{}' }), 404, 'NOT_FOUND'],
    ['a webhook without its secret', () => agent.fetch('/api/alarms/alertmanager', { method: 'POST', body: '{}' }), 401, 'ALARM_SECRET_WRONG'],
    ['a webhook body of 5 MB', () => agent.fetch('/api/alarms/alertmanager', { method: 'POST', body: 'x'.repeat(5_000_000), headers: { authorization: 'Bearer demo-alertmanager' } }), 413, 'REQUEST_TOO_LARGE'],
  ])('%s', async (_, ask, status, code) => {
    const answer = await ask();
    const body = await answer.json() as { error?: { code: string; message: string; hint: string; requestId: string } };
    expect([answer.status, body.error?.code ?? '']).toEqual([status, code]);
    if (body.error) {
      expect(body.error.requestId).toBe(answer.headers.get('x-request-id'));
      expect(body.error.message + body.error.hint).not.toMatch(/\{\w+\}|node_modules|Mongo/);
    }
  });

  it('names each fault of a body by its place', async () => {
    const { error } = await (await post(JSON.stringify({ title: 7 }))).json() as { error: { details: { path: string; code: string }[] } };
    expect(error.details.map(({ path }) => path).sort()).toEqual(['body.title', 'body.type']);
  });

  it('keeps a caller\'s request id when it is harmless, and makes one otherwise', async () => {
    expect((await agent.fetch('/healthz', { headers: { 'x-request-id': 'from-the-proxy_1' } })).headers.get('x-request-id')).toBe('from-the-proxy_1');
    expect((await agent.fetch('/healthz', { headers: { 'x-request-id': 'a b <script>' } })).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('does not die of a request that is no HTTP', async () => {
    const { hostname, port } = new URL(portal.address);
    await new Promise<void>((resolve) => { const socket = connect(Number(port), hostname, () => socket.write('\x00\x01 nonsense\r\n\r\n')); socket.on('close', () => resolve()); socket.on('error', () => resolve()); socket.resume(); });
    expect((await agent.fetch('/healthz')).status).toBe(200);
  });
});

describe('pages', () => {
  it('carry this answer\'s nonce and a policy without unsafe words', async () => {
    const [first, second] = [await agent.fetch('/work/INC-1', { headers: { accept: 'text/html' } }), await agent.fetch('/', { headers: { accept: 'text/html' } })];
    const [html, other] = [await first.text(), await second.text()];
    const policy = first.headers.get('content-security-policy')!;
    const nonce = /nonce="([^"]+)"/.exec(html)![1]!;
    expect(policy).toContain(`'nonce-${nonce}'`);
    expect(other).not.toContain(nonce);
    expect(policy).not.toMatch(/unsafe|\*|https?:(?!\/\/127)/);
    expect(policy).toMatch(/default-src 'none'.*script-src 'self';.*base-uri 'none'.*frame-ancestors 'none'.*object-src 'none'/);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(Object.fromEntries(['x-content-type-options', 'x-frame-options', 'referrer-policy', 'cross-origin-opener-policy', 'x-powered-by'].map((name) => [name, first.headers.get(name)]))).toEqual({
      'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin', 'x-powered-by': null,
    });
  });

  it('keep hashed files for a year, and nothing else', async () => {
    expect((await agent.fetch('/assets/app-1a2b3c4d.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await agent.fetch('/assets/gone-00000000.js')).status).toBe(404);
  });

  it.each(['/../package.json', '/..%2fpackage.json', '/%2e%2e/package.json', '/assets/..%2f..%2f..%2fetc/passwd', '/.env'])('give away no file outside their folder: %s', async (path) => {
    const { hostname, port } = new URL(portal.address);
    const raw = await new Promise<string>((resolve) => { let text = ''; const socket = connect(Number(port), hostname, () => socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept: */*\r\nConnection: close\r\n\r\n`)); socket.on('data', (chunk) => { text += chunk.toString(); }); socket.on('close', () => resolve(text)); });
    expect(raw).not.toMatch(/"signalbox"|root:/);
    expect(raw).toMatch(/^HTTP\/1\.1 (404|403|400|422|200)/);
    if (/^HTTP\/1\.1 200/.test(raw)) expect(raw).toContain('<div id="root">');
  });
});

describe('writing', () => {
  it.each([
    ['without the token', { 'x-csrf-token': '' }], ['with another\'s token', { 'x-csrf-token': 'A'.repeat(43) }], ['from another origin', { origin: 'https://evil.example' }], ['from another site', { 'sec-fetch-site': 'cross-site' }],
  ])('is refused %s', async (_, headers) => {
    const answer = await post(JSON.stringify(opening), headers);
    expect([answer.status, ((await answer.json()) as { error: { code: string } }).error.code]).toEqual([403, 'CSRF_REFUSED']);
  });

  it('gives one answer per idempotency key, also to repeats at the same time', async () => {
    const key = randomBytes(12).toString('hex');
    const body = { confirm: 'clear' as const };
    const answers = await Promise.all(Array.from({ length: 6 }, () => admin.call('demo.clear', { body, key })));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true').length).toBe(5);
    expect(await database.collection('events').countDocuments({ action: 'demo.cleared' })).toBe(1);
  });

  it('keeps a refusal under its key too', async () => {
    const key = randomBytes(12).toString('hex');
    const first = await agent.call('tickets.open', { body: opening, key });
    const again = await agent.call('tickets.open', { body: opening, key });
    expect([first.status, again.status, again.headers.get('idempotency-replayed')]).toEqual([404, 404, 'true']);
    expect(again.error).toEqual({ ...first.error, requestId: again.headers.get('x-request-id') });
    expect(again.error!.requestId).not.toBe(first.error!.requestId);
  });

  it('refuses a key that was used for something else, and a key that is none', async () => {
    const key = randomBytes(12).toString('hex');
    await agent.call('tickets.open', { body: opening, key });
    expect((await agent.call('tickets.open', { body: { ...opening, title: 'Another' }, key })).error?.code).toBe('IDEMPOTENCY_MISMATCH');
    expect((await agent.call('tickets.open', { body: opening, key: 'short' })).error?.code).toBe('REQUEST_INVALID');
    // The same key of somebody else is another key.
    expect((await admin.call('tickets.open', { body: { ...opening, title: 'Another' }, key })).error?.code).not.toBe('IDEMPOTENCY_MISMATCH');
  });
});

describe('the draft of a flow', () => {
  const shipped = async () => structuredClone((await admin.call('flows.read', { params: { key: 'incident' } })).body.draft);
  const save = (key: string, revision: number, file: unknown) => admin.call('flows.saveDraft', { params: { key }, body: { revision, file } });

  it('is refused where something of it would be lost, naming node, field and remedy', async () => {
    const file = { ...await shipped(), key: 'mistyped', extra: 1 } as unknown as { nodes: Record<string, Record<string, unknown>>; edges: Record<string, Record<string, unknown>> };
    file.nodes['diagnose']!['ticketSate'] = 'resolved';
    file.edges['is-up-no']!['conditon'] = 'true';
    const answer = await save('mistyped', 0, file);
    expect([answer.status, answer.error?.code]).toEqual([422, 'FLOW_FILE_INVALID']);
    expect(answer.error?.details).toEqual(expect.arrayContaining([
      expect.objectContaining({ code: 'key-unknown', node: 'diagnose', field: 'ticketSate', path: '/nodes/diagnose/ticketSate', fix: expect.stringMatching(/^(Did you mean|Remove)/) }),
      expect.objectContaining({ code: 'key-unknown', edge: 'is-up-no', field: 'conditon', fix: 'Did you mean "condition"? Rename it, or remove it.' }),
      expect.objectContaining({ code: 'key-unknown', node: null, field: 'extra' }),
    ]));
    const hostile = { ...await shipped(), key: 'mistyped' };
    hostile.nodes['diagnose']!.config['constructor'] = 1;
    expect((await save('mistyped', 0, hostile)).error).toMatchObject({ code: 'FLOW_FILE_INVALID', details: [{ code: 'name-refused', node: 'diagnose', field: '/constructor' }] });
    expect((await save('mistyped', 0, { ...await shipped(), key: 'other' })).error).toMatchObject({ code: 'FLOW_FILE_INVALID', details: [{ code: 'FLOW_KEY_FIXED', field: 'key' }] });
    expect((await admin.call('flows.read', { params: { key: 'mistyped' } })).status).toBe(404);
  });

  it('is kept while it is incomplete; what is missing or mistyped is found at its step and forbids publishing', async () => {
    const file = { ...await shipped(), key: 'halfway' };
    file.name = { en: '' };
    file.nodes['pause']!.name = { en: '' };
    file.nodes['diagnose']!.config['setAssignee'] = true;
    file.nodes['diagnose']!.config['assignments'] = [];
    expect((await save('halfway', 0, file)).status).toBe(200);
    const { findings } = (await admin.call('flows.check', { params: { key: 'halfway' }, body: { file } })).body;
    expect(findings.filter(({ severity }) => severity === 'error').map(({ code, node, field, path }) => [code, node, field, path])).toEqual(expect.arrayContaining([
      ['setting-unknown', 'diagnose', '/setAssignee', '/nodes/diagnose/config/setAssignee'], ['nobody-asked', 'diagnose', '/assignments', '/nodes/diagnose/config/assignments'],
      ['name-missing', 'pause', 'name', '/nodes/pause/name'], ['flow-name-missing', null, 'name', '/name'],
    ]));
    const read = await admin.call('flows.read', { params: { key: 'halfway' } });
    expect(read.body).toMatchObject({ flow: { name: { en: 'halfway' } }, draft: { name: { en: '' }, nodes: { diagnose: { config: { setAssignee: true } } } } });
    expect((await admin.call('flows.list')).status).toBe(200);
    expect((await admin.call('flows.publish', { params: { key: 'halfway' }, body: { revision: 1, note: '', confirmNotProven: true } })).error).toMatchObject({ code: 'FLOW_UNSOUND', details: expect.arrayContaining([expect.objectContaining({ node: 'diagnose', field: '/setAssignee', fix: 'Did you mean "setsAssignee"? Rename it, or remove it.' })]) });
  });

  it('may be as large as a flow file, and no larger', async () => {
    const file = await shipped();
    const wordy = (bytes: number) => ({ ...file, key: 'wordy', description: { en: 'x'.repeat(bytes) } });
    expect((await save('wordy', 0, wordy(1_900_000))).status).toBe(200);
    expect((await save('wordy', 1, wordy(2 * 1024 * 1024))).error).toMatchObject({ code: 'FLOW_FILE_INVALID', details: [{ code: 'file-too-large' }] });
    expect((await save('wordy', 1, wordy(3_000_000))).error).toMatchObject({ code: 'REQUEST_TOO_LARGE', params: { limit: '2 MB' } });
  });

  it('of an older format is brought to the present one', async () => {
    const old = { formatVersion: 0, key: 'older', name: 'Older', nodes: [{ id: 'start', kind: 'start', name: 'Begin' }, { id: 'end', kind: 'end', name: 'Over' }], edges: [{ id: 'e1', from: 'start', to: 'end' }] };
    expect((await save('older', 0, old)).status).toBe(200);
    expect((await admin.call('flows.read', { params: { key: 'older' } })).body.draft).toMatchObject({ formatVersion: 1, nodes: { end: { name: { en: 'Over' } } } });
  });
});

describe('limits', () => {
  it('slow down whoever hammers the sign-in, and say for how long', async () => {
    let last: Response | null = null;
    // 300 a minute are let through; the minute may be over in the middle, and counted anew.
    for (let batch = 0; batch < 14 && last?.status !== 429; batch += 1) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => fetch(`${portal.address}/auth/backchannel-logout`, { method: 'POST', headers: { accept: 'application/json' } })));
      last = answers.at(-1)!;
      await Promise.all(answers.slice(0, -1).map((answer) => answer.arrayBuffer()));
    }
    expect(last!.status).toBe(429);
    expect(await last!.json()).toMatchObject({ error: { code: 'RATE_LIMITED' } });
    expect((await agent.call('me.read')).status).toBe(200);
  });
});

describe('a stored secret', () => {
  /** So that wrong secrets are not turned away for their number: 120 a minute. */
  const seldom = { timeout: patienceMs, interval: 500 };
  it('is found in no answer, no event, no log line and in no collection in the clear', async () => {
    const secrets = createSecretRepo(database, portal.env['SIGNALBOX_DATA_KEY']!);
    await secrets.store({ name: 'source.alertmanager', use: 'source', hosts: [] }, planted);
    expect(await secrets.resolve('source.alertmanager', 'source')).toBe(planted);
    // Used as it is meant, used wrongly, and looked for where it could be shown.
    await expect.poll(async () => (await fetch(`${portal.address}/api/alarms/alertmanager`, { method: 'POST', body: '{"version":"4","alerts":[]}', headers: { authorization: `Bearer ${planted}` } })).status, seldom).not.toBe(401);
    await fetch(`${portal.address}/api/alarms/alertmanager?secret=${planted}`, { method: 'POST', body: '{}', headers: { authorization: `Bearer ${planted}x` } });
    await fetch(`${portal.address}/api/me?token=${planted}`, { headers: { authorization: `Bearer ${planted}` } });
    const shown: string[] = [];
    for (const name of ['alarmSources.list', 'deadLetters.list', 'me.read', 'catalog.read', 'flows.list', 'alarmGroups.list', 'objects.list', 'teams.list', 'people.list', 'ticketTypes.list', 'demo.read'] as const) {
      const answer = await admin.call(name);
      expect(answer.status, name).toBe(200);
      shown.push(JSON.stringify(answer.body));
    }
    expect(shown.join('')).toContain('source.alertmanager');
    const stored: string[] = [];
    for (const { name } of await database.db!.listCollections().toArray()) for (const row of await database.collection(name).find().toArray()) stored.push(`${name} ${JSON.stringify(row)}`);
    expect(stored.length).toBeGreaterThan(30);
    const { SIGNALBOX_DATA_KEY: dataKey, SIGNALBOX_SESSION_SECRET: sessionSecret, SIGNALBOX_IDP_CLIENT_SECRET: clientSecret } = portal.env;
    for (const secret of [planted, dataKey!, sessionSecret!, clientSecret!]) {
      expect(shown.join('\n')).not.toContain(secret);
      expect(stored.filter((row) => row.includes(secret)).map((row) => row.slice(0, 200))).toEqual([]);
      expect(portal.log().split('\n').filter((line) => line.includes(secret))).toEqual([]);
    }
    await expect.poll(() => portal.log(), { timeout: patienceMs }).toContain('"msg":"request"');
  });

  it('is set, listed and removed from the command line, of the installation its settings name', async () => {
    const installation = installationOf({ MONGODB_URI: portal.env['MONGODB_URI'], SIGNALBOX_DATA_KEY: portal.env['SIGNALBOX_DATA_KEY'] });
    const secret = async (argv: string[], value = '') => {
      let told = '';
      const write = (text: string) => { told += text; };
      const connection = await connectTo(installation);
      const code = await runSecret(argv, { stdout: { write }, stderr: { write }, readValue: () => Promise.resolve(value), open: () => Promise.resolve({ secrets: createSecretRepo(connection, installation.dataKey), close: () => connection.close() }) });
      return [code, told];
    };
    const post = async (token: string) => (await fetch(`${portal.address}/api/alarms/alertmanager`, { method: 'POST', body: '{"version":"4","alerts":[]}', headers: { authorization: `Bearer ${token}` } })).status;
    expect(await secret(['set', 'source.alertmanager'], 'set-by-hand')).toEqual([0, 'stored source.alertmanager: use source, sent nowhere\n']);
    await expect.poll(() => post('set-by-hand'), seldom).not.toBe(401);
    expect(await secret(['set', 'by-hand', '--host', '10.0.0.5:8443'], planted)).toEqual([0, 'stored by-hand: use flow, sent only to 10.0.0.5:8443\n']);
    const repo = createSecretRepo(database, installation.dataKey);
    expect(await repo.resolve('by-hand', 'flow', '10.0.0.5:8443')).toBe(planted);
    expect((await secret(['list']))[1]).toMatch(/^by-hand +flow +10\.0\.0\.5:8443$/m);
    expect(await secret(['remove', 'by-hand'])).toEqual([0, 'removed by-hand\n']);
    await expect(repo.resolve('by-hand', 'flow')).rejects.toMatchObject({ code: 'SECRET_MISSING' });
  });

  it('that is not for flows keeps a flow that names it from being published, and says so at the step', async () => {
    const { flow, draft } = (await admin.call('flows.read', { params: { key: 'incident' } })).body;
    const repair = draft.nodes['repair']!;
    const inputs = { ...repair.config['inputs'] as Record<string, Json>, headers: { Authorization: { secret: 'signalbox.idp-signing-key', prefix: 'Bearer ' } } };
    const file = { ...draft, nodes: { ...draft.nodes, repair: { ...repair, config: { ...repair.config, inputs } } } };
    const at = { code: 'secret-not-for-flows', field: '/inputs/headers/Authorization' };
    expect((await admin.call('flows.check', { params: { key: 'incident' }, body: { file } })).body.findings).toEqual(expect.arrayContaining([expect.objectContaining({ ...at, severity: 'error', node: 'repair' })]));
    const { revision } = (await admin.call('flows.saveDraft', { params: { key: 'incident' }, body: { revision: flow.draftRevision, file } })).body;
    const refused = await admin.call('flows.publish', { params: { key: 'incident' }, body: { revision, note: '', confirmNotProven: true } });
    expect(refused.error).toMatchObject({ code: 'FLOW_UNSOUND', details: [expect.objectContaining({ code: at.code, node: 'repair', path: `/nodes/repair/config${at.field}` })] });
  });

  it('cannot be read under another name or with another key', async () => {
    const secrets = createSecretRepo(database, portal.env['SIGNALBOX_DATA_KEY']!);
    await secrets.store({ name: 'one', use: 'flow', hosts: [] }, planted);
    const rows = database.collection<{ _id: string }>('secrets');
    const { _id: _one, ...sealed } = (await rows.findOne({ _id: 'one' }))!;
    await rows.replaceOne({ _id: 'two' }, sealed, { upsert: true });
    await expect(secrets.resolve('two', 'flow')).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
    await expect(createSecretRepo(database, '1'.repeat(64)).resolve('one', 'flow')).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
    await expect(secrets.resolve('none', 'flow')).rejects.toMatchObject({ code: 'SECRET_MISSING' });
  });
});

describe('an installation of an older version', () => {
  const rows = (name: string) => database.collection<{ _id: string }>(name);
  const clocksOf = async () => (await admin.call('slaPolicies.list')).body.items.find(({ id }) => id === 'incident-p1')!;
  const restart = async (): Promise<void> => {
    await portal.end();
    await portal.start();
  };

  it('gets the rights its roles lack at the next start, once, and its audit says so', async () => {
    await rows('roles').updateOne({ _id: 'agent' }, { $unset: { given: '' }, $pull: { actions: 'object.readTechnical' } } as never);
    await restart();
    expect(await rows('roles').findOne({ _id: 'agent' })).toMatchObject({ actions: expect.arrayContaining(['object.readTechnical']) });
    const events = await database.collection('events').find({ action: 'role.grown' }).toArray();
    expect(events.map(({ data }) => data)).toEqual([{ role: 'agent', actions: ['object.readTechnical'] }]);
    await rows('roles').updateOne({ _id: 'agent' }, { $pull: { actions: 'object.readTechnical' } } as never);
    await restart();
    expect((await rows('roles').findOne({ _id: 'agent' }) as unknown as { actions: string[] }).actions).not.toContain('object.readTechnical');
  });

  it('starts with a stored warning that never comes, leaves it out, and tells the administrator and the log', async () => {
    expect(await clocksOf()).toMatchObject({ findings: [], clocks: [{ warn: '75%' }, { warn: '75%' }] });
    await rows('slaPolicies').updateOne({ _id: 'incident-p1' }, { $set: { 'policy.clocks.0.warn': '100%' } } as never);
    await restart();
    expect(await clocksOf()).toMatchObject({ findings: [{ code: 'SLA_WARNING_NEVER', path: 'clocks.0.warn', params: { policy: 'incident-p1', kind: 'response', warn: '100%' } }], clocks: [expect.not.objectContaining({ warn: expect.anything() }), { warn: '75%' }] });
    await expect.poll(() => portal.log(), { timeout: patienceMs }).toContain('"code":"SLA_WARNING_NEVER"');
  });
});
