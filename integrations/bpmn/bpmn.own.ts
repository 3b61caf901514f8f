/**
 * What a flow says and BPMN has no word for, as elements of our own namespace with JSON in them: `signalbox:flow` in a process, `signalbox:step` in a step,
 * `signalbox:way` in a sequence flow. Where the model says something else by now, as after an edit elsewhere, the model is right.
 */
import { z } from 'zod';
import { flowEdgeSchema, flowFileSchema, flowNodeSchema, flowTextSchema, type FlowEdge, type FlowFile, type FlowNode } from '#domain/flow/flow.schema';
import { canonicalJson } from '#domain/flow/file/flow.canonical';
import { nodeKinds } from '#domain/flow/nodes/index';
import type { Text } from '#domain/values';
import { elementOf, elementsOf, type BpmnElement } from './bpmn.elements.ts';
import { treeOf, type Tree } from './bpmn.tree.ts';

export const ownNamespace = 'urn:signalbox:bpmn:1';
export const ownPrefix = 'signalbox';

const stepSchema = z.object({ ...flowNodeSchema.pick({ kind: true, config: true, repeat: true, ticketState: true, mutex: true, lock: true }).shape, id: z.string().optional(), name: flowTextSchema.optional(), description: flowTextSchema.optional(), isPlaced: z.boolean().optional(), isSized: z.boolean().optional(), isOpen: z.boolean().optional() });
const waySchema = z.object({ ...flowEdgeSchema.pick({ outcome: true, order: true, isDefault: true, condition: true }).shape, id: z.string().optional(), name: flowTextSchema.optional(), isRouted: z.boolean().optional() });
const flowSchema = z.object({ ...flowFileSchema.pick({ $schema: true, key: true, name: true, description: true, ticketType: true, variables: true, forms: true }).shape, isWhole: z.boolean().optional() });
export type OwnStep = z.infer<typeof stepSchema>;
export type OwnWay = z.infer<typeof waySchema>;
export type OwnFlow = z.infer<typeof flowSchema>;

const own = (tag: string, said: object, attributes: Record<string, string> = {}): Tree => treeOf(`${ownPrefix}:${tag}`, attributes, [canonicalJson(said)]);
const beside = (is: Text | undefined, plain: string | undefined): boolean => is !== undefined && (Object.keys(is).length > 1 || is.en !== plain);

/** `written`: id, name and documentation as they stand in the model and would be read again. `isOpen`: nothing leads away from it, and no end is to be added. */
export function stepTree(tag: string, id: string, { kind, config, repeat, ticketState, mutex, lock, name, description }: FlowNode, written: { id: string; name: string | undefined; description: string | undefined }, place: { isPlaced?: boolean; isSized?: boolean; isOpen?: boolean }): Tree {
  const said = { kind, config, repeat, ticketState, mutex, lock, id: id === written.id ? undefined : id, name: beside(name, written.name) ? name : undefined, description: beside(description, written.description) ? description : undefined, ...place };
  return own('step', said, { of: tag });
}
export function wayTree(id: string, { outcome, order, isDefault, condition, name }: FlowEdge, written: { id: string; name: string | undefined }, isRouted: boolean): Tree {
  return own('way', { outcome, order, isDefault, condition: condition === condition?.trim() && condition !== '' ? undefined : condition, id: id === written.id ? undefined : id, name: beside(name, written.name) ? name : undefined, ...(isRouted ? { isRouted } : {}) });
}
/** `isWhole`: every step of the flow is written, and none is to be added. */
export const flowTree = ({ $schema, key, name, description, ticketType, variables, forms }: FlowFile, isWhole: boolean): Tree => own('flow', { $schema, key, name, description, ticketType, variables, forms, ...(isWhole ? { isWhole } : {}) });

function readOwn<T>(element: BpmnElement, tag: string, schema: z.ZodType<T>): { said: T; of: unknown } | undefined {
  for (const one of elementsOf(elementOf(element, 'extensionElements'), 'values')) {
    const { ns } = (one as unknown as { $descriptor?: { ns?: { localName?: string; uri?: string } } }).$descriptor ?? {};
    const body = one['$body'];
    if (ns?.uri !== ownNamespace || ns.localName !== tag || typeof body !== 'string') continue;
    try {
      const parsed = schema.safeParse(JSON.parse(body));
      if (parsed.success) return { said: parsed.data, of: one['of'] };
    } catch { /* No JSON: as if it were not there. */ }
  }
  return undefined;
}

/** Of an element that still is what it was when it was written, and of a kind there is. */
export function ownStepOf(element: BpmnElement, tag: string): OwnStep | undefined {
  const read = readOwn(element, 'step', stepSchema);
  return read?.of === tag && Object.hasOwn(nodeKinds, read.said.kind) ? read.said : undefined;
}
export const ownWayOf = (element: BpmnElement): OwnWay | undefined => readOwn(element, 'way', waySchema)?.said;
export const ownFlowOf = (element: BpmnElement): OwnFlow | undefined => readOwn(element, 'flow', flowSchema)?.said;

/** Words as the model has them now; the other languages stay where the English is what it was. */
export const wordsNow = (said: Text | undefined, now: string | undefined, read: (text: string) => string | undefined): Text | undefined =>
  (said === undefined ? undefined : read(said.en) === now ? said : undefined);
