import { describe, expect, it } from 'vitest';
import { afterCursor, cursorOf, sortOf, type SortKey } from './page-cursor.ts';

const keys: readonly SortKey[] = [{ field: 'rank', order: 1, is: 'number' }, { field: 'changedAt', order: -1, is: 'instant' }, { field: '_id', order: 1 }];
const at = new Date('2026-03-02T08:00:00.123Z');
const made = (values: unknown): string => Buffer.from(JSON.stringify(values)).toString('base64url');

describe('the cursor of a list', () => {
  it('leads to the rows after the one it was made of, in the kinds the fields hold', () => {
    expect(afterCursor(keys, cursorOf(keys, { rank: 12, changedAt: at, _id: 'g:1', more: true }))).toEqual({
      $or: [{ rank: { $gt: 12 } }, { rank: 12, changedAt: { $lt: at } }, { rank: 12, changedAt: at, _id: { $gt: 'g:1' } }],
    });
    expect(sortOf(keys)).toEqual({ rank: 1, changedAt: -1, _id: 1 });
  });

  it.each([
    ['nonsense', 'nonsense'], ['the form of another list', '0:99999999999999999999:x'], ['too few values', made(['1', at.toISOString()])], ['too many', made(['1', at.toISOString(), 'x', 'y'])],
    ['no list', made({ 0: '1', length: 3 })], ['a number that is none', made(['1e3', at.toISOString(), 'x'])], ['an instant beyond time', made(['1', '9999-99-99T99:99:99.999Z', 'x'])],
    ['an operator', made([{ $gt: '' }, at.toISOString(), 'x'])], ['numbers in place of texts', made([1, 2, 3])], ['nothing', made(null)],
  ])('is refused when it is %s', (_, cursor) => {
    expect(() => afterCursor(keys, cursor)).toThrowError(expect.objectContaining({ code: 'REQUEST_INVALID', details: [expect.objectContaining({ code: 'CURSOR_INVALID' })] }) as Error);
  });
});
