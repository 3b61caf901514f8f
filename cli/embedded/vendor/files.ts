/** Which file of which vendor fits which machine, and what it is checked against. Tables only: nothing is fetched here. */
import type { Platform } from './platform.ts';

/** What a file is checked against. `sha256`: known here. `list`: a file of the vendor's beside it that names SHA-256 sums. `store`: the MD5 that Google's storage says of what it keeps; it publishes no other. */
export type Check = { kind: 'sha256'; sha256: string } | { kind: 'list'; path: string } | { kind: 'store' };

export interface VendorFile {
  /** As the vendor counts it: "6.0.27". */
  version: string;
  /** Below the vendor's address or its mirror. */
  path: string;
  archive: 'tar.gz' | 'zip';
  check: Check;
  /** The program in the archive. */
  program: string;
  /** Whether the program needs the other files of the archive. */
  needsAll: boolean;
  /** About, for the person who waits. */
  megabytes: number;
}

/** The file, or why there is none. */
export type VendorTable = (platform: Platform) => VendorFile | string;

const goArch = { x64: 'amd64', arm64: 'arm64' } as const;

/** The version that layer 4 builds, so that it does not matter which of the two won. Its sums, as lists of packages have them that know nothing of each other. */
const temporalVersion = '1.5.1';
const temporalSums: Record<Platform['os'], Record<Platform['arch'], string>> = {
  linux: { x64: 'ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d', arm64: 'bd1b0db9f18b051026de8bf6cc1505f2510f14bbb7a8b9a4a91fff46c77454f5' },
  darwin: { x64: 'bbb73e2a31135abe50a1f1cdb35030c42961df618e8ce9c60ae89f201540c5d9', arm64: 'cca01b7ea35ad56e2a328d9ae596bf716bd22313ef63c7a761c88354457c2415' },
};

export const temporalFile: VendorTable = ({ os, arch }) => ({
  version: temporalVersion, path: `v${temporalVersion}/temporal_cli_${temporalVersion}_${os}_${goArch[arch]}.tar.gz`, archive: 'tar.gz',
  check: { kind: 'sha256', sha256: temporalSums[os][arch] }, program: 'temporal', needsAll: false, megabytes: 50,
});

/** The 6.0 that layer 4 has too: a data folder made by one is opened by the other (docs/decisions/0184). */
const mongodbVersion = '6.0.27';
const mongodbArch = { linux: { x64: 'x86_64', arm64: 'aarch64' }, darwin: { x64: 'x86_64', arm64: 'arm64' } } as const;

export const mongodbFile: VendorTable = (platform) => {
  const { os, arch } = platform;
  const build = os === 'darwin' ? 'macos' : mongodbBuild(platform);
  if (build === null) return `MongoDB has no ${mongodbVersion} for ${platform.distribution?.id ?? 'a Linux that does not say what it is'} on ${arch}`;
  const name = os === 'darwin' ? `mongodb-macos-${mongodbArch.darwin[arch]}-${mongodbVersion}` : `mongodb-linux-${mongodbArch.linux[arch]}-${build}-${mongodbVersion}`;
  const path = `${os === 'darwin' ? 'osx' : 'linux'}/${name}.tgz`;
  return { version: mongodbVersion, path, archive: 'tar.gz', check: { kind: 'list', path: `${path}.sha256` }, program: `${name}/bin/mongod`, needsAll: false, megabytes: 70 };
};

