import { describe, expect, it } from 'vitest';
import { editsOf, jsonOf } from './edits.ts';

const items = [{ name: 'note', value: 'as it was', isEditable: true }, { name: 'list', value: [1, 2], isEditable: true }, { name: 'ticket', value: {}, isEditable: false }];

describe('edits of variables', () => {
  it('are what says something else than before', () => expect(editsOf(items, { note: '"new"', list: '[1,  2]' })).toEqual({ edits: { note: 'new' }, isGood: true }));
  it('tell null from a text', () => expect(editsOf(items, { note: 'null' }).edits).toEqual({ note: null }));
  it('are not good while something typed is no JSON', () => expect(editsOf(items, { note: 'bare words', list: '[]' })).toEqual({ edits: { list: [] }, isGood: false }));
  it('never touch what is kept elsewhere', () => expect(editsOf(items, { ticket: '{"state":"x"}' }).edits).toEqual({}));
  it('say where the text stops being JSON', () => expect(jsonOf('{"a":}')).toMatchObject({ ok: false, fault: expect.stringContaining('JSON') as string }));
});
