/** Which errors a route can answer: those of every route of its kind, and those its table names. */
import { z } from 'zod';
import type { ErrorCode } from '#domain/errors';
import type { RouteSpec } from '../route.ts';

const ofAll: readonly ErrorCode[] = ['INTERNAL', 'MISDIRECTED', 'SERVICE_UNAVAILABLE', 'RATE_LIMITED'];
/** A credential that is not good is refused wherever it is shown. */
const ofCallers: readonly ErrorCode[] = ['SIGN_IN_NEEDED', 'API_TOKEN_REFUSED', 'ACCOUNT_INACTIVE'];
const ofBodies: readonly ErrorCode[] = ['REQUEST_NOT_JSON', 'REQUEST_TOO_LARGE'];
const ofWrites: readonly ErrorCode[] = ['CSRF_REFUSED', 'REQUEST_INVALID', 'REQUEST_TOO_DEEP'];
const ofKeys: readonly ErrorCode[] = ['IDEMPOTENCY_MISMATCH', 'IDEMPOTENCY_RUNNING'];

export const takes = (schema: z.ZodType): boolean => !(schema instanceof z.ZodObject) || Object.keys(schema.shape).length > 0;
/** Whether an Idempotency-Key is looked at. */
export const isRepeatable = (spec: RouteSpec): boolean => spec.isWrite && !spec.isRawBody && !spec.isFileBody && !spec.isShownOnce;
/** Whether an Idempotency-Key may be sent: heeded by the server, or by the handler of a file. */
export const takesKey = (spec: RouteSpec): boolean => isRepeatable(spec) || spec.isFileBody === true;

/** In the order of the alphabet. */
export function codesOf(spec: RouteSpec): ErrorCode[] {
  const isOpen = spec.access === 'public';
  return [...new Set<ErrorCode>([
    ...ofAll, ...(spec.isRawBody ? [] : ofCallers), ...(spec.isFileBody ? ['CSRF_REFUSED' as const] : spec.isWrite ? ofBodies : []), ...(spec.isWrite && !spec.isRawBody && !spec.isFileBody ? ofWrites : []), ...(isRepeatable(spec) ? ofKeys : []),
    ...(isOpen || spec.access === 'signedIn' ? [] : spec.access === 'session' ? ['SESSION_NEEDED' as const] : ['NOT_ALLOWED' as const]),
    ...(takes(spec.params) ? ['NOT_FOUND' as const, 'REQUEST_INVALID' as const] : []), ...(takes(spec.query) ? ['REQUEST_INVALID' as const] : []), ...spec.errors ?? [],
  ])].sort();
}
