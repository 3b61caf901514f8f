import { describe, expect, it } from 'vitest';
import { createSharedBatches, type BatchMember } from './shared-batches.ts';

/** Batches that end when they are told to. */
function held(most = 10) {
  const batches: { members: readonly BatchMember<string>[]; end(fault?: Error): void }[] = [];
  const shared = createSharedBatches<string>({
    most, keyOf: (item) => item.slice(0, 1),
    carryOut: (members) => new Promise((resolve, reject) => {
      batches.push({ members, end: (fault) => {
        if (fault !== undefined) return reject(fault);
        for (const member of members) member.resolve();
        resolve();
      } });
    }),
  });
  return { shared, batches, items: () => batches.map(({ members }) => members.map(({ item }) => item)) };
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('what shares a batch', () => {
  it('goes at once when it comes alone, and together when it came while another was on its way', async () => {
    const { shared, batches, items } = held();
    const all = ['a', 'b', 'c'].map((item) => shared.add(item));
    expect(items()).toEqual([['a']]);
    batches[0]!.end();
    await settled();
    expect(items()).toEqual([['a'], ['b', 'c']]);
    batches[1]!.end();
    await Promise.all(all);
    void shared.add('d');
    expect(items().at(-1)).toEqual(['d']);
  });
  it('is never two of one key, and never more than a batch may hold', async () => {
    const { shared, batches, items } = held(2);
    for (const item of ['a', 'b1', 'b2', 'c', 'd']) void shared.add(item);
    for (let batch = 0; batch < 3; batch++) {
      batches[batch]!.end();
      await settled();
    }
    expect(items()).toEqual([['a'], ['b1', 'c'], ['b2', 'd']]);
  });
  it('fails with its batch, and the next batch goes on', async () => {
    const { shared, batches, items } = held();
    const [one, two] = [shared.add('a'), shared.add('b')];
    batches[0]!.end(new Error('away'));
    await expect(one).rejects.toThrow('away');
    expect(items()).toEqual([['a'], ['b']]);
    batches[1]!.end();
    await two;
  });
});
