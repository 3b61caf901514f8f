import { describe, expect, it } from 'vitest';
import { chosenDraft } from './draft.ts';

const at = (minute: number): string => `2026-11-20T08:${String(minute).padStart(2, '0')}:00.000Z`;

describe('the draft of a request', () => {
  it('is empty where nothing was typed', () => expect(chosenDraft(null, null)).toEqual({ answers: {}, other: null }));
  it('is the server\'s on a device that has none', () => expect(chosenDraft(null, { answers: { a: 1 }, at: at(1) })).toEqual({ answers: { a: 1 }, other: null }));
  it('is the one of this browser while the server has nothing newer', () => expect(chosenDraft({ answers: { a: 2 }, seenAt: at(1), isDirty: true }, { answers: { a: 1 }, at: at(1) })).toEqual({ answers: { a: 2 }, other: null }));
  it('follows another device where nothing unsaved stands here', () => expect(chosenDraft({ answers: { a: 1 }, seenAt: at(1), isDirty: false }, { answers: { a: 3 }, at: at(5) })).toEqual({ answers: { a: 3 }, other: null }));
  it('loses nothing typed here, and offers what another device saved meanwhile', () => expect(chosenDraft({ answers: { a: 2 }, seenAt: at(1), isDirty: true }, { answers: { a: 3 }, at: at(5) })).toEqual({ answers: { a: 2 }, other: { answers: { a: 3 }, at: at(5) } }));
  it('has nothing to offer where both say the same', () => expect(chosenDraft({ answers: { a: 2 }, seenAt: null, isDirty: true }, { answers: { a: 2 }, at: at(5) }).other).toBeNull());
  it('stays when the server has forgotten it', () => expect(chosenDraft({ answers: { a: 2 }, seenAt: at(1), isDirty: false }, null)).toEqual({ answers: { a: 2 }, other: null }));
});
