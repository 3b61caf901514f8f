import { describe, expect, it } from 'vitest';
import { inverseOf, keptLink, linkFrom, linkRelations } from './link.ts';

describe('a link between tickets', () => {
  it.each(linkRelations)('told as %s from one side and by its inverse from the other is one link', (relation) => {
    const link = keptLink('a', 'b', relation);
    expect(keptLink('b', 'a', inverseOf(relation))).toEqual(link);
    expect([linkFrom(link, 'a'), linkFrom(link, 'b')]).toEqual([{ other: 'b', relation }, { other: 'a', relation: inverseOf(relation) }]);
  });
  it('of another relation, or between others, is another link', () => {
    const ids = [keptLink('a', 'b', 'parent'), keptLink('b', 'a', 'parent'), keptLink('a', 'b', 'related'), keptLink('a', 'c', 'parent'), keptLink('a', 'b', 'causedBy')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(5);
  });
  it('turns back to what it was when it is inverted twice', () => expect(linkRelations.map((one) => inverseOf(inverseOf(one)))).toEqual([...linkRelations]));
});
