/** Files of tickets: what is known of each beside its bytes. A file is added by a message, by opening a ticket, or by an answer in a form; before that it is its sender's alone. */
import { z } from 'zod';
import { actorRefSchema } from '../identity/identity.schema.ts';
import { instantSchema } from '../values.ts';
import { fileKindKeys, kindOf, shownKinds } from './file.kinds.ts';

export const fileIdSchema = z.string().regex(/^f[0-9a-f]{32}$/);
/** Files named at once, at most, whatever the settings say. */
export const mostFilesNamed = 100;

export const fileSchema = z.object({
  id: fileIdSchema,
  name: z.string().min(1).max(255),
  kind: z.enum(fileKindKeys),
  size: z.number().int().positive(),
  /** Of the bytes, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  at: instantSchema, by: actorRefSchema,
  /** Null while it belongs to nothing. */
  ticket: z.string().nullable(),
  /** The message it came with; null: it came with the ticket or with an answer. */
  comment: z.string().nullable(),
  visibility: z.enum(['public', 'internal']),
  /** In pixels; null for what is no image, or none that is shown. */
  image: z.object({ width: z.number().int(), height: z.number().int() }).nullable(),
  /** The record stays when the bytes are gone. */
  removed: z.object({ at: instantSchema, by: actorRefSchema }).nullable(),
});
export type StoredFile = z.infer<typeof fileSchema>;

/** Largest picture pages show: beyond it a browser would take too long. */
const shownLimits = { pixels: 50_000_000, bytes: 12 * 1_048_576 } as const;
/** Whether pages show it as a picture. */
export const isShownImage = ({ kind, image, size, removed }: Pick<StoredFile, 'kind' | 'image' | 'size' | 'removed'>): boolean =>
  removed === null && shownKinds.has(kind) && image !== null && image.width * image.height <= shownLimits.pixels && size <= shownLimits.bytes;
/** Whether a browser may open it in place: pictures that are shown, and PDF. */
export const isOpenedInPlace = (file: Pick<StoredFile, 'kind' | 'image' | 'size' | 'removed'>): boolean => isShownImage(file) || (file.kind === 'pdf' && file.removed === null);
export const mimeOf = ({ kind }: Pick<StoredFile, 'kind'>): string => kindOf(kind).mime;

/** What an installation takes. Bytes and counts. */
export interface FileLimits { fileBytes: number; perMessage: number; perTicket: number; dayBytes: number }
export const megabyte = 1_048_576;
/** As an installation is set. */
export const fileLimitsOf = ({ fileMegabytes, filesPerMessage, filesPerTicket, filesPerDayMegabytes }: { fileMegabytes: number; filesPerMessage: number; filesPerTicket: number; filesPerDayMegabytes: number }): FileLimits =>
  ({ fileBytes: fileMegabytes * megabyte, perMessage: filesPerMessage, perTicket: filesPerTicket, dayBytes: filesPerDayMegabytes * megabyte });
/** Files that flows may make on one ticket; removed ones count. */
export const mostMade = 50;
/** How long a file may belong to nothing. */
export const looseForMs = 24 * 3_600_000;
