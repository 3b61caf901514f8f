/** The ports of an installation: chosen once, kept in its data folder, checked before each start. Cookies, redirects and the replica set depend on them. */
import { createSocket } from 'node:dgram';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { CatalogueError, codeOf } from '#domain/errors';
import { writeWhole } from './write-whole.ts';

export const portUses = ['portal', 'temporal', 'temporalUi', 'mongodb', 'deviceHttp', 'deviceSnmp'] as const;
export type PortUse = (typeof portUses)[number];
export type Ports = Record<PortUse, number>;

/** Tried first, so that the address is one people can remember. */
const preferred: Ports = { portal: 8640, temporal: 8641, temporalUi: 8642, mongodb: 8643, deviceHttp: 8644, deviceSnmp: 8645 };
/** Below the range systems hand out for outgoing connections: a kept port must not be lost to one of those. */
const randomRange = { from: 20_000, to: 32_000 };

const fileIn = (dataFolder: string): string => join(dataFolder, 'ports.json');

/** The ports an earlier start chose; none where there was no start. */
export function keptPorts(dataFolder: string): Partial<Ports> {
  const file = fileIn(dataFolder);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Partial<Ports> : {};
}

/**
 * The kept ports, chosen now when there are none. `portal` fixes the portal's port instead. With `isMemorable` the well-known ones are tried first,
 * otherwise (tests) all are random. Throws PORT_TAKEN when a kept port that is needed is held by somebody else.
 */
export async function claimPorts(dataFolder: string, needed: readonly PortUse[], options: { portal?: number; isMemorable?: boolean } = {}): Promise<Ports> {
  const file = fileIn(dataFolder);
  const kept = keptPorts(dataFolder);
  const ports: Partial<Ports> = {};
  const taken = new Set(Object.values(kept));
  for (const use of portUses) {
    const fixed = use === 'portal' ? options.portal ?? kept[use] : kept[use];
    if (fixed !== undefined) {
      if (needed.includes(use) && !await isFree(use, fixed)) throw new CatalogueError('PORT_TAKEN', { port: fixed, use, file });
      ports[use] = fixed;
      continue;
    }
    ports[use] = await chooseFree(use, taken, options.isMemorable ? preferred[use] : undefined);
    taken.add(ports[use]);
  }
  const chosen = { ...ports } as Ports;
  if (JSON.stringify({ ...kept }) !== JSON.stringify(chosen)) writeWhole(file, `${JSON.stringify(chosen, null, 2)}\n`);
  return chosen;
}

/** Those of these ports that somebody holds at the moment. */
export async function takenPorts(ports: Partial<Ports>): Promise<PortUse[]> {
  const looks = await Promise.all(portUses.map(async (use) => ports[use] !== undefined && !await isFree(use, ports[use]) ? use : null));
  return looks.filter((use) => use !== null);
}

/** A TCP port nobody listens on at the moment, and that no outgoing connection is given. */
export const freePort = (): Promise<number> => chooseFree('portal', new Set(), undefined);

async function chooseFree(use: PortUse, taken: Set<number>, wish: number | undefined): Promise<number> {
  if (wish !== undefined && !taken.has(wish) && await isFree(use, wish)) return wish;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomRange.from + Math.floor(Math.random() * (randomRange.to - randomRange.from));
    if (!taken.has(port) && await isFree(use, port) && isFirst(port)) return port;
  }
  throw new Error(`no free port between ${randomRange.from} and ${randomRange.to}`);
}

/** A port is chosen some seconds before anybody listens on it. Who draws one says so to all others of this user on this machine, for that long. */
const spokenForMs = 120_000;

function isFirst(port: number): boolean {
  const folder = join(tmpdir(), `signalbox-ports-${userInfo().uid}`);
  const file = join(folder, String(port));
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (existsSync(file) && Date.now() - statSync(file).mtimeMs > spokenForMs) rmSync(file, { force: true });
    writeFileSync(file, '', { flag: 'wx' });
    return true;
  } catch (fault) {
    // Where nothing can be written, two who start at once may meet, as before.
    return codeOf(fault) !== 'EEXIST';
  }
}

const isFree = (use: PortUse, port: number): Promise<boolean> => (use === 'deviceSnmp' ? isUdpFree(port) : isTcpFree(port));

function isTcpFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

function isUdpFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => resolve(false));
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => socket.close(() => resolve(true)));
  });
}
