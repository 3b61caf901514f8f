/** What a browser fetches before a page stands: the parts a page imports without being asked, from the manifest of the build. Counted gzipped, as the portal keeps them. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Part { file: string; imports?: string[]; css?: string[]; dynamicImports?: string[] }
type Manifest = Record<string, Part>;

/** Pages whose first load is watched, by where their code is; home comes with the frame. */
export const watchedPages = { home: 'index.html', list: 'ticket/list/TicketListPage.tsx', ticket: 'ticket/page/TicketPage.tsx' } as const;
export type WatchedPage = keyof typeof watchedPages;

/** Bytes at most, gzipped: of the first load, which is the home page; and, when one of them is where somebody comes first, of a list or a ticket. */
export const mostBytes: Readonly<Record<WatchedPage, number>> = { home: 350 * 1024, list: 455 * 1024, ticket: 462 * 1024 };

/** A part with all it imports at once, as files of the build. */
export function filesOf(manifest: Manifest, ...names: readonly string[]): string[] {
  const seen = new Set<string>();
  const files = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const part = manifest[name];
    if (part === undefined) throw new RangeError(`the build has no part ${name}`);
    for (const file of [part.file, ...part.css ?? []]) files.add(file);
    waiting.push(...part.imports ?? []);
  }
  return [...files];
}

const packedBytes = (path: string): number => (existsSync(`${path}.gz`) ? statSync(`${path}.gz`).size : gzipSync(readFileSync(path)).length);

export interface PageLoad { bytes: number; /** File and bytes, the biggest first. */ files: { file: string; bytes: number }[] }

/** `folder`: a build of the browser half. Throws RangeError when a watched page is not in it. */
export function pageLoads(folder: string): Record<WatchedPage, PageLoad> {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
  const load = (page: WatchedPage): PageLoad => {
    const files = ['index.html', ...filesOf(manifest, 'index.html', watchedPages[page])].map((file) => ({ file, bytes: packedBytes(join(folder, file)) })).sort((a, b) => b.bytes - a.bytes);
    return { bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), files };
  };
  return { home: load('home'), list: load('list'), ticket: load('ticket') };
}
