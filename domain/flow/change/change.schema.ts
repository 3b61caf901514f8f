/** What a person may change of one run: put a step in, pass over the one it is at, take it to another. A closed set, so that each can be shown before it is done. */
import { z } from 'zod';
import { textSchema } from '../../values.ts';
import { assignmentSchema } from '../nodes/assignment.ts';

/** Operations of one change at most. */
export const mostOperations = 20;
/** Kinds of steps that may be put in. */
export const insertableKinds = ['task', 'approval'] as const;
export type InsertableKind = (typeof insertableKinds)[number];

const place = z.string().min(1).max(80);
const token = z.string().regex(/^t\d{1,9}$/);

/**
 * `edge`: on this line. `before`: on every way that leads to this step, and what stands there goes back to the new one; one of both. `id`: of the new step, so that
 * what follows in the same change can name it. `rejectedTo`: where a rejection leads; approvals only, and needed there.
 */
const insert = z.strictObject({
  do: z.literal('insert'), kind: z.enum(insertableKinds), edge: place.optional(), before: place.optional(), id: z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,79}$/).optional(),
  name: textSchema, prompt: z.string().trim().min(1).max(1000).optional(), assignments: z.array(assignmentSchema).min(1).max(20), rejectedTo: place.optional(),
}).refine(({ edge, before }) => (edge === undefined) !== (before === undefined), { path: ['edge'] }).refine(({ kind, rejectedTo }) => (kind === 'approval') === (rejectedTo !== undefined), { path: ['rejectedTo'] });

/** `token`: one of several that stand at the step; absent: all that do. `outcome`: by which way; absent: by its only one. */
const skip = z.strictObject({ do: z.literal('skip'), step: place, token: token.optional(), outcome: z.string().max(80).optional() });
const move = z.strictObject({ do: z.literal('move'), step: place, token: token.optional(), to: place });

export const runOperationsSchema = z.array(z.discriminatedUnion('do', [insert, skip, move])).min(1).max(mostOperations);
export type RunOperation = z.infer<typeof runOperationsSchema>[number];
export type InsertOperation = z.infer<typeof insert>;
