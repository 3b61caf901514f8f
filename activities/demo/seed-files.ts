/** Gives some demonstration tickets a small file made here: a picture, a log, a table. Safe to run again: a file is there once. */
import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { Connection } from 'mongoose';
import type { FileKindKey } from '#domain/file/file.kinds';
import type { ActorRef } from '#domain/identity/identity.schema';
import { epochMs, instantOf, type Instant } from '#domain/values';
import { createEventRepo } from '#store/audit/event.repo';
import { createBytesRepo } from '#store/file/bytes.repo';
import { createFileRepo } from '#store/file/file.repo';

export interface FileSeed { /** Adds what belongs to the ticket of that title; nothing for most. */ add(title: string, ticket: { id: string; openedAt: Instant; by: ActorRef }): Promise<void> }

interface Made { name: string; kind: FileKindKey; bytes: Buffer; image: { width: number; height: number } | null }

/** By the titles of stories (stories.ts). */
export const storyFiles: Readonly<Record<string, () => Made>> = {
  'VPN drops every ten minutes': () => text('vpn-client.log', 'log', Array.from({ length: 24 }, (_, at) => `10:${String(at * 2).padStart(2, '0')}:00 ${at % 5 === 4 ? 'WARN  session ended by gateway (idle timeout)' : 'INFO  keep-alive answered in 38 ms'}`).join('\n')),
  'Partner API answers slowly': () => text('response-times.csv', 'csv', ['minute,partner,milliseconds', ...Array.from({ length: 20 }, (_, at) => `12:${String(at).padStart(2, '0')},${at % 2 === 0 ? 'Northwind' : 'Contoso'},${180 + at * 95}`)].join('\n')),
  'Supplier portal shows an old price list': () => picture('price-list.png'),
  'Video wall in the lobby is dark': () => picture('lobby.png'),
};

function text(name: string, kind: FileKindKey, content: string): Made { return { name, kind, bytes: Buffer.from(`${content}\n`), image: null }; }

/** A page with a heading and rows, as a screenshot looks from afar. */
function picture(name: string): Made {
  const [width, height] = [480, 300];
  const colourAt = (x: number, y: number): readonly [number, number, number] => {
    if (y < 44) return x > 16 && x < 150 && y > 16 && y < 28 ? [255, 255, 255] : [16, 24, 40];
    const row = Math.floor((y - 60) / 30);
    const isText = y > 60 && (y - 60) % 30 < 9 && x > 24 && x < 250 - (row % 3) * 40;
    const isPrice = y > 60 && (y - 60) % 30 < 9 && x > 380 && x < 440 - (row % 2) * 14;
    return isText ? [71, 84, 103] : isPrice ? [47, 84, 235] : (y - 60) % 30 === 20 ? [228, 231, 236] : [255, 255, 255];
  };
  const rows = Buffer.concat(Array.from({ length: height }, (_, y) => Buffer.from([0, ...Array.from({ length: width }, (__, x) => colourAt(x, y)).flat()])));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return { name, kind: 'png', image: { width, height }, bytes: Buffer.concat([Buffer.from([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]) };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const enough = { dayBytes: Infinity, perTicket: Infinity } as const;

export function createFileSeed(connection: Connection): FileSeed {
  const [files, bytes] = [createFileRepo(connection, createEventRepo(connection)), createBytesRepo(connection)];
  return {
    async add(title, { id: ticket, openedAt, by }) {
      const made = storyFiles[title]?.();
      if (!made) return;
      const id = `f${createHash('sha256').update(`seed\n${ticket}\n${made.name}`).digest('hex').slice(0, 32)}`;
      const at = instantOf(epochMs(openedAt) + 1_000);
      if (await files.byId(id) === null) {
        const place = await bytes.begin(new Date(Date.now() + 3_600_000));
        await bytes.write(place, (async function* () { yield made.bytes; })());
        const { name, kind, image } = made;
        await files.add({ id, name, kind, image, size: made.bytes.length, sha256: createHash('sha256').update(made.bytes).digest('hex'), at, by, person: by.id, ticket: null, comment: null, visibility: 'public', removed: null, bytes: place }, enough);
      }
      await files.give([id], by.id, { ticket, comment: null, visibility: 'public', by, at, origin: 'seed' }, enough);
    },
  };
}
