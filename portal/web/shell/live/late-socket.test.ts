import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lateSocket } from './late-socket.ts';
import type { LiveSocket } from './live.ts';

function real() {
  const said: string[] = [];
  const socket: LiveSocket = { on: (event) => said.push(`on ${event}`), emit: (event, room) => said.push(`${event} ${room}`), connect: () => said.push('connect'), disconnect: () => said.push('disconnect'), active: true };
  return { said, socket };
}

describe('a socket whose code comes later', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it('is asked in order for what was asked of it meanwhile', async () => {
    const { said, socket } = real();
    const late = lateSocket(() => Promise.resolve(socket));
    late.on('connect', () => undefined);
    late.emit('join', 'tickets');
    expect([said, late.active]).toEqual([[], true]);
    await vi.advanceTimersByTimeAsync(0);
    late.emit('leave', 'tickets');
    expect(said).toEqual(['on connect', 'join tickets', 'leave tickets']);
  });

  it('is fetched again when that failed, and not when the page does not want it any more', async () => {
    const { said, socket } = real();
    const load = vi.fn<() => Promise<LiveSocket>>().mockRejectedValueOnce(new Error('away')).mockResolvedValue(socket);
    lateSocket(load).emit('join', 'tickets');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(said).toEqual(['join tickets']);
    const other = vi.fn<() => Promise<LiveSocket>>().mockRejectedValue(new Error('away'));
    lateSocket(other).disconnect();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(other).toHaveBeenCalledTimes(1);
  });

  it('is ended as soon as it is there when it was closed meanwhile', async () => {
    const { said, socket } = real();
    lateSocket(() => Promise.resolve(socket)).disconnect();
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toEqual(['disconnect']);
  });
});
