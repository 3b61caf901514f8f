import { describe, expect, it } from 'vitest';
import { beginsWork, quietMs } from './drafting.ts';

const at = new Date('2026-03-02T08:00:00.000Z');
const later = (ms: number) => new Date(at.getTime() + ms);
const standing = { editor: 'paul', updatedAt: at, sha256: 'one' };
const save = { by: 'paul', at: later(500), sha256: 'two' };

describe('a session of work on a flow', () => {
  it.each([
    ['the first save of all', null, save, true],
    ['the next save of the same person', standing, save, false],
    ['a save of somebody else', standing, { ...save, by: 'ada' }, true],
    ['the first save after publishing', { ...standing, editor: null }, save, true],
    ['a save just before the end of the quiet', standing, { ...save, at: later(quietMs - 1) }, false],
    ['a save after quiet', standing, { ...save, at: later(quietMs) }, true],
    ['a save that changes nothing, by whomever and whenever', standing, { by: 'ada', at: later(quietMs * 2), sha256: 'one' }, false],
  ] as const)('%s', (_, before, now, begins) => expect(beginsWork(before, now)).toBe(begins));
});
