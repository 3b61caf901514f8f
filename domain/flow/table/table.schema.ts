/** A decision table as DMN 1.3 means it: columns that are asked and answered, and rules with one cell for each. How it is written as XML is for integrations. */
import { z } from 'zod';
import { flowTextSchema } from '../flow.schema.ts';
import { feelSchema, nameSchema } from '../nodes/node.config.ts';

/** One hit: unique, any, priority, first. Several: in the order of the rules, in that of the outputs, or collected. */
export const hitPolicies = ['unique', 'any', 'priority', 'first', 'ruleOrder', 'outputOrder', 'collect'] as const;
export type HitPolicy = (typeof hitPolicies)[number];
export const aggregations = ['list', 'sum', 'min', 'max', 'count'] as const;
export type Aggregation = (typeof aggregations)[number];

export const tableLimits = { inputs: 20, outputs: 20, rules: 500, /** Of all rules together. */ cells: 5000 } as const;

/** A cell may be empty: as a test it takes anything, as "-" does. */
const cell = z.string().max(4000);

export const tableSchema = z.strictObject({
  hitPolicy: z.enum(hitPolicies).default('unique'),
  /** What becomes of what is collected. Only with `collect`; default a list. */
  aggregation: z.enum(aggregations).optional(),
  inputs: z.array(z.strictObject({
    expression: feelSchema, label: flowTextSchema.optional(),
    /** Unary tests that hold of every value there may be: `"low", "high"`, `[0..100]`. Absent or empty: any value. */
    values: cell.optional(),
  })).max(tableLimits.inputs),
  outputs: z.array(z.strictObject({
    name: nameSchema, label: flowTextSchema.optional(),
    /** FEEL values parted by commas, the first of them before the others: `"P1", "P2"`. Absent or empty: any value. */
    values: cell.optional(),
    /** FEEL: what it is when no rule holds. Absent or empty: none. */
    default: cell.optional(),
  })).min(1).max(tableLimits.outputs),
  /** `tests` are unary tests, one an input; `outputs` FEEL, one an output. */
  rules: z.array(z.strictObject({ tests: z.array(cell).max(tableLimits.inputs), outputs: z.array(cell).max(tableLimits.outputs), annotation: z.string().max(1000).optional() }))
    .max(tableLimits.rules),
});
export type DecisionTable = z.infer<typeof tableSchema>;

/** Whether a cell, a list of values or a default says nothing. */
export const isBlank = (text: string | undefined): text is undefined | '' => text === undefined || text.trim() === '';
/** Whether a cell takes any value. */
export const isAnything = (test: string | undefined): boolean => isBlank(test) || test.trim() === '-';
/** The values of an output as one FEEL list. */
export const listOf = (values: string): string => `[${values}]`;
/** Rules as messages name them: numbers from 1. */
export const rulesNamed = (rules: readonly number[]): string => (rules.length > 20 ? `${rules.slice(0, 20).map((at) => at + 1).join(', ')} ...` : rules.map((at) => at + 1).join(', '));
