import { describe, expect, it } from 'vitest';
import { touched } from './useSelection.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
const after = (selected: string[], id: string, anchor: string | null = null, isRange = false, most = 10): string[] => [...touched(ids, new Set(selected), id, anchor, isRange, most)].sort();

describe('selecting rows', () => {
  it('takes one in and out', () => {
    expect(after([], 'b')).toEqual(['b']);
    expect(after(['a', 'b'], 'b')).toEqual(['a']);
  });
  it('takes in everything from the last one to this, either way', () => {
    expect(after(['b'], 'd', 'b', true)).toEqual(['b', 'c', 'd']);
    expect(after(['d'], 'b', 'd', true)).toEqual(['b', 'c', 'd']);
    expect(after([], 'c', null, true), 'without a last one: this one').toEqual(['c']);
    expect(after(['c'], 'c', 'gone', true), 'a last one that left the list: this one').toEqual([]);
  });
  it('goes no further than it can act on', () => expect(after(['a'], 'e', 'a', true, 3)).toEqual(['a', 'b', 'c']));
});
