/** Layer 2 of the search for a server: a program on the PATH, then those that earlier starts fetched into the cache. */
import { existsSync } from 'node:fs';
import type { LayerAttempt } from './located.ts';
import { findOnPath } from './run-program.ts';

export interface MachinePrograms {
  component: string;
  /** Names on the PATH; the first that is there counts. */
  names: string[];
  /** Absolute paths in the cache, the preferred first; null where there can be none. */
  kept: (string | null)[];
}

export function machineLayers({ component, names, kept }: MachinePrograms, versionOf: (path: string) => Promise<string>): LayerAttempt[] {
  const attempt = (path: () => string | null, missing: string): LayerAttempt => ({
    layer: 'machine',
    async find() {
      const found = path();
      return found === null ? { miss: missing } : { component, layer: 'machine', path: found, version: await versionOf(found) };
    },
  });
  return [
    attempt(() => findOnPath(names), `no ${names.join(', ')} on the PATH`),
    ...kept.filter((path) => path !== null).map((path) => attempt(() => (existsSync(path) ? path : null), 'none fetched earlier')),
  ];
}
