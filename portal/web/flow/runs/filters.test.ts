import { describe, expect, it } from 'vitest';
import { incidentsQuery, isNarrowed, parseIncidentFilters, parseRunFilters, runsQuery } from './filters.ts';

describe('filters of runs', () => {
  it('read an address and write the same one', () => {
    const search = { q: 'INC-7', flow: 'incident', version: 3, step: 'repair', phase: 'incident,suspended', age: 'P1D', sort: 'oldest' } as const;
    expect(parseRunFilters(search)).toEqual(search);
    expect(runsQuery(parseRunFilters(search))).toEqual(search);
    expect(isNarrowed(search)).toBe(true);
  });
  it('drop what is unknown, rather than failing', () => expect(parseRunFilters({ q: '', version: 'x', step: ['a'], phase: 'asleep', age: 'P2Y', sort: 'best', extra: 1 })).toEqual({}));
  it('keep a version and a step only of a flow', () => expect(parseRunFilters({ version: '3', step: 'repair' })).toEqual({}));
  it('drop phases that name them all, and the order lists have anyway', () => expect(parseRunFilters({ phase: 'running,waiting,incident,suspended,completed,cancelled,failed', sort: 'updated' })).toEqual({}));
  it('call an order no filter', () => expect(isNarrowed({ sort: 'oldest', view: 'mine' })).toBe(false));
});

describe('filters of incidents', () => {
  it('read an address and ask for the same', () => {
    const search = { flow: 'incident', step: 'repair', code: 'ACTIVITY_FAILED', age: 'PT1H' };
    expect(incidentsQuery(parseIncidentFilters(search))).toEqual(search);
  });
});
