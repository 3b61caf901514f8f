import { describe, expect, it } from 'vitest';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { TicketType } from '#domain/ticket/ticket.schema';
import { outcomeResolves } from './outcome-effect.ts';

const node = (kind: string, more: object = {}) => ({ kind, name: { en: kind }, config: {}, ...more });
const edge = (from: string, to: string, outcome?: string) => ({ from, to, ...(outcome ? { outcome } : {}) });
const type = { states: [{ key: 'working', category: 'open' }, { key: 'solved', category: 'resolved' }] } as unknown as TicketType;
const flow = (nodes: Record<string, object>, edges: object[]): FlowFile => ({ nodes, edges: Object.fromEntries(edges.map((one, at) => [`e${at}`, one])) }) as unknown as FlowFile;

describe('an answer that resolves the ticket', () => {
  const drawn = flow(
    { work: node('task', { scope: 'handle' }), done: node('end', { scope: 'handle' }), handle: node('scope'), solved: node('end', { ticketState: 'solved' }), ask: node('task', { scope: 'handle' }) },
    [edge('work', 'done', 'resolve'), edge('work', 'ask', 'ask'), edge('ask', 'done'), edge('handle', 'solved')],
  );
  it('is found through the end of its scope', () => expect(outcomeResolves(drawn, 'work', 'resolve', type)).toBe(true));
  it('is not one that asks somebody else first', () => expect(outcomeResolves(drawn, 'work', 'ask', type)).toBe(false));
  it('is found behind gateways, and a circle of them ends', () => {
    const round = flow({ work: node('task'), a: node('exclusive'), b: node('exclusive'), solved: node('end', { ticketState: 'solved' }) }, [edge('work', 'a', 'x'), edge('a', 'b'), edge('b', 'a'), edge('b', 'solved')]);
    expect(outcomeResolves(round, 'work', 'x', type)).toBe(true);
    const circle = flow({ work: node('task'), a: node('exclusive'), b: node('exclusive') }, [edge('work', 'a', 'x'), edge('a', 'b'), edge('b', 'a')]);
    expect(outcomeResolves(circle, 'work', 'x', type)).toBe(false);
  });
  it('is not assumed of a type or step that is not there', () => {
    expect(outcomeResolves(drawn, 'work', 'resolve', null)).toBe(false);
    expect(outcomeResolves(drawn, 'gone', 'resolve', type)).toBe(false);
  });
});
