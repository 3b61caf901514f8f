/** Rooms for components: while mounted, hints of these rooms make the named routes be read anew. */
import { createContext, use, useEffect, useRef, useSyncExternalStore } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Changed } from '#api/live.api';
import type { RouteName } from '#api/routes';
import { readAnewBeside } from '../api/read.ts';
import type { Live, LiveState } from './live.ts';
import { readOneAtATime } from './reading.ts';

const silent: Live = { join: () => () => undefined, onCatchUp: () => () => undefined, state: () => 'connecting', onState: () => () => undefined, ended: () => null, retry: () => undefined, close: () => undefined };
export const LiveContext = createContext<Live>(silent);

export const useLiveState = (): LiveState => {
  const live = use(LiveContext);
  return useSyncExternalStore(live.onState, live.state);
};

/** `room` null listens to nothing. Hints within 150 ms make one reading, hints during a reading one more after it. */
export function useLive(room: string | null, reads: readonly RouteName[], onChanged?: (changed: Changed) => void): void {
  const live = use(LiveContext);
  const queries = useQueryClient();
  const latest = useRef({ reads, onChanged });
  useEffect(() => { latest.current = { reads, onChanged }; });
  useEffect(() => {
    if (room === null) return undefined;
    const reading = readOneAtATime(() => readAnewBeside(queries, latest.current.reads), 150);
    const leave = live.join(room, (changed) => {
      latest.current.onChanged?.(changed);
      if (latest.current.reads.length > 0) reading.hint();
    });
    return () => { leave(); reading.stop(); };
  }, [live, queries, room]);
}
