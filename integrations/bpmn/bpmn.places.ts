/** Where the model draws a step, told from where the flow has it: steps have other sizes here, so their middles are what both share. */
import { sizeOf, type Shape } from '#domain/flow/drawing/geometry';
import type { FlowFile } from '#domain/flow/flow.schema';
import { nodeKinds, type NodeKindName } from '#domain/flow/nodes/index';
import type { NodeExtension } from './bpmn.extension.ts';

export interface Bounds { x: number; y: number; width: number; height: number }
type Place = FlowFile['layout']['nodes'][string];
type KeptShape = NonNullable<NodeExtension['shape']>;

export const shapeOfKind = (kind: string): Shape => (Object.hasOwn(nodeKinds, kind) ? nodeKinds[kind as NodeKindName].shape : 'card');

/** As it is drawn here. */
export const ownBounds = (kind: string, at: Place): Bounds => ({ x: at.x, y: at.y, width: at.width ?? sizeOf(shapeOfKind(kind)).width, height: at.height ?? sizeOf(shapeOfKind(kind)).height });

function base(kind: string, at: Place, size: { width?: number | undefined; height?: number | undefined }): Bounds {
  const own = ownBounds(kind, at);
  if (shapeOfKind(kind) === 'scope') return { ...own, width: own.width + (size.width ?? 0), height: own.height + (size.height ?? 0) };
  const { width, height } = { width: size.width ?? own.width, height: size.height ?? own.height };
  return { x: own.x + (own.width - width) / 2, y: own.y + (own.height - height) / 2, width, height };
}

/** What has to be kept so that `boundsIn` gives the bounds back. */
export function keptPlace(kind: string, at: Place, bounds: Bounds): Pick<KeptShape, 'width' | 'height' | 'dx' | 'dy'> {
  const own = ownBounds(kind, at);
  const isScope = shapeOfKind(kind) === 'scope';
  const size = { ...sized('width', isScope ? between(own.width, bounds.width) : bounds.width, isScope ? 0 : own.width), ...sized('height', isScope ? between(own.height, bounds.height) : bounds.height, isScope ? 0 : own.height) };
  const { x, y } = base(kind, at, size);
  return { ...size, ...sized('dx', between(x, bounds.x), 0), ...sized('dy', between(y, bounds.y), 0) };
}
export function boundsIn(kind: string, at: Place, kept: Pick<KeptShape, 'width' | 'height' | 'dx' | 'dy'>): Bounds {
  const { x, y, width, height } = base(kind, at, kept);
  return { x: x + (kept.dx ?? 0), y: y + (kept.dy ?? 0), width, height };
}

const sized = <K extends string>(name: K, value: number, normal: number): Partial<Record<K, number>> => (value === normal ? {} : { [name]: value } as Record<K, number>);

/** The number that added to one gives exactly the other; a few steps of what numbers can hold away from their difference. */
function between(one: number, other: number): number {
  const difference = other - one;
  const step = Math.max(Math.abs(one), Math.abs(other), Math.abs(difference)) * 2 ** -53;
  for (let count = 0; count <= 8; count += 1) for (const sign of [1, -1]) {
    const candidate = difference + sign * count * step;
    if (one + candidate === other) return candidate;
  }
  return difference;
}
