import { describe, expect, it } from 'vitest';
import { isNarrowed, parseTaskFilters, parseWork, parseWorkView, queryOf } from './filters.ts';

describe('the address of my work', () => {
  it.each([
    [{ scope: 'team', q: 'uplink', priority: 'P2,P1', sort: 'newest', task: 'run/t1/1#t1' }, { scope: 'team', q: 'uplink', priority: 'P1,P2', sort: 'newest', task: 'run/t1/1#t1' }],
    [{ scope: 'all', q: '', priority: 'P9,high', sort: 'oldest', task: 7, other: 'x' }, {}],
    [{ q: 1042 }, { q: '1042' }],
  ])('%#: only what it knows, in one spelling', (given, expected) => expect(parseWork(given)).toEqual(expected));

  it('is kept by a view without the task that stands open', () => expect(parseWorkView({ scope: 'team', task: 'run/t1/1#t1', view: 'mine' })).toEqual({ scope: 'team', view: 'mine' }));
  it('of approvals knows no scope and no open task', () => expect(parseTaskFilters({ scope: 'team', task: 'x', q: 'a' })).toEqual({ q: 'a' }));
  it('asks the API for the filters alone', () => {
    expect(queryOf(parseWork({ scope: 'team', q: ' a ', priority: 'P1', sort: 'priority', view: 'x' }))).toEqual({ q: 'a', priority: 'P1', sort: 'priority' });
    expect([isNarrowed({ sort: 'newest' }), isNarrowed({ q: ' ' }), isNarrowed({ priority: 'P1' })]).toEqual([false, false, true]);
  });
});
