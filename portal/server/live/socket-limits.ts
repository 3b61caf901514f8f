/** How much one socket may ask: every join looks into the database, every message costs a little. What is beyond is refused, what floods is cut off. */
import { CatalogueError } from '#domain/errors';

export interface SocketLimits {
  /** One more message came. False: the socket floods and is to be cut off. */
  hear(): boolean;
  /** Joins a room when there is room and time for it; `joined` rooms it is in already. Throws RATE_LIMITED, ROOMS_TOO_MANY and what `join` throws. */
  enter(joined: number, join: () => Promise<void>): Promise<void>;
}

/** So many at once, and so many more with every second. A page joins a handful of rooms, and all of them at once after it was offline. */
interface Pace { atOnce: number; perSecond: number }
const joinPace: Pace = { atOnce: 80, perSecond: 20 };
const messagePace: Pace = { atOnce: 400, perSecond: 100 };
export const roomsPerSocket = 60;

export function createSocketLimits(nowMs: () => number): SocketLimits {
  const [joins, messages] = [keeping(joinPace, nowMs), keeping(messagePace, nowMs)];
  let underWay = 0;
  return {
    hear: messages,
    async enter(joined, join) {
      if (!joins()) throw new CatalogueError('RATE_LIMITED', { seconds: 1 });
      if (joined + underWay >= roomsPerSocket) throw new CatalogueError('ROOMS_TOO_MANY', { limit: roomsPerSocket });
      underWay += 1;
      try {
        await join();
      } finally {
        underWay -= 1;
      }
    },
  };
}

/** True while the pace is kept. */
function keeping({ atOnce, perSecond }: Pace, nowMs: () => number): () => boolean {
  let left = atOnce;
  let asOf = nowMs();
  return () => {
    const now = nowMs();
    left = Math.min(atOnce, left + (now - asOf) / 1_000 * perSecond);
    asOf = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
