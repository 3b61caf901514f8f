/**
 * Flow file v1: the JSON a designer draws, a repository keeps and the kernel runs. Nodes and edges are maps by id so that two people's edits
 * merge; meaning is apart from layout; texts are {en, zh, ar}. Every shape is strict, so that a mistyped field is named and never lost. Checks beyond shape
 * are rules (domain/flow/rules) and kinds (domain/flow/nodes).
 */
import { z } from 'zod';
import type { MessageParams } from '../message.ts';
import { jsonSchema, textSchema, type Text } from '../values.ts';

export const flowFormatVersion = 1;
/** A text of a drawing: English may be empty while it is typed; whether it may stay so is for the rules. */
export const flowTextSchema: z.ZodType<Text> = z.strictObject({ ...textSchema.shape, en: z.string() });
const id = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,79}$/);

/** What other formats say beyond the flow, by the format's name ("bpmn"). Nothing runs by it; who edits the flow leaves it as it is. */
const extension = z.record(z.string().max(40), jsonSchema).optional();

export const variableTypes = ['text', 'number', 'boolean', 'date', 'dateTime', 'duration', 'person', 'team', 'object', 'list', 'context', 'any'] as const;
export const flowVariableSchema = z.strictObject({ type: z.enum(variableTypes), title: flowTextSchema.optional(), initial: jsonSchema.optional(), isRequired: z.boolean().optional() });

export const flowFormSchema = z.strictObject({ title: flowTextSchema, schema: z.record(z.string(), jsonSchema), ui: z.record(z.string(), jsonSchema).default({}), example: jsonSchema.optional() });

/** Half typed, it may be empty; whether it may stay so is for the rules. */
const feelSchema = z.string().max(4000);
const itemVariables = z.record(id, jsonSchema);
/** `into`: name or path of the variable that gets one value for each time, in their order. */
const collectSchema = z.strictObject({ into: z.string().max(120), value: feelSchema });

/**
 * A step that is carried out several times for one token that comes. Expressions are FEEL; inside, `item` (or what it is called) is the element and `loop` is
 * {index, total}, counted from 1; `doneWhen`, `while` and `collect.value` see `done`, `active` and the `outcome` the step left by in `loop`, too.
 * `variables` are each time's own, with their first values: what is written to them does not come out. The step then leaves by one way, without an outcome.
 */
export const flowRepeatSchema = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.enum(['parallel', 'sequential']),
    /** For each element of a list, or so often; one of both. */
    items: feelSchema.optional(), count: feelSchema.optional(), item: id.optional(), variables: itemVariables.optional(),
    /** Looked at whenever one is done; true: it is enough, and the token goes on. */
    doneWhen: feelSchema.optional(), collect: collectSchema.optional(),
    /** What becomes of the others when `doneWhen` is true: they are ended (default), or done without it, while the token goes on. */
    rest: z.enum(['end', 'goOn']).optional(),
    /** Parallel: how many may be under way at a time. Default 100. */
    atOnce: z.number().int().min(1).max(1000).optional(),
  }),
  z.strictObject({
    mode: z.literal('loop'), while: feelSchema,
    /** The step is done once before `while` is looked at. */
    isTestedAfter: z.boolean().optional(),
    /** However true `while` is, not more often. */
    most: z.number().int().min(1).max(10_000).optional(),
    variables: itemVariables.optional(), collect: collectSchema.optional(),
  }),
]);
export type FlowRepeat = z.infer<typeof flowRepeatSchema>;

/**
 * A lock that steps of all runs share, of any flow: one token at a time is in such a step. `key` tells locks of one name apart ("router" and which one); FEEL where it begins with "=".
 * Absent: the name alone. `limit`: how long a token waits for it at most, an ISO duration; then it stands with an incident. Absent: as long as it takes.
 */
