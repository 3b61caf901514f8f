/**
 * English texts that domain tells already: errors, findings on flows, and the phrases inside them. Their templates stand once, beside what tells them;
 * here they get the keys a translation is written under (<locale>/fault.ts, finding.ts, phrase.ts).
 */
import { errorCatalogue, type ErrorCode } from '../errors.ts';
import { findingTexts, type FindingCode } from '../flow/finding.texts.ts';
import { phrases, type PhraseKey } from '../phrases.ts';

type FaultTexts = { readonly [C in ErrorCode as `fault.${C}` | `fault.${C}.hint`]: string };
type FindingTexts = { readonly [C in FindingCode as `finding.${C}` | `finding.${C}.fix`]: string };
type PhraseTexts = { readonly [K in PhraseKey as `phrase.${K}`]: string };

export const faultEn = Object.fromEntries(Object.entries(errorCatalogue).flatMap(([code, { message, hint }]) => [[`fault.${code}`, message], [`fault.${code}.hint`, hint]])) as FaultTexts;
export const findingEn = Object.fromEntries(Object.entries(findingTexts).flatMap(([code, { message, fix }]) => [[`finding.${code}`, message], [`finding.${code}.fix`, fix]])) as FindingTexts;
export const phraseEn = Object.fromEntries(Object.entries(phrases).map(([key, template]) => [`phrase.${key}`, template])) as PhraseTexts;
