/** What one question to the SLA calculator holds, as asked by `signalbox sla explain` and its batch. Other shapes of the same are made one in question.shapes.ts; answers are found in question.ts. */
import { z } from 'zod';
import { CatalogueError } from '../errors.ts';
import { problemOf, says, saysWith } from '../issue.ts';
import type { PhraseKey } from '../phrases.ts';
import { clockKinds } from './clock.ts';
import { shaped } from './question.shapes.ts';
import { eventWord, knownEventWords } from './question.words.ts';

const textOf = (key: PhraseKey) => z.string({ error: says(key) }).min(1, { error: says(key) }).max(64);
const timeText = textOf('question.time');
const durationText = textOf('question.duration');
const offsetText = textOf('question.offset');
const reasonText = z.string().max(500);

const intervalSchema = z.object({ from: timeText, to: timeText });
const pauseSchema = z.object({ from: timeText, to: timeText.nullish(), reason: reasonText.nullish() });

/** `said` is the word as it was written. */
const wordSchema = z.unknown().transform((said, context) => {
  const word = typeof said === 'string' ? eventWord(said) : null;
  if (typeof said === 'string' && word !== null) return { said, word };
  context.addIssue(typeof said === 'string' ? saysWith('question.no-word', { said: said.slice(0, 64), known: knownEventWords }) : saysWith('question.words', { known: knownEventWords }));
  return z.NEVER;
});
const eventSchema = z.object({ at: timeText, type: wordSchema, target: durationText.nullish(), warn: offsetText.nullish(), reason: reasonText.nullish() });
export type AskedEvent = z.infer<typeof eventSchema>;

export const questionSchema = z.object({
  id: z.union([z.string(), z.number()], { error: says('question.id') }).nullish(),
  calendar: z.union([z.string().min(1), z.record(z.string(), z.unknown())], { error: says('question.calendar') }),
  start: timeText.nullish(),
  target: durationText.nullish(),
  pauses: z.array(pauseSchema).max(10_000).nullish(),
  warn: offsetText.nullish(),
  escalate: offsetText.nullish(),
  stops: z.object({ response: timeText.nullish(), resolution: timeText.nullish() }).nullish(),
  events: z.array(eventSchema).max(10_000).nullish(),
  between: intervalSchema.nullish(),
  kind: z.enum(clockKinds).nullish(),
  /** The instant to look from. */
  now: timeText.nullish(),
  policy: z.object({
    pauses: z.boolean().optional(),
    onReopen: z.enum(['exclude', 'include', 'restart']).optional(),
    dayTarget: z.enum(['keepClockTime', 'endOfWorkingDay']).optional(),
    pastBreach: z.enum(['stays', 'follows']).optional(),
  }).nullish(),
}).superRefine((question, context) => {
  if (question.between == null) return;
  const other = aboutClocks.find((key) => question[key] != null);
  if (other !== undefined) context.addIssue({ ...saysWith('question.between', { other }), path: ['between'] });
});
export type Question = z.infer<typeof questionSchema>;

/** What a question between two times has no use for. */
const aboutClocks = ['start', 'target', 'warn', 'escalate', 'stops', 'events', 'kind', 'now', 'policy'] as const;

const knownKeys = Object.keys(questionSchema.shape);
const plain = (key: string): string => key.toLowerCase().replace(/[^a-z]/g, '').replace(/s$/, '');
/** Other words for keys, as `plain` leaves them. */
const otherWords: Readonly<Record<string, string>> = { hold: 'pauses', paused: 'pauses', warning: 'warn', reminder: 'warn', escalation: 'escalate', stopped: 'stops' };

/** A question from JSON, and keys that mean nothing here. Throws SLA_QUESTION_INVALID, SLA_QUESTION_KEY for a misspelt key and SLA_QUESTION_KEY_UNKNOWN for a key within a part that nobody knows. */
export function parseQuestion(input: Readonly<Record<string, unknown>>): { question: Question; ignoredKeys: string[] } {
  const ignoredKeys = Object.keys(input).filter((key) => !knownKeys.includes(key));
  for (const key of ignoredKeys) {
    const known = knownKeys.find((each) => plain(each) === plain(key)) ?? (Object.hasOwn(otherWords, plain(key)) ? otherWords[plain(key)] : undefined);
    if (known !== undefined) throw new CatalogueError('SLA_QUESTION_KEY', { key, known });
  }
  const parsed = questionSchema.safeParse(shaped(input));
  if (parsed.success) return { question: parsed.data, ignoredKeys };
  const issue = parsed.error.issues[0]!;
  throw new CatalogueError('SLA_QUESTION_INVALID', { path: issue.path.map(String).join('.') || '(question)', reason: problemOf(issue) });
}
