/** The body of a request as a file that comes piece by piece. Whoever is refused in the middle is heard out for a while: a browser reads the answer when it has sent all. */
import type { Request } from 'express';
import { CatalogueError, codeOf } from '#domain/errors';
import type { FileBody } from './handler.ts';

/** A sender that says nothing for so long has gone. */
const silenceMs = 30_000;
/** How long somebody who was refused may go on sending. */
const heardOutMs = 60_000;

export function fileBodyOf(request: Request): FileBody {
  const said = request.get('content-length');
  request.res?.once('finish', () => hearOut(request));
  return { length: said === undefined ? null : Number(said), type: request.get('content-type') ?? '', pieces: () => piecesOf(request) };
}

async function* piecesOf(request: Request): AsyncGenerator<Uint8Array> {
  const silence = setTimeout(() => request.destroy(new CatalogueError('REQUEST_INVALID')), silenceMs);
  try {
    // The connection stays for the answer when the reader stops in the middle.
    for await (const piece of request.iterator({ destroyOnReturn: false })) {
      silence.refresh();
      yield piece as Uint8Array;
    }
  } catch (fault) {
    // Whoever hung up hears no answer; the log need not tell it as our fault.
    throw codeOf(fault) === 'ECONNRESET' ? new CatalogueError('REQUEST_INVALID') : fault;
  } finally {
    clearTimeout(silence);
  }
}

/** What still comes is thrown away; after a while the connection is cut. */
function hearOut(request: Request): void {
  if (request.complete || request.destroyed) return;
  const timer = setTimeout(() => request.destroy(), heardOutMs);
  request.once('close', () => clearTimeout(timer)).once('end', () => clearTimeout(timer));
  request.resume();
}
