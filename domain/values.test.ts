import { describe, expect, it } from 'vitest';
import { isNestedDeeper } from './values.ts';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

describe('the depth of JSON', () => {
  it('counts lists and objects that lie in each other', () => {
    expect(isNestedDeeper(nested(3), 3)).toBe(false);
    expect(isNestedDeeper(nested(4), 3)).toBe(true);
    expect(isNestedDeeper({ a: [{ b: 1 }], c: 'text' }, 3)).toBe(false);
    expect(isNestedDeeper({ a: [{ b: {} }] }, 3)).toBe(true);
    for (const plain of ['text', 7, true, null, undefined]) expect(isNestedDeeper(plain, 0)).toBe(false);
  });
  it('is found of any depth', () => expect(isNestedDeeper(nested(200_000), 100)).toBe(true));
});
