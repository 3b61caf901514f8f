import { describe, expect, it } from 'vitest';
import type { FlowFile } from '#domain/flow/flow.schema';
import { inLanguage } from '#domain/values';
import { canvasNodes, placesOf, type Dressing } from '../drawing/canvas.ts';
import { drawingOf } from '#domain/flow/drawing/drawing';
import { nodeKinds } from '../kinds.ts';
import { changesBetween } from './changes.ts';
import { findingsByNode } from './findings.ts';
import { panelForm } from './panel/panel-schema.ts';
import { newNode, placeAfter, rectOf, scopeAt, scopeUnder } from './placing.ts';

const name = (en: string) => ({ en });
const file = (): FlowFile => ({
  formatVersion: 1, key: 'demo', name: name('Demo'), variables: {}, forms: {},
  nodes: {
    begin: { kind: 'start', name: name('Begin'), config: { trigger: 'form' } }, box: { kind: 'scope', name: name('Box'), config: {} },
    inner: { kind: 'scope', name: name('Inner box'), scope: 'box', config: {} }, odd: { kind: 'no-such-kind', name: name('Odd'), config: {} },
    lid: { kind: 'boundary-message', name: name('Lid'), attachedTo: 'box', config: {} },
  },
  edges: { a: { from: 'begin', to: 'box' }, b: { from: 'begin', to: 'gone' }, c: { from: 'odd', to: 'begin', outcome: 'renamed' } },
  layout: { nodes: { begin: { x: 0, y: 96 }, box: { x: 160, y: 0, width: 640, height: 400 }, inner: { x: 200, y: 40, width: 320, height: 200 }, lid: { x: 400, y: 382 }, odd: { x: 900, y: 0 } }, edges: {} },
});
const plain: Dressing = { findings: new Map(), pulsing: null, run: null, visits: null, isEditable: true, onResize: null, onInsert: null, insertLabel: null };
const say = (text: { en: string } | undefined) => (text ? inLanguage(text, 'en') : '');

describe('the drawing of a flow', () => {
  it('draws what it can of a broken file: unknown kinds as marked cards, edges into nothing not at all', () => {
    const drawing = drawingOf(file(), nodeKinds, 'en');
    expect(drawing.nodes.find((node) => node.id === 'odd')).toMatchObject({ isUnknown: true, shape: 'card' });
    expect(drawing.edges.map((edge) => edge.id)).toEqual(['a', 'c']);
  });
  it('keeps a way out that an edge still uses visible after it was renamed', () => {
    expect(drawingOf(file(), nodeKinds, 'en').nodes.find((node) => node.id === 'odd')!.outcomes).toContainEqual({ key: 'renamed', name: 'renamed' });
  });
  it('puts parents before children and places children by their parent, and back', () => {
    const nodes = canvasNodes(drawingOf(file(), nodeKinds, 'en'), plain, new Set(['inner']));
    const ids = nodes.map((node) => node.id);
    expect(ids.indexOf('box')).toBeLessThan(ids.indexOf('inner'));
    expect(nodes.find((node) => node.id === 'inner')).toMatchObject({ parentId: 'box', position: { x: 40, y: 40 }, selected: true });
    expect(placesOf(nodes.filter((node) => node.id === 'inner'), nodes)).toEqual({ inner: { x: 200, y: 40 } });
  });
  it('survives a file whose scopes lie in each other', () => {
    const circle = file();
    circle.nodes['box'] = { ...circle.nodes['box']!, scope: 'inner' };
    expect(canvasNodes(drawingOf(circle, nodeKinds, 'en'), plain, new Set())).toHaveLength(5);
  });
  it('draws prototype names as unknown kinds', () => {
    const odd = file();
    odd.nodes['odd'] = { kind: 'constructor', name: name('Odd'), config: {} };
    expect(drawingOf(odd, nodeKinds, 'en').nodes.find((node) => node.id === 'odd')!.isUnknown).toBe(true);
  });
});

describe('placing a new step', () => {
  it('finds the innermost scope under a point', () => {
    expect(scopeUnder(file(), { x: 300, y: 100 }, null)).toBe('inner');
    expect(scopeUnder(file(), { x: 700, y: 300 }, null)).toBe('box');
    expect(scopeUnder(file(), { x: 300, y: 100 }, 'box')).toBeUndefined();
    expect(scopeAt(file(), 'inner')).toBe('box');
  });
  it('gives every kind a name, its first settings and the scope it lies in', () => {
    for (const kind of Object.values(nodeKinds)) expect(newNode(kind!, file(), { x: 240, y: 80 })).toMatchObject({ kind: kind!.kind, name: kind!.title });
    expect(newNode(nodeKinds['task']!, file(), { x: 240, y: 80 }).scope).toBe('inner');
  });
  it('hangs a boundary on the step it touches', () => {
    expect(newNode(nodeKinds['boundary-message']!, file(), { x: 300, y: 222 }).attachedTo).toBe('inner');
  });
  it('puts steps added by keyboard beside what is selected, not on top of another', () => {
    const first = placeAfter(file(), 'odd', 'card', { x: 0, y: 0 });
    expect(first.x).toBeGreaterThan(rectOf(file(), 'odd').x + 208);
  });
});

describe('words beside the drawing', () => {
  it('gather findings by step, the worst first', () => {
    const finding = (node: string | null, severity: 'error' | 'warning', message: string) => ({ code: 'X', node, field: null, severity, message, fix: '' });
    const map = findingsByNode([finding('a', 'warning', 'w'), finding('a', 'error', 'e'), finding(null, 'error', 'flow')], (count, first) => `${count} ${first.message}`);
    expect([...map]).toEqual([['a', { count: 2, severity: 'error', label: '2 e' }]]);
  });
  it('say what changed since the last version, and nothing for a moved step', () => {
    const moved = file();
    moved.layout.nodes['begin'] = { x: 50, y: 50 };
    expect(changesBetween(file(), moved, say)).toEqual([]);
    const after = file();
    delete after.nodes['odd'];
    after.nodes['begin'] = { ...after.nodes['begin']!, name: name('Start') };
    expect(changesBetween(file(), after, say)).toEqual([{ how: 'changed', name: 'Start' }, { how: 'removed', name: 'Odd' }]);
  });
  it('draw a form in the language of the reader, with our fields where the schema asks for them', () => {
    const form = panelForm({ schema: { type: 'object', properties: { who: { type: 'array', title: 'Who', 'x-title': { en: 'Who', zh: '谁' }, 'x-kind': 'assignments' } } }, ui: { who: { 'ui:title': false } } }, 'zh');
    expect(form.schema).toEqual({ type: 'object', properties: { who: { type: 'array', title: '谁' } } });
    expect(form.ui).toEqual({ who: { 'ui:field': 'assignments', 'ui:title': false } });
  });
});
