/** Finds the browser that prints: the one that is named, else the first that lies in one of the places. Fetching one is the starter's. */
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { CatalogueError } from '#domain/errors';

export interface BrowserPlaces {
  /** The only one that is used, when it is given. */
  named: string | undefined;
  /** Absolute paths, and names looked for on the PATH. */
  places: readonly string[];
  path?: string;
}

/** Looked at anew each time: one may have been installed meanwhile. Throws DOCUMENT_BROWSER_MISSING. */
export function findBrowser({ named, places, path = process.env['PATH'] ?? '' }: BrowserPlaces): string {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const found = (named ? [named] : places).flatMap((place) => (isAbsolute(place) ? [place] : folders.map((folder) => join(folder, place)))).find(isProgram);
  if (found === undefined) throw new CatalogueError('DOCUMENT_BROWSER_MISSING');
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
