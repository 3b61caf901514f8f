/**
 * The post. A message is written, then somebody who waits is looked for; who waits has written it, and then messages are looked for (the keeper's rounds):
 * so neither order loses one. It goes to one run at a time, by an id that is the same for every try of an attempt, and to the next run only after a
 * definite refusal. One that no run waits for begins the flows that name it. Every step stands in the message's row first, so anybody may take it up where somebody else has left it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { CatalogueError } from '#domain/errors';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { checkSent, messageLimits } from '#domain/flow/message/message';
import type { MessageFate, MessagePost, SignalFate } from '#domain/flow/message/message.ports';
import { epochMs, instantOf, type Instant } from '#domain/values';
import type { MessageRepo, MessageTarget, StoredMessage } from '#store/flow/message.repo';
import type { BegunWait, MessageWaitRepo } from '#store/flow/message-wait.repo';
import { isUnderWay, noStarts, type MessageStarts } from './message-starts.ts';

export interface MessagePostDeps {
  messages: MessageRepo;
  waits: MessageWaitRepo;
  engine: Pick<FlowEngine, 'deliverMessage'>;
  /** Default: messages begin no flows. */
  starts?: MessageStarts;
  nowMs(): number;
}

/** The post as its keeper knows it. */
export interface KeptPost extends MessagePost {
  /** Takes a message or signal up where it stands. Throws where Temporal or MongoDB is away; it is then looked at again. */
  carry(id: string): Promise<void>;
  /** Looks for messages a run waits for, and hands over what there is. */
  serve(wait: BegunWait): Promise<void>;
}

/** A sender that has not been heard of for so long may be gone; one that asks a run has as long as the engine gives it. */
const senderMs = 5_000;
const askingMs = 12_000;
/** A run nobody answers for is asked again after a quarter of the message's age, within these. */
const againMs = { least: 2_000, most: 60_000 };
/** How often, and after which pauses, a sender looks whether somebody else has got an answer. */
const mostLooks = 20;
const lookMs = 150;
/** Runs asked for one message in one go: more than that take turns. */
const mostAsked = 20;
/** Runs told of a signal at the same time. */
const width = 8;

