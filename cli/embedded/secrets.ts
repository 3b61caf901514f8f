/** The secrets of an installation: made once from the system's random source, kept in its data folder, readable by its owner only. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './write-whole.ts';

/** Setting names and their values; all hexadecimal, because a client secret travels in a Basic header without URL encoding. */
export interface Secrets {
  SIGNALBOX_SESSION_SECRET: string;
  SIGNALBOX_IDP_CLIENT_SECRET: string;
  SIGNALBOX_DATA_KEY: string;
  SIGNALBOX_DEVICE_TOKEN: string;
}

const names = ['SIGNALBOX_SESSION_SECRET', 'SIGNALBOX_IDP_CLIENT_SECRET', 'SIGNALBOX_DATA_KEY', 'SIGNALBOX_DEVICE_TOKEN'] as const satisfies readonly (keyof Secrets)[];

const fileIn = (dataFolder: string): string => join(dataFolder, 'secrets.json');

/** What an earlier start made; nothing where there was no start. */
export function keptSecrets(dataFolder: string): Partial<Secrets> {
  const file = fileIn(dataFolder);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets> : {};
}

/** The kept secrets; missing ones are made. A secret set in the environment wins and is not written down. */
export function claimSecrets(dataFolder: string, env: Readonly<Record<string, string | undefined>> = {}): Secrets {
  const file = fileIn(dataFolder);
  const kept = keptSecrets(dataFolder);
  const missing = names.filter((name) => !kept[name]);
  for (const name of missing) kept[name] = randomBytes(32).toString('hex');
  if (missing.length > 0) writeWhole(file, `${JSON.stringify(kept, null, 2)}\n`, 0o600);
  chmodSync(file, 0o600);
  return Object.fromEntries(names.map((name) => [name, env[name] || kept[name] || ''])) as Record<keyof Secrets, string>;
}
