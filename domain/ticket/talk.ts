/** The conversation: what people said, on the ticket or with an answer, in order, and between it the steps that happened, gathered to fold. */
import type { DomainEvent } from '../audit/event.schema.ts';
import { textSchema, type Text } from '../values.ts';
import type { ActorRef } from '../identity/identity.schema.ts';
import type { Comment } from './ticket.schema.ts';
import { answersOf, type Answer } from '../audit/story.ts';

export type TalkItem =
  | { is: 'comment'; id: string; at: string; comment: Comment }
  | { is: 'answer'; id: string; at: string; by: ActorRef; text: string; answers: readonly Answer[]; task: Text | null; outcome: string; outcomeName: Text | null }
  | { is: 'steps'; id: string; at: string; events: readonly DomainEvent[] };

const answers: readonly string[] = ['task.completed', 'approval.decided', 'task.withdrawn'];
const untold: readonly string[] = ['ticket.commented', 'file.added', 'clock.started', 'run.started'];

export function talkOf(comments: readonly Comment[], events: readonly DomainEvent[]): TalkItem[] {
  const said: TalkItem[] = comments.map((comment) => ({ is: 'comment', id: comment.id, at: comment.at, comment }));
  const steps = new Map<string, DomainEvent>();
  for (const event of events) {
    const text = typeof event.data['comment'] === 'string' ? event.data['comment'].trim() : '';
    const filled = answersOf(event);
    if (answers.includes(event.action) && (text !== '' || filled.length > 0)) {
      said.push({ is: 'answer', id: event.id, at: event.at, by: event.actor, text, answers: filled, task: textSchema.safeParse(event.data['name']).data ?? null, outcome: String(event.data['outcome'] ?? ''), outcomeName: textSchema.safeParse(event.data['outcomeName']).data ?? null });
    } else if (!untold.includes(event.action)) steps.set(event.id, event);
  }
  const all: TalkItem[] = [...said, ...[...steps.values()].map((event): TalkItem => ({ is: 'steps', id: event.id, at: event.at, events: [event] }))].sort((a, b) => a.at.localeCompare(b.at));
  return all.reduce<TalkItem[]>((done, item) => {
    const last = done.at(-1);
    if (item.is === 'steps' && last?.is === 'steps') return [...done.slice(0, -1), { ...last, at: item.at, events: [...last.events, ...item.events] }];
    return [...done, item];
  }, []);
}
