/** The node kinds the canvas knows: the same registry the kernel runs. */
import { nodeKinds as all } from '#domain/flow/nodes/index';
import type { NodeKind } from '#domain/flow/nodes/node.kind';

export const nodeKinds: Readonly<Record<string, NodeKind | undefined>> = all as Readonly<Record<string, NodeKind>>;
export const kindList: readonly NodeKind[] = Object.values(all as Readonly<Record<string, NodeKind>>);
