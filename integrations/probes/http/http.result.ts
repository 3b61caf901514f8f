/** What the HTTP probe found. "Down" is a result with its reasons; what a reason points at is the input that asked for it. */
import { z } from 'zod';

export const reasonCodes = [
  'name-unresolved', 'connect-failed', 'tls-failed', 'certificate-invalid', 'timed-out', 'answer-broken', 'redirect-unusable', 'redirect-refused', 'redirects-too-many', 'body-too-large', 'body-undecodable',
  'status', 'http-version', 'ssl', 'no-ssl', 'certificate-expires', 'body-matches', 'body-not-matches', 'header-matches', 'header-not-matches', 'header-missing',
] as const;
/** `at`: JSON pointer into the inputs, null where the network failed. `detail`: what was found, e.g. "503", "ECONNREFUSED" or the phase that took too long. */
export const reasonSchema = z.object({ code: z.enum(reasonCodes), at: z.string().nullable(), detail: z.string() });
export type Reason = z.infer<typeof reasonSchema>;

export const phases = ['resolve', 'connect', 'tls', 'processing', 'transfer'] as const;
export type Phase = (typeof phases)[number];
/** Milliseconds per phase, added up over redirects. */
export type Timings = Record<Phase, number>;
const timingsSchema = z.object({ resolve: z.number(), connect: z.number(), tls: z.number(), processing: z.number(), transfer: z.number() });

/** `daysLeft`: whole days until the first certificate of the chain expires; negative after. */
export const certificateSchema = z.object({ daysLeft: z.number().int(), expiresAt: z.iso.datetime(), subject: z.string(), issuer: z.string(), fingerprint256: z.string() });
export type CertificateFacts = z.infer<typeof certificateSchema>;

export const httpProbeResultSchema = z.object({
  isUp: z.boolean(),
  /** Empty when up. */
  reasons: z.array(reasonSchema),
  status: z.number().int().nullable(),
  httpVersion: z.string().nullable(),
  isTls: z.boolean(),
  tlsVersion: z.string().nullable(),
  certificate: certificateSchema.nullable(),
  /** Address that answered last, without its query; null before anything was connected. */
  finalUrl: z.string().nullable(),
  ip: z.string().nullable(),
  redirects: z.number().int(),
  /** Bytes after decompression; null when no body was read to its end. */
  bodyBytes: z.number().int().nullable(),
  timings: timingsSchema,
  totalMs: z.number(),
});
export type HttpProbeResult = z.infer<typeof httpProbeResultSchema>;
