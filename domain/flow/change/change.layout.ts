/** Makes room on the drawing for a step that is put in: it takes the place of the step behind it, and that one and what is further on moves on. */
import type { FlowFile } from '../flow.schema.ts';

type Layout = FlowFile['layout'];
interface Put { id: string; from: string | null; to: string; edges: readonly string[] }
/** A card with its gap, along and across. */
const [across, down] = [260, 110] as const;

/** A drawing without places stays without. Lines that were bent by hand and end elsewhere now are straight again. */
export function roomBefore({ layout }: FlowFile, { id, from, to, edges }: Put): Layout {
  const target = layout.nodes[to];
  const lines = Object.fromEntries(Object.entries(layout.edges).filter(([edge]) => !edges.includes(edge)));
  if (!target) return { ...layout, edges: lines };
  const source = from === null ? undefined : layout.nodes[from];
  const isBack = source !== undefined && target.x <= source.x && target.y <= source.y;
  if (isBack) return { nodes: { ...layout.nodes, [id]: { x: (source.x + target.x) / 2, y: Math.max(source.y, target.y) + down } }, edges: lines };
  const isDown = source !== undefined && target.y - source.y > Math.abs(target.x - source.x);
  const [axis, size, step] = isDown ? (['y', 'height', down] as const) : (['x', 'width', across] as const);
  const begin = target[axis];
  const moved = Object.entries(layout.nodes).map(([node, place]): [string, Layout['nodes'][string]] => {
    const extent = place[size];
    if (node !== from && place[axis] >= begin) return [node, { ...place, [axis]: place[axis] + step }];
    // A frame around it grows.
    return [node, extent !== undefined && place[axis] + extent > begin ? { ...place, [size]: extent + step } : place];
  });
  const bent = Object.entries(lines).map(([edge, { points }]): [string, Layout['edges'][string]] => [edge, { points: points.map((point) => (point[axis] >= begin ? { ...point, [axis]: point[axis] + step } : point)) }]);
  return { nodes: { ...Object.fromEntries(moved), [id]: { x: target.x, y: target.y } }, edges: Object.fromEntries(bent) };
}
