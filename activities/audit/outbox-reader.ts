/** Reads the outbox for one reader: hands the next events on in order, and only when that is done moves on, so that a stop in the middle hands the same ones on again. */
import type { DomainEvent } from '#domain/audit/event.schema';
import type { OutboxRepo } from '#store/audit/outbox.repo';

export interface OutboxRow { outboxSeq: number; event: DomainEvent }
export interface OutboxReaderOf<Key> {
  outbox: Pick<OutboxRepo, 'begin' | 'hasNews' | 'read' | 'advance'>;
  /** Name of the reader: its place in the outbox is kept under it. */
  reader: string;
  /** Deals with them, and says what is to be woken. The same rows may come again. */
  note(rows: readonly OutboxRow[]): Promise<readonly Key[]>;
}

/** A clerk at the outbox. `Key` names what it can ask to be woken. */
export interface OutboxReader<Key> {
  /** Events from before the first start are not news. */
  begin(): Promise<void>;
  /** Whether a round would find anything. */
  hasNews(): Promise<boolean>;
  /** Deals with the next events; answers how many, and what is to be woken. Rejects when MongoDB is away. */
  round(): Promise<{ read: number; due: readonly Key[] }>;
}

const batch = 200;

export function createOutboxReader<Key>({ outbox, reader, note }: OutboxReaderOf<Key>): OutboxReader<Key> {
  return {
    begin: () => outbox.begin(reader),
    hasNews: () => outbox.hasNews(reader),
    async round() {
      const rows = await outbox.read(reader, batch);
      const last = rows.at(-1);
      if (last === undefined) return { read: 0, due: [] };
      const due = await note(rows);
      await outbox.advance(reader, last.outboxSeq);
      return { read: rows.length, due };
    },
  };
}

/** What an event comes to; null for one that nobody can read: it is told in the log and keeps no other from being dealt with. */
export async function readable<T>(event: DomainEvent, make: () => Promise<T> | T, log: { error(facts: object, message: string): void }): Promise<T | null> {
  try {
    return await make();
  } catch (fault) {
    if (!(fault instanceof TypeError || fault instanceof RangeError)) throw fault;
    log.error({ fault: String(fault), event: event.id }, 'an event could not be read; it is passed by');
    return null;
  }
}
