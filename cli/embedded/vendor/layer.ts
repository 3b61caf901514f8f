/** Layer 3 of the search for a server: the vendor's own file for this machine, fetched, checked and kept. Shared by all components; which file it is stands in files.ts. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import type { VendorMirror } from '#domain/settings';
import { cached } from '../cache.ts';
import type { LayerAttempt, Log, Miss } from '../located.ts';
import { download } from './download.ts';
import type { VendorFile, VendorTable } from './files.ts';
import { usualLimits, vendorAt, type Limits } from './http.ts';
import { platformName, thisPlatform, type Platform } from './platform.ts';
import { rememberRefusal, rememberedRefusal } from './refusals.ts';
import { unpackTar } from './tar.ts';
import { unpackZip } from './zip.ts';

export interface VendorSource {
  component: string;
  /** Of its folder in the cache: "mongod". */
  key: string;
  table: VendorTable;
  /** Setting that names the address, for the person who has to change it. */
  setting: string;
  mirror: VendorMirror;
  /** Absolute path of the cache folder. */
  cache: string;
}

/** Where the vendor's program for this machine lies once it is fetched; null where there is none for it. */
export function vendorPath({ key, table, cache }: Pick<VendorSource, 'key' | 'table' | 'cache'>, platform = thisPlatform()): string | null {
  const file = platform ? table(platform) : 'none';
  return platform && typeof file !== 'string' ? join(cache, folderName(key, file, platform), file.program) : null;
}

const folderName = (key: string, { version }: VendorFile, { os, arch }: Platform): string => `${key}-${version}-${os}-${arch}`;

export interface VendorOptions { platform?: Platform | null; limits?: Limits }

/** The attempt. A vendor that cannot be reached is said in one line, and remembered when it took time to find out. */
export function vendorLayer(source: VendorSource, versionOf: (path: string) => Promise<string>, log: Log, options: VendorOptions = {}): LayerAttempt {
  return {
    layer: 'vendor',
    async find() {
      const path = await fetched(source, log, options);
      return typeof path === 'string' ? { component: source.component, layer: 'vendor', path, version: await versionOf(path) } : path;
    },
  };
}

async function fetched(source: VendorSource, log: Log, { platform = thisPlatform(), limits = usualLimits }: VendorOptions): Promise<string | Miss> {
  const { component, key, setting, mirror, cache } = source;
  if (mirror === 'off') return { miss: `${setting} is off` };
  if (platform === null) return { miss: `there are no files for ${process.platform} ${process.arch}` };
  const file = source.table(platform);
  if (typeof file === 'string') return { miss: file };
  const vendor = vendorAt(mirror, limits);
  const remedy = `Let this machine reach ${vendor.address}, directly, through HTTPS_PROXY, or at a mirror named by ${setting}.`;
  const remembered = rememberedRefusal(cache, vendor.address);
  if (remembered !== null) return { miss: remembered, remedy };
  let miss: string | null = null;
  try {
    const folder = await cached(cache, folderName(key, file, platform), log, async (draft) => {
      const askedAt = Date.now();
      const result = await download(vendor, file, { title: component, folder: join(cache, 'downloads'), log, limits });
      if ('path' in result) return unpacked(result.path, file, platform, draft);
      miss = 'noAnswer' in result ? result.noAnswer : result.refused;
      if ('noAnswer' in result) rememberRefusal(cache, vendor.address, miss, Date.now() - askedAt);
      throw new Error(miss);
    });
    return join(folder, file.program);
  } catch (thrown) {
    miss ??= thrown instanceof Error ? thrown.message : String(thrown);
    log.info(`${component}: not from the vendor: ${miss}`);
    return { miss, remedy };
  }
}

/** The archive goes in any case: one that cannot be unpacked is of no use the next time either. */
async function unpacked(archive: string, file: VendorFile, platform: Platform, draft: string): Promise<void> {
  const kept = `${archive.replace(/\.part$/, '')}.whole`;
  renameSync(archive, kept);
  rmSync(`${archive}.json`, { force: true });
  try {
    if (file.archive === 'zip') await unpackZip(kept, draft);
    else await unpackTar(kept, draft, file.needsAll ? undefined : file.program);
  } finally {
    rmSync(kept, { force: true });
  }
  const program = join(draft, file.program);
  if (!existsSync(program)) throw new Error(`the archive of ${platformName(platform)} has no ${file.program}`);
  await chmod(program, 0o755);
}
