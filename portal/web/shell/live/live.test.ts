import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Changed, JoinAnswer } from '#api/live.api';
import { createLive, type LiveSocket } from './live.ts';

function wire() {
  const listeners = new Map<string, (payload: never) => void>();
  const said: string[] = [];
  const acks: ((answer: JoinAnswer) => void)[] = [];
  const socket: LiveSocket = {
    on: (event, listener) => listeners.set(event, listener),
    emit: (event, room, ack) => { said.push(`${event} ${room}`); if (ack) acks.push(ack); },
    connect: () => undefined, disconnect: () => undefined,
  };
  return { socket, said, acks, happens: (event: string, payload?: unknown) => listeners.get(event)!(payload as never) };
}
const changed = (room: string): Changed => ({ room, what: 'ticket', id: 't1', revision: 2 });

describe('live rooms', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });
  it('joins a room once for two listeners and leaves with the last', () => {
    const { socket, said, happens } = wire();
    const live = createLive(socket);
    happens('connect');
    const first = live.join('tickets', () => undefined);
    const second = live.join('tickets', () => undefined);
    first(); second();
    expect(said).toEqual(['join tickets', 'leave tickets']);
  });
  it('tells only the listeners of the room', () => {
    const { socket, happens } = wire();
    const live = createLive(socket);
    const [ticket, inbox] = [vi.fn(), vi.fn()];
    live.join('ticket:INC-1', ticket); live.join('inbox:ana', inbox);
    happens('changed', changed('ticket:INC-1'));
    expect(ticket).toHaveBeenCalledWith(changed('ticket:INC-1'));
    expect(inbox).not.toHaveBeenCalled();
  });
  it('joins every room again after a lost connection and catches up, but not at the first connection', () => {
    const { socket, said, happens } = wire();
    const live = createLive(socket);
    const catchUp = vi.fn();
    live.onCatchUp(catchUp);
    live.join('tickets', () => undefined);
    happens('connect');
    expect(catchUp).not.toHaveBeenCalled();
    happens('disconnect');
    expect(live.state()).toBe('offline');
    happens('connect');
    expect(said).toEqual(['join tickets', 'join tickets']);
    expect(catchUp).toHaveBeenCalledTimes(1);
    expect(live.state()).toBe('live');
  });
  it('asks again for a room it was too early for, catches up then, and leaves it at a refusal', () => {
    const { socket, said, acks, happens } = wire();
    const live = createLive(socket);
    const catchUp = vi.fn();
    live.onCatchUp(catchUp);
    happens('connect');
    const leave = live.join('tickets', () => undefined);
    const error = (code: string, params = {}) => ({ ok: false as const, error: { code, family: 'invalid' as const, message: '', hint: '', params } });
    acks[0]!(error('RATE_LIMITED', { seconds: 2 }));
    vi.advanceTimersByTime(1_900);
    expect(said).toEqual(['join tickets']);
    vi.advanceTimersByTime(200);
    expect(said).toEqual(['join tickets', 'join tickets']);
    expect(catchUp).not.toHaveBeenCalled();
    acks[1]!({ ok: true });
    expect(catchUp).toHaveBeenCalledTimes(1);
    acks[1]!(error('RATE_LIMITED', { seconds: 1 }));
    leave();
    acks[1]!(error('NOT_FOUND'));
    vi.advanceTimersByTime(5_000);
    expect(said).toEqual(['join tickets', 'join tickets', 'leave tickets']);
  });
});
