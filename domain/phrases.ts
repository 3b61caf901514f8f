/** The words and half sentences messages are put together from, in English by key. Each feature keeps its own; they are joined here. */
import { alarmPhrases } from './alarm/alarm.phrases.ts';
import { feelPhrases } from './flow/feel/feel.phrases.ts';
import { flowPhrases } from './flow/flow.phrases.ts';
import { filePhrases } from './file/file.phrases.ts';
import { formPhrases } from './flow/form/form.phrases.ts';
import { issuePhrases } from './issue.phrases.ts';
import { rightPhrases } from './identity/right.phrases.ts';
import { slaPhrases } from './sla/sla.phrases.ts';
import { wordPhrases } from './word.phrases.ts';

export const phrases = {
  'list.comma': ', ', 'list.or': '{one} or {other}',
  ...issuePhrases, ...feelPhrases, ...formPhrases, ...flowPhrases, ...rightPhrases, ...slaPhrases, ...wordPhrases, ...filePhrases, ...alarmPhrases,
} as const;

export type PhraseKey = keyof typeof phrases;
export const isPhraseKey = (key: string): key is PhraseKey => Object.hasOwn(phrases, key);
