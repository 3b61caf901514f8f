/** The browser half as built: hashed files for ever, the page itself with this answer's nonce. Compressed neighbours (.br, .gz) are sent where the browser takes them. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, relative, resolve } from 'node:path';
import express, { type RequestHandler } from 'express';

const types: Record<string, string> = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.json': 'application/json', '.html': 'text/html; charset=utf-8' };

/** Files of the build. Hashed ones (under assets/) never change and are kept a year. */
export function staticWeb(folder: string): RequestHandler[] {
  const compressed: RequestHandler = (request, response, next) => {
    const type = types[extname(request.path)];
    if (!type || (request.method !== 'GET' && request.method !== 'HEAD') || request.path === '/index.html') return next();
    const file = normalize(join(folder, request.path));
    if (!file.startsWith(normalize(`${folder}/`))) return next();
    for (const [encoding, suffix] of [['br', '.br'], ['gzip', '.gz']] as const) {
      if (!request.acceptsEncodings(encoding) || !existsSync(file + suffix)) continue;
      response.set({ 'content-type': type, 'content-encoding': encoding, vary: 'accept-encoding', 'cache-control': cacheOf(request.path) });
      // With a root only the rest of the path is looked at: the build folder's own name starts with a dot.
      return response.sendFile(relative(folder, file) + suffix, { root: resolve(folder), cacheControl: false, dotfiles: 'deny' });
    }
    next();
  };
  return [compressed, express.static(folder, { index: false, redirect: false, cacheControl: false, dotfiles: 'ignore', setHeaders: (response, path) => { response.setHeader('cache-control', cacheOf(path.slice(folder.length))); } })];
}

const cacheOf = (path: string): string => (/^\/?assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'public, max-age=300');

/** Addresses of files of the build: at the top, or hashed under assets/. Ids in addresses of pages may hold dots ("/settings/people/ana.silva"). */
const isFile = (path: string): boolean => path.startsWith('/assets/') || (extname(path) !== '' && path.lastIndexOf('/') === 0);

/** The page for every address the browser half knows; read anew when the build changes. */
export function webPage(folder: string): RequestHandler {
  const file = join(folder, 'index.html');
  let known: { at: number; html: string } | null = null;
  return (request, response, next) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || isFile(request.path) || !request.accepts('html')) return next();
    const at = existsSync(file) ? statSync(file).mtimeMs : null;
    if (at === null) return void response.status(503).type('text').send('The browser half is not built yet. Run: npm start\n');
    if (known?.at !== at) known = { at, html: readFileSync(file, 'utf8') };
    response.set('cache-control', 'no-store').type('html').send(known.html.replaceAll('%CSP_NONCE%', request.nonce));
  };
}
