import { createServer, type Server } from 'node:http';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseStarterSettings } from '#domain/settings';
import { silentLog } from './located.ts';
import { jarPath, testServerJars } from './test-server.jars.ts';
import { locateTestServer } from './test-server.ts';

describe('the jars of the test server', () => {
  it('lie where a Maven repository keeps them, each with its sum', () => {
    expect(jarPath('io.temporal:temporal-sdk:1.38.0')).toBe('io/temporal/temporal-sdk/1.38.0/temporal-sdk-1.38.0.jar');
    for (const [coordinates, sha256] of Object.entries(testServerJars)) expect(`${coordinates} ${sha256}`).toMatch(/^[\w.-]+:[\w.-]+:[\w.-]+ [0-9a-f]{64}$/);
  });
});

describe('looking for the test server', () => {
  let cache: string;
  let repository: Server;
  let asked: string[];
  beforeEach(async () => {
    cache = mkdtempSync(join(tmpdir(), 'signalbox-test-server-'));
    asked = [];
    repository = createServer((request, response) => { asked.push(request.url ?? ''); response.end('another file'); });
    await new Promise<void>((resolve) => repository.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    rmSync(cache, { recursive: true, force: true });
    await new Promise((resolve) => repository.close(resolve));
  });
  const mirror = (): string => { const address = repository.address(); return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/maven`; };
  const found = (env: Record<string, string>) => locateTestServer(parseStarterSettings({ SIGNALBOX_CACHE: cache, PATH: '', ...env }), silentLog);

  it('takes nothing that is not the file we know, and keeps nothing of it', async () => {
    await expect(found({ SIGNALBOX_MIRROR_MAVEN: mirror() })).rejects.toMatchObject({ code: 'COMPONENT_MISSING', params: { component: 'Temporal test server' } });
    // A machine with neither Java nor pip asks for nothing; any other asks three times for the first.
    expect([0, 3]).toContain(asked.length);
    expect(new Set(asked).size).toBeLessThan(2);
    expect(readdirSync(cache).filter((name) => !name.endsWith('.lock'))).toEqual([]);
  });

  it('asks nobody where that is switched off, and says so', async () => {
    await expect(found({ SIGNALBOX_MIRROR_MAVEN: 'off' })).rejects.toMatchObject({ params: { tried: expect.stringContaining('SIGNALBOX_MIRROR_MAVEN is off') as string } });
    expect(asked).toEqual([]);
  });

  it('takes the program that was named', async () => {
    await expect(found({ SIGNALBOX_TEMPORAL_TEST_SERVER_BIN: '/opt/temporal-test-server' })).resolves.toMatchObject({ layer: 'given', path: '/opt/temporal-test-server' });
  });
});
