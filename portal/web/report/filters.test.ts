import { describe, expect, it } from 'vitest';
import { isNarrowed, parseLevelFilters, queryOf } from './filters.ts';

describe('filters of the service levels', () => {
  it('read an address and write the same one', () => {
    const search = { from: '2026-11-02', to: '2026-11-29', team: 'network', type: 'incident', priority: 'P1,P2', promise: 'response' };
    expect(parseLevelFilters(search)).toEqual(search);
    expect(queryOf(parseLevelFilters(search), 'Europe/Berlin')).toEqual({ ...search, zone: 'Europe/Berlin' });
  });
  it('drop what is unknown, empty, every one of them or no day, rather than failing', () => {
    expect(parseLevelFilters({ from: '2026-13-01', to: 'tomorrow', team: ' ', type: ['a'], priority: 'P1,P2,P3,P4', promise: 'both', extra: 1 })).toEqual({});
    expect(parseLevelFilters({ priority: 'P9,P2' })).toEqual({ priority: 'P2' });
  });
  it('are narrowed by everything but the promise that is counted by', () => expect([isNarrowed({}), isNarrowed({ promise: 'response' }), isNarrowed({ team: 'network' })]).toEqual([false, false, true]));
});
