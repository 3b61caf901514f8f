/** Sends one file with its progress, which fetch does not tell. Decides headers and what a failed send is; what is sent when is useUploads.ts. */
import type { FileView } from '#api/file.api';
import { addressOf, ApiFault, localFault, readFault, routeOf } from '../shell/api/client.ts';

export interface SendOptions {
  csrfToken: string;
  /** The same key and bytes are the same file, however often they are sent. */
  key: string;
  /** Share of the bytes that are out, 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Rejects with an ApiFault; with an AbortError when it was cancelled. */
export function sendFile(file: Blob, name: string, { csrfToken, key, onProgress, signal }: SendOptions): Promise<FileView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', addressOf(routeOf('files.send').path, {}, { name }));
    request.responseType = 'text';
    for (const [header, value] of Object.entries({ accept: 'application/json', 'x-csrf-token': csrfToken, 'idempotency-key': key, 'content-type': file.type || 'application/octet-stream' })) request.setRequestHeader(header, value);
    request.upload.onprogress = (event) => { if (event.lengthComputable) onProgress(event.loaded / event.total); };
    request.onerror = () => reject(localFault('OFFLINE', 0));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    request.onload = () => void readAnswer(request).then(resolve, reject);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    if (signal.aborted) return reject(new DOMException('cancelled', 'AbortError'));
    request.send(file);
  });
}

async function readAnswer(request: XMLHttpRequest): Promise<FileView> {
  const requestId = request.getResponseHeader('x-request-id');
  const answer = new Response(request.responseText, { status: request.status, headers: requestId ? { 'x-request-id': requestId } : {} });
  if (request.status !== 200) throw await readFault(answer);
  return answer.json().catch(() => { throw localFault('ANSWER_UNREADABLE', request.status, requestId ?? undefined); }) as Promise<FileView>;
}

/** What can be said without sending it. */
export const refusedHere = (code: 'FILE_TOO_LARGE' | 'FILE_EMPTY' | 'FILES_TOO_MANY', params: Readonly<Record<string, string | number>>): ApiFault =>
  new ApiFault({ code, family: 'invalid', message: code, hint: '', params }, 422);
