import { describe, expect, it } from 'vitest';
import type { Comment } from '#domain/ticket/ticket.schema';
import { fitting } from './ticket.content.ts';

const said = (id: number, letters: number): Comment => ({ id: `c${id}`, ticket: 't', at: '2026-11-20T08:00:00.000Z', by: { kind: 'person', id: 'ana' }, visibility: 'public', text: 'x'.repeat(letters) });

describe('messages of a document', () => {
  it('are all there while their letters suffice', () => expect(fitting([said(1, 4), said(2, 6)], 10)).toEqual({ items: [said(1, 4), said(2, 6)], isCut: false }));
  it('are the newest otherwise, and it says so', () => {
    expect(fitting([said(1, 1), said(2, 9), said(3, 2)], 10)).toEqual({ items: [said(3, 2)], isCut: true });
    expect(fitting([said(1, 11)], 10)).toEqual({ items: [], isCut: true });
    expect(fitting([], 10)).toEqual({ items: [], isCut: false });
  });
});
