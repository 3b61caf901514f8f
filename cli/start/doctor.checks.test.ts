import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseStarterSettings } from '#domain/settings';
import { locateThrough, silentLog } from '#embedded/located';
import { tryLock } from '#embedded/lock';
import { locateMongod } from '#embedded/mongod';
import { locateTemporal } from '#embedded/temporal';
import { buildRow, dataFolderRow, diskRow, lookAround, portsRow, serverRow } from './doctor.checks.ts';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'signalbox-doctor-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that only says its version. */
function program(name: string, says: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho '${says}'\n`, { mode: 0o755 });
  return path;
}
const mongod = (path: string) => serverRow('MongoDB', 'start', 'SIGNALBOX_MONGOD_BIN', locateMongod(parseStarterSettings({ SIGNALBOX_MONGOD_BIN: path }), silentLog, { isDry: true }));

describe('what the doctor says of a server', () => {
  it('that is there: its layer, version and place', async () => {
    const path = program('temporal', 'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)');
    expect(await serverRow('Temporal', 'start', '', locateTemporal(parseStarterSettings({ SIGNALBOX_TEMPORAL_BIN: path }), silentLog, { isDry: true })))
      .toEqual({ component: 'Temporal', neededBy: 'start', layer: 'given', version: '1.29.1', state: 'ok', detail: path, remedy: null });
  });
  it('that is too old, or does not run', async () => {
    const path = program('mongod', 'db version v4.4.29');
    expect(await mongod(path)).toMatchObject({ state: 'too old', layer: 'given', detail: expect.stringContaining(`${path} is MongoDB 4.4.29, 5.0 or newer is needed`), remedy: expect.stringContaining('Mend or remove the setting') });
    expect(await mongod(join(folder, 'none'))).toMatchObject({ state: 'broken', layer: 'given' });
  });
  it('that no layer has, or only as one that does not run: who fetches it', async () => {
    const attempts = (lack?: 'broken') => [{ layer: 'machine' as const, find: async () => { if (lack) throw new Error('libcurl.so.4 is missing'); return { miss: 'no server on the PATH' }; } }];
    expect(await serverRow('Server', 'test', 'SERVER_BIN', locateThrough('Server', attempts(), silentLog))).toMatchObject({ state: 'missing', layer: null, remedy: 'npm test fetches it where it can (docs/servers.md). Or set SERVER_BIN.' });
    expect(await serverRow('Server', 'start', 'SERVER_BIN', locateThrough('Server', attempts('broken'), silentLog))).toMatchObject({ state: 'broken', detail: expect.stringContaining('libcurl.so.4'), remedy: expect.stringContaining('npm start') });
  });
});

describe('what the doctor says of an installation', () => {
  const noSettings = { port: undefined, temporalAddress: undefined, mongodbUri: undefined };
  const running = () => { if ('holder' in tryLock(join(folder, 'lock'))) throw new Error('held'); };

  it('of what is built', () => {
    expect(buildRow({ 'browser half': null, 'workflow bundle': null })).toMatchObject({ state: 'ok', remedy: null });
    expect(buildRow({ 'browser half': 'too old', 'workflow bundle': null })).toMatchObject({ state: 'too old', detail: 'browser half: too old' });
    expect(buildRow({ 'browser half': 'too old', 'workflow bundle': 'missing' })).toMatchObject({ state: 'missing', remedy: expect.stringContaining('npm start') });
  });

  it('of ports: chosen later, free, in use by itself, held by another', async () => {
    expect(await portsRow(folder, noSettings)).toMatchObject({ state: 'ok', detail: 'chosen at the first start' });
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      writeFileSync(join(folder, 'ports.json'), JSON.stringify({ portal: 1, temporalUi: port, mongodb: port }));
      expect(await portsRow(folder, { ...noSettings, port })).toMatchObject({ state: 'broken', detail: `held by another program: portal ${port}, mongodb ${port}`, remedy: expect.stringContaining(join(folder, 'ports.json')) });
      expect(await portsRow(folder, { ...noSettings, port, mongodbUri: 'mongodb://elsewhere' })).toMatchObject({ detail: `held by another program: portal ${port}` });
      running();
      expect(await portsRow(folder, noSettings)).toMatchObject({ state: 'ok', detail: expect.stringContaining('in use by the Signalbox that runs') });
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
    rmSync(join(folder, 'lock'));
    expect(await portsRow(folder, noSettings)).toMatchObject({ state: 'ok', detail: `portal 1, mongodb ${port}` });
  });

  it('of the data folder: made later, there, run on, no folder', () => {
    expect(dataFolderRow(join(folder, 'not/yet'))).toMatchObject({ state: 'ok', detail: `${join(folder, 'not/yet')}, made at the first start` });
    expect(dataFolderRow(folder)).toMatchObject({ state: 'ok', detail: folder });
    running();
    expect(dataFolderRow(folder).detail).toContain(`Signalbox runs on it (process ${process.pid}, since `);
    writeFileSync(join(folder, 'file'), '');
    expect(dataFolderRow(join(folder, 'file/data'))).toMatchObject({ state: 'broken', detail: `${join(folder, 'file')} is no folder` });
  });

  it('of the disk', () => {
    expect(diskRow([folder, join(folder, 'not/yet')], 1)).toMatchObject({ state: 'ok', detail: expect.stringMatching(/^\d+\.\d GB free at /) });
    expect(diskRow([folder], 1e18)).toMatchObject({ state: 'missing', detail: expect.stringContaining('1000000000.0 GB are needed'), remedy: expect.stringContaining('SIGNALBOX_CACHE') });
  });
});

describe('all that the doctor looks at', () => {
  it('is one row a component, and nothing is fetched or made', async () => {
    mkdirSync(join(folder, 'data'));
    const path = program('mongod', 'db version v6.0.27');
    const rows = await lookAround({ SIGNALBOX_CACHE: join(folder, 'cache'), SIGNALBOX_DATA: join(folder, 'data'), SIGNALBOX_MONGOD_BIN: path });
    expect(rows.map(({ component }) => component)).toEqual(['Node', 'npm packages', 'Build', 'Temporal', 'MongoDB', 'Browser', 'Alertmanager', 'Temporal test server', 'Keycloak', 'Ports', 'Data folder', 'Disk space']);
    expect(rows.every(({ state, remedy }) => (state === 'ok') === (remedy === null))).toBe(true);
    expect([readdirSync(folder).sort(), readdirSync(join(folder, 'data'))]).toEqual([['data', 'mongod'], []]);
  });

  it('needs settings that can be read', async () => {
    await expect(lookAround({ PORT: 'eighty' })).rejects.toMatchObject({ code: 'SETTING_INVALID' });
  });
});
