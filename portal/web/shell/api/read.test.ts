import { InfiniteQueryObserver, type InfiniteData } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { changeBeside, createQueryClient } from './read.ts';

type Held = InfiniteData<string[], number>;

describe('a list that is read on while it is brought up to date', () => {
  it('keeps both the page that came and the change', async () => {
    const queries = createQueryClient();
    const key = ['list'];
    const answers: (() => void)[] = [];
    const list = new InfiniteQueryObserver<string[], Error, Held, readonly unknown[], number>(queries, {
      queryKey: key, initialPageParam: 1, getNextPageParam: (_, pages) => pages.length + 1, queryFn: ({ pageParam }) => new Promise((answer) => { answers.push(() => answer([`page ${pageParam}`])); }),
    });
    const stop = list.subscribe(() => undefined);
    await expect.poll(() => answers.length).toBe(1);
    answers.shift()!();
    await expect.poll(() => queries.getQueryData<Held>(key)?.pages).toEqual([['page 1']]);
    const more = list.fetchNextPage();
    await expect.poll(() => answers.length).toBe(1);
    const changed = changeBeside<Held>(queries, key, (held) => ({ ...held, pages: held.pages.map((page) => page.map((row) => `${row}, changed`)) }));
    answers.shift()!();
    await Promise.all([more, changed]);
    expect(queries.getQueryData<Held>(key)?.pages).toEqual([['page 1, changed'], ['page 2, changed']]);
    stop();
    queries.clear();
  });
});