/** One row a family of distributions, newest first: from this version on, the build that runs there. What has no build of its own takes one with the same libraries (OpenSSL, glibc). */
interface Builds { family: string; since: number; x64: string | null; arm64: string | null }
const mongodbBuilds: readonly Builds[] = [
  { family: 'ubuntu', since: 22, x64: 'ubuntu2204', arm64: 'ubuntu2204' },
  { family: 'ubuntu', since: 20, x64: 'ubuntu2004', arm64: 'ubuntu2004' },
  { family: 'debian', since: 12, x64: 'ubuntu2204', arm64: 'ubuntu2204' },
  { family: 'debian', since: 11, x64: 'debian11', arm64: 'ubuntu2004' },
  { family: 'arch', since: 0, x64: 'ubuntu2204', arm64: 'ubuntu2204' },
  { family: 'fedora', since: 34, x64: 'rhel90', arm64: 'rhel90' },
  { family: 'rhel', since: 9, x64: 'rhel90', arm64: 'rhel90' },
  { family: 'rhel', since: 8, x64: 'rhel8', arm64: 'rhel8' },
  { family: 'amzn', since: 2023, x64: 'rhel90', arm64: 'rhel90' },
  { family: 'amzn', since: 2, x64: 'amazon2', arm64: 'amazon2' },
  { family: 'suse', since: 15, x64: 'suse15', arm64: null },
];
/** Others that count their versions as one of these does; ID_LIKE alone would not say. */
const countsLike: Readonly<Record<string, string>> = { centos: 'rhel', rocky: 'rhel', almalinux: 'rhel', ol: 'rhel', sles: 'suse', 'opensuse-leap': 'suse', pop: 'ubuntu' };
/** Counts its own versions (Mint 22) on top of one of these, which says nothing of the libraries: the newest build. */
const newestOf = (family: string): Builds | undefined => mongodbBuilds.find((row) => row.family === family);

function mongodbBuild({ arch, distribution }: Platform): string | null {
  if (!distribution) return null;
  const { id, like, version } = distribution;
  const family = countsLike[id] ?? id;
  const own = mongodbBuilds.some((row) => row.family === family);
  const row = own
    ? version === null ? newestOf(family) : mongodbBuilds.find((each) => each.family === family && version >= each.since)
    : like.map(newestOf).find((each) => each !== undefined);
  return row?.[arch] ?? null;
}

const alertmanagerVersion = '0.25.0';

export const alertmanagerFile: VendorTable = ({ os, arch }) => {
  const name = `alertmanager-${alertmanagerVersion}.${os}-${goArch[arch]}`;
  return {
    version: alertmanagerVersion, path: `v${alertmanagerVersion}/${name}.tar.gz`, archive: 'tar.gz', check: { kind: 'list', path: `v${alertmanagerVersion}/sha256sums.txt` },
    program: `${name}/alertmanager`, needsAll: false, megabytes: 28,
  };
};

/** The Chrome that puppeteer-core is made for. */
export const chromeVersion = '148.0.7778.97';
const chromeBuilds: Record<Platform['os'], Record<Platform['arch'], string | null>> = { linux: { x64: 'linux64', arm64: null }, darwin: { x64: 'mac-x64', arm64: 'mac-arm64' } };

export const chromeFile: VendorTable = ({ os, arch }) => {
  const build = chromeBuilds[os][arch];
  if (build === null) return `Chrome for Testing has no build for ${os} ${arch}`;
  const inside = os === 'darwin' ? 'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing' : 'chrome';
  return { version: chromeVersion, path: `${chromeVersion}/${build}/chrome-${build}.zip`, archive: 'zip', check: { kind: 'store' }, program: `chrome-${build}/${inside}`, needsAll: true, megabytes: 170 };
};

const keycloakVersion = '26.7.3';

/** One file for every machine, as Maven Central has it; run by Java. Its sum, as the repository's own file beside it says. */
export const keycloakFile: VendorTable = () => ({
  version: keycloakVersion, path: `org/keycloak/keycloak-quarkus-dist/${keycloakVersion}/keycloak-quarkus-dist-${keycloakVersion}.zip`, archive: 'zip',
  check: { kind: 'sha256', sha256: '27a6535553c3cdcd083872ba40629efafb3475e3b758e0c6f691395561dd0f1f' }, program: `keycloak-${keycloakVersion}/bin/kc.sh`, needsAll: true, megabytes: 177,
});
