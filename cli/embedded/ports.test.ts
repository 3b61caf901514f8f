import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimPorts, portUses } from './ports.ts';
import { claimSecrets } from './secrets.ts';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'signalbox-data-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the ports of an installation', () => {
  it('are chosen once and the same at every later start', async () => {
    const first = await claimPorts(folder, portUses);
    expect(new Set(Object.values(first)).size).toBe(portUses.length);
    expect(await claimPorts(folder, portUses)).toEqual(first);
  });

  it('are refused by name when another program holds one that is needed, and only then', async () => {
    const ports = await claimPorts(folder, portUses);
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    writeFileSync(join(folder, 'ports.json'), JSON.stringify({ ...ports, mongodb: port }));
    try {
      await expect(claimPorts(folder, ['mongodb'])).rejects.toMatchObject({ code: 'PORT_TAKEN', params: { port, use: 'mongodb' } });
      expect((await claimPorts(folder, ['temporal'])).mongodb).toBe(port);
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });

  it('are nobody else\'s who starts at the same moment, before anybody listens', async () => {
    const folders = Array.from({ length: 40 }, (_, at) => mkdtempSync(join(folder, `${at}-`)));
    const claimed = (await Promise.all(folders.map((own) => claimPorts(own, [])))).flatMap((ports) => Object.values(ports));
    expect(new Set(claimed).size).toBe(40 * portUses.length);
  });

  it('follow PORT for the portal', async () => {
    const kept = await claimPorts(folder, portUses);
    expect(await claimPorts(folder, [], { portal: 19_999 })).toEqual({ ...kept, portal: 19_999 });
  });
});

describe('the secrets of an installation', () => {
  it('are made once, long, hexadecimal and for the owner\'s eyes only', () => {
    const secrets = claimSecrets(folder);
    expect(claimSecrets(folder)).toEqual(secrets);
    expect(Object.values(secrets).every((value) => /^[0-9a-f]{64}$/.test(value))).toBe(true);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('are not written down when the environment gives them', () => {
    const given = 'f'.repeat(64);
    expect(claimSecrets(folder, { SIGNALBOX_DATA_KEY: given }).SIGNALBOX_DATA_KEY).toBe(given);
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).not.toContain(given);
  });
});
