import { describe, expect, it } from 'vitest';
import type { Actor } from '../identity/identity.schema.ts';
import { everywhere } from '../identity/rights.ts';
import { filtersOf, isSameSearch, mayChange, maySee, moved, ordered } from './view.order.ts';
import { viewLists, viewSearchSchema } from './view.schema.ts';
import { shippedViews } from './view.shipped.ts';

const actor = (person: string, role: 'agent' | 'requester' | 'administrator', teams: string[]): Actor => ({ person, name: person, teams, roles: [{ key: role, scope: role === 'agent' ? { ...everywhere, teams } : everywhere }] });
const [ana, lin, rosa, ada] = [actor('ana', 'agent', ['network']), actor('lin', 'agent', ['applications']), actor('rosa', 'requester', ['network']), actor('ada', 'administrator', [])];

describe('the order of views', () => {
  const views = ['all', 'mine', 'a', 'b'].map((id) => ({ id }));
  it('puts what was ordered first and what came later behind it', () => expect(ordered(views, ['b', 'gone', 'all']).map(({ id }) => id)).toEqual(['b', 'all', 'mine', 'a']));
  it('is the own one when nothing was ordered', () => expect(ordered(views, [])).toEqual(views));
  it('moves one, and stays where there is no place', () => {
    expect(moved(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 'x', 1)).toEqual(['a', 'b', 'c']);
  });
});

describe('what a view remembers', () => {
  it('is the address without how the list is looked at', () => expect(filtersOf({ q: 'uplink', view: 'mine', peek: 'INC-7', team: undefined, priority: '' })).toEqual({ q: 'uplink' }));
  it('is compared name by name', () => {
    expect(isSameSearch({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true);
    expect(isSameSearch({ a: '1' }, { a: '1', b: '2' })).toBe(false);
    expect(isSameSearch({ a: '1', c: '2' }, { a: '1', b: '2' })).toBe(false);
  });
  it('holds what its shape allows and nothing else', () => {
    for (const list of viewLists) for (const { search } of shippedViews(list, true)) expect(viewSearchSchema.safeParse(search).success).toBe(true);
    for (const wrong of [{ view: 'x' }, { '$where': '1' }, { q: '' }, { 'a.b': '1' }, { q: 'x'.repeat(301) }, Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`f${String.fromCharCode(65 + (at % 26))}${String.fromCharCode(97 + Math.floor(at / 26))}`, '1']))]) expect(viewSearchSchema.safeParse(wrong).success, JSON.stringify(wrong).slice(0, 60)).toBe(false);
  });
});

describe('a view', () => {
  const own = { owner: 'ana', team: null };
  const shared = { owner: 'ana', team: 'network' };
  it.each([[ana, own, true, true], [lin, own, false, false], [ada, own, false, false], [rosa, shared, true, false], [lin, shared, false, false], [ada, shared, true, true], [actor('omar', 'agent', ['network']), shared, true, true]] as const)('%# is seen and changed by whom it concerns', (who, view, sees, changes) => {
    expect([maySee(who, view), mayChange(who, view)]).toEqual([sees, changes]);
  });
});