export function createMessagePost({ messages, waits, engine, starts = noStarts, nowMs }: MessagePostDeps): KeptPost {
  const now = (): Instant => instantOf(nowMs());
  const later = (ms: number): Instant => instantOf(nowMs() + ms);
  const again = ({ at }: StoredMessage): Instant => later(Math.min(againMs.most, Math.max(againMs.least, (nowMs() - epochMs(at)) / 4)));

  /** True: taken. False: definitely not. Throws where nobody knows; it is asked again by the same id. */
  async function ask(run: string, id: string, { name, key, data, by, kind }: StoredMessage): Promise<{ isTaken: boolean; setAside: string | null }> {
    const isInLog = async () => ({ isTaken: await waits.hasTaken(run, id), setAside: null });
    try {
      const { answer } = await engine.deliverMessage(run, { id, name, key, data, by, ...(kind === 'message' ? { isForOne: true } : {}) });
      if (answer.accepted) return { isTaken: true, setAside: null };
      // A run that forgot its answer, or ended or was suspended since, has written what it took.
      if (['MESSAGE_NOT_AWAITED', 'RUN_OVER', 'RUN_SUSPENDED'].includes(answer.code)) return isInLog();
      // It came, and could not be carried out: an incident of the run has it now.
      return { isTaken: true, setAside: answer.code };
    } catch (thrown) {
      if (thrown instanceof CatalogueError && ['RUN_OVER', 'RUN_UNKNOWN'].includes(thrown.code)) return isInLog();
      throw thrown;
    }
  }

  /** Asks the run a message is aimed at. */
  async function attempt(message: StoredMessage, target: MessageTarget): Promise<void> {
    const { isTaken, setAside } = await ask(target.run, `message/${message.id}/${message.attempt}`, message).catch(async (thrown: unknown) => {
      await messages.rest(message.id, again(message));
      throw thrown;
    });
    if (isTaken) await messages.delivered(message, target.run, setAside, now());
    else await messages.refused(message, target);
  }

  /** Who has waited longest; first of those that nobody is asking just now, so that many messages do not all go to the same run. */
  async function nextFor(message: StoredMessage): Promise<MessageTarget | null> {
    const asked = await messages.asked(message.name);
    const idle = asked.length === 0 ? null : await waits.longestFor(message, message.refused, asked);
    return idle ?? waits.longestFor(message, message.refused, []);
  }

  /** `isFirst`: it is offered to who waits now, even one that is kept for no time at all. */
  async function carryMessage(id: string, isFirst: boolean): Promise<void> {
    for (let asked = 0; asked < mostAsked; asked += 1) {
      const message = await messages.read(id);
      if (message === null || message.state !== 'pending') return;
      if (message.starts !== null && message.starts.length > 0) {
        if (asked > 0 || message.lookAt === null || message.lookAt <= now()) await beginFlows(message);
        return;
      }
      if (message.target !== null) {
        // Somebody is asking that run at this moment.
        if (message.lookAt !== null && message.lookAt > now()) return;
        await attempt(message, message.target);
        continue;
      }
      const isOver = message.expiresAt <= now();
      const target = isOver && !isFirst ? null : await nextFor(message);
      if (target === null) {
        // A waiting run comes first; what nobody waits for begins flows while it is being sent, and no more once it rests.
        const begun = message.lookAt !== null && (!isOver || isFirst) ? await starts.meant(message) : [];
        if (begun.length > 0 && await messages.claim(message, begun, later(askingMs))) continue;
        await messages.rest(id, null);
        if (isOver) await messages.expire(now());
        return;
      }
      const aimed = await messages.aim(message, target, later(askingMs));
      if (aimed !== null) await attempt(aimed, target);
    }
    await messages.rest(id, later(againMs.least));
  }

  async function beginFlows(message: StoredMessage): Promise<void> {
    await starts.begin(message).catch(async (thrown: unknown) => {
      await messages.rest(message.id, again(message));
      throw thrown;
    });
  }

  async function carrySignal(signal: StoredMessage): Promise<void> {
    if (signal.starts?.some(isUnderWay)) await beginFlows(signal);
    const left = [...signal.targets];
    let fault: unknown = null;
    await Promise.all(Array.from({ length: width }, async () => {
      for (let run = left.shift(); run !== undefined; run = left.shift()) {
        try {
          const { isTaken } = await ask(run, `signal/${signal.id}`, signal);
          await messages.told(signal.id, run, isTaken, now());
        } catch (thrown) {
          fault = thrown;
        }
      }
    }));
    if (fault === null) return;
    await messages.rest(signal.id, again(signal));
    throw fault instanceof Error ? fault : new Error(String(fault));
  }

  async function carry(id: string, isFirst = false): Promise<void> {
    const known = await messages.read(id);
    if (known === null || known.state !== 'pending') return;
    if (known.kind === 'signal') await carrySignal(known);
    else await carryMessage(id, isFirst);
  }

  /** The message once nobody is asking a run for it, or after a while. */
  async function settled(id: string): Promise<StoredMessage | null> {
    for (let looks = 0; ; looks += 1) {
      const message = await messages.read(id);
      if (message?.target == null || looks >= mostLooks) return message;
      await pause(lookMs);
    }
  }

  /** What was written goes on by itself: a run that cannot be reached now is no fault of the sender's. */
  const carryFirst = (id: string): Promise<boolean> => carry(id, true).then(() => true, (thrown: unknown) => {
    if (!(thrown instanceof CatalogueError)) throw thrown;
    return false;
  });

  return {
    async send(message) {
      checkSent(message);
      const isRepeat = !await messages.addMessage(message, now(), later(senderMs));
      const isCarried = await carryFirst(message.id);
      return fateOf(await (isCarried ? settled(message.id) : messages.read(message.id)), message.id, isRepeat, later(message.ttlMs));
    },
    async tell(signal) {
      checkSent(signal);
      const [targets, begun] = await Promise.all([waits.allFor(signal.name), starts.meant({ ...signal, at: now() })]);
      const isRepeat = await messages.read(signal.id) !== null;
      if (!isRepeat && targets.length > messageLimits.told) throw new CatalogueError('MESSAGE_WAITERS_TOO_MANY', { name: signal.name, limit: messageLimits.told });
      if (!isRepeat) await messages.addSignal(signal, targets, now(), later(senderMs), begun);
      await carryFirst(signal.id);
      const stored = await messages.read(signal.id);
      return { id: signal.id, told: stored?.told ?? 0, left: stored?.targets.length ?? 0, isRepeat } satisfies SignalFate;
    },
    carry: (id) => carry(id),
    async serve(wait) {
      const tried: string[] = [];
      for (let id = await messages.awaited(wait.waits, tried, now()); id !== null && tried.length < mostAsked; id = await messages.awaited(wait.waits, tried, now())) {
        tried.push(id);
        await carryMessage(id, false);
        // It has written since: what it waits for now is looked for anew.
        if ((await waits.standing(wait.run))?.fence !== wait.fence) return;
      }
      if (tried.length < mostAsked) await waits.looked(wait);
    },
  };
}

const states = { pending: 'kept', delivered: 'delivered', expired: 'expired', removed: 'removed' } as const;
/** What a known id names may be forgotten by now. */
const fateOf = (stored: StoredMessage | null, id: string, isRepeat: boolean, expiresAt: Instant): MessageFate =>
  (stored === null ? { id, state: 'expired', run: null, expiresAt, isRepeat } : { id, state: begunBy(stored) ?? states[stored.state], run: stored.run, expiresAt: stored.expiresAt, isRepeat });
/** What became of the flows it begins; null: it begins none, or not yet. */
const begunBy = ({ state, starts }: StoredMessage): 'begun' | 'refused' | null => (state !== 'delivered' || starts === null || starts.length === 0 ? null : starts.some(({ ticket }) => ticket !== null) ? 'begun' : 'refused');
