import { describe, expect, it } from 'vitest';
import type { ErrorFamily } from '#domain/errors';
import { ApiFault } from '../../shell/api/client.ts';
import { askAgainAfterMs } from './check-again.ts';

const after = (code: string, family: ErrorFamily, status: number): number | null => askAgainAfterMs(new ApiFault({ code, family, message: '', hint: '' }, status));

describe('a check that failed', () => {
  it.each([['OFFLINE', 'unavailable', 0], ['SERVICE_UNAVAILABLE', 'unavailable', 503], ['SIGN_IN_NEEDED', 'invalid', 401], ['RATE_LIMITED', 'invalid', 429], ['INTERNAL', 'broken', 500], ['FLOW_CHECK_REPLACED', 'conflict', 409]] as const)('is asked again after %s', (code, family, status) => {
    expect(after(code, family, status)).toBeGreaterThan(1_000);
  });
  it.each([['NOT_ALLOWED', 'invalid', 403], ['REQUEST_TOO_LARGE', 'invalid', 413]] as const)('is not after %s: asking again would repeat it', (code, family, status) => {
    expect(after(code, family, status)).toBeNull();
  });
});
