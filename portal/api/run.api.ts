/** Runs over all tickets: found, looked at as they stood at any line of their log, mended many at once, cancelled, suspended and resumed. */
import { z } from 'zod';
import { actorRefSchema } from '#domain/identity/identity.schema';
import { messageParamsSchema } from '#domain/message.schema';
import { mostMended, runPhases } from '#domain/flow/run.phase';
import { variableTypes } from '#domain/flow/flow.schema';
import { priorities } from '#domain/ticket/ticket.schema';
import { instantSchema, jsonSchema, textSchema } from '#domain/values';
import { incidentView, runLockView, tokenView } from './ticket.api.ts';
import { engineFaults, pageOf, pageQuery, route } from './route.ts';

/** A run by its ticket's key and its number: "INC-1042.1"; without a number the latest. One it has called, with the effects that lead there: "INC-1042.1~e3". */
export const runRefSchema = z.string().regex(/^[A-Z]{2,5}-\d{1,9}(\.\d{1,6})?(~e\d{1,9}){0,16}$/);
const byRun = z.object({ run: runRefSchema });
const exampleRun = { run: 'INC-1001.1' };

const stepView = z.object({ node: z.string(), name: textSchema.nullable() });
export const runRow = z.object({
  /** "INC-1042.1" */
  id: z.string(), key: z.string(), n: z.number().int(), title: z.string(), priority: z.enum(priorities),
  flow: z.string(), flowName: textSchema.nullable(), version: z.number().int(), phase: z.enum(runPhases),
  /** Where its tokens stand; 50 at most. */
  steps: z.array(stepView),
  /** Open incidents; 50 at most. */
  incidents: z.number().int(),
  startedAt: instantSchema, updatedAt: instantSchema, endedAt: instantSchema.nullable(),
  /** The workflow behind it is gone: it can only be started anew, by reopening its ticket. */
  isLost: z.boolean(),
  /** It goes on under a version made for its ticket alone, from `version`. */
  isChanged: z.boolean(),
  /** Whether the reader may mend, cancel and suspend it. */
  mayRepair: z.boolean(),
});
export type RunRowView = z.infer<typeof runRow>;

const filter = {
  /** Words that begin words of the ticket's key or title. */
  q: z.string().max(200).optional(),
  flow: z.string().max(100).optional(), version: z.coerce.number().int().min(1).max(1_000_000).optional(),
  /** Id of a step where it stands. */
  step: z.string().max(100).optional(),
  /** Begun so long ago or longer: "P1D", "PT4H". */
  age: z.string().max(30).optional(),
};
/** One or more of the phases, comma between. */
const phaseFilter = { phase: z.string().max(100).optional() };
const incidentFilter = { ...filter, code: z.string().max(100).optional() };

export const openIncidentView = incidentView.extend({
  run: z.string(), key: z.string(), title: z.string(), flow: z.string(), flowName: textSchema.nullable(), version: z.number().int(),
  /** How often the run has stopped at this step. */
  attempts: z.number().int(), mayRepair: z.boolean(), isSuspended: z.boolean(),
});
export type OpenIncidentView = z.infer<typeof openIncidentView>;

/** `code`, `params` and `message` where it was not accepted, as any fault is told. */
const mended = z.object({ run: z.string(), incident: z.string(), accepted: z.boolean(), shown: z.boolean(), code: z.string().optional(), params: messageParamsSchema.optional(), message: z.string().optional() });
export type Mended = z.infer<typeof mended>;
const done = z.object({ accepted: z.literal(true), /** False when it is done but MongoDB is away, so pages follow later. */ shown: z.boolean() });
const reasonBody = z.object({ reason: z.string().trim().min(1).max(2000) });

/** What is visible at a place, the nearest first where several are called the same. `value` is absent for who may not read what the run computed. */
const variableView = z.object({ name: z.string(), title: textSchema.nullable(), type: z.enum(variableTypes).nullable(), value: jsonSchema, isEditable: z.boolean() });
export type VariableView = z.infer<typeof variableView>;

export const runStateView = z.object({
  run: z.string(), seq: z.number().int(), last: z.number().int(), at: instantSchema.nullable(), status: z.string(),
  tokens: z.array(tokenView.omit({ since: true })),
  waits: z.array(z.object({ kind: z.enum(['task', 'timer', 'message', 'condition', 'activity', 'incident']), id: z.string(), node: z.string().nullable(), dueAt: instantSchema.nullable() })),
  /** By scope; null for who may not read what the run computed. */
  variables: z.array(z.object({ scope: z.string(), node: z.string().nullable(), values: z.record(z.string(), jsonSchema) })).nullable(),
  visitedNodes: z.record(z.string(), z.number().int()), visitedEdges: z.record(z.string(), z.number().int()),
});
export type RunStateView = z.infer<typeof runStateView>;

