/**
 * English texts that domain tells already: errors, and the phrases inside them (findings on flows: english.findings.ts). Their templates stand once, beside what tells them;
 * here they get the keys a translation is written under (<locale>/fault.ts, phrase.ts).
 */
import { errorCatalogue, type ErrorCode } from '../errors.ts';
import { phrases, type PhraseKey } from '../phrases.ts';

type FaultTexts = { readonly [C in ErrorCode as `fault.${C}` | `fault.${C}.hint`]: string };
type PhraseTexts = { readonly [K in PhraseKey as `phrase.${K}`]: string };

export const faultEn = Object.fromEntries(Object.entries(errorCatalogue).flatMap(([code, { message, hint }]) => [[`fault.${code}`, message], [`fault.${code}.hint`, hint]])) as FaultTexts;
export const phraseEn = Object.fromEntries(Object.entries(phrases).map(([key, template]) => [`phrase.${key}`, template])) as PhraseTexts;
