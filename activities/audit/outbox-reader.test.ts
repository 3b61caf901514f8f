import { describe, expect, it } from 'vitest';
import type { DomainEvent } from '#domain/audit/event.schema';
import { createOutboxReader, readable, type OutboxRow } from './outbox-reader.ts';

const event = (id: string): DomainEvent => ({ id, at: '2026-11-27T10:00:00.000Z', action: 'flow.published', actor: { kind: 'person', id: 'paul' }, onBehalfOf: null, refs: [], data: {}, origin: id, seq: 0, isConfirmed: true });

/** An outbox of some events, and a reader that answers with their ids. */
function reader(note: (rows: readonly OutboxRow[]) => Promise<readonly string[]>, count = 3) {
  const rows = Array.from({ length: count }, (_, index) => ({ outboxSeq: index + 1, event: event(`e${index + 1}`) }));
  let place = 0;
  const outbox = { begin: async () => undefined, hasNews: async () => place < rows.length, read: async () => rows.filter(({ outboxSeq }) => outboxSeq > place), advance: async (_: string, to: number) => { place = to; } };
  return { clerk: createOutboxReader({ outbox, reader: 'test', note }), place: () => place };
}

describe('a reader of the outbox', () => {
  it('hands events on in order, says what is to be woken, and moves on', async () => {
    const { clerk, place } = reader(async (rows) => rows.map(({ event: { id } }) => id));
    expect(await clerk.hasNews()).toBe(true);
    expect(await clerk.round()).toEqual({ read: 3, due: ['e1', 'e2', 'e3'] });
    expect([place(), await clerk.hasNews(), await clerk.round()]).toEqual([3, false, { read: 0, due: [] }]);
  });
  it('stays where it is when they could not be dealt with, and hands the same ones on again', async () => {
    let tries = 0;
    const { clerk, place } = reader(async (rows) => { tries += 1; if (tries === 1) throw new Error('MongoDB is away'); return rows.map(({ event: { id } }) => id); });
    await expect(clerk.round()).rejects.toThrow('MongoDB is away');
    expect(place()).toBe(0);
    expect(await clerk.round()).toEqual({ read: 3, due: ['e1', 'e2', 'e3'] });
  });
});

describe('an event that nobody can read', () => {
  const told: object[] = [];
  const log = { error: (facts: object) => { told.push(facts); } };
  it('is told and passed by', async () => {
    expect(await readable(event('odd'), () => { throw new TypeError('no such field'); }, log)).toBeNull();
    expect(told).toMatchObject([{ event: 'odd' }]);
  });
  it('is not what a database that is away makes of it', async () => {
    await expect(readable(event('fine'), () => Promise.reject(new Error('away')), log)).rejects.toThrow('away');
  });
});
