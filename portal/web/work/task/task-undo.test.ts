import { describe, expect, it } from 'vitest';
import { inverseOf } from './task-undo.ts';

const task = (assignee: string | null, ...can: ('claim' | 'release' | 'assign' | 'complete')[]) => ({ assignee, can });

describe('taking back', () => {
  it('a claim is a release, also of what one took from a colleague', () => {
    expect(inverseOf(task(null), 'claim', task('ana', 'release', 'complete'), 'ana')).toEqual({ action: 'release' });
    expect(inverseOf(task(null), 'claim', task('ana', 'complete'), 'ana'), 'who may not release').toBeNull();
    expect(inverseOf(task(null), 'claim', task('lin', 'release'), 'ana'), 'somebody has it by now').toBeNull();
  });
  it('a release is a claim of one\'s own, an assignment of another\'s', () => {
    expect(inverseOf(task('ana'), 'release', task(null, 'claim', 'assign'), 'ana')).toEqual({ action: 'claim' });
    expect(inverseOf(task('lin'), 'release', task(null, 'claim', 'assign'), 'ana')).toEqual({ action: 'assign', to: 'lin' });
    expect(inverseOf(task('lin'), 'release', task(null, 'claim'), 'ana')).toBeNull();
  });
  it('an assignment goes back to who had it, or to nobody', () => {
    expect(inverseOf(task('ana'), 'assign', task('lin', 'assign'), 'ana')).toEqual({ action: 'assign', to: 'ana' });
    expect(inverseOf(task(null), 'assign', task('lin', 'assign', 'release'), 'ana')).toEqual({ action: 'release' });
    expect(inverseOf(task('ana'), 'assign', task('lin'), 'ana'), 'who may not assign gave it away').toBeNull();
  });
  it('is not offered for what no verb leads back from, nor where nothing changed', () => {
    expect(inverseOf(task('ana'), 'complete', task(null, 'claim', 'assign'), 'ana')).toBeNull();
    expect(inverseOf(task('ana'), 'withdraw', task(null, 'claim'), 'ana')).toBeNull();
    expect(inverseOf(task('ana'), 'assign', task('ana', 'assign'), 'ana')).toBeNull();
  });
});
