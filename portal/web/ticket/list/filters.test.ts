import { describe, expect, it } from 'vitest';
import { categoriesOf, isNarrowed, parseFilters, queryOf, toggled } from './filters.ts';

describe('filters of the ticket list', () => {
  it('read an address and write the same one', () => {
    const search = { q: 'uplink', category: 'open,waiting', team: 'network', priority: 'P1,P2', mine: 'team', sort: 'due' };
    expect(parseFilters(search)).toEqual(search);
    expect(parseFilters(parseFilters(search) as Record<string, unknown>)).toEqual(search);
  });
  it('show what is unfinished when the address says nothing', () => {
    expect(categoriesOf({})).toEqual(['open', 'waiting', 'recovered']);
    expect(queryOf({})).toEqual({ sort: 'updated', limit: 50, category: 'open,waiting,recovered' });
  });
  it('drop what is unknown, empty, the default or not text, rather than failing', () => {
    expect(parseFilters({ q: '  ', category: 'ajar', priority: 'P9,P1', sort: 'updated', mine: 'yours', team: ['a'], extra: 1 })).toEqual({ priority: 'P1' });
    expect(parseFilters({ category: 'waiting,open,recovered' })).toEqual({});
  });
  it('take a number that was typed into the search box as text', () => expect(parseFilters({ q: 1042 })).toEqual({ q: '1042' }));
  it('ask for every state with no category at all', () => {
    expect(queryOf({ category: 'all' })).toEqual({ sort: 'updated', limit: 50 });
    expect(isNarrowed({ category: 'all' })).toBe(true);
    expect(isNarrowed({ sort: 'due' })).toBe(false);
  });
  it('add and remove one value of a list', () => {
    expect(toggled(undefined, 'P1')).toBe('P1');
    expect(toggled('P1', 'P2')).toBe('P1,P2');
    expect(toggled('P1', 'P1')).toBeUndefined();
  });
});

describe('a list due today', () => {
  it('asks for what is due before the reader\'s midnight, and says only "today" in the address', () => {
    expect(parseFilters({ due: 'today', assignee: '-' })).toEqual({ due: 'today', assignee: '-' });
    expect(parseFilters({ due: 'tomorrow' })).toEqual({});
    const { dueTo, ...rest } = queryOf({ due: 'today' });
    expect(rest).toEqual(queryOf({}));
    const midnight = new Date(String(dueTo));
    expect([midnight.getHours(), midnight.getMinutes(), midnight.getTime() > Date.now(), midnight.getTime() - Date.now() <= 25 * 3_600_000]).toEqual([0, 0, true, true]);
  });
  it('begins with a view without being narrowed by it', () => {
    expect(parseFilters({ view: 'mine' })).toEqual({ view: 'mine' });
    expect(isNarrowed({ view: 'mine' })).toBe(false);
    expect(queryOf({ view: 'mine' })).toEqual(queryOf({}));
  });
});
