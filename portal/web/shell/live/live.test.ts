import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ErrorFamily } from '#domain/errors';
import type { Changed, JoinAnswer } from '#api/live.api';
import { createLive, type LiveSocket } from './live.ts';

function wire() {
  const listeners = new Map<string, (payload: never) => void>();
  const said: string[] = [];
  const tries: number[] = [];
  const acks: ((answer: JoinAnswer) => void)[] = [];
  const socket: LiveSocket = {
    on: (event, listener) => listeners.set(event, listener),
    emit: (event, room, ack) => { said.push(`${event} ${room}`); if (ack) acks.push(ack); },
    connect: () => { tries.push(Date.now()); }, disconnect: () => undefined, active: false,
  };
  return { socket, tries, said, acks, happens: (event: string, payload?: unknown) => listeners.get(event)!(payload as never) };
}
const error = (code: string, params = {}, family: ErrorFamily = 'invalid') => ({ ok: false as const, error: { code, family, message: '', hint: '', params } });
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
  it('knows why the server ended it, until a person connects it again', () => {
    const { socket, happens } = wire();
    const live = createLive(socket);
    happens('connect');
    const why = { code: 'SOCKETS_TOO_MANY', family: 'invalid', message: '', hint: '' };
    happens('ended', why);
    happens('disconnect');
    expect([live.state(), live.ended()]).toEqual(['offline', why]);
    happens('connect');
    expect(live.ended()).toBeNull();
  });
  it('comes back once when it was sent away without a reason, and not when there is one or the page is left', () => {
    const { socket, tries, happens } = wire();
    const live = createLive(socket);
    happens('connect');
    happens('disconnect', 'transport close');
    vi.advanceTimersByTime(10_000);
    expect(tries, 'the library does that itself').toEqual([]);
    happens('disconnect', 'io server disconnect');
    vi.advanceTimersByTime(10_000);
    expect(tries).toHaveLength(1);
    happens('connect');
    happens('ended', { code: 'SOCKETS_TOO_MANY', family: 'invalid', message: '', hint: '' });
    happens('disconnect', 'io server disconnect');
    vi.advanceTimersByTime(10_000);
    happens('connect');
    happens('disconnect', 'io server disconnect');
    live.close();
    vi.advanceTimersByTime(10_000);
    expect(tries).toHaveLength(1);
  });
  it('tries again when the server could not say whether it may come in, and not when nobody is signed in', () => {
    const { socket, tries, happens } = wire();
    createLive(socket);
    happens('connect_error', { data: { code: 'SERVICE_UNAVAILABLE' } });
    vi.advanceTimersByTime(10_000);
    happens('connect_error', { data: { code: 'SIGN_IN_NEEDED' } });
    vi.advanceTimersByTime(10_000);
    expect(tries).toHaveLength(1);
  });
  it('asks again for a room it was too early for, catches up then, and leaves it at a refusal', () => {
    const { socket, said, acks, happens } = wire();
    const live = createLive(socket);
    const catchUp = vi.fn();
    live.onCatchUp(catchUp);
    happens('connect');
    const leave = live.join('tickets', () => undefined);
    acks[0]!(error('RATE_LIMITED', { seconds: 2 }));
    vi.advanceTimersByTime(1_900);
    expect(said).toEqual(['join tickets']);
    vi.advanceTimersByTime(200);
    expect(said).toEqual(['join tickets', 'join tickets']);
    expect(catchUp).not.toHaveBeenCalled();
    acks[1]!({ ok: true });
    vi.advanceTimersByTime(500);
    expect(catchUp).toHaveBeenCalledTimes(1);
    acks[1]!(error('RATE_LIMITED', { seconds: 1 }));
    leave();
    acks[1]!(error('NOT_FOUND'));
    vi.advanceTimersByTime(5_000);
    expect(said).toEqual(['join tickets', 'join tickets', 'leave tickets']);
  });
  it('asks again with growing pauses while the server cannot say, once however often the connection came back meanwhile', () => {
    const { socket, said, acks, happens } = wire();
    const live = createLive(socket);
    const catchUp = vi.fn();
    live.onCatchUp(catchUp);
    happens('connect');
    live.join('ticket:INC-1', () => undefined);
    acks[0]!(error('SERVICE_UNAVAILABLE', {}, 'unavailable'));
    vi.advanceTimersByTime(1_000);
    expect(said).toHaveLength(2);
    acks[1]!(error('SERVICE_UNAVAILABLE', {}, 'unavailable'));
    vi.advanceTimersByTime(1_900);
    expect(said).toHaveLength(2);
    happens('disconnect'); happens('connect');
    expect(said).toHaveLength(3);
    vi.advanceTimersByTime(60_000);
    expect(said).toHaveLength(3);
    catchUp.mockClear();
    acks[2]!(error('SERVICE_UNAVAILABLE', {}, 'unavailable'));
    vi.advanceTimersByTime(1_000);
    acks[3]!({ ok: true });
    vi.advanceTimersByTime(500);
    expect(catchUp).toHaveBeenCalledTimes(1);
  });
  it('does not ask again for what is not there, and slowly for one room too many', () => {
    const { socket, said, acks, happens } = wire();
    const live = createLive(socket);
    happens('connect');
    live.join('ticket:INC-1', () => undefined);
    live.join('ticket:INC-2', () => undefined);
    acks[0]!(error('NOT_FOUND'));
    acks[1]!(error('ROOMS_TOO_MANY', { limit: 60 }));
    vi.advanceTimersByTime(600_000);
    expect(said).toEqual(['join ticket:INC-1', 'join ticket:INC-2', 'join ticket:INC-2']);
  });
  it('catches up when the server says that changes may have been missed', () => {
    const { socket, happens } = wire();
    const catchUp = vi.fn();
    createLive(socket).onCatchUp(catchUp);
    happens('connect');
    happens('resync');
    expect(catchUp).toHaveBeenCalledTimes(1);
  });
  it('catches up when it is put out of a room, and asks slowly whether it may be in it again', () => {
    const { socket, said, acks, happens } = wire();
    const live = createLive(socket);
    const catchUp = vi.fn();
    live.onCatchUp(catchUp);
    happens('connect');
    live.join('ticket:INC-1', () => undefined);
    acks[0]!({ ok: true });
    happens('left', 'ticket:INC-2');
    vi.advanceTimersByTime(500);
    expect(catchUp).not.toHaveBeenCalled();
    happens('left', 'ticket:INC-1');
    vi.advanceTimersByTime(30_000);
    expect(catchUp).toHaveBeenCalledTimes(1);
    expect(said).toHaveLength(1);
    vi.advanceTimersByTime(30_000);
    acks[1]!(error('NOT_FOUND'));
    vi.advanceTimersByTime(60_000);
    acks[2]!({ ok: true });
    vi.advanceTimersByTime(500);
    expect(catchUp).toHaveBeenCalledTimes(2);
  });
  it('catches up once for many rooms that were entered late', () => {
    const { socket, acks, happens } = wire();
    const live = createLive(socket);
    const catchUp = vi.fn();
    live.onCatchUp(catchUp);
    happens('connect');
    for (let n = 0; n < 20; n += 1) live.join(`ticket:INC-${n}`, () => undefined);
    for (const ack of [...acks]) ack(error('RATE_LIMITED', { seconds: 1 }));
    vi.advanceTimersByTime(1_000);
    for (const ack of acks.slice(20)) ack({ ok: true });
    vi.advanceTimersByTime(5_000);
    expect(catchUp).toHaveBeenCalledTimes(1);
  });
});
