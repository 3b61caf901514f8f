/**
 * The rounds of the post: looks for messages for runs that have begun to wait, takes up what a sender left behind, and ends what nobody took in time.
 * Several workers may run it: each step of a message is one conditional change, and the same run is asked by the same id.
 */
import type { Logger } from 'pino';
import type { KeptPost } from '#activities/flow/message-post';
import { instantOf } from '#domain/values';
import type { MessageRepo } from '#store/flow/message.repo';
import type { MessageWaitRepo } from '#store/flow/message-wait.repo';
import { startRounds } from './rounds.ts';

export interface MessageKeeperOf {
  post: Pick<KeptPost, 'carry' | 'serve'>;
  messages: Pick<MessageRepo, 'due' | 'expire'>;
  waits: Pick<MessageWaitRepo, 'begun' | 'fillIn'>;
  log: Pick<Logger, 'info' | 'warn'>;
  nowMs(): number;
  /** Default 400. */
  everyMs?: number;
  /** Runs and messages looked at in one round, at most, and at the same time. Default 200 and 8. */
  batch?: number; width?: number;
}
export interface MessageKeeper { pass(): Promise<void>; stop(): Promise<void> }

export function startMessageKeeper({ post, messages, waits, log, nowMs, everyMs = 400, batch = 200, width = 8 }: MessageKeeperOf): MessageKeeper {
  let isStopped = false;
  let isFilledIn = false;

  /** One that fails leaves the others alone; it is looked at again. */
  async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    const left = [...items];
    const faults: unknown[] = [];
    await Promise.all(Array.from({ length: width }, async () => {
      for (let item = left.shift(); item !== undefined && !isStopped; item = left.shift()) {
        await work(item).catch((fault: unknown) => { faults.push(fault); });
      }
    }));
    if (faults.length > 0) log.warn({ count: faults.length, fault: String(faults[0]) }, 'messages could not be carried; tried again');
  }

  async function pass(): Promise<void> {
    if (!isFilledIn) {
      const filled = await waits.fillIn();
      isFilledIn = true;
      if (filled > 0) log.info({ runs: filled }, 'what runs wait for was written down');
    }
    await each(await waits.begun(batch), (wait) => post.serve(wait));
    const now = instantOf(nowMs());
    await each(await messages.due(now, batch), (id) => post.carry(id));
    await messages.expire(now);
  }

  const rounds = startRounds(pass, { everyMs, onFault: (fault) => log.warn({ fault: String(fault) }, 'messages could not be looked through; tried again') });
  return {
    pass,
    async stop() {
      isStopped = true;
      await rounds.stop();
    },
  };
}
