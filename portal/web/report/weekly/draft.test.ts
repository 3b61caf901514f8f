import { describe, expect, it } from 'vitest';
import { filterOf, newDraft } from './draft.ts';

describe('a weekly report', () => {
  it('takes the filter of the page along, but for its days', () => {
    expect(filterOf({ from: '2026-11-02', to: '2026-11-29', team: 'network', priority: 'P1,P2', promise: 'response', weekly: 'new' })).toEqual({ team: 'network', priority: 'P1,P2', promise: 'response' });
    expect(filterOf({})).toEqual({});
  });
  it('comes on Monday morning where its reader is, in their language', () => expect(newDraft({ team: '-' }, { locale: 'ar', zone: 'Asia/Riyadh' })).toMatchObject({ filter: { team: '-' }, weekday: 1, time: '08:00', zone: 'Asia/Riyadh', locale: 'ar', formats: ['pdf'], isPaused: false }));
});
