import { describe, expect, it } from 'vitest';
import { nextRow } from './useCurrentRow.ts';

describe('the current row', () => {
  it('moves by one and stays within the list', () => {
    expect([nextRow(2, 1, 5, 0), nextRow(4, 1, 5, 0), nextRow(0, -1, 5, 0)]).toEqual([3, 4, 0]);
  });
  it('begins with the first row in sight, also when the one before has been scrolled away', () => expect([nextRow(-1, 1, 50, 0), nextRow(-1, 1, 50, 30), nextRow(-1, -1, 50, 30)]).toEqual([0, 30, 30]));
  it('is none in an empty list', () => expect(nextRow(-1, 1, 0, 0)).toBe(-1));
});
