import { describe, expect, it } from 'vitest';
import { masked } from './masking.ts';

describe('secrets in what an effect answers', () => {
  const secrets = new Set(['tok-12345', 'tok-12345-long', 'abc']);
  it.each([
    ['a text', 'Bearer tok-12345 was sent', 'Bearer [secret] was sent'],
    ['the longer of two that overlap', 'tok-12345-long', '[secret]'],
    ['nested values and names', { 'x tok-12345': ['tok-12345', { deep: 'tok-12345!' }] }, { 'x [secret]': ['[secret]', { deep: '[secret]!' }] }],
    ['nothing in what is no text', [1, true, null], [1, true, null]],
    ['no word that is merely short', 'abc and abcdef', 'abc and abcdef'],
  ])('are masked in %s', (_, given, expected) => expect(masked(given, secrets)).toEqual(expected));
});
