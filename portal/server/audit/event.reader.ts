/**
 * Reads events newest first and leaves out what the reader may not read. Events keep no rights of their own: a ticket may change its team, and then its
 * whole story goes with it; so they are read in batches, and each batch is asked what its things are now (decision 0181).
 */
import { mayReadEvent } from '#domain/audit/event.rights';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { Actor } from '#domain/identity/identity.schema';
import { eventCursor, type EventRepo, type EventSearch } from '#store/audit/event.repo';
import { guardIn, otherIn, type Thing, type Things } from './event.things.ts';

export interface EventReader {
  /** A page of at most `limit`; fewer, and yet `next`, when many were looked at. */
  page(actor: Actor, search: EventSearch, page: { cursor: string | null; limit: number }): Promise<{ events: DomainEvent[]; things: Things; next: string | null }>;
  /** All of them, batch by batch. */
  batches(actor: Actor, search: EventSearch): AsyncGenerator<{ events: DomainEvent[]; things: Things }>;
}

const batchSize = 200;
/** Events looked at for one page: a reader of little among much gets a short page rather than a slow one. */
const looked = 2_000;

export function createEventReader({ events, things }: { events: Pick<EventRepo, 'latest'>; things: { of(events: readonly DomainEvent[]): Promise<Things> } }): EventReader {
  async function batch(actor: Actor, search: EventSearch, cursor: string | null, limit: number) {
    const { items, next } = await events.latest({ limit, ...(cursor === null ? {} : { cursor }) }, search);
    const found = await things.of(items);
    return { events: items.filter((event) => mayReadEvent(actor, event, guardIn(found, event)?.resource ?? null, otherIn(found, event)?.resource ?? null)), things: found, next };
  }
  return {
    async page(actor, search, { cursor, limit }) {
      const [read, known] = [[] as DomainEvent[], new Map<string, Thing>()];
      let next = cursor;
      // Who may read everything needs no more than the page.
      for (let [count, size] = [0, Math.min(batchSize, limit + 1)]; count < looked; [count, size] = [count + size, batchSize]) {
        const found = await batch(actor, search, next, size);
        for (const [place, thing] of found.things) known.set(place, thing);
        read.push(...found.events);
        next = found.next;
        if (read.length > limit) return { events: read.slice(0, limit), things: known, next: eventCursor(read[limit - 1]!) };
        if (next === null || read.length === limit) break;
      }
      return { events: read, things: known, next };
    },
    async *batches(actor, search) {
      let next: string | null = null;
      do {
        const found: Awaited<ReturnType<typeof batch>> = await batch(actor, search, next, batchSize);
        yield found;
        next = found.next;
      } while (next !== null);
    },
  };
}
