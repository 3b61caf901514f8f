import { describe, expect, it } from 'vitest';
import { steadyOf } from './useSteadyItems.ts';

const rows = (...ids: string[]) => ids.map((id) => ({ id }));

describe('a list that does not jump', () => {
  it('lets new rows wait that would stand before or between those shown', () => expect(steadyOf(rows('new', 'a', 'mid', 'b'), ['a', 'b'])).toEqual({ rows: rows('a', 'b'), waiting: 2 }));
  it('shows at once what only follows the last', () => expect(steadyOf(rows('a', 'b', 'c'), ['a', 'b'])).toEqual({ rows: rows('a', 'b', 'c'), waiting: 0 }));
  it('lets go what is gone, and keeps its own order', () => expect(steadyOf(rows('c', 'a'), ['a', 'b', 'c'])).toEqual({ rows: rows('a', 'c'), waiting: 0 }));
  it('puts back where it stood what went and is there again', () => expect(steadyOf(rows('a', 'b', 'c'), ['a', 'b', 'c'])).toEqual({ rows: rows('a', 'b', 'c'), waiting: 0 }));
  it('shows everything where nothing stood', () => {
    expect(steadyOf(rows('a'), null)).toEqual({ rows: rows('a'), waiting: 0 });
    expect(steadyOf(rows('x', 'y'), ['a'])).toEqual({ rows: rows('x', 'y'), waiting: 0 });
  });
});
