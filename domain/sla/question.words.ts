/** The words of the field for what happens to a ticket, each read as one thing that happens to a clock. What it does to the clock is left to question.events.ts. */

/** What can happen to the asked clock, and other words for the same. `reopen`: goes on, whether it was held or stopped. `created`: nothing, the clock starts at `start`. */
export const eventWords = {
  pause: ['paused', 'hold', 'held', 'on hold', 'pending', 'waiting', 'awaiting', 'suspend', 'suspended'],
  resume: ['resumed', 'unpause', 'unpaused', 'continue', 'continued', 'running'],
  response: ['respond', 'responded', 'first response', 'reply', 'replied', 'first reply', 'answer', 'answered'],
  resolution: ['resolve', 'resolved', 'solve', 'solved', 'close', 'closed', 'done'],
  stop: ['stopped'],
  reopen: ['reopened', 'open', 'opened', 'in progress', 'work in progress', 'processing', 'active'],
  target: ['retarget', 'priority', 'urgency', 'sla', 'swap'],
  cancel: ['cancelled', 'canceled', 'merge', 'merged', 'disable', 'disabled'],
  created: ['create', 'new', 'assign', 'assigned', 'assignment', 'planned'],
} as const;
export type EventWord = keyof typeof eventWords;

/** States that products name by what follows: "pending reminder", "waiting for customer", "closed successful". */
const leading = ['pending', 'waiting', 'awaiting', 'closed'];

const plain = (said: string): string => said.toLowerCase().replace(/[\s_-]+/g, '');
const wordOf = new Map<string, EventWord>(
  (Object.keys(eventWords) as EventWord[]).flatMap((word) => [word, ...eventWords[word]].map((said) => [plain(said), word] as const)),
);

/** What a word says, however it is spaced and capitalised ("on-hold", "InProgress"); null: nobody knows. */
export function eventWord(said: string): EventWord | null {
  const asked = plain(said);
  return wordOf.get(asked) ?? wordOf.get(leading.find((word) => asked.startsWith(word)) ?? '') ?? null;
}

/** Every word there is, for who used another. */
export const knownEventWords = (Object.keys(eventWords) as EventWord[]).map((word) => `${word} (${eventWords[word].join(', ')})`).join('; ');
