import { describe, expect, it } from 'vitest';
import { parsePeopleSearch } from './search.ts';

describe('the address of a list of people', () => {
  it.each([
    [{ q: 'ana', state: 'all', role: 'agent', team: 'network' }, { q: 'ana', state: 'all', role: 'agent', team: 'network' }],
    [{ q: 7, state: 'active', role: 'no role!', team: '' }, { q: '7' }],
    [{ q: ['x'], state: {}, other: 1 }, {}],
  ])('%o is read as what is known of it', (search, known) => expect(parsePeopleSearch(search)).toEqual(known));
});
