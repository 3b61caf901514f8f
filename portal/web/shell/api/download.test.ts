import { describe, expect, it } from 'vitest';
import { fileNameOf } from './download.ts';

describe('the name of a file', () => {
  it('is the one the portal gives', () => expect(fileNameOf('attachment; filename="events-2026-11-27.csv"')).toBe('events-2026-11-27.csv'));
  it.each([null, 'inline', 'attachment; filename="../../etc/passwd"', 'attachment; filename="a\\b"'])('is none in %s', (disposition) => expect(fileNameOf(disposition)).toBeNull());
});
