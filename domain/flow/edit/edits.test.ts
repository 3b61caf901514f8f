import { describe, expect, it } from 'vitest';
import type { FlowEdge, FlowFile } from '../flow.schema.ts';
import { addNode, changeEdge, changeNode, connect, duplicate, freeId, insertOnEdge, moveNodes, redirect, remove, setRepeat, setScope } from './edits.ts';
import { change, historyOf, redo, undo } from './history.ts';

const name = (en: string) => ({ en });
const file = (): FlowFile => ({
  formatVersion: 1, key: 'demo', name: name('Demo'), variables: {}, forms: {},
  nodes: {
    begin: { kind: 'start', name: name('Begin'), config: {} }, box: { kind: 'scope', name: name('Box'), config: {} },
    inner: { kind: 'task', name: name('Inner'), scope: 'box', config: {} }, lid: { kind: 'boundary-message', name: name('Lid'), attachedTo: 'box', config: {} },
    last: { kind: 'end', name: name('Last'), config: {} },
  },
  edges: { a: { from: 'begin', to: 'box', condition: 'x > 1' }, b: { from: 'box', to: 'last' }, c: { from: 'lid', to: 'last' } },
  layout: { nodes: { begin: { x: 0, y: 0 }, box: { x: 100, y: 0, width: 300, height: 200 }, inner: { x: 120, y: 40 }, lid: { x: 200, y: 190 }, last: { x: 500, y: 0 } }, edges: {} },
});

describe('edits of a flow', () => {
  it('a step that is done several times leaves by one way, and by its first outcome when it is done once again', () => {
    const before: FlowFile = { ...file(), edges: { yes: { from: 'inner', to: 'last', outcome: 'yes' }, no: { from: 'inner', to: 'begin', outcome: 'no' } } };
    const several = setRepeat(before, 'inner', { mode: 'parallel', count: '2' }, 'yes');
    expect([several.nodes['inner']!.repeat, several.edges['yes'], several.edges['no']!.outcome]).toEqual([{ mode: 'parallel', count: '2' }, { from: 'inner', to: 'last' }, 'no']);
    const changed = setRepeat(several, 'inner', { mode: 'loop', while: 'x' }, 'yes');
    expect(changed.edges).toEqual(several.edges);
    expect(setRepeat(changed, 'inner', undefined, 'yes')).toEqual(before);
    expect(setRepeat(before, 'box', { mode: 'sequential', count: '2' }, null).edges).toBe(before.edges);
  });
  it('give new ids that are free', () => {
    expect(freeId({ 'task-1': 1, 'task-2': 1 }, 'task')).toBe('task-3');
    expect(freeId({}, '<b>')).toBe('b-1');
  });
  it('leave the file they start from untouched', () => {
    const before = file();
    const frozen = JSON.stringify(before);
    remove(before, ['box']); moveNodes(before, { box: { x: 0, y: 0 } }); insertOnEdge(before, 'a', { kind: 'task', name: name('T'), config: {} }, { x: 1, y: 1 }, 'done');
    expect(JSON.stringify(before)).toBe(frozen);
  });
  it('put a step onto an edge: the first half keeps its condition, the second leaves by the outcome', () => {
    const { file: next, id } = insertOnEdge(file(), 'a', { kind: 'task', name: name('T'), config: {} }, { x: 50, y: 0 }, 'done');
    expect(next.edges['a']).toEqual({ from: 'begin', to: id, condition: 'x > 1' });
    expect(Object.values(next.edges)).toContainEqual({ from: id, to: 'box', outcome: 'done' });
  });
  it('put a step inserted inside a scope into that scope', () => {
    const inside = connect(addNode(file(), { kind: 'end', name: name('E'), scope: 'box', config: {} }, { x: 0, y: 0 }).file, { from: 'inner', to: 'end-1' });
    const { file: next, id } = insertOnEdge(inside.file, inside.id, { kind: 'task', name: name('T'), config: {} }, { x: 0, y: 0 }, null);
    expect(next.nodes[id]!.scope).toBe('box');
  });
  it('draw no edge twice', () => {
    const once = connect(file(), { from: 'begin', to: 'last' });
    expect(connect(once.file, { from: 'begin', to: 'last' })).toEqual(once);
  });
  it('let an edge end elsewhere with all it says, without its old bends; where there is such an edge already, one is enough', () => {
    const before = { ...file(), layout: { ...file().layout, edges: { a: { points: [{ x: 1, y: 1 }] } } } };
    const next = redirect(before, 'a', 'last');
    expect(next.edges['a']).toEqual({ from: 'begin', to: 'last', condition: 'x > 1' });
    expect(next.layout.edges).toEqual({});
    expect(Object.keys(redirect(connect(next, { from: 'begin', to: 'box', condition: 'x > 1' }).file, 'edge-1', 'last').edges)).toEqual(['a', 'b', 'c']);
    expect(redirect(before, 'a', 'box')).toBe(before);
  });
  it('keep lines to the same step apart that differ in their condition, or in which of them is the default', () => {
    const apart: FlowEdge[] = [{ from: 'begin', to: 'last', condition: 'x > 2' }, { from: 'begin', to: 'last' }, { from: 'begin', to: 'last', isDefault: true }];
    const drawn = apart.reduce((now, edge) => connect(now, edge).file, file());
    const led = redirect(drawn, 'a', 'last');
    expect(led.edges).toMatchObject({ a: { to: 'last', condition: 'x > 1' }, 'edge-1': apart[0], 'edge-2': apart[1], 'edge-3': apart[2] });
    const copied = duplicate(led, ['begin', 'last'], { x: 10, y: 10 }).file.edges;
    expect(Object.keys(copied)).toHaveLength(Object.keys(led.edges).length + 4);
  });
  it('take out a scope with everything inside and attached, and every edge that touched it', () => {
    const next = remove(file(), ['box']);
    expect(Object.keys(next.nodes)).toEqual(['begin', 'last']);
    expect(next.edges).toEqual({});
    expect(Object.keys(next.layout.nodes)).toEqual(['begin', 'last']);
  });
  it('close the gap when a step with one way in and one way out is taken out', () => {
    const { file: longer, id } = insertOnEdge(file(), 'a', { kind: 'task', name: name('T'), config: {} }, { x: 50, y: 0 }, null);
    expect(remove(longer, [id]).edges['a']).toEqual({ from: 'begin', to: 'box', condition: 'x > 1' });
  });
  it('move what is inside and attached along with a scope, unless it is moved itself', () => {
    const next = moveNodes(file(), { box: { x: 110, y: 20 } });
    expect(next.layout.nodes).toMatchObject({ box: { x: 110, y: 20, width: 300 }, inner: { x: 130, y: 60 }, lid: { x: 210, y: 210 }, last: { x: 500 } });
    expect(moveNodes(file(), { box: { x: 110, y: 0 }, inner: { x: 0, y: 0 } }).layout.nodes['inner']).toMatchObject({ x: 0, y: 0 });
  });
  it('never put a scope into itself or into what lies inside it', () => {
    const before = file();
    expect(setScope(before, 'box', 'box')).toBe(before);
    expect(setScope(before, 'box', 'inner')).toBe(before);
    expect(setScope(before, 'inner', null).nodes['inner']).not.toHaveProperty('scope');
  });
  it('know one default way out per step', () => {
    const two = connect(file(), { from: 'begin', to: 'last' });
    const first = changeEdge(two.file, 'a', { isDefault: true });
    const second = changeEdge(first, two.id, { isDefault: true });
    expect(second.edges['a']).not.toHaveProperty('isDefault');
    expect(changeEdge(second, 'a', { condition: undefined }).edges['a']).not.toHaveProperty('condition');
  });
  it('copy steps with the edges among them', () => {
    const copied = duplicate(file(), ['box'], { x: 10, y: 10 });
    expect(copied.ids).toHaveLength(3);
    const [box, inner, lid] = copied.ids.map((id) => copied.file.nodes[id]!);
    expect([inner!.scope, lid!.attachedTo]).toEqual([copied.ids[0], copied.ids[0]]);
    expect(box!.kind).toBe('scope');
  });
});

