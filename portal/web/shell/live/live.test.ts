import { describe, expect, it, vi } from 'vitest';
import type { Changed } from '#api/live.api';
import { createLive, type LiveSocket } from './live.ts';

function wire() {
  const listeners = new Map<string, (payload: never) => void>();
  const said: string[] = [];
  const socket: LiveSocket = {
    on: (event, listener) => listeners.set(event, listener),
    emit: (event, room) => said.push(`${event} ${room}`),
    connect: () => undefined, disconnect: () => undefined,
  };
  return { socket, said, happens: (event: string, payload?: unknown) => listeners.get(event)!(payload as never) };
}
const changed = (room: string): Changed => ({ room, what: 'ticket', id: 't1', revision: 2 });

describe('live rooms', () => {
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
});
