/**
 * Which parameter of which message is a word of ours. Its values travel as codes (`{ what: 'alarm-source' }`), and every language has its word for each;
 * a value that is none of them (a name somebody gave, a code of a library) is told as it is.
 */
import { phrase, type MessageParams, type Phrase } from './message.ts';
import { isPhraseKey } from './phrases.ts';
import type { wordPhrases } from './word.phrases.ts';

type Words = keyof typeof wordPhrases extends infer K ? (K extends `word.${infer V}.${string}` ? V : never) : never;

/** By code and parameter: the words are those of `word.<vocabulary>.<value>`. */
export const vocabularies = {
  'NOT_FOUND.what': 'thing', 'SERVICE_UNAVAILABLE.service': 'part',
  'RUN_OVER.status': 'ended', 'TASK_GONE.how': 'ended', 'TASK_GONE.outcome': 'outcome', 'TASK_GONE.by': 'by', 'TASK_WITHDRAW_NOT_ALLOWED.by': 'by',
  'TASK_SUBMITTED.by': 'by', 'TASK_DECIDED_ALREADY.outcome': 'outcome', 'APPROVAL_LINK_USED.outcome': 'outcome',
  'FLOW_DRAFT_STALE.by': 'by', 'CALENDAR_STALE.by': 'by', 'SLA_POLICY_STALE.by': 'by', 'PERSON_STALE.by': 'by', 'TEAM_STALE.by': 'by', 'SOURCE_STALE.by': 'by', 'SECRET_STALE.by': 'by',
  'SLA_POLICY_CLOCK_TWICE.kind': 'clock', 'SLA_WARNING_NEVER.kind': 'clock', 'SLA_DURATION_UNIT.unit': 'unit',
  'SECRET_USE_REFUSED.use': 'use', 'SIGN_IN_FAILED.reason': 'sign-in', 'LOGOUT_TOKEN_INVALID.reason': 'logout',
  'TASK_NOBODY.slot': 'slot', 'APPROVAL_NOBODY.slot': 'gap', 'FLOW_VALUE_UNUSABLE.what': 'setting', 'FLOW_VALUE_UNUSABLE.expected': 'value',
  'CHANNEL_UNAVAILABLE.reason': 'channel', 'HTTP_UNREACHABLE.fault': 'net', 'WEBHOOK_UNREACHABLE.reason': 'net', 'SNMP_FAILED.fault': 'snmp',
} as const satisfies Readonly<Record<`${string}.${string}`, Words>>;
export type Vocabulary = Words;

/** The parameters of a message with its words as phrases. Several words in one text, parted by ", ", are each looked up. */
export function worded(code: string, params: MessageParams): MessageParams {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => {
    const hole = `${code}.${name}`;
    return [name, typeof value === 'string' && isVocabulary(hole) ? wordOf(vocabularies[hole], value) : value];
  }));
}

const isVocabulary = (hole: string): hole is keyof typeof vocabularies => Object.hasOwn(vocabularies, hole);

function wordOf(vocabulary: Vocabulary, value: string): string | Phrase | (string | Phrase)[] {
  const one = (text: string): string | Phrase => { const key = `word.${vocabulary}.${text}`; return isPhraseKey(key) ? phrase(key) : text; };
  const parts = value.split(', ');
  return parts.length > 1 && parts.some((part) => typeof one(part) !== 'string') ? parts.map(one) : one(value);
}
