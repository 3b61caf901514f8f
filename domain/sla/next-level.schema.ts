/** The level of escalation that comes next on a clock, as it is told; how it is found is next-level.ts, how it reads next-level.words.ts. */
import { z } from 'zod';
import { instantSchema } from '../values.ts';
import { escalationTargets } from './escalation.ts';

export const nextLevelSchema = z.object({
  /** From 1. */
  level: z.number().int(),
  to: z.enum(escalationTargets),
  /** Person id as the run found it when it began; null: the assignee of the moment, or nobody is there. */
  person: z.string().nullable(),
  at: instantSchema,
  /** Working seconds until then, as of when the clock was looked at. */
  workingSeconds: z.number(),
});
export type NextLevel = z.infer<typeof nextLevelSchema>;
