/**
 * One key per thing said. Said again while nobody knows whether it got through (no answer, a portal that is away) it carries the same key, so that it is done
 * once; once it was answered, also by a refusal, the key has served: the portal repeats an answer to its key for a day, and trying again asks anew.
 */
import { use, useMemo } from 'react';
import type { KeptStore } from '../kept/kept.ts';
import { KeptContext } from '../kept/useKept.ts';
import { newKey, type ApiFault } from './client.ts';

export interface Saying {
  /** The key of what is said: the one of before when the same is said again, else a new one. `said` tells one thing from another. */
  keyOf(said: string): string;
  /** It is done. */
  done(): void;
  /** It failed: an answer to it ends its key. */
  failed(fault: ApiFault): void;
}

/** Refusals at the door: what was said before may have got through all the same, and these are not repeated. */
const atTheDoor: readonly string[] = ['SIGN_IN_NEEDED', 'CSRF_REFUSED', 'RATE_LIMITED', 'IDEMPOTENCY_RUNNING'];

/** Whether this fault is the portal's answer to what was said. */
export const isAnswer = ({ shape: { family, code } }: ApiFault): boolean => family !== 'unavailable' && family !== 'broken' && !atTheDoor.includes(code);

interface Said { said: string; key: string }

/** `kept` is where the key also survives a reload; null keeps it only as long as the page. */
export function createSaying(kept: { store: KeptStore; place: string } | null, makeKey: () => string = newKey): Saying {
  let last: Said | null = null;
  const forget = (): void => {
    last = null;
    kept?.store.clear(kept.place);
  };
  return {
    keyOf(said) {
      last = [last, kept && parseSaid(kept.store.read(kept.place))].find((one) => one?.said === said) ?? { said, key: makeKey() };
      kept?.store.write(kept.place, JSON.stringify(last));
      return last.key;
    },
    done: forget,
    failed: (fault) => { if (isAnswer(fault)) forget(); },
  };
}

/** `keptAs` keeps the key beside the kept text of that name. */
export function useSaying(keptAs?: string): Saying {
  const store = use(KeptContext);
  return useMemo(() => createSaying(keptAs === undefined ? null : { store, place: `said.${keptAs}` }), [store, keptAs]);
}

function parseSaid(text: string | null): Said | null {
  if (text === null) return null;
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === 'object' && said !== null && 'said' in said && typeof said.said === 'string' && 'key' in said && typeof said.key === 'string' ? { said: said.said, key: said.key } : null;
  } catch { return null; }
}
