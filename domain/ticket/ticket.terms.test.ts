import { describe, expect, it } from 'vitest';
import { isWideTerm, termsOf } from './ticket.terms.ts';

describe('the words a ticket is found by', () => {
  it.each<[string, string[]]>([
    ['INC-1042 Switch down', ['inc-1042', 'inc', '1042', 'switch', 'down']],
    ['Größe ändern', ['große', 'andern']],
    ['交换机故障', ['交换', '换机', '机故', '故障']],
    ['机', ['机']],
    ['  ', []],
    ['a a A', ['a']],
    ["<img onerror='x'>", ['img', 'onerror', 'x']],
    ['شبكة معطلة', ['شبكة', 'معطلة']],
  ])('%s', (text, terms) => expect(termsOf(text)).toEqual(terms));

  it('keeps no more than two hundred', () => expect(termsOf(Array.from({ length: 500 }, (_, index) => `w${index}`).join(' '))).toHaveLength(200));
  it('knows pairs of wide characters, which are looked for whole', () => expect([isWideTerm('交换'), isWideTerm('switch')]).toEqual([true, false]));
});
