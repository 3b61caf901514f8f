import { describe, expect, it } from 'vitest';
import { codeOf } from './errors.ts';
import { parseSettings, parseStarterSettings, processFields } from './settings.ts';

const secrets = { SIGNALBOX_SESSION_SECRET: 's'.repeat(32), SIGNALBOX_IDP_CLIENT_SECRET: 'a'.repeat(64), SIGNALBOX_DATA_KEY: 'b'.repeat(64) };

describe('settings', () => {
  it('fill in what was not set, and treat empty as not set', () => {
    expect(parseSettings({ ...secrets, PORT: '', TEMPORAL_ADDRESS: 'temporal.example:7233' })).toMatchObject({ port: 8640, temporalAddress: 'temporal.example:7233', hasDemoSeed: true, continueAfterUpdates: 1_500 });
  });

  it('drop the final slash of the public address, from which redirects are built', () => {
    expect(parseSettings({ ...secrets, PUBLIC_URL: 'https://desk.example/' }).publicUrl).toBe('https://desk.example');
  });

  it('bring the demonstration company along only where nobody else can reach it, unless told to', () => {
    const keycloak = { ...secrets, KEYCLOAK_URL: 'https://id.example' };
    expect([secrets, keycloak, { ...keycloak, SIGNALBOX_DEMO: 'true' }, { ...secrets, SIGNALBOX_DEMO: 'false' }].map((source) => parseSettings(source).hasDemoSeed)).toEqual([true, false, true, false]);
  });

  it('take the services on this machine that flows may call, none by default', () => {
    const allowed = (text?: string) => parseSettings({ ...secrets, SIGNALBOX_ALLOWED_LOOPBACK: text }).allowedLoopback;
    expect([allowed(), allowed(' 127.0.0.1:8080, Localhost:9000,[::1]:80 ')]).toEqual([[], ['127.0.0.1:8080', 'localhost:9000', '::1:80']]);
    for (const wrong of ['127.0.0.1', 'http://127.0.0.1:80', '::1:80', 'a:b']) expect(() => allowed(wrong), wrong).toThrow('SIGNALBOX_ALLOWED_LOOPBACK');
  });

  it('name every fault at once and repeat no value', () => {
    let thrown: unknown;
    try {
      parseSettings({ PORT: 'eighty', SIGNALBOX_SESSION_SECRET: 'short-secret', SIGNALBOX_IDP_CLIENT_SECRET: 'NOTHEX-NOTHEX' });
    } catch (error) {
      thrown = error;
    }
    expect(codeOf(thrown)).toBe('SETTING_INVALID');
    expect(thrown).toMatchObject({ details: [{ path: 'PORT' }, { path: 'SIGNALBOX_SESSION_SECRET' }, { path: 'SIGNALBOX_IDP_CLIENT_SECRET' }, { path: 'SIGNALBOX_DATA_KEY' }] });
    expect(JSON.stringify(thrown)).not.toMatch(/short-secret|NOTHEX/);
  });

  it('leave absent what the starter shall find itself', () => {
    expect(parseStarterSettings({})).toMatchObject({ dataFolder: '.signalbox', temporalAddress: undefined, mongodbUri: undefined });
  });

  it('have one name each', () => {
    const names = Object.values(processFields).map(({ env }) => env);
    expect(new Set(names).size).toBe(names.length);
  });
});
