/** English texts of findings on flows, under the keys a translation is written under (<locale>/finding.ts). Apart: a finding brings its English along, so the browser half need not hold it. */
import { findingTexts, type FindingCode } from '../flow/finding.texts.ts';

type FindingTexts = { readonly [C in FindingCode as `finding.${C}` | `finding.${C}.fix`]: string };
export type FindingKey = keyof FindingTexts;

export const findingEn = Object.fromEntries(Object.entries(findingTexts).flatMap(([code, { message, fix }]) => [[`finding.${code}`, message], [`finding.${code}.fix`, fix]])) as FindingTexts;