export const flowLockSchema = z.strictObject({ name: z.string().max(80), key: z.string().max(4000).optional(), limit: z.string().max(60).optional() });
export type FlowLock = z.infer<typeof flowLockSchema>;

/** `scope` is the id of the scope node it lies in (absent: the flow itself). `attachedTo` is set on boundary nodes only. `config` is checked by its kind. */
export const flowNodeSchema = z.strictObject({
  kind: z.string().min(1).max(60), name: flowTextSchema, description: flowTextSchema.optional(),
  scope: id.optional(), attachedTo: id.optional(),
  /** Ticket state set when a token enters: what the ticket says, and whether its clocks run. */
  ticketState: z.string().optional(),
  repeat: flowRepeatSchema.optional(),
  /** Of steps with the same word here, one is done at a time in a run; who comes meanwhile waits in the order of coming. */
  mutex: z.string().max(80).optional(),
  lock: flowLockSchema.optional(),
  config: z.record(z.string(), jsonSchema).default({}),
  extension,
});
export type FlowNode = z.infer<typeof flowNodeSchema>;

/** `outcome` is the handle it leaves by (absent: the kind's only one). `condition` is FEEL; exclusive gateways take the first true one in `order`, else the default. */
export const flowEdgeSchema = z.strictObject({
  from: id, to: id, outcome: z.string().max(80).optional(), name: flowTextSchema.optional(),
  condition: z.string().max(4000).optional(), isDefault: z.boolean().optional(), order: z.number().int().optional(),
  extension,
});
export type FlowEdge = z.infer<typeof flowEdgeSchema>;

export const flowLayoutSchema = z.strictObject({
  nodes: z.record(id, z.strictObject({ x: z.number(), y: z.number(), width: z.number().optional(), height: z.number().optional() })).default({}),
  edges: z.record(id, z.strictObject({ points: z.array(z.strictObject({ x: z.number(), y: z.number() })) })).default({}),
});

export const flowFileSchema = z.strictObject({
  /** Where an editor finds the JSON Schema of this file; means nothing to the flow. */
  $schema: z.string().max(500).optional(),
  formatVersion: z.literal(flowFormatVersion),
  key: id, name: flowTextSchema, description: flowTextSchema.optional(), ticketType: z.string().optional(),
  variables: z.record(id, flowVariableSchema).default({}),
  forms: z.record(id, flowFormSchema).default({}),
  nodes: z.record(id, flowNodeSchema), edges: z.record(id, flowEdgeSchema),
  layout: flowLayoutSchema.default({ nodes: {}, edges: {} }),
  extension,
});
export type FlowFile = z.infer<typeof flowFileSchema>;

/** One thing wrong (or worth saying) about a flow: a code with its parameters, and both in English for who does not translate. Wire shape of every check, everywhere. */
export interface Finding {
  /** Of finding.texts.ts, or of the error catalogue for what is wrong with an expression or a form schema. */
  code: string;
  params?: MessageParams;
  /** Phrase the message stands in: its hole `{message}` is the message, the others are parameters. Absent: the message stands alone. */
  frame?: string;
  severity: 'error' | 'warning' | 'info';
  node: string | null;
  edge?: string | null;
  /** JSON pointer into the node's config ("/outcomes/0/key"); elsewhere the name of the field ("ticketState", "type"). Null: the step, the edge or the flow as a whole. */
  field: string | null;
  /** JSON pointer into the flow file. */
  path?: string;
  /** Name of the file, where it came from one. */
  file?: string;
  message: string;
  fix: string;
  /** Node ids that show how it happens (soundness). */
  trace?: string[];
}

/**
 * A published, immutable definition. `sha256` is over the canonical JSON of the file. `privateTo`: the run for which alone it was made from that version; absent for
 * what everybody may start.
 */
export const definitionRefSchema = z.object({ id: z.string(), version: z.number().int().positive(), sha256: z.string(), privateTo: z.string().optional() });
export type DefinitionRef = z.infer<typeof definitionRefSchema>;
