import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Changed } from '#api/live.api';
import { anonymous } from '#domain/identity/rights';
import { createHintSender, type Listener } from './hint-sender.ts';
import type { Hint } from './hints.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

const hint = (room: string, id: string, revision: number | null, isFor: Hint['isFor'] = () => true): Hint => ({ room, what: 'ticket', id, revision, isFor });
function listening(rooms: Record<string, string[]>) {
  const got: Record<string, Changed[]> = {};
  const sender = createHintSender(function* listenersOf(wanted) {
    for (const [room, people] of Object.entries(rooms)) {
      if (wanted.endsWith(':*') ? !room.startsWith(wanted.slice(0, -1)) : room !== wanted) continue;
      for (const person of people) yield { room, listener: { actor: { ...anonymous, person }, send: (changed) => (got[person] ??= []).push(changed) } satisfies Listener };
    }
  });
  return { sender, got };
}

describe('sending hints', () => {
  it('makes many changes of one thing one hint with the newest revision', () => {
    const { sender, got } = listening({ tickets: ['ana'] });
    for (let revision = 1; revision <= 20; revision += 1) sender.push([hint('tickets', 'INC-1', revision)]);
    expect(got).toEqual({});
    vi.advanceTimersByTime(60);
    expect(got['ana']).toEqual([{ room: 'tickets', what: 'ticket', id: 'INC-1', revision: 20 }]);
  });

  it('says under which room a listener of many rooms heard it', () => {
    const { sender, got } = listening({ 'inbox:ana': ['ana'], 'inbox:mia': ['mia'] });
    sender.push([hint('inbox:*', 'x', null)]);
    vi.advanceTimersByTime(60);
    expect(got['ana']!.map(({ room }) => room)).toEqual(['inbox:ana']);
    expect(got['mia']!.map(({ room }) => room)).toEqual(['inbox:mia']);
  });

  it('keeps a hint from those it is not for, also when another with the same words is for them', () => {
    const { sender, got } = listening({ 'inbox:ana': ['ana'], 'inbox:mia': ['mia'], 'inbox:omar': ['omar'] });
    sender.push([hint('inbox:*', 'x', 1, (actor) => actor.person === 'ana'), hint('inbox:*', 'x', 1, (actor) => actor.person === 'mia')]);
    vi.advanceTimersByTime(60);
    expect(Object.keys(got).sort()).toEqual(['ana', 'mia']);
  });

  it('tells who joins a room of the newest they may hear of the last ten seconds, and nobody of what was longer ago', () => {
    const { sender, got } = listening({});
    const heardBy = (person: string, room: string): (string | null)[] => {
      const heard: Changed[] = [];
      sender.recall(room, { actor: { ...anonymous, person }, send: (changed) => heard.push(changed) });
      return heard.map((changed) => `${changed.room} ${changed.id} ${changed.revision}`);
    };
    sender.push([hint('tickets', 'INC-1', 1), hint('tickets', 'INC-2', 1), hint('inbox:*', 'x', null)]);
    vi.advanceTimersByTime(60);
    sender.push([hint('tickets', 'INC-1', 2), hint('tickets', 'INC-3', 1, (actor) => actor.person === 'mia')]);
    expect(heardBy('ana', 'tickets'), 'what waits is sent to the room anyway').toEqual(['tickets INC-2 1']);
    vi.advanceTimersByTime(60);
    expect([heardBy('ana', 'tickets'), heardBy('mia', 'tickets'), heardBy('ana', 'inbox:ana'), heardBy('ana', 'flows')]).toEqual([['tickets INC-1 2'], ['tickets INC-3 1'], ['inbox:ana x null'], []]);
    vi.advanceTimersByTime(10_000);
    expect(heardBy('ana', 'tickets')).toEqual([]);
    expect(got).toEqual({});
  });

  it('sends what comes later in its own turn', () => {
    const { sender, got } = listening({ tickets: ['ana'] });
    sender.push([hint('tickets', 'INC-1', 1)]);
    vi.advanceTimersByTime(60);
    sender.push([hint('tickets', 'INC-1', 2)]);
    vi.advanceTimersByTime(60);
    expect(got['ana']!.map(({ revision }) => revision)).toEqual([1, 2]);
  });
});
