/** The recount of open tickets after their calendar changed: how far it is. Carried out by activities/sla, read by the calendar's page. */
import { z } from 'zod';
import { actorRefSchema } from '../identity/identity.schema.ts';
import { instantSchema } from '../values.ts';

export const recountSchema = z.object({
  /** Key of the calendar. */
  calendar: z.string(),
  /** Counts the changes of the calendar: a later one begins the work anew. */
  generation: z.number().int(),
  state: z.enum(['waiting', 'running', 'done']),
  /** Open tickets that count in the calendar: all, looked at, of which due moved, of which the run was told at once, without an answer. */
  total: z.number().int(), looked: z.number().int(), moved: z.number().int(), told: z.number().int(), unanswered: z.number().int(),
  askedAt: instantSchema, askedBy: actorRefSchema, startedAt: instantSchema.nullable(), endedAt: instantSchema.nullable(),
  /** Somebody outside does not answer; the work goes on when they do. */
  isHeldUp: z.boolean(),
});
export type Recount = z.infer<typeof recountSchema>;
