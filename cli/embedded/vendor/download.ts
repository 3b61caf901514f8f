/** Brings one file of a vendor whole and checked into a folder. What a cut-off download left there is gone on with, in the same start or a later one. */
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import { bar } from '../console-log.ts';
import type { Log } from '../located.ts';
import { writeWhole } from '../write-whole.ts';
import type { VendorFile } from './files.ts';
import { reasonOf, type Answer, type Limits, type NoAnswer, type Vendor } from './http.ts';
import { hexOf, sumOf, type Refused, type Sum } from './sums.ts';

/** Tries in a row that bring nothing more before it is given up. */
const mostVainTries = 3;
const progressEveryMs = 200;

export interface DownloadInto {
  /** Of the component, for the person who waits. */
  title: string;
  /** Kept between starts; only one process at a time may fetch the same file into it. */
  folder: string;
  log: Log;
  limits: Limits;
}

/** The absolute path of the whole file, which has the sum the vendor gives for it; the caller removes it. Otherwise nothing that could be used is left. */
export async function download(vendor: Vendor, file: VendorFile, into: DownloadInto): Promise<{ path: string } | NoAnswer | Refused> {
  const sum = await sumOf(vendor, file);
  if (!('hex' in sum)) return sum;
  mkdirSync(into.folder, { recursive: true });
  const part = partOf(into.folder, file.path, `${vendor.address} ${sum.hex}`);
  const isOlder = part.size() > 0;
  if (isOlder && await hexOf(sum.algorithm, part.path) === sum.hex) return { path: part.path };
  const fetched = await whole(vendor, file, part, into);
  if ('refused' in fetched || 'noAnswer' in fetched) return fetched;
  const found = await hexOf(sum.algorithm, part.path);
  if (found === sum.hex) return { path: part.path };
  part.drop();
  // What an earlier start left may be of another file than the rest: once more from the beginning.
  if (isOlder) return download(vendor, file, into);
  return { refused: notTheFile(file, sum, found) };
}

const notTheFile = ({ path }: VendorFile, { algorithm, hex }: Sum, found: string): string =>
  `${basename(path)} is not the file the vendor published (${algorithm === 'md5' ? 'MD5' : 'SHA-256'} ${found.slice(0, 16)}..., expected ${hex.slice(0, 16)}...); it was thrown away`;

/** A file that is not whole yet, with what is needed to go on with it. */
interface Part {
  path: string;
  size(): number;
  /** ETag or date of the file the part is of; null when the server gave none. */
  validator(): string | null;
  begin(validator: string | null): void;
  drop(): void;
}

/** `identity`: from where and of which sum; a part of another one is thrown away. */
function partOf(folder: string, name: string, identity: string): Part {
  const path = join(folder, `${basename(name)}.part`);
  const note = `${path}.json`;
  const noted = (): { identity?: string; validator?: string | null } => (existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) as { identity: string; validator: string | null } : {});
  const drop = () => [path, note].forEach((each) => rmSync(each, { force: true }));
  if (noted().identity !== identity) drop();
  return {
    path, drop,
    size: () => (existsSync(path) ? statSync(path).size : 0),
    validator: () => noted().validator ?? null,
    begin(validator) {
      drop();
      writeWhole(note, JSON.stringify({ identity, validator }));
    },
  };
}

async function whole(vendor: Vendor, file: VendorFile, part: Part, into: DownloadInto): Promise<{ isWhole: true } | NoAnswer | Refused> {
  const giveUpAt = Date.now() + into.limits.wholeMs;
  let isAnnounced = false;
  for (let vain = 0; ;) {
    const before = part.size();
    const answer = await askedFrom(vendor, file.path, part, before);
    const problem = await problemOf(vendor, file, answer, part);
    if (problem === null && !('noAnswer' in answer)) {
      if (!isAnnounced) into.log.info(`${into.title} ${file.version} is fetched from ${vendor.address}: about ${file.megabytes} MB, once${before > 0 ? ', going on where an earlier start was cut off' : ''}`);
      isAnnounced = true;
      if (await taken(answer, part, giveUpAt, into)) return { isWhole: true };
    } else if (problem !== null && (!problem.isPassing || !isAnnounced)) return problem.answer;
    vain = part.size() > before ? 0 : vain + 1;
    if (vain >= mostVainTries || Date.now() > giveUpAt) return problem?.answer ?? { refused: `${vendor.address}/${file.path} does not come through; the next start goes on where this one was cut off` };
    await sleep(into.limits.pauseMs * 2 ** vain);
  }
}

