/**
 * What a flow file keeps of a model of BPMN beyond what the flow says, under `extension.bpmn` of the file, of a step, of an edge. Names, edges, conditions and
 * places are the flow's and stand here only where the model writes them in another way. `mark`: what the flow said when it was read; where it says something
 * else by now, the flow is right.
 */
import { z } from 'zod';
import { canonicalJson } from '#domain/flow/file/flow.canonical';
import { sha256 } from '#domain/flow/file/sha256';
import type { Json } from '#domain/values';
import type { Tree } from './bpmn.tree.ts';

const name = /^:?[\p{L}_][\p{L}\p{M}\p{N}_.\-·]*(?::[\p{L}_][\p{L}\p{M}\p{N}_.\-·]*)?$/u;
const attributes = z.record(z.string().regex(name), z.string());
const at = z.number().optional();
export const treeSchema: z.ZodType<Tree> = z.lazy(() => z.object({ tag: z.string().regex(name), attributes: attributes.optional(), children: z.array(z.union([z.string(), treeSchema])).optional(), at })) as z.ZodType<Tree>;
const children = z.array(treeSchema).optional();
const mark = z.string().optional();
/** As it is written in the model, where that is not the flow's; null: not at all. */
const said = z.string().nullable().optional();

/** Drawn in the diagram with this number: what its element says beside the place. `dx` ...: where the model draws it, from the middle (of a scope: from the corner, and its size). */
const shape = z.object({ id: said, diagram: z.number().optional(), at, attributes: attributes.optional(), children, width: z.number().optional(), height: z.number().optional(), dx: z.number().optional(), dy: z.number().optional() });
const line = z.object({ id: said, diagram: z.number().optional(), at, attributes: attributes.optional(), children, point: attributes.optional(), mark });

export const nodeExtension = z.object({
  /** Its element in BPMN; absent for a step the model does not have. */
  tag: z.string().regex(name).optional(), id: said, name: said, at, attributes: attributes.optional(), children, mark,
  /** False: the element does not list what leads to it and away. */
  ways: z.boolean().optional(),
  /** What it lists, where that is not all of them in the order of the model. */
  incoming: z.array(z.string()).optional(), outgoing: z.array(z.string()).optional(),
  /** A step the model does not have; `of`: it stands for this one. */
  isInvented: z.boolean().optional(), of: z.string().optional(),
  shape: shape.optional(),
});
export const edgeExtension = z.object({
  /** Its element, where it is no sequence flow: a line from what sits on the edge of a step to what undoes that. */
  tag: z.literal('association').optional(),
  /** The scope it is written in, where its steps lie in another; empty: the process. */
  within: z.string().max(80).optional(),
  id: said, name: said, at, attributes: attributes.optional(), children, mark, isInvented: z.boolean().optional(),
  /** Whether the model takes it by default, where the flow says otherwise. */
  isDefault: z.boolean().optional(),
  line: line.optional(),
});
export const fileExtension = z.object({
  prefix: z.string().optional(), namespaces: z.record(z.string(), z.string()).optional(),
  /** Of the outermost element. */
  model: attributes.optional(),
  process: z.object({ id: said, name: said, nameMark: mark, mark, at, attributes: attributes.optional(), children, ways: z.boolean().optional() }).optional(),
  /** What stands beside the processes; pools lie in the collaboration. */
  roots: z.array(treeSchema).optional(), diagrams: z.array(treeSchema).optional(),
  /** Referred to without being there. */
  unresolved: z.array(z.string()).optional(),
  /** Places and sizes are written with a decimal place. */
  hasDecimals: z.boolean().optional(),
  /** The pool has the flow's name. */
  namesPool: z.boolean().optional(),
  /** The layout nobody drew. */
  undrawn: mark,
});
export type NodeExtension = z.infer<typeof nodeExtension>;
export type EdgeExtension = z.infer<typeof edgeExtension>;
export type FileExtension = z.infer<typeof fileExtension>;

/** The extension as far as it is one of these; what was written by hand and is none is left alone. */
export function extensionOf<T>(schema: z.ZodType<T>, holder: { extension?: Record<string, Json> | undefined }): { value: T | undefined; isWrong: boolean } {
  const given = holder.extension?.['bpmn'];
  if (given === undefined) return { value: undefined, isWrong: false };
  const parsed = schema.safeParse(given);
  return parsed.success ? { value: parsed.data, isWrong: false } : { value: undefined, isWrong: true };
}

export const markOf = (value: unknown): string => sha256(canonicalJson(value)).slice(0, 12);