export const runRoutes = {
  'runs.list': route({ method: 'GET', path: '/api/runs', summary: 'Runs of tickets the reader may see', access: 'run.read', query: z.object({ ...pageQuery, ...filter, ...phaseFilter, sort: z.enum(['updated', 'started', 'oldest']).default('updated') }), response: pageOf(runRow) }),
  'runs.counts': route({ method: 'GET', path: '/api/runs/counts', summary: 'How many there are in each phase under the same filter', access: 'run.read', query: z.object(filter), response: z.object({ /** Null where counting would take too long for what the reader may see. */ phases: z.partialRecord(z.enum(runPhases), z.number().int()).nullable() }) }),
  'runs.read': route({
    method: 'GET', path: '/api/runs/:run', summary: 'One run: where it stands, what is to be mended, whether it is suspended', access: 'run.read', example: { params: exampleRun }, params: byRun,
    response: runRow.extend({ seq: z.number().int(), open: z.array(incidentView), locks: z.array(runLockView), /** `held`: what came meanwhile. */ suspended: z.object({ at: instantSchema, by: actorRefSchema, reason: z.string(), held: z.number().int() }).nullable() }),
  }),
  'runs.state': route({ method: 'GET', path: '/api/runs/:run/state', summary: 'The run as it stood after a line of its log; the last when none is named', access: 'run.read', errors: ['RUN_SEQ_UNKNOWN', 'RUN_LOG_TOO_LONG'], example: { params: exampleRun }, params: byRun, query: z.object({ seq: z.coerce.number().int().min(0).max(10_000_000).optional() }), response: runStateView }),
  'runs.variables': route({ method: 'GET', path: '/api/runs/:run/incidents/:incident/variables', summary: 'Variables as a stopped step sees them, for editing them before it is tried again', access: 'run.repair', errors: ['INCIDENT_GONE'], example: { params: { ...exampleRun, incident: 'i1' } }, params: byRun.extend({ incident: z.string().min(1).max(100) }), response: z.object({ items: z.array(variableView) }) }),
  'runs.cancel': route({ method: 'POST', path: '/api/runs/:run/cancel', summary: 'Ends a run, and withdraws its ticket, with a reason', access: 'run.repair', errors: [...engineFaults], example: { params: exampleRun, body: { reason: 'Opened twice.' } }, params: byRun, body: reasonBody, response: done }),
  'runs.suspend': route({ method: 'POST', path: '/api/runs/:run/suspend', summary: 'Lets a run stand still: people cannot act on it, and what arrives is held. Promises of service levels go on', access: 'run.repair', errors: [...engineFaults], example: { params: exampleRun, body: { reason: 'The device is being replaced.' } }, params: byRun, body: reasonBody, response: done }),
  'runs.resume': route({ method: 'POST', path: '/api/runs/:run/resume', summary: 'Lets a suspended run go on: what was held is taken in the order it came, and what is overdue comes at once', access: 'run.repair', errors: [...engineFaults, 'RUN_NOT_SUSPENDED'], example: { params: exampleRun }, params: byRun, response: done }),
  'incidents.list': route({ method: 'GET', path: '/api/incidents', summary: 'What stopped runs, over all of them, the longest open first', access: 'run.read', query: z.object({ ...pageQuery, ...incidentFilter }), response: pageOf(openIncidentView) }),
  'incidents.mendMany': route({
    method: 'POST', path: '/api/incidents/mend', summary: 'Tries the steps of many incidents again, passes them over, or hands them on as an error; each has its own result', access: 'run.repair',
    example: { body: { action: 'retry', incidents: [{ run: 'INC-1001.1', incident: 'i1' }] } },
    body: z.object({ action: z.enum(['retry', 'skip', 'throw']), /** Of `throw`. */ code: z.string().min(1).max(100).optional(), incidents: z.array(z.object({ run: runRefSchema, incident: z.string().min(1).max(100) })).min(1).max(mostMended) })
      .refine(({ action, code }) => (action === 'throw') === (code !== undefined), { path: ['code'] }),
    response: z.object({ results: z.array(mended) }),
  }),
};
