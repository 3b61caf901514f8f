/**
 * The contract of a flow node kind: data the designer shows, checks at publish, and its part in `step`. One folder per kind beside this file,
 * one line in index.ts; a caller may also hand further kinds to the kernel (a registry is an argument, never a global).
 */
import type { z } from 'zod';
import type { Json, Text } from '../../values.ts';
import type { Finding, FlowFile, FlowNode, variableTypes } from '../flow.schema.ts';
import type { NodeBehaviour } from '../kernel/kernel.behaviour.ts';

/** start and end, people (blue), machine (violet), decision (teal), time (slate), message (cyan), scope. */
export const nodeCategories = ['start', 'end', 'people', 'machine', 'decision', 'time', 'message', 'scope'] as const;
export type NodeCategory = (typeof nodeCategories)[number];

/** A handle on the canvas. `key` null is the kind's only way out. */
export interface Outcome { key: string | null; name: Text; isRequired: boolean; tone?: 'primary' | 'danger' | 'default' }

/** Side panel: JSON Schema of the config and a UI schema (@rjsf `ui:` keys plus `ui:field`/`ui:widget` names: feel, text, assignments, form, calendar, ticketState, secret). */
export interface NodeForm { schema: Record<string, Json>; ui: Record<string, Json> }

export type VariableType = (typeof variableTypes)[number];

/** `isTest`: unary tests, the cell of a decision table. `rule`: the rule of the table it stands in, from 1. `isElsewhere`: it reads the variables of another flow. */
export interface NodeExpression { field: string; text: string; expects?: 'boolean' | 'list' | 'number' | 'string' | 'any'; isTest?: boolean; rule?: number; isElsewhere?: boolean }

/** A frame no way leads to or from: its steps begin by an event, or when what it lies in is taken back. */
export const beginsItself = (kind: Pick<NodeKind, 'shape' | 'takesInput'> | undefined): boolean => kind?.shape === 'scope' && !kind.takesInput;

export interface NodeKind<C = unknown> {
  kind: string;
  category: NodeCategory;
  /** How it is drawn: card 208 x 60, gateway diamond 44, event circle 36, boundary circle on its host's edge, scope frame. */
  shape: 'card' | 'gateway' | 'event' | 'boundary' | 'scope';
  /** Icon name of @ant-design/icons, e.g. "UserOutlined". */
  icon: string;
  title: Text;
  /** One sentence for the palette. */
  about: Text;
  config: z.ZodType<C>;
  form: NodeForm;
  /** A config a freshly dropped node starts with. */
  initial: Record<string, Json>;
  outcomes(config: C): Outcome[];
  /** Whether edges may come in; starts and boundaries take none. */
  takesInput: boolean;
  /** Faults of this node alone or in its surroundings; structure rules over the whole flow are in domain/flow/rules. */
  check(node: FlowNode & { id: string }, config: C, file: FlowFile): Finding[];
  /** FEEL in the config, for checks and completion. `field` is a JSON pointer into the config; text without the leading "=". */
  expressions?(config: C): NodeExpression[];
  /** Variables this node sets, with their types. */
  sets?(config: C, file: FlowFile): Record<string, VariableType>;
  /** The settings that outcomes and summary are drawn from, without what is nobody's business who may only look: addresses, expressions, names of secrets. Absent: none. */
  outline?(config: C): Partial<C>;
  /** One grey line on the card. */
  summary(config: C, file: FlowFile): Text | null;
  behaviour: NodeBehaviour<C>;
}

/** The one way out of a step that is done several times. */
const allDone: Outcome = { key: null, name: { en: 'All done', zh: '全部完成', ar: 'اكتمل الكل' }, isRequired: true };
/** The ways out of a step. */
export const outcomesOf = <C>(kind: NodeKind<C>, config: C, { repeat }: Pick<FlowNode, 'repeat'>): Outcome[] => (repeat ? [allDone] : kind.outcomes(config));

export type NodeRegistry = Readonly<Record<string, NodeKind>>;

/** Whether conditions on its ways out, and a default among them, mean anything. */
export const readsConditions = (kind: NodeKind): boolean => kind.behaviour.whenDataUnknown === 'anyEdge' || kind.behaviour.whenDataUnknown === 'anyEdges';
