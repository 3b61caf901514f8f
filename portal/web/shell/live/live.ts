/**
 * The live connection: which rooms this page listens to, joined once however many parts ask, joined anew after every reconnection. Hints say what changed;
 * what to read anew is the listener's business. The socket is handed in, so that rooms and states are tested without one.
 */
import type { Changed, JoinAnswer } from '#api/live.api';

export type LiveState = 'connecting' | 'live' | 'offline';
export interface LiveSocket {
  on(event: 'connect' | 'disconnect' | 'connect_error' | 'changed', listener: (payload: never) => void): unknown;
  emit(event: 'join' | 'leave', room: string, ack?: (answer: JoinAnswer) => void): unknown;
  connect(): unknown;
  disconnect(): unknown;
}
export interface Live {
  /** Listens to a room until the returned function is called. */
  join(room: string, listener: (changed: Changed) => void): () => void;
  /** Called after every reconnection: hints may have been missed. */
  onCatchUp(listener: () => void): () => void;
  state(): LiveState;
  onState(listener: () => void): () => void;
  /** Tries to connect now, for a person who does not want to wait. */
  retry(): void;
  close(): void;
}

export function createLive(socket: LiveSocket): Live {
  const rooms = new Map<string, Set<(changed: Changed) => void>>();
  const catchUps = new Set<() => void>();
  const stateListeners = new Set<() => void>();
  let state: LiveState = 'connecting';
  let wasLive = false;
  const become = (next: LiveState): void => {
    if (state === next) return;
    state = next;
    for (const listener of stateListeners) listener();
  };
  /** A join that came too soon is asked again when the server said; what changed in between is caught up with. */
  const enter = (room: string, isLate = false): void => void socket.emit('join', room, (answer) => {
    if (answer.ok) {
      if (isLate) for (const listener of catchUps) listener();
    } else if (answer.error.code === 'RATE_LIMITED') {
      setTimeout(() => { if (state === 'live' && rooms.has(room)) enter(room, true); }, Number(answer.error.params?.['seconds'] ?? 1) * 1_000);
    }
  });
  socket.on('connect', () => {
    for (const room of rooms.keys()) enter(room);
    become('live');
    if (wasLive) for (const listener of catchUps) listener();
    wasLive = true;
  });
  socket.on('disconnect', () => become('offline'));
  socket.on('connect_error', () => become('offline'));
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
          if (state === 'live') socket.emit('leave', room);
        }
      };
    },
    onCatchUp: (listener) => { catchUps.add(listener); return () => void catchUps.delete(listener); },
    state: () => state,
    onState: (listener) => { stateListeners.add(listener); return () => void stateListeners.delete(listener); },
    retry: () => void socket.connect(),
    close: () => void socket.disconnect(),
  };
}
