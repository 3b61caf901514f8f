import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { connectTo, installationOf } from './installation.ts';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-installation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [kept, given] = ['a'.repeat(64), 'b'.repeat(64)];

describe('an installation', () => {
  it('is not known before its first start, unless settings name it', () => {
    expect(() => installationOf({ SIGNALBOX_DATA: folder })).toThrow('INSTALLATION_MISSING');
    expect(() => installationOf({ SIGNALBOX_DATA: folder, MONGODB_URI: 'mongodb://db/x' })).toThrow('INSTALLATION_MISSING');
    expect(installationOf({ SIGNALBOX_DATA: folder, MONGODB_URI: 'mongodb://db/x', SIGNALBOX_DATA_KEY: given })).toEqual({ mongodbUri: 'mongodb://db/x', dataKey: given });
  });

  it('is where its last start left it; settings win', () => {
    writeFileSync(join(folder, 'ports.json'), JSON.stringify({ mongodb: 8643 }));
    writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ SIGNALBOX_DATA_KEY: kept }));
    expect(installationOf({ SIGNALBOX_DATA: folder })).toEqual({ mongodbUri: 'mongodb://127.0.0.1:8643/signalbox?replicaSet=rs0', dataKey: kept });
    expect(installationOf({ SIGNALBOX_DATA: folder, MONGODB_URI: 'mongodb://db/x' })).toEqual({ mongodbUri: 'mongodb://db/x', dataKey: kept });
    expect(() => installationOf({ SIGNALBOX_DATA: folder, SIGNALBOX_DATA_KEY: 'short' })).toThrow('SETTING_INVALID');
  });

  it('whose database does not answer is named without the password', async () => {
    await expect(connectTo({ mongodbUri: 'mongodb://ana:hush@127.0.0.1:9/x?replicaSet=rs0' }, 300)).rejects.toMatchObject({ code: 'DATABASE_AWAY', params: { address: '127.0.0.1:9' } });
  });
});
