/** A Chromium browser for PDF and the browser tests: where it comes from and the arguments it is started with. Who drives it starts it. */
import { existsSync } from 'node:fs';
import type { StarterSettings } from '#domain/settings';
import { aptInstall } from './apt.ts';
import { givenProgram, locateThrough, type Located, type Log, type Miss, type Search } from './located.ts';
import { findOnPath, isRoot, outputOf } from './run-program.ts';

const component = 'Browser';
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
/** Where installers put it without a name on the PATH. */
const knownPlaces = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

export function locateBrowser(settings: StarterSettings, log: Log, search: Search = {}): Promise<Located> {
  return locateThrough(component, [
    givenProgram(component, 'CHROME_BIN', settings.chromeBin, versionOf),
    { layer: 'machine', find: () => fromMachine() },
    // layer 3, the vendor's own download, goes here
    { layer: 'registry', find: () => fromDebian(log) },
  ], log, search);
}

async function fromMachine(): Promise<Located | Miss> {
  const reasons: string[] = [];
  for (const path of [findOnPath(names), ...knownPlaces.filter((place) => existsSync(place))].filter((each) => each !== null)) {
    try {
      return { component, layer: 'machine', path, version: await versionOf(path) };
    } catch (thrown) {
      reasons.push(thrown instanceof Error ? thrown.message : String(thrown));
    }
  }
  return { miss: reasons.join('; ') || `no ${names.slice(0, 3).join(', ')} on the PATH` };
}

async function fromDebian(log: Log): Promise<Located | Miss> {
  // The fonts are what pages and PDFs are drawn with where a system has none.
  const refused = await aptInstall(['chromium', 'fonts-dejavu-core'], log);
  if (refused) return { ...refused, remedy: refused.remedy ?? 'Install Chromium or Chrome, or set CHROME_BIN to one.' };
  const path = findOnPath(names);
  return path ? { component, layer: 'registry', path, version: await versionOf(path) } : { miss: 'apt-get installed it and it is not on the PATH' };
}

/** "156.0.8078.79". Throws when it does not run. */
async function versionOf(path: string): Promise<string> {
  const output = await outputOf(path, ['--version']);
  const version = /\d+\.\d+\.\d+(\.\d+)?/.exec(output)?.[0];
  if (!version) throw new Error(`${path} --version says ${output.trim().slice(0, 80)}`);
  return version;
}

/** Arguments for a headless browser; add a fresh --user-data-dir. The sandbox stays on except for root, where Chromium refuses to start with it. */
export const browserArguments = (): string[] => [
  '--headless', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
  ...(isRoot() ? ['--no-sandbox'] : []),
];
