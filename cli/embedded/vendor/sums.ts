/** What a vendor says of a file before it is fetched: the sum it must have. Where a vendor says nothing there is no sum, and nothing is fetched. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { VendorFile } from './files.ts';
import { reasonOf, type Answer, type NoAnswer, type Vendor } from './http.ts';

/** In small hexadecimal digits. */
export interface Sum { algorithm: 'sha256' | 'md5'; hex: string }
/** Somebody answered, and the answer was of no use. */
export interface Refused { refused: string }

const longestListBytes = 1_000_000;

export async function sumOf(vendor: Vendor, file: VendorFile): Promise<Sum | NoAnswer | Refused> {
  if (file.check.kind === 'sha256') return { algorithm: 'sha256', hex: file.check.sha256 };
  if (file.check.kind === 'list') return listedSum(vendor, file.check.path, file.path);
  const head = await vendor.ask(file.path, { method: 'HEAD' });
  if ('noAnswer' in head) return head;
  head.drop();
  if (head.status !== 200) return { refused: `${vendor.address}/${file.path} answers ${head.status}` };
  const md5 = /\bmd5=([A-Za-z0-9+/]{22}==)/.exec(head.header('x-goog-hash') ?? '')?.[1];
  // A mirror of the store says nothing of the kind; a list of sums beside the file does as well.
  return md5 === undefined ? listedSum(vendor, `${file.path}.sha256`, file.path) : { algorithm: 'md5', hex: Buffer.from(md5, 'base64').toString('hex') };
}

async function listedSum(vendor: Vendor, list: string, path: string): Promise<Sum | NoAnswer | Refused> {
  const answer = await vendor.ask(list);
  if ('noAnswer' in answer) return answer;
  const at = `${vendor.address}/${list}`;
  if (answer.status !== 200) {
    answer.drop();
    return { refused: `${at}, which ${basename(path)} is checked against, answers ${answer.status}` };
  }
  const text = await textOf(answer).catch((thrown: unknown) => reasonOf(thrown));
  const hex = listedIn(text, basename(path));
  return hex === null ? { refused: `${at} names no SHA-256 of ${basename(path)}${isPage(text) ? ': it is an HTML page, as a proxy or a sign-in sends' : ''}` } : { algorithm: 'sha256', hex };
}

async function textOf({ body }: Answer): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > longestListBytes) break;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Of lines "sum  name" that of this name; of a text that is one sum alone, that. */
export function listedIn(text: string, name: string): string | null {
  const alone = /^\s*([0-9a-f]{64})\s*$/i.exec(text)?.[1];
  const lines = [...text.matchAll(/^([0-9a-f]{64})[ \t]+\*?(\S+)[ \t]*$/gim)];
  return (alone ?? lines.find(([, , file = '']) => basename(file) === name)?.[1])?.toLowerCase() ?? null;
}

export const isPage = (text: string): boolean => /^\s*<(!doctype|html)/i.test(text);

/** The sum a file on this disk has. */
export async function hexOf(algorithm: Sum['algorithm'], path: string): Promise<string> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
