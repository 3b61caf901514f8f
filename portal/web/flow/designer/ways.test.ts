import { describe, expect, it } from 'vitest';
import { changeEdge } from '#domain/flow/edit/edits';
import { flowFileSchema } from '#domain/flow/flow.schema';
import { nodeKinds } from '../kinds.ts';
import { lead, targetsOf, waysOut } from './ways.ts';

const outcomes = ['done', 'ask'].map((key) => ({ key, name: { en: key === 'done' ? 'Done' : 'Ask' } }));
const node = (kind: string, more: object = {}) => ({ kind, name: { en: kind }, ...more });
const file = flowFileSchema.parse({
  formatVersion: 1, key: 'demo', name: { en: 'Demo' },
  nodes: {
    begin: node('start', { config: { trigger: 'form' } }), work: node('task', { config: { assignments: [{ by: 'team', team: 'network' }], outcomes } }), which: node('exclusive'), box: node('scope'),
    inner: node('task', { scope: 'box' }), lid: node('boundary-message', { attachedTo: 'box' }), over: node('end'),
  },
  edges: { a: { from: 'begin', to: 'work' }, b: { from: 'work', to: 'which', outcome: 'done' }, c: { from: 'which', to: 'over', condition: 'x > 1' } },
});

describe('the ways out of a step', () => {
  it('are one for each outcome, with its line or still without', () => expect(waysOut(file, 'work', nodeKinds, 'en')).toEqual([
    { outcome: 'done', name: 'Done', edge: 'b', to: 'which' }, { outcome: 'ask', name: 'Ask', edge: null, to: null },
  ]));
  it('of a gateway are its lines by their condition, and one more', () => expect(waysOut(file, 'which', nodeKinds, 'en')).toEqual([
    { outcome: null, name: 'x > 1', edge: 'c', to: 'over' }, { outcome: null, name: '', edge: null, to: null },
  ]));
  it('of an end are none', () => expect(waysOut(file, 'over', nodeKinds, 'en')).toEqual([]));
  it('lead to steps of the same frame that can be come to', () => {
    expect(targetsOf(file, 'work', nodeKinds)).toEqual(['which', 'box', 'over']);
    expect(targetsOf(file, 'inner', nodeKinds)).toEqual([]);
  });
  it('are drawn, led elsewhere and taken away', () => {
    const [done, ask] = waysOut(file, 'work', nodeKinds, 'en');
    expect(Object.values(lead(file, 'work', ask!, 'over').edges)).toContainEqual({ from: 'work', to: 'over', outcome: 'ask' });
    expect(lead(file, 'work', done!, 'over').edges['b']).toEqual({ from: 'work', to: 'over', outcome: 'done' });
    expect(Object.keys(lead(file, 'work', done!, null).edges)).toEqual(['a', 'c']);
    expect(lead(file, 'work', ask!, null)).toBe(file);
  });
  it('of a gateway may lead to one step under several conditions: none is lost on the way', () => {
    const more = waysOut(file, 'which', nodeKinds, 'en').at(-1)!;
    const second = changeEdge(lead(file, 'which', more, 'work'), 'edge-1', { condition: 'x = 1', name: { en: 'One' } });
    const led = lead(second, 'which', waysOut(second, 'which', nodeKinds, 'en')[1]!, 'over');
    expect(led.edges).toMatchObject({ c: { to: 'over', condition: 'x > 1' }, 'edge-1': { to: 'over', condition: 'x = 1', name: { en: 'One' } } });
    expect(lead(led, 'which', more, 'over').edges).toMatchObject({ 'edge-2': { from: 'which', to: 'over' } });
  });
});
