/** The post of a dry run: what its flows send comes to waits of the same dry run, of those they call too, at once or when one begins in time. Time is the virtual clock's. */
import { plusMs, type Instant } from '../../values.ts';
import { messageLimits, takes, ttlMs } from '../message/message.ts';
import type { ActivityRequest, Vars } from '../kernel/kernel.types.ts';
import { postActivities } from '../nodes/node.send.ts';

interface Sent { name: string; key: string | null; data: Vars }
type Waiting = readonly { name: string; key: string | null }[];

/** Whether an activity is the sending of a message or a signal. */
export const isSent = ({ activity }: ActivityRequest): boolean => activity === postActivities.message || activity === postActivities.signal;

export class DryPost {
  #kept: (Sent & { expiresAt: Instant })[] = [];

  /** What comes to waits at once: a signal to all, a message to one. A message that none takes is kept for `take`. */
  send({ activity, config }: ActivityRequest, now: Instant, waiting: Waiting): (Sent & { isForOne?: true })[] {
    const sent: Sent = { name: textOf(config['name']), key: typeof config['key'] === 'string' ? config['key'] : null, data: (config['data'] ?? {}) as Vars };
    const isForOne = activity === postActivities.message;
    if (waiting.some((wait) => takes(wait, sent))) return [{ ...sent, ...(isForOne ? { isForOne } : {}) }];
    if (isForOne && this.#kept.length < messageLimits.kept) this.#kept.push({ ...sent, expiresAt: plusMs(now, ttlMs(textOf(config['ttl'])) ?? 0) });
    return [];
  }

  /** The oldest message that is still kept and that something waits for; it is kept no longer. */
  take(now: Instant, waiting: Waiting): Sent | null {
    this.#kept = this.#kept.filter(({ expiresAt }) => expiresAt > now);
    const at = this.#kept.findIndex((sent) => waiting.some((wait) => takes(wait, sent)));
    if (at < 0) return null;
    const [sent] = this.#kept.splice(at, 1);
    return sent === undefined ? null : { name: sent.name, key: sent.key, data: sent.data };
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
