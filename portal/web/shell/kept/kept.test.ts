import { describe, expect, it } from 'vitest';
import { createKeptStore } from './kept.ts';

function memory(initial: Record<string, string> = {}) {
  const map = new Map(Object.entries(initial));
  return { map, getItem: (key: string) => map.get(key) ?? null, setItem: (key: string, value: string) => void map.set(key, value), removeItem: (key: string) => void map.delete(key), key: (at: number) => [...map.keys()][at] ?? null, get length() { return map.size; } };
}
const day = 24 * 3_600_000;

describe('what people type', () => {
  it('is there again after a reload', () => {
    const storage = memory();
    createKeptStore(storage, 'ana', () => 1).write('comment.INC-1', 'half a thought');
    expect(createKeptStore(storage, 'ana', () => 2).read('comment.INC-1')).toBe('half a thought');
  });
  it('belongs to one person on a shared machine', () => {
    const storage = memory();
    createKeptStore(storage, 'ana', () => 1).write('comment.INC-1', 'mine');
    expect(createKeptStore(storage, 'ben', () => 2).read('comment.INC-1')).toBeNull();
  });
  it('is gone once it was sent or emptied', () => {
    const storage = memory();
    const kept = createKeptStore(storage, 'ana', () => 1);
    kept.write('a', 'x'); kept.clear('a');
    kept.write('b', 'x'); kept.write('b', '');
    expect(storage.map.size).toBe(0);
  });
  it('is dropped after 30 days, as is what cannot be read; other entries stay', () => {
    const storage = memory({ 'signalbox.kept.ana.broken': '{', theme: 'light' });
    createKeptStore(storage, 'ana', () => 0).write('old', 'x');
    createKeptStore(storage, 'ana', () => 31 * day).write('new', 'y');
    expect([...storage.map.keys()].sort()).toEqual(['signalbox.kept.ana.new', 'theme']);
  });
  it('does not break the page when the storage is full', () => {
    const storage = { ...memory(), setItem: () => { throw new DOMException('full', 'QuotaExceededError'); } };
    const kept = createKeptStore(storage, 'ana', () => 1);
    expect(() => kept.write('a', 'x')).not.toThrow();
    expect(kept.read('a')).toBeNull();
  });
});
