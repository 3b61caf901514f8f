import { describe, expect, it } from 'vitest';
import type { SavedViewView } from '#api/view.api';
import { emptyShelf } from '#domain/view/view.schema';
import { parseFilters } from '../ticket/list/filters.ts';
import { addressOfTab, placeOf, tabsOf, viewOf } from './tabs.ts';

const saved = (id: string, search: Record<string, string>): SavedViewView => ({ id, list: 'tickets', name: id, search, owner: 'ana', ownerName: 'Ana', team: null, teamName: null, revision: 1, changedAt: '2026-11-27T00:00:00.000Z', canChange: true });
const tabs = (items: SavedViewView[] = [], order: string[] = []) => tabsOf({ list: 'tickets', isWide: true, items, shelf: { ...emptyShelf, order }, parse: parseFilters });
const place = (search: Record<string, unknown>, items: SavedViewView[] = []) => placeOf(tabs(items), search, parseFilters);

describe('the tabs of a list', () => {
  it('are the shipped views, then one\'s own, in the order one gave them', () => {
    expect(tabs([saved('x', {})]).map(({ id }) => id)).toEqual(['all', 'mine', 'team', 'unassigned', 'breaching', 'x']);
    expect(tabs([saved('x', {})], ['x', 'team']).map(({ id }) => id).slice(0, 3)).toEqual(['x', 'team', 'all']);
  });
  it('are one for who sees only their own', () => expect(tabsOf({ list: 'tickets', isWide: false, items: [], shelf: emptyShelf, parse: parseFilters }).map(({ id }) => id)).toEqual(['all']));
  it('open filters the list knows: a shipped view says nothing that is left out', () => {
    for (const tab of tabs()) expect(parseFilters(tab.search)).toEqual(tab.search);
  });
});

describe('where an address is', () => {
  const mine = saved('x', { priority: 'P1' });
  it('is the view it names, changed when it says something else', () => {
    expect(place({ view: 'x', priority: 'P1' }, [mine])).toEqual({ id: 'x', isChanged: false });
    expect(place({ view: 'x', priority: 'P1', peek: 'INC-7' }, [mine])).toEqual({ id: 'x', isChanged: false });
    expect(place({ view: 'x', priority: 'P1,P2' }, [mine])).toEqual({ id: 'x', isChanged: true });
    expect(place({ view: 'x' }, [mine])).toEqual({ id: 'x', isChanged: true });
  });
  it('without a name is the view that says the same, else everything, changed', () => {
    expect(place({ mine: 'assigned' })).toEqual({ id: 'mine', isChanged: false });
    expect(place({})).toEqual({ id: 'all', isChanged: false });
    expect(place({ q: 'uplink' })).toEqual({ id: 'all', isChanged: true });
  });
  it('is no view when it names one the reader does not have', () => expect(place({ view: 'theirs', q: 'uplink' })).toEqual({ id: null, isChanged: true }));
  it('keeps what a view remembered of an older list out', () => expect(place({ view: 'x', priority: 'P1' }, [saved('x', { priority: 'P1', gone: 'yes' })])).toEqual({ id: 'x', isChanged: false }));
});

describe('the address of a view', () => {
  it('names it, but for everything, unless the list opens with another', () => {
    const [all, own] = tabs();
    expect(addressOfTab(all!, null)).toEqual({});
    expect(addressOfTab(all!, 'mine')).toEqual({ view: 'all' });
    expect(addressOfTab(own!, null)).toEqual({ mine: 'assigned', view: 'mine' });
  });
  it('is read from anything', () => expect([{ view: 'mine' }, { view: 7 }, { view: '<b>' }, { view: 'x'.repeat(101) }].map(viewOf)).toEqual([{ view: 'mine' }, {}, {}, {}]));
});
