import { describe, expect, it } from 'vitest';
import { flowFileSchema, type FlowFile } from '#domain/flow/flow.schema';
import shipped from '../../../../seed/flows/incident.flow.json' with { type: 'json' };
import { centre } from '#domain/flow/drawing/geometry';
import { fragmentFrom, fragmentText, paste } from './clipboard.ts';
import { rectOf, roomFor, shapeOf } from './placing.ts';

const incident = (): FlowFile => flowFileSchema.parse(structuredClone(shipped));
const overlapping = (file: FlowFile): string[] => {
  const ids = Object.keys(file.nodes).filter((id) => !['scope', 'boundary'].includes(shapeOf(file, id)));
  return ids.flatMap((a) => ids.filter((b) => b > a).filter((b) => { const [x, y] = [rectOf(file, a), rectOf(file, b)]; return x.x < y.x + y.width && y.x < x.x + x.width && x.y < y.y + y.height && y.y < x.y + x.height; }).map((b) => `${a} on ${b}`));
};

describe('copied steps', () => {
  it('come out with the lines among them and none beside, in the scope they land in', () => {
    const file = incident();
    const pasted = paste(file, fragmentFrom(fragmentText(file, ['repair', 'count', 'approve']))!, { x: 700, y: 300 });
    expect(pasted.ids).toHaveLength(3);
    const fresh = new Set(pasted.ids);
    const lines = Object.values(pasted.file.edges).filter((edge) => fresh.has(edge.from) || fresh.has(edge.to));
    expect(lines).toEqual([{ from: 'activity-1', to: 'assign-1' }]);
    expect(pasted.ids.map((id) => pasted.file.nodes[id]!.scope)).toEqual(['handle', 'handle', 'handle']);
    expect(flowFileSchema.safeParse(pasted.file).success).toBe(true);
  });
  it('bring what lies in them, what hangs on them and the forms they show into another flow', () => {
    const file = incident();
    const empty: FlowFile = { formatVersion: 1, key: 'other', name: { en: 'Other' }, variables: {}, forms: {}, nodes: {}, edges: {}, layout: { nodes: {}, edges: {} } };
    const { file: other } = paste(empty, fragmentFrom(fragmentText(file, ['handle']))!, { x: 0, y: 0 });
    const kinds = Object.values(other.nodes).map((node) => node.kind);
    expect(kinds).toContain('boundary-message');
    expect(Object.values(other.nodes).filter((node) => node.scope === 'scope-1').length).toBe(Object.values(file.nodes).filter((node) => node.scope === 'handle').length);
    expect(Object.values(other.nodes).find((node) => node.kind === 'boundary-message')?.attachedTo).toBe('scope-1');
    expect(Object.keys(other.forms).length).toBeGreaterThan(0);
  });
  it('name steps that were copied along by their new ids, others as before', () => {
    const file = incident();
    file.nodes['approve']!.config['mayReturnTo'] = ['repair', 'count'];
    const pasted = paste(file, fragmentFrom(fragmentText(file, ['repair', 'approve']))!, { x: 700, y: 300 });
    expect(pasted.ids.map((id) => pasted.file.nodes[id]!.config['mayReturnTo']).filter(Boolean)).toEqual([[pasted.ids.find((id) => pasted.file.nodes[id]!.kind === file.nodes['repair']!.kind), 'count']]);
    expect(file.nodes['approve']!.config['mayReturnTo']).toEqual(['repair', 'count']);
  });
  it.each([['nothing', ''], ['prose', 'flow-steps are nice'], ['other JSON', '{"signalbox":"flow-steps"}'], ['no steps', fragmentText(incident(), [])]])('are not seen in %s', (_, clip) => expect(fragmentFrom(clip)).toBeNull());
});

describe('room for a step on a line', () => {
  it('moves what stands to the right, lets the frame grow and puts nothing on anything', () => {
    const file = incident();
    const { file: roomy, at } = roomFor(file, 'card', { x: 400, y: 478 });
    const withStep: FlowFile = { ...roomy, nodes: { ...roomy.nodes, fresh: { kind: 'task', name: { en: 'New' }, config: {}, scope: 'handle' } }, layout: { ...roomy.layout, nodes: { ...roomy.layout.nodes, fresh: at } } };
    expect(overlapping(file)).toEqual([]);
    expect(overlapping(withStep)).toEqual([]);
    expect(rectOf(withStep, 'handle').width).toBeGreaterThan(rectOf(file, 'handle').width);
    expect(rectOf(withStep, 'reset')).toEqual(rectOf(file, 'reset'));
  });
  it('leaves the drawing alone where there is room, and keeps the middle of every shape on the line', () => {
    const file = incident();
    for (const shape of ['gateway', 'event'] as const) {
      const { file: after, at } = roomFor(file, shape, { x: 1040, y: 158 });
      expect(after).toBe(file);
      expect(centre({ ...at, ...(shape === 'gateway' ? { width: 44, height: 44 } : { width: 36, height: 36 }) }).y).toBe(158);
    }
  });
});
