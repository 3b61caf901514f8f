/**
 * The live connection: which rooms this page listens to, joined once however many parts ask, joined anew after every reconnection. Hints say what changed;
 * what to read anew is the listener's business. The socket is handed in, so that rooms and states are tested without one.
 */
import type { Changed, JoinAnswer } from '#api/live.api';
import type { ErrorShape } from '#domain/errors';
import { joinAfterLeftMs, joinAgainAfterMs } from './joining.ts';

export type LiveState = 'connecting' | 'live' | 'offline';
export interface LiveSocket {
  on(event: 'connect' | 'disconnect' | 'connect_error' | 'changed' | 'ended' | 'resync' | 'left', listener: (payload: never) => void): unknown;
  emit(event: 'join' | 'leave', room: string, ack?: (answer: JoinAnswer) => void): unknown;
  connect(): unknown;
  disconnect(): unknown;
  /** Whether it tries again by itself; not after the server refused it or sent it away. */
  readonly active: boolean;
}
export interface Live {
  /** Listens to a room until the returned function is called. */
  join(room: string, listener: (changed: Changed) => void): () => void;
  /** Called whenever hints may have been missed: after a reconnection, when the server says so, after a room was closed or entered late. */
  onCatchUp(listener: () => void): () => void;
  state(): LiveState;
  onState(listener: () => void): () => void;
  /** Why the server has closed it for good; null while it comes back by itself. */
  ended(): ErrorShape | null;
  /** Tries to connect now, for a person who does not want to wait. */
  retry(): void;
  close(): void;
}

const gatherMs = 300;
/** After the server sent a page away: the session may have ended, which the answer to the next try tells; or the portal is about to stop. */
const sentAwayMs = 500;
/** After the server could not say whether somebody may come in. */
const refusedMs = 3_000;

export function createLive(socket: LiveSocket): Live {
  const rooms = new Map<string, Set<(changed: Changed) => void>>();
  const catchUps = new Set<() => void>();
  const stateListeners = new Set<() => void>();
  let state: LiveState = 'connecting';
  let wasLive = false;
  let ended: ErrorShape | null = null;
  const become = (next: LiveState): void => {
    if (state === next) return;
    state = next;
    for (const listener of stateListeners) listener();
  };
  const catchUp = (): void => { for (const listener of catchUps) listener(); };
  /** Many rooms are entered late at once: one catching up for all of them. */
  let soon: ReturnType<typeof setTimeout> | null = null;
  const catchUpSoon = (): void => { soon ??= setTimeout(() => { soon = null; catchUp(); }, gatherMs); };
  /** Rooms that are asked for again later, and those the server put this page out of. */
  const later = new Map<string, ReturnType<typeof setTimeout>>();
  const left = new Set<string>();
  const forget = (room: string): void => {
    clearTimeout(later.get(room));
    later.delete(room);
  };
  const enterAfter = (room: string, waitMs: number, refusals: number): void => {
    forget(room);
    later.set(room, setTimeout(() => { later.delete(room); if (state === 'live' && rooms.has(room)) enter(room, refusals); }, waitMs));
  };
  /** What changed while the page stood before the door is caught up with. */
  const enter = (room: string, refusals = 0): void => void socket.emit('join', room, (answer) => {
    if (!rooms.has(room)) return;
    if (answer.ok) {
      left.delete(room);
      if (refusals > 0) catchUpSoon();
      return;
    }
    const waitMs = joinAgainAfterMs(answer.error, refusals + 1, left.has(room));
    if (waitMs !== null) enterAfter(room, waitMs, refusals + 1);
  });
  socket.on('connect', () => {
    ended = null;
    for (const room of rooms.keys()) { forget(room); enter(room); }
    become('live');
    if (wasLive) catchUp();
    wasLive = true;
  });
  socket.on('resync', catchUp);
  // What the page still shows of it is read anew, and refused where it is not for this person any more.
  socket.on('left', ((room: string) => {
    if (!rooms.has(room)) return;
    left.add(room);
    enterAfter(room, joinAfterLeftMs, 1);
    catchUpSoon();
  }) as (payload: never) => void);
  let back: ReturnType<typeof setTimeout> | null = null;
  const comeBackAfter = (waitMs: number): void => { back ??= setTimeout(() => { back = null; socket.connect(); }, waitMs); };
  socket.on('disconnect', ((reason?: string) => {
    become('offline');
    if (reason === 'io server disconnect' && ended === null) comeBackAfter(sentAwayMs);
  }) as (payload: never) => void);
  socket.on('ended', ((why: ErrorShape) => { ended = why; }) as (payload: never) => void);
  socket.on('connect_error', ((fault?: { data?: { code?: string } }) => {
    become('offline');
    if (!socket.active && fault?.data?.code !== 'SIGN_IN_NEEDED') comeBackAfter(refusedMs);
  }) as (payload: never) => void);
  socket.on('changed', ((changed: Changed) => {
    for (const listener of rooms.get(changed.room) ?? []) listener(changed);
  }) as (payload: never) => void);
  return {
    join(room, listener) {
      const there = rooms.get(room);
      if (there) there.add(listener);
      else {
        rooms.set(room, new Set([listener]));
        if (state === 'live') enter(room);
      }
      return () => {
        const listeners = rooms.get(room);
        listeners?.delete(listener);
        if (listeners?.size === 0) {
          rooms.delete(room);
          left.delete(room);
          forget(room);
          if (state === 'live') socket.emit('leave', room);
        }
      };
    },
    onCatchUp: (listener) => { catchUps.add(listener); return () => void catchUps.delete(listener); },
    state: () => state,
    ended: () => ended,
    onState: (listener) => { stateListeners.add(listener); return () => void stateListeners.delete(listener); },
    retry: () => void socket.connect(),
    close() {
      if (back !== null) clearTimeout(back);
      socket.disconnect();
    },
  };
}
