/** One run changed for its ticket: shown first, then done as it was shown. */
import { z } from 'zod';
import { insertableKinds, runOperationsSchema } from '#domain/flow/change/change.schema';
import { messageParamsSchema } from '#domain/message.schema';
import { textSchema } from '#domain/values';
import { findingSchema } from './flow.api.ts';
import { engineFaults, route } from './route.ts';
import { runRefSchema } from './run.api.ts';

const byRun = z.object({ run: runRefSchema });
const step = z.object({ node: z.string(), name: textSchema.nullable() });
const detail = z.object({ path: z.string(), code: z.string(), params: messageParamsSchema.optional(), message: z.string(), fix: z.string().optional() });

/** What would come of a change. `seq`: the line of the log it was looked at; the change is only made while the run stands there. */
export const runChangeView = z.object({
  run: z.string(), seq: z.number().int(),
  added: z.array(step.extend({ kind: z.enum(insertableKinds) })),
  /** `to` null: past the step. */
  moved: z.array(z.object({ token: z.string(), from: step, to: step.nullable() })),
  /** Open tasks that end without an answer, and those that would be opened. */
  cancelled: z.array(step.extend({ task: z.string(), assignee: z.string().nullable() })), opened: z.array(step.extend({ task: z.string() })),
  /** Steps whose call to a machine is given up, and those that would call one. */
  stopped: z.array(step), called: z.array(step),
  /** Where the run would stand. */
  stands: z.array(step),
  findings: z.array(findingSchema), verdict: z.enum(['sound', 'unsound', 'not-proven']), statesSeen: z.number().int(),
  /** Why it cannot be done as the run stands. */
  refusal: z.object({ code: z.string(), params: messageParamsSchema.optional(), message: z.string(), hint: z.string(), details: z.array(detail) }).nullable(),
});
export type RunChangeView = z.infer<typeof runChangeView>;

const changeFaults = [...engineFaults, 'RUN_CHANGE_UNFIT', 'FLOW_VERSION_UNKNOWN', 'FLOW_CHECK_REPLACED'] as const;
const example = { params: { run: 'INC-1001.1' }, body: { operations: [{ do: 'insert', kind: 'approval', before: 'repair', name: { en: 'May we?' }, assignments: [{ by: 'relation', relation: 'teamLead' }], rejectedTo: 'end' }] } };

export const runChangeRoutes = {
  'runs.previewChange': route({ method: 'POST', path: '/api/runs/:run/change/preview', summary: 'What would come of a change of one run; nothing is done', access: 'run.repair', errors: [...changeFaults], example, params: byRun, body: z.object({ operations: runOperationsSchema }), response: runChangeView }),
  'runs.change': route({
    method: 'POST', path: '/api/runs/:run/change', summary: 'Changes one run: puts a step in, passes over one, moves to another. The flow itself stays as it is for all others', access: 'run.repair',
    errors: [...changeFaults, 'RUN_MOVED_ON', 'RUN_CHANGE_TOO_MANY', 'RUN_CHANGE_UNSOUND', 'RUN_CHANGE_NOT_PROVEN'], example: { params: example.params, body: { ...example.body, seq: 12, reason: 'The manager asked for it.' } },
    params: byRun, body: z.object({ operations: runOperationsSchema, seq: z.number().int().min(0), reason: z.string().trim().min(1).max(2000), confirmNotProven: z.boolean().default(false) }),
    response: z.object({ accepted: z.literal(true), /** False when it is done but MongoDB is away, so pages follow later. */ shown: z.boolean() }),
  }),
};
