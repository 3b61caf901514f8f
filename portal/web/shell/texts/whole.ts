/** Every English text: those of the browser half, and those of findings, which come to it with the finding. Not for pages: it is what translations are held against. */
import { findingEn } from '#domain/texts/english.findings';
import { en, textsOf } from './texts.ts';

export const wholeEn = { ...en, ...findingEn };
export type EnglishKey = keyof typeof wholeEn;
export const englishKeys = Object.keys(wholeEn) as EnglishKey[];

const texts = textsOf('en', wholeEn);
export const wholeEnglish = { ...texts, template: texts.template as (key: EnglishKey, count?: number) => string };