/** The rest of a file that is begun, all of it otherwise. If-Range: should the file be another one by now, all of it comes. */
function askedFrom(vendor: Vendor, path: string, part: Part, from: number): Promise<Answer | NoAnswer> {
  const validator = part.validator();
  return vendor.ask(path, { headers: from === 0 ? {} : { range: `bytes=${from}-`, ...(validator === null ? {} : { 'if-range': validator }) } });
}

/** Why this answer brings nothing; null when it does. `isPassing`: it may be gone the next time. */
async function problemOf(vendor: Vendor, file: VendorFile, answer: Answer | NoAnswer, part: Part): Promise<{ answer: NoAnswer | Refused; isPassing: boolean } | null> {
  if ('noAnswer' in answer) return { answer, isPassing: true };
  const at = `${vendor.address}/${file.path}`;
  const isFile = answer.status === 200 || answer.status === 206;
  if (isFile && !/\btext\/html\b/.test(answer.header('content-type') ?? '')) return null;
  answer.drop();
  // The part is longer than the file, or was whole already: from the beginning.
  if (answer.status === 416 && part.size() > 0) {
    part.drop();
    return problemOf(vendor, file, await vendor.ask(file.path), part);
  }
  if (isFile) return { answer: { refused: `${at} is an HTML page, as a proxy or a sign-in sends` }, isPassing: false };
  return { answer: { refused: `${at} answers ${answer.status}` }, isPassing: answer.status >= 500 };
}

/** Writes what comes; false when it was cut off. */
async function taken(answer: Answer, part: Part, giveUpAt: number, { title, log }: DownloadInto): Promise<boolean> {
  const range = answer.status === 206 ? /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(answer.header('content-range') ?? '') : null;
  const isRest = range !== null && Number(range[1]) === part.size();
  if (answer.status === 206 && !isRest) {
    answer.drop();
    part.drop();
    return false;
  }
  if (!isRest) part.begin(validatorOf(answer));
  const total = Number(isRest ? range[2] : answer.header('content-length'));
  let done = part.size();
  const showing = progressOf(title, total, done, log);
  try {
    await pipeline(answer.body, async function* counted(chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        if (Date.now() > giveUpAt) throw new Error('it takes too long');
        showing(done += chunk.byteLength);
        yield chunk;
      }
    }, createWriteStream(part.path, { flags: 'a' }));
  } catch (thrown) {
    log.info(`${title}: cut off after ${megabytes(part.size())} MB (${reasonOf(thrown)})`);
    return false;
  }
  return !(total > 0) || done === total;
}

/** A weak ETag says "much the same", which is not enough to put two halves together. */
function validatorOf(answer: Answer): string | null {
  const tag = answer.header('etag');
  return tag !== null && !tag.startsWith('W/') ? tag : answer.header('last-modified');
}

function progressOf(title: string, total: number, begun: number, log: Log): (done: number) => void {
  const startedAt = Date.now();
  let shownAt = 0;
  return (done) => {
    const now = Date.now();
    if (now - shownAt < progressEveryMs) return;
    shownAt = now;
    const speed = `${megabytes((done - begun) / Math.max(0.2, (now - startedAt) / 1_000))} MB/s`;
    log.progress(`${title}: ${total > 0 ? `${bar(done, total)} ${megabytes(done)} of ${megabytes(total)} MB` : `${megabytes(done)} MB`}, ${speed}`);
  };
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
