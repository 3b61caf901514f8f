/**
 * Replays dead letters: the kept body goes the way of the webhook again, and its letter goes away only when the journal has it durably. The journal
 * knows the letter by the request it was told by, so that doing it twice, or again after a crash between the two, changes nothing (decision 0180).
 */
import type { AlarmSource, DeadLetter, LetterFate } from '#domain/alarm/alarm.schema';
import { portalEvent } from '#domain/audit/portal-event';
import { CatalogueError, codeOf } from '#domain/errors';
import type { ActorRef } from '#domain/identity/identity.schema';
import { sayParam, type Phrase } from '#domain/message';
import type { Json } from '#domain/values';
import { entriesOfText } from '#integrations/sources/rejected';
import type { DeadLetterRepo } from '#store/alarm/dead-letter.repo';
import type { EventRepo } from '#store/audit/event.repo';
import { kindOf, type AlarmIntake } from './alarm.intake.ts';

export interface LetterReplayDeps {
  intake: Pick<AlarmIntake, 'take'>;
  letters: Pick<DeadLetterRepo, 'readNext' | 'bury' | 'refuse' | 'remove'>;
  events: Pick<EventRepo, 'append'>;
  nowMs(): number;
}
/** Who replays, and by which request. */
export interface Replaying { by: ActorRef; requestId: string; isGone: () => boolean }
export interface LetterReplay {
  /** Throws DEAD_LETTER_CUT, ALARM_SOURCE_REMOVED, ALARM_SOURCE_OFF, ALARM_SOURCE_KIND_UNKNOWN, SERVICE_UNAVAILABLE. */
  one(letter: DeadLetter, source: AlarmSource, replaying: Replaying): Promise<LetterFate>;
  /** Some of a source's letters in the order they came, as many as a request has time for; `next` goes on after them. Throws ALARM_SOURCE_REMOVED, ALARM_SOURCE_OFF, SERVICE_UNAVAILABLE. */
  some(source: AlarmSource, cursor: string | null, replaying: Replaying): Promise<{ items: LetterFate[]; next: string | null }>;
}

/** Letters and milliseconds of one request. */
const mostLetters = 25;
const mostMs = 10_000;

export function createLetterReplay({ intake, letters, events, nowMs }: LetterReplayDeps): LetterReplay {
  async function replay(letter: DeadLetter, source: AlarmSource, requestId: string): Promise<LetterFate> {
    if (source.removedAt !== null) throw new CatalogueError('ALARM_SOURCE_REMOVED', { source: source.id });
    if (!source.isEnabled) throw new CatalogueError('ALARM_SOURCE_OFF', { source: source.id });
    if (!letter.isKeptWhole) throw new CatalogueError('DEAD_LETTER_CUT');
    const { id } = letter;
    const [kind, entries] = [kindOf(source), entriesOfText(letter.body)];
    const [at, againAt] = [new Date(letter.at), new Date(nowMs())];
    let left: string | null = null;
    const taken = await intake.take({
      source, kind, payload: entries ? kind.payloadOf(entries) : parsed(letter.body), at, againAt, requestId: `letter/${id}/${Date.parse(letter.firstAt)}`,
      keepRest: async (reason, rest) => { left = await letters.bury({ at, firstAt: new Date(letter.firstAt), keptAt: againAt, source: source.id, code: letter.code, ...told(reason), body: rest ?? letter.body, requestId }); },
    });
    if (!taken.isUnderstood) return { is: 'refused', id, ...told(taken.reason), tries: await letters.refuse(id, { ...told(taken.reason), at: againAt }) };
    const { accepted, changes, reason } = taken;
    return left === null || reason === null ? { is: 'accepted', id, accepted, changes } : { is: 'partly', id, accepted, changes, ...told(reason), left };
  }

  async function one(letter: DeadLetter, source: AlarmSource, { by, requestId }: Replaying, seq = 0): Promise<LetterFate> {
    const fate = await replay(letter, source, requestId);
    const { id, is, ...facts } = fate;
    await events.append([portalEvent({ requestId, seq, at: new Date(nowMs()).toISOString(), action: 'deadLetter.replayed', actor: by, refs: [{ kind: 'alarmSource', id: source.id }], data: { letter: id, is, ...facts } as Record<string, Json> })]);
    // Last: by now the journal has the alarms, and everybody can read who did it. What is left may be the same letter.
    if (fate.is === 'accepted' || (fate.is === 'partly' && fate.left !== id)) await letters.remove(id);
    return fate;
  }

  return {
    one: (letter, source, replaying) => one(letter, source, replaying),
    async some(source, cursor, replaying) {
      const until = nowMs() + mostMs;
      const items: LetterFate[] = [];
      for (let at = cursor; ;) {
        if (items.length >= mostLetters || nowMs() > until || replaying.isGone()) return { items, next: at };
        const found = await letters.readNext(source.id, at);
        if (!found) return { items, next: null };
        const { letter } = found;
        items.push(await one(letter, source, replaying, items.length).catch((thrown: unknown) => failed(letter.id, thrown)));
        at = found.cursor;
      }
    },
  };
}

/** The reason in English, and as it is told in other languages. */
const told = (says: Phrase): { reason: string; says: Phrase } => ({ reason: sayParam(says), says });

/** Only what is the letter's own fault: the others go on. */
function failed(id: string, thrown: unknown): LetterFate {
  if (codeOf(thrown) === 'DEAD_LETTER_CUT') return { is: 'failed', id, code: 'DEAD_LETTER_CUT' };
  throw thrown;
}

/** Bodies are kept only of what was JSON once. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CatalogueError('DEAD_LETTER_CUT');
  }
}