describe('what another format says beyond the flow', () => {
  const kept = { extension: { bpmn: { tag: 'userTask' } } };
  it('stays through every edit, and goes with its step', () => {
    const flow: FlowFile = { ...file(), ...kept, nodes: Object.fromEntries(Object.entries(file().nodes).map(([id, node]) => [id, { ...node, ...kept }])), edges: Object.fromEntries(Object.entries(file().edges).map(([id, edge]) => [id, { ...edge, ...kept }])) };
    const [node] = Object.keys(flow.nodes) as [string];
    const [edge] = Object.keys(flow.edges) as [string];
    const edited = [
      changeNode(flow, node, { name: { en: 'Other' } }), changeEdge(flow, edge, { condition: 'a', isDefault: true }), moveNodes(flow, { [node]: { x: 9, y: 9 } }), setScope(flow, node, null), redirect(flow, edge, node),
      insertOnEdge(flow, edge, { kind: 'task', name: { en: 'New' }, config: {} }, { x: 0, y: 0 }, null).file, setRepeat(flow, node, { mode: 'parallel', count: '2' }, null), duplicate(flow, [node], { x: 1, y: 1 }).file, remove(flow, ['box']),
    ];
    for (const after of edited) {
      expect(after.extension).toEqual(kept.extension);
      for (const id of Object.keys(after.nodes)) if (Object.hasOwn(flow.nodes, id)) expect(after.nodes[id]!.extension).toEqual(kept.extension);
      for (const id of Object.keys(after.edges)) if (Object.hasOwn(flow.edges, id)) expect(after.edges[id]!.extension).toEqual(kept.extension);
    }
    expect(JSON.stringify(remove(flow, Object.keys(flow.nodes)).nodes)).toBe('{}');
  });
});

describe('undo and redo', () => {
  it('go back and forth, and forget the future after a new change', () => {
    const h = change(change(historyOf(1), 2), 3);
    expect(undo(h).present).toBe(2);
    expect(redo(undo(h)).present).toBe(3);
    expect(redo(change(undo(h), 9)).present).toBe(9);
    expect(undo(historyOf(1)).present).toBe(1);
  });
  it('take one gesture as one step', () => {
    const h = change(change(change(historyOf('a'), 'ab', 'type:x'), 'abc', 'type:x'), 'abcd', 'type:y');
    expect(undo(h).present).toBe('abc');
    expect(undo(undo(h)).present).toBe('a');
  });
});
