import { describe, expect, it } from 'vitest';
import { mergeStable } from './stable-list.ts';

const rows = (...ids: string[]) => ids.map((id) => ({ id, v: 1 }));

describe('a stable list', () => {
  it('brings rows up to date where they stand, even when the server would sort them otherwise', () => {
    expect(mergeStable(rows('a', 'b'), [{ id: 'b', v: 2 }, { id: 'a', v: 1 }], true).rows).toEqual([{ id: 'a', v: 1 }, { id: 'b', v: 2 }]);
  });
  it('lets what is new wait', () => expect(mergeStable(rows('a', 'b'), rows('n', 'a', 'm', 'b'), false)).toEqual({ rows: rows('a', 'b'), waiting: ['n', 'm'] }));
  it('does not take the next page for news', () => expect(mergeStable(rows('a', 'b'), rows('a', 'b', 'c'), false).waiting).toEqual([]));
  it('takes rows behind the last for news when the page is the whole list', () => expect(mergeStable(rows('a'), rows('a', 'z'), true).waiting).toEqual(['z']));
  it('lets a whole page of news wait, when more is new than fits it', () => expect(mergeStable(rows('a', 'b'), rows('m', 'n'), false)).toEqual({ rows: rows('a', 'b'), waiting: ['m', 'n'] }));
  it('keeps rows the server no longer lists until the list is asked for anew', () => expect(mergeStable(rows('a', 'b'), rows('b'), true).rows).toEqual(rows('a', 'b')));
});
