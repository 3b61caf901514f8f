/** Locks that runs share: who holds which, who waits, and taking one by force. */
import { z } from 'zod';
import { instantSchema } from '#domain/values';
import { engineFaults, route } from './route.ts';

/** A run by its ticket's key and number, "INC-1042.1", and the step where it stands. */
const waiting = z.object({ run: z.string(), key: z.string(), node: z.string(), since: instantSchema });
export const lockView = z.object({
  /** "router:7" */
  lock: z.string(),
  /** `since`: when it was granted; `isTold` false: the run has not taken it yet. Null: it is free, and about to be granted. */
  holder: z.object({ run: z.string(), key: z.string(), since: instantSchema, isTold: z.boolean() }).nullable(),
  /** In the order of asking; 50 at most. */
  waiting: z.array(waiting), waitingCount: z.number().int(),
});
export type LockView = z.infer<typeof lockView>;

export const lockRoutes = {
  'locks.list': route({ method: 'GET', path: '/api/locks', summary: 'Locks that runs hold or wait for, by name; 200 at most', access: 'settings.manage', response: z.object({ items: z.array(lockView), total: z.number().int() }) }),
  'locks.free': route({
    method: 'POST', path: '/api/locks/free', summary: 'Takes a lock from the run that holds it: its step goes on without, and the next has it. Its ticket says who did and why', access: 'settings.manage',
    errors: [...engineFaults, 'LOCK_FREE', 'LOCK_NOT_HELD'], example: { body: { lock: 'router:7', reason: 'The work is done; the task was left open.' } },
    body: z.strictObject({ lock: z.string().min(1).max(400), reason: z.string().trim().min(1).max(2000) }), response: z.object({ accepted: z.literal(true) }),
  }),
};
