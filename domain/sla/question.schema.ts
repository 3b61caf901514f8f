/** The shape of one question to the SLA calculator, as asked by `signalbox sla explain` and its batch. Answers are found in question.ts. */
import { z } from 'zod';
import { CatalogueError } from '../errors.ts';
import { clockKinds } from './clock.ts';

const timeText = z.string().min(1).max(64);
const durationText = z.string().min(1).max(64);
const reasonText = z.string().max(500);

const pauseSchema = z.union([
  z.tuple([timeText, timeText.nullable()]).rest(reasonText),
  z.object({ from: timeText, to: timeText.nullish(), reason: reasonText.nullish() }),
]);

/** What can happen to the asked clock, and other words for the same. */
export const eventWords = {
  pause: ['hold', 'pending', 'waiting'],
  resume: ['unpause', 'continue', 'running'],
  response: ['respond', 'responded', 'reply', 'replied'],
  resolution: ['resolve', 'resolved', 'solve', 'solved', 'close', 'closed'],
  stop: ['stopped'],
  reopen: ['reopened'],
  target: ['retarget', 'priority', 'urgency', 'sla', 'swap'],
  cancel: ['cancelled', 'merge', 'merged', 'disable', 'disabled'],
} as const;
export type EventWord = keyof typeof eventWords;

const wordOf = new Map<string, EventWord>(
  (Object.keys(eventWords) as EventWord[]).flatMap((word) => [word, ...eventWords[word]].map((said) => [said, word] as const)),
);

const eventSchema = z.object({
  at: timeText,
  type: z.string().transform((said, context): EventWord => {
    const word = wordOf.get(said.toLowerCase());
    if (word !== undefined) return word;
    context.addIssue({ code: 'custom', message: `"${said}" is none of ${Object.keys(eventWords).join(', ')}` });
    return z.NEVER;
  }),
  target: durationText.nullish(),
  warn: durationText.nullish(),
  reason: reasonText.nullish(),
});

export const questionSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  calendar: z.union([z.string().min(1), z.record(z.string(), z.unknown())]),
  start: timeText.nullish(),
  target: durationText.nullish(),
  pauses: z.array(pauseSchema).max(10_000).nullish(),
  warn: durationText.nullish(),
  escalate: durationText.nullish(),
  stops: z.object({ response: timeText.nullish(), resolution: timeText.nullish() }).nullish(),
  events: z.array(eventSchema).max(10_000).nullish(),
  between: z.tuple([timeText, timeText]).nullish(),
  kind: z.enum(clockKinds).nullish(),
  /** The instant to look from. */
  now: timeText.nullish(),
  policy: z.object({
    pauses: z.boolean().optional(),
    onReopen: z.enum(['exclude', 'include', 'restart']).optional(),
    dayTarget: z.enum(['keepClockTime', 'endOfWorkingDay']).optional(),
    pastBreach: z.enum(['stays', 'follows']).optional(),
  }).nullish(),
});
export type Question = z.infer<typeof questionSchema>;

const knownKeys = Object.keys(questionSchema.shape);
const plain = (key: string): string => key.toLowerCase().replace(/[^a-z]/g, '').replace(/s$/, '');

/** A question from JSON, and keys that mean nothing here. Throws SLA_QUESTION_INVALID, or SLA_QUESTION_KEY for a misspelt key. */
export function parseQuestion(input: unknown): { question: Question; ignoredKeys: string[] } {
  const parsed = questionSchema.safeParse(input);
  const keys = typeof input === 'object' && input !== null ? Object.keys(input) : [];
  const ignoredKeys = keys.filter((key) => !knownKeys.includes(key));
  for (const key of ignoredKeys) {
    const known = knownKeys.find((each) => plain(each) === plain(key));
    if (known !== undefined) throw new CatalogueError('SLA_QUESTION_KEY', { key, known });
  }
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new CatalogueError('SLA_QUESTION_INVALID', { path: issue.path.map(String).join('.') || '(question)', reason: issue.message });
  }
  return { question: parsed.data, ignoredKeys };
}
