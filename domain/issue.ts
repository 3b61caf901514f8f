/** Says why a value does not fit its zod schema, as a phrase instead of the library's English. A schema's own words are keys of phrases. */
import { isPhrase, phrase, sayParam, type MessageParams, type Phrase } from './message.ts';
import { isPhraseKey, type PhraseKey } from './phrases.ts';

/** The parts of a zod issue that are told. */
export interface Issue {
  code?: string; message: string; path: PropertyKey[];
  expected?: unknown; origin?: string; minimum?: number | bigint; maximum?: number | bigint; inclusive?: boolean; divisor?: number; values?: readonly unknown[]; keys?: readonly string[]; format?: string; params?: Readonly<Record<string, unknown>> | undefined;
}

/** Own words of a schema: `z.string().min(1, says('config.person'))`. */
export const says = (key: PhraseKey): string => key;

/** The same with parameters, for what a schema refuses itself: `context.addIssue(saysWith('question.word', { said }))`. */
export function saysWith(key: PhraseKey, params: MessageParams): { code: 'custom'; message: string; params: { phrase: Phrase } } {
  const said = phrase(key, params);
  return { code: 'custom', message: sayParam(said), params: { phrase: said } };
}

/** What is wrong. Words of a schema that are no key are passed on as they are. */
export function problemOf(issue: Issue): Phrase | string {
  const own = issue.params?.['phrase'];
  if (isPhrase(own)) return own;
  if (isPhraseKey(issue.message)) return phrase(issue.message);
  switch (issue.code) {
    case 'invalid_type': return isMissing(issue) ? phrase('issue.missing') : phrase('issue.type', { expected: typeNamed(String(issue.expected)) });
    case 'invalid_value': return phrase(issue.values?.length === 1 ? 'issue.exactly' : 'issue.one-of', { values: (issue.values ?? []).map(String) });
    case 'invalid_format': return ownWords(issue, /^Invalid /) ?? phrase(issue.format === 'email' ? 'issue.mail' : issue.format === 'url' ? 'issue.address' : 'issue.format');
    case 'too_small': return ownWords(issue, /^Too small/) ?? small(issue);
    case 'too_big': return ownWords(issue, /^Too big/) ?? great(issue);
    case 'unrecognized_keys': return phrase('issue.unknown-fields', { fields: issue.keys ?? [] });
    case 'not_multiple_of': return phrase('issue.step', { limit: issue.divisor ?? 0 });
    case 'invalid_key': return phrase('issue.key');
    case 'invalid_element': return phrase('issue.element');
    case 'invalid_union': return phrase('issue.none-fits');
    default: return issue.message === '' || issue.message === 'Invalid input' ? phrase('issue.unfit') : issue.message;
  }
}

/** Whether nothing stands where a value is needed. */
export const isMissing = (issue: Issue): boolean => issue.message.endsWith('received undefined');

/** "string" -> "a text"; a type without a name of ours stays itself. */
export function typeNamed(type: string): Phrase | string {
  const key = `type.${type === 'record' || type === 'map' ? 'object' : type === 'int' ? 'integer' : type}`;
  return isPhraseKey(key) ? phrase(key) : type;
}

/** What a schema says itself, where it does not leave the words to the library. */
const ownWords = (issue: Issue, library: RegExp): string | null => (library.test(issue.message) ? null : issue.message);

function small(issue: Issue): Phrase {
  const limit = Number(issue.minimum ?? 0);
  if (issue.origin === 'string') return limit === 1 ? phrase('issue.short.character') : phrase('issue.short.characters', { limit });
  if (issue.origin === 'array' || issue.origin === 'set') return limit === 1 ? phrase('issue.short.entry') : phrase('issue.short.entries', { limit });
  return phrase(issue.inclusive === false ? 'issue.small-edge' : 'issue.small', { limit });
}

function great(issue: Issue): Phrase {
  const limit = Number(issue.maximum ?? 0);
  if (issue.origin === 'string') return limit === 1 ? phrase('issue.long.character') : phrase('issue.long.characters', { limit });
  if (issue.origin === 'array' || issue.origin === 'set') return limit === 1 ? phrase('issue.long.entry') : phrase('issue.long.entries', { limit });
  return phrase(issue.inclusive === false ? 'issue.great-edge' : 'issue.great', { limit });
}
