import { describe, expect, it } from 'vitest';
import type { ErrorFamily } from '#domain/errors';
import { createKeptStore } from '../kept/kept.ts';
import { ApiFault } from './client.ts';
import { createSaying } from './said.ts';

const fault = (code: string, family: ErrorFamily, status: number): ApiFault => new ApiFault({ code, family, message: '', hint: '' }, status);
function counted(): () => string {
  let made = 0;
  return () => `key-${String(made += 1)}`;
}
function storage(): Storage {
  const map = new Map<string, string>();
  return { getItem: (key: string) => map.get(key) ?? null, setItem: (key: string, value: string) => void map.set(key, value), removeItem: (key: string) => void map.delete(key), key: (at: number) => [...map.keys()][at] ?? null, get length() { return map.size; } } as Storage;
}

describe('what is said again', () => {
  it('carries the same key while it is the same, and another once it was done', () => {
    const saying = createSaying(null, counted());
    expect([saying.keyOf('a'), saying.keyOf('a'), saying.keyOf('b')]).toEqual(['key-1', 'key-1', 'key-2']);
    saying.done();
    expect(saying.keyOf('b')).toBe('key-3');
  });
  it.each([
    ['a refusal', fault('TICKET_FLOW_UNPUBLISHED', 'conflict', 409), 'key-2'],
    ['a missing right', fault('NOT_ALLOWED', 'invalid', 403), 'key-2'],
    ['a lost connection', fault('OFFLINE', 'unavailable', 0), 'key-1'],
    ['a worker that is away', fault('SERVICE_UNAVAILABLE', 'unavailable', 503), 'key-1'],
    ['a fault of the portal', fault('INTERNAL', 'broken', 500), 'key-1'],
    ['an ended session, which may have followed an answer that was lost', fault('SIGN_IN_NEEDED', 'invalid', 401), 'key-1'],
    ['a first attempt that still works', fault('IDEMPOTENCY_RUNNING', 'conflict', 409), 'key-1'],
  ])('after %s, also after a reload', (_, why, expected) => {
    const [device, makeKey] = [storage(), counted()];
    const page = () => createSaying({ store: createKeptStore(device, 'ana', () => 1), place: 'said.comment.INC-1' }, makeKey);
    const saying = page();
    saying.keyOf('hello');
    saying.failed(why);
    expect(page().keyOf('hello')).toBe(expected);
    expect(saying.keyOf('hello')).toBe(expected);
  });
});
