import { describe, expect, it } from 'vitest';
import { idsIn } from './answer.ts';

const [one, two] = [`f${'a'.repeat(32)}`, `f${'0'.repeat(32)}`];

describe('an answer', () => {
  it.each([[one, [one]], [[one, two], [one, two]], [JSON.stringify([one, two]), [one, two]], ['some text', null], [`${one} and more`, null], [[], null], [[one, 'x'], null], ['["f', null], [null, null], [7, null]])('%j names the files %j', (value, ids) => expect(idsIn(value)).toEqual(ids));
});
