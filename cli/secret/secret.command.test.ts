/** The command as a terminal or a pipe sees it, over secrets that are kept in memory. */
import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { CatalogueError } from '#domain/errors';
import type { SecretFacts } from '#domain/identity/secret.schema';
import { runSecret } from './secret.command.ts';
import { readValue } from './secret.value.ts';

const first: SecretFacts[] = [
  { name: 'device-token', use: 'flow', hosts: ['10.0.0.5:8443'] }, { name: 'signalbox.idp-signing-key', use: 'system', hosts: [] }, { name: 'source.alertmanager', use: 'source', hosts: [] },
];

async function run(argv: string[], value = 'hush') {
  const kept = new Map(first.map((facts) => [facts.name, { facts, value: 'old' }]));
  let [out, err, isOpen] = ['', '', false];
  const code = await runSecret(argv, {
    stdout: { write: (text) => { out += text; } }, stderr: { write: (text) => { err += text; } },
    readValue: (prompt) => { err += prompt; return Promise.resolve(value); },
    open: () => {
      isOpen = true;
      return Promise.resolve({
        secrets: {
          list: () => Promise.resolve([...kept.values()].map(({ facts }) => facts)),
          store: (facts, stored) => { kept.set(facts.name, { facts, value: stored }); return Promise.resolve(); },
          remove: (name) => { kept.delete(name); return Promise.resolve(); },
        },
        close: () => { isOpen = false; return Promise.resolve(); },
      });
    },
  });
  expect(isOpen).toBe(false);
  expect(out + err).not.toContain('hush');
  return { code, out, err, kept };
}

describe('signalbox secret', () => {
  it('stores a secret for flows that may go to the hosts named, and shows no value', async () => {
    const { code, out, kept } = await run(['set', 'switch-token', '--use', 'flow', '--host', 'Switch.Example:8443', '--host=[fd00::5]']);
    expect([code, out]).toEqual([0, 'stored switch-token: use flow, sent only to switch.example:8443, [fd00::5]\n']);
    expect(kept.get('switch-token')).toEqual({ facts: { name: 'switch-token', use: 'flow', hosts: ['switch.example:8443', '[fd00::5]'] }, value: 'hush' });
  });

  it('leaves use and hosts as they were, unless told', async () => {
    expect((await run(['set', 'device-token'])).kept.get('device-token')).toEqual({ facts: first[0], value: 'hush' });
    expect((await run(['set', 'device-token', '--host', '10.0.0.6'])).kept.get('device-token')?.facts.hosts).toEqual(['10.0.0.6']);
    expect(await run(['set', 'device-token', '--any-host'])).toMatchObject({ out: 'stored device-token: use flow, sent anywhere\n' });
    expect(await run(['set', 'source.alertmanager'])).toMatchObject({ code: 0, out: 'stored source.alertmanager: use source, sent nowhere\n' });
    expect(await run(['set', 'smtp-password', '--use', 'channel', '--host', 'mail.example:587'])).toMatchObject({ out: 'stored smtp-password: use channel, sent only to mail.example:587\n' });
    expect((await run(['set', 'source.zabbix'])).kept.get('source.zabbix')?.facts).toEqual({ name: 'source.zabbix', use: 'source', hosts: [] });
  });

  it('lists names, uses and hosts, without the portal\'s own', async () => {
    expect(await run(['list'])).toMatchObject({ code: 0, out: 'device-token         flow     10.0.0.5:8443\nsource.alertmanager  source   nowhere\n', err: '' });
  });

  it('says the same to a program', async () => {
    const [set, list, removed, refused] = [await run(['set', 'switch-token', '--host', '10.0.0.5', '--json']), await run(['list', '--json']), await run(['remove', 'device-token', '--json']), await run(['remove', 'none', '--json'])];
    expect([set, list, removed, refused].map(({ out }) => JSON.parse(out) as unknown)).toEqual([
      { stored: { name: 'switch-token', use: 'flow', hosts: ['10.0.0.5'] } }, { secrets: [first[0], first[2]] }, { removed: 'device-token' }, { error: { code: 'SECRET_MISSING', message: expect.any(String) as string, hint: expect.any(String) as string } },
    ]);
    expect([refused.code, refused.err]).toEqual([1, '']);
  });

  it('removes one', async () => {
    const { code, out, kept } = await run(['remove', 'device-token']);
    expect([code, out, kept.has('device-token')]).toEqual([0, 'removed device-token\n', false]);
  });

  it.each([
    ['one that is not there', ['remove', 'none'], 'SECRET_MISSING'], ['the portal\'s own', ['set', 'signalbox.idp-signing-key', '--use', 'flow'], 'SECRET_OF_PORTAL'], ['what would be the portal\'s own', ['set', 'signalbox.new'], 'SECRET_OF_PORTAL'],
    ['removing the portal\'s own', ['remove', 'signalbox.idp-signing-key'], 'SECRET_OF_PORTAL'], ['a name without end', ['set', 'x'.repeat(201)], 'SECRET_UNFIT'],
  ])('refuses %s', async (_, argv, code) => {
    const ran = await run(argv);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(new RegExp(`^${code}: .+\\n.+\\n$`));
    expect([...ran.kept.values()]).toEqual(first.map((facts) => ({ facts, value: 'old' })));
  });

  it('stores nothing without a value', async () => {
    const ran = await run(['set', 'empty'], '');
    expect([ran.code, ran.kept.has('empty')]).toEqual([1, false]);
    expect(ran.err).toContain('SECRET_UNFIT: The secret empty cannot be stored');
  });

  it.each([
    [[]], [['show', 'x']], [['set']], [['set', 'x', 'hush-hush']], [['list', 'x']], [['remove', 'x', 'y']], [['remove', 'x', '--use', 'flow']], [['set', 'x', '--use', 'system']], [['set', 'x', '--value', 'y']],
    [['set', 'x', '--host', 'http://a/']], [['set', 'x', '--host', 'a', '--any-host']], [['set', 'x', '--use', 'source', '--host', 'a']],
  ])('says what is wrong with the arguments %j', async (argv) => {
    const { code, err, out } = await run(argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^signalbox secret: .+\nTry: signalbox secret --help\n$/);
  });

  it('tells an installation that is not there, and how to get one', async () => {
    let err = '';
    const code = await runSecret(['list'], { stdout: { write: () => undefined }, stderr: { write: (text) => { err += text; } }, readValue: () => Promise.resolve(''), open: () => Promise.reject(new CatalogueError('INSTALLATION_MISSING', { folder: '/data' })) });
    expect([code, err]).toEqual([1, 'INSTALLATION_MISSING: Nothing was started on /data yet, so where the secrets of the installation lie is not known.\nStart it once (signalbox start), or set MONGODB_URI and SIGNALBOX_DATA_KEY to what it uses.\n']);
  });
});

describe('a value from the standard input', () => {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  it.each([['hush\n', 'hush'], ['hush\r\n', 'hush'], ['two\nlines\n', 'two\nlines'], ['', ''], ['密\n', '密']])('%j is %j', async (given, value) => {
    const bytes = [...Buffer.from(given)].map((byte) => Buffer.from([byte]));
    expect(await readValue('', Readable.from(bytes) as NodeJS.ReadStream, nowhere)).toBe(value);
  });
});
