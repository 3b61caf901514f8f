/** What begins a flow, and what a ticket is that a message or a schedule opens. Settings of the kind `start`; who opens it is activities/flow. */
import { z } from 'zod';
import { jsonSchema } from '../../values.ts';
import { literalOrFeelSchema, nameSchema } from '../nodes/node.config.ts';
import { scheduleSchema } from '../schedule/schedule.schema.ts';

export const startTriggers = ['form', 'alarm', 'message', 'schedule'] as const;
export type StartTrigger = (typeof startTriggers)[number];

/** Expressions see the declared variables and, nearer, what the message carries or when the schedule was due (`dueAt`). */
export const startConfigSchema = z.strictObject({
  trigger: z.enum(startTriggers).default('form'),
  /** Name of the message; a signal of this name begins it, too. */
  message: z.string().max(100).optional(),
  /** FEEL: only a message for which it is true begins the flow. Absent: any. */
  condition: z.string().max(4000).optional(),
  schedule: scheduleSchema.optional(),
  /** Of the ticket it opens. Default: that of the flow. */
  type: z.string().max(50).optional(),
  /** Text, or FEEL with "=" in front. Default: the name of the flow. */
  title: literalOrFeelSchema.optional(),
  description: literalOrFeelSchema.optional(),
  priority: literalOrFeelSchema.optional(),
  team: literalOrFeelSchema.optional(),
  /** A person's id. Default: who sent the message; of a run, the requester of its ticket. */
  requester: literalOrFeelSchema.optional(),
  /** By name: values, or FEEL with "=" in front. */
  fields: z.record(nameSchema, jsonSchema).optional(),
  /** Receives all that the message carries, or {dueAt}. */
  resultVariable: nameSchema.optional(),
});
export type StartConfig = z.infer<typeof startConfigSchema>;
