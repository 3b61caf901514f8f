/** The machine as vendors tell it apart: system, processor and, on Linux, the distribution. Reads it; which file fits is decided in the tables (vendor/files.ts). */
import { existsSync, readFileSync } from 'node:fs';

export interface Platform {
  os: 'linux' | 'darwin';
  arch: 'x64' | 'arm64';
  /** Absent on macOS, and on a Linux that does not say what it is. */
  distribution?: Distribution;
}

export interface Distribution {
  /** ID of os-release: "debian". */
  id: string;
  /** ID_LIKE of os-release, nearest first. */
  like: readonly string[];
  /** VERSION_ID as a number: 22.04, 12. Null where there is none (Arch, Debian's testing). */
  version: number | null;
}

/** This machine, or null for a system or processor nobody has files for. */
export function thisPlatform(osRelease = textOf('/etc/os-release') ?? textOf('/usr/lib/os-release'), os: string = process.platform, arch: string = process.arch): Platform | null {
  if ((os !== 'linux' && os !== 'darwin') || (arch !== 'x64' && arch !== 'arm64')) return null;
  const distribution = os === 'linux' && osRelease !== null ? distributionOf(osRelease) : null;
  return distribution ? { os, arch, distribution } : { os, arch };
}

/** What an os-release file says; null when it has no ID. */
export function distributionOf(osRelease: string): Distribution | null {
  const fields = new Map([...osRelease.matchAll(/^([A-Z_]+)=(["']?)(.*?)\2\s*$/gm)].map(([, name = '', , value = '']) => [name, value]));
  const id = fields.get('ID');
  if (!id) return null;
  const version = Number.parseFloat(fields.get('VERSION_ID') ?? '');
  return { id, like: (fields.get('ID_LIKE') ?? '').split(/\s+/).filter(Boolean), version: Number.isNaN(version) ? null : version };
}

/** "linux x64 (debian 12)", for people. */
export const platformName = ({ os, arch, distribution }: Platform): string =>
  `${os} ${arch}${distribution ? ` (${distribution.id}${distribution.version === null ? '' : ` ${distribution.version}`})` : ''}`;

const textOf = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);
