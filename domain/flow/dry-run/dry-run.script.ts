/** Scripts of dry runs: what happens to a run, step by step, and what its machines answer. Data only; `dry-run.play.ts` carries it out. */
import { z } from 'zod';
import { jsonSchema } from '../../values.ts';
import { durationMs } from '../kernel/kernel.duration.ts';

const instant = z.iso.datetime({ offset: true });
const duration = z.string().refine((text) => durationMs(text) !== null, 'expected a duration such as PT30M or P1D');
const vars = z.record(z.string(), jsonSchema);
/** Whoever acts: a person's id, or one with what they may. */
const who = z.union([z.string().min(1), z.strictObject({ person: z.string().min(1), name: z.string().optional(), teams: z.array(z.string()).default([]), roles: z.array(z.string()).default([]), maySupervise: z.boolean().default(false) })]);
/** When it happens: at an instant, or so long after the step before. Absent: at once. */
const when = { at: instant.optional(), after: duration.optional() };

const taskStep = z.strictObject({
  ...when, task: z.string(),
  /** claim, release, assign, complete, saveDraft, withdraw, return ({to: a step, comment}), or an outcome of the task, which completes it. */
  action: z.string().default('complete'),
  /** {outcome, form, comment, to}, or the fields of the form alone. */
  data: vars.default({}),
  /** Absent: somebody who may. */
  as: who.optional(),
});
const messageStep = z.strictObject({ ...when, message: z.string(), key: z.string().nullable().default(null), data: vars.default({}) });
const advanceStep = z.strictObject({ advance: duration });
/** The activity at the node fails with this code the next time it answers. */
const failStep = z.strictObject({ ...when, fail: z.string(), code: z.string().default('ACTIVITY_FAILED'), message: z.string().default('failed by the script') });

export const dryScriptSchema = z.strictObject({
  /** `at`: when it begins (an instant), or by which start node. */
  start: z.strictObject({ at: z.string().optional(), variables: vars.default({}) }).default({ variables: {} }),
  steps: z.array(z.union([taskStep, messageStep, advanceStep, failStep])).max(10_000).default([]),
});
export type DryScript = z.infer<typeof dryScriptSchema>;
export type DryStep = DryScript['steps'][number];
export type TaskStep = z.infer<typeof taskStep>;

/** What activities answer, by node, else by kind. */
export const dryOutputsSchema = vars;
export type DryOutputs = z.infer<typeof dryOutputsSchema>;

export const isInstant = (text: string): boolean => instant.safeParse(text).success;
