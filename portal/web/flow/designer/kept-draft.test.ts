import { describe, expect, it } from 'vitest';
import { flowFileSchema, type FlowFile } from '#domain/flow/flow.schema';
import { markOf, standingOf } from './kept-draft.ts';

const named = (en: string): FlowFile => flowFileSchema.parse({ formatVersion: 1, key: 'demo', name: { en }, nodes: { start: { kind: 'start', name: { en } } }, edges: {} });
const [before, sent, later, theirs] = ['before', 'sent', 'later', 'theirs'].map(named) as [FlowFile, FlowFile, FlowFile, FlowFile];

describe('a drawing kept in the browser', () => {
  it.each([
    ['is nothing when none is kept', { revision: 0, file: null }, { revision: 3, file: before }, 'none'],
    ['goes on from the draft it was drawn on', { revision: 3, file: later }, { revision: 3, file: before }, 'onTop'],
    ['is nothing once it is stored, also where the answer was lost', { revision: 3, file: sent, sent: [markOf(sent)] }, { revision: 4, file: sent }, 'none'],
    ['goes on from its own save whose answer was lost', { revision: 3, file: later, sent: [markOf(sent), markOf(later)] }, { revision: 4, file: sent }, 'onTop'],
    ['stands aside when somebody else saved meanwhile', { revision: 3, file: later, sent: [markOf(later)] }, { revision: 4, file: theirs }, 'aside'],
    ['as kept by an earlier version stands aside as well', { revision: 3, file: later }, { revision: 4, file: theirs }, 'aside'],
  ] as const)('%s', (_, kept, stored, expected) => {
    expect(standingOf(kept, stored)).toBe(expected);
  });
  it('is known as it is stored, whatever it leaves to defaults and in whatever order', () => {
    const { config: _config, ...bare } = before.nodes['start']!;
    expect(markOf({ ...before, nodes: { start: bare as FlowFile['nodes'][string] } })).toBe(markOf(before));
    expect(markOf(Object.fromEntries(Object.entries(before).reverse()) as unknown as FlowFile)).toBe(markOf(before));
  });
});
