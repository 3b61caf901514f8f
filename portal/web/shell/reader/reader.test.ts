import { describe, expect, it } from 'vitest';
import { deviceLocale, rememberedReader, rememberReader } from './reader.ts';

const storageOf = (text: string | null) => ({ getItem: () => text });

describe('the language before anybody signed in', () => {
  it.each([[['zh-Hans-CN', 'en'], 'zh'], [['fr-FR', 'ar-EG', 'en'], 'ar'], [['fr'], 'en'], [[], 'en'], [['xx-made-up'], 'en']] as const)('of a device that says %j is %s', (languages, locale) => {
    expect(deviceLocale(languages)).toBe(locale);
  });
});

describe('what a browser remembers', () => {
  it('is what was chosen last', () => {
    let kept = '';
    rememberReader({ setItem: (_, text) => { kept = text; } }, { locale: 'ar', look: 'dark' });
    expect(rememberedReader(storageOf(kept), ['en'])).toEqual({ locale: 'ar', look: 'dark' });
  });
  it.each([null, 'no JSON', '{"locale":"klingon","look":"neon"}', '7', 'null'])('is nothing when it says %s', (text) => {
    expect(rememberedReader(storageOf(text), ['zh-CN'])).toEqual({ locale: 'zh', look: 'system' });
  });
  it('may be refused by the browser without harm', () => {
    expect(() => rememberReader({ setItem: () => { throw new Error('full'); } }, { locale: 'en', look: 'light' })).not.toThrow();
  });
});
