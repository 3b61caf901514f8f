/** A Chromium browser for PDF and the browser tests: where it comes from and the arguments it is started with. Who drives it starts it. */
import type { StarterSettings } from '#domain/settings';
import { aptInstall } from './apt.ts';
import { cacheFolder } from './cache.ts';
import { givenProgram, locateThrough, type Located, type Log, type Miss, type Search } from './located.ts';
import { machineLayers } from './machine.ts';
import { findOnPath, isRoot, outputOf } from './run-program.ts';
import { chromeFile } from './vendor/files.ts';
import { vendorLayer, vendorPath } from './vendor/layer.ts';

const component = 'Browser';
/** The browser without windows, which does the same in half of the processor time. Debian's name on the PATH is a script that would outlive a killed child. */
const debianShell = '/usr/lib/chromium/chromium-headless-shell';
const names = [debianShell, 'chrome-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
/** Where installers put it without a name on the PATH. */
const knownPlaces = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

const vendorOf = (settings: StarterSettings) => ({ component, key: 'chrome', table: chromeFile, setting: 'SIGNALBOX_MIRROR_CHROME', mirror: settings.chromeMirror, cache: cacheFolder(settings) });

/** Where one lies that was found on this machine or fetched, now or later: what the worker is told. */
export const browserPlaces = (settings: StarterSettings): string[] => [...names, ...knownPlaces, ...[vendorPath(vendorOf(settings))].filter((path) => path !== null)];

export function locateBrowser(settings: StarterSettings, log: Log, search: Search = {}): Promise<Located> {
  const vendor = vendorOf(settings);
  return locateThrough(component, [
    givenProgram(component, 'CHROME_BIN', settings.chromeBin, versionOf),
    ...machineLayers({ component, names, kept: [...knownPlaces, vendorPath(vendor)] }, versionOf),
    vendorLayer(vendor, versionOf, log),
    { layer: 'registry', find: () => fromDebian(log) },
  ], log, search);
}

async function fromDebian(log: Log): Promise<Located | Miss> {
  // The fonts are what pages and PDFs are drawn with where a system has none. Older Debians have the whole browser only.
  const refused = await aptInstall(['chromium-headless-shell', 'fonts-dejavu-core'], log) && await aptInstall(['chromium', 'fonts-dejavu-core'], log);
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
