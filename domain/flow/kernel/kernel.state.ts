/** The state a run starts with, and the way back from JSON: state read from outside is parsed and migrated, never trusted. */
import { z } from 'zod';
import { CatalogueError } from '../../errors.ts';
import { actorRefSchema } from '../../identity/identity.schema.ts';
import { problemOf } from '../../issue.ts';
import { phrase, type Phrase } from '../../message.ts';
import { messageParamsSchema, phraseSchema } from '../../message.schema.ts';
import { instantSchema, jsonSchema, textSchema, wordsSchema } from '../../values.ts';
import { definitionRefSchema } from '../flow.schema.ts';
import { rootScope } from './kernel.tokens.ts';
import { approvalRules, expiryPolicies, type Definition, type DoneNote, type KernelInput, type RunState } from './kernel.types.ts';
import { kernelVersion, kernelVersions, stateVersion, type KernelVersion } from './kernel.versions.ts';

/** `kernel`: whose behaviour the run keeps; default the newest. */
export function initialState(definition: Pick<Definition, 'ref'>, kernel: KernelVersion = kernelVersion): RunState {
  return {
    stateVersion, kernel, definition: { ...definition.ref }, status: 'running', seq: 0,
    scopes: { [rootScope]: { id: rootScope, parent: null, node: null, token: null, vars: {}, status: 'active', compensation: [] } },
    tokens: {}, subscriptions: {}, joins: {}, incidents: {}, memory: {}, closedTasks: [],
    counters: { token: 0, scope: 0, subscription: 0, task: 0, effect: 0, incident: 0 },
    recent: [], endedAt: null,
  };
}

const vars = z.record(z.string(), jsonSchema);
const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), phraseSchema]));
const place = { node: z.string(), scope: z.string(), token: z.string() };
const count = z.number().int().nonnegative();

const activityRequest = z.object({
  activity: z.string(), config: vars, resultVariable: z.string().nullable(), timeoutSeconds: z.number(), maxAttempts: z.number(), retrySeconds: z.number(),
});
const timerSpec = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('duration'), iso: z.string() }), z.object({ kind: z.literal('until'), at: instantSchema }),
  z.object({ kind: z.literal('workingTime'), iso: z.string(), calendar: z.string(), pauses: z.array(z.object({ from: instantSchema, to: instantSchema })).optional() }),
]);
const decision = z.object({ outcome: z.string(), by: actorRefSchema, onBehalfOf: actorRefSchema.optional(), comment: z.string(), at: instantSchema, to: z.string().optional() });
const slot = z.object({
  id: z.string(), people: z.array(z.string()), teams: z.array(z.string()), roles: z.array(z.string()), decision: decision.optional(),
  stage: count.optional(), after: z.string().optional(), hasVeto: z.literal(true).optional(), addedBy: actorRefSchema.optional(), handedOverBy: actorRefSchema.optional(),
});
const said = { text: z.string(), by: actorRefSchema, onBehalfOf: actorRefSchema.optional(), at: instantSchema };
const question = z.object({ id: z.string(), to: z.string(), ...said, answer: z.object(said).optional() });
const returned = z.object({ from: textSchema, by: actorRefSchema, onBehalfOf: actorRefSchema.optional(), comment: z.string(), at: instantSchema });
const stage = z.object({ rule: z.enum(approvalRules), needed: count, name: textSchema.optional() });
const reminders = z.object({ spec: timerSpec, most: count, sent: count, at: instantSchema.nullable() });
const expiry = z.object({ spec: timerSpec, policy: z.enum(expiryPolicies), at: instantSchema.nullable(), pausedMs: count.optional() });
const suspension = z.object({ at: instantSchema, by: actorRefSchema, reason: z.string(), timers: z.array(z.object({ purpose: z.string(), spec: timerSpec, armedAt: instantSchema, dueAt: instantSchema.nullable(), left: count })) });
const task = z.object({
  id: z.string(), kind: z.enum(['task', 'approval']), ...place, revision: count, status: z.enum(['ready', 'claimed', 'suspended']), suspended: suspension.optional(), name: textSchema, prompt: wordsSchema.nullable(),
  assignee: z.string().nullable(), assigneeName: z.string().optional(), slots: z.array(slot), rule: z.enum(approvalRules).nullable(), stages: z.array(stage).optional(), reminders: reminders.optional(), expiry: expiry.optional(), byHand: z.object({ sent: count, at: instantSchema }).optional(), questions: z.array(question).optional(), mayReturnTo: z.array(z.string()).optional(), returned: returned.optional(),
  countersign: z.object({ slots: z.array(slot), submitted: z.object({ outcome: z.string(), comment: z.string(), form: vars.nullable(), by: actorRefSchema, at: instantSchema }).optional() }).optional(),
  outcomes: z.array(z.object({
    key: z.string(), name: textSchema, needsComment: z.boolean().optional(), requires: z.array(z.string()).optional(), tone: z.enum(['primary', 'danger', 'default']).optional(),
  })),
  form: z.string().nullable(), draft: jsonSchema.nullable(), askedBy: actorRefSchema.nullable(), isWithdrawable: z.boolean(), openedAt: instantSchema, dueAt: instantSchema.nullable(),
});
const subscription = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('timer'), id: z.string(), ...place, spec: timerSpec, armedAt: instantSchema, dueAt: instantSchema.nullable(), left: count.optional(), purpose: z.string().optional() }),
  z.object({ kind: z.literal('message'), id: z.string(), ...place, name: z.string(), key: z.string().nullable(), isBoundary: z.boolean() }),
  z.object({ kind: z.literal('condition'), id: z.string(), ...place, expression: z.string(), wasMet: z.boolean() }),
  z.object({ kind: z.literal('task'), id: z.string(), ...place, task }),
  z.object({ kind: z.literal('activity'), id: z.string(), ...place, effect: z.string(), request: activityRequest, attempt: count, heard: count.optional() }),
]);
/** An input that is kept to be stepped later: judged then, as any that arrives. */
const keptInput = z.custom<KernelInput>((value) => typeof value === 'object' && value !== null && 'type' in value && 'id' in value);
const incident = z.object({
  id: z.string(), code: z.string(), node: z.string().nullable(), scope: z.string().nullable(), token: z.string().nullable(), effect: z.string().nullable(),
  message: z.string(), at: instantSchema, params, input: keptInput.optional(), request: activityRequest.optional(),
});
const answer = z.union([
  z.object({ accepted: z.literal(true), seq: count, taskRevision: count.optional() }),
  z.object({
    accepted: z.literal(false), code: z.string(), params: params.optional(),
    details: z.array(z.object({ path: z.string(), code: z.string(), params: messageParamsSchema.optional(), frame: z.string().optional(), message: z.string(), fix: z.string().optional() })).optional(),
  }),
]);

const doneNote: z.ZodType<DoneNote> = z.object({ handler: z.string(), snapshot: vars, get inside() { return z.array(doneNote).optional(); } });

export const runStateSchema = z.object({
  stateVersion: z.literal(stateVersion), kernel: z.string(), definition: definitionRefSchema,
  status: z.enum(['running', 'completed', 'failed', 'cancelled', 'terminated']), seq: count,
  scopes: z.record(z.string(), z.object({
    id: z.string(), parent: z.string().nullable(), node: z.string().nullable(), token: z.string().nullable(), vars, status: z.enum(['active', 'completed', 'cancelled']),
    compensation: z.array(doneNote), alone: z.array(z.object({ node: z.string(), askedBy: actorRefSchema.nullable() })).optional(),
  })),
  tokens: z.record(z.string(), z.object({
    id: z.string(), node: z.string(), scope: z.string(), viaEdge: z.string().nullable(), since: instantSchema,
    waitsFor: z.enum(['task', 'timer', 'message', 'condition', 'activity', 'scope', 'join', 'mutex', 'lock', 'event', 'incident']).nullable(), data: jsonSchema.optional(), race: z.string().optional(), isListener: z.literal(true).optional(), isOutside: z.literal(true).optional(), returned: returned.optional(),
  })),
  subscriptions: z.record(z.string(), subscription),
  joins: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
  incidents: z.record(z.string(), incident),
  memory: z.record(z.string(), jsonSchema).default({}),
  closedTasks: z.array(z.object({
    id: z.string(), node: z.string(), how: z.enum(['completed', 'cancelled', 'withdrawn']), outcome: z.string().nullable(), by: actorRefSchema.nullable(), at: instantSchema,
  })).default([]),
  counters: z.object({ token: count, scope: count, subscription: count, task: count, effect: count, incident: count }),
  recent: z.array(z.object({ id: z.string(), answer })),
  endedAt: instantSchema.nullable(),
  isCalled: z.literal(true).optional(),
  isHeard: z.literal(true).optional(),
  raised: z.object({ count, open: z.array(z.object({ n: count, code: z.string(), message: z.string() })) }).optional(),
  locks: z.record(z.string(), z.object({ id: z.string(), token: z.string(), node: z.string(), scope: z.string(), name: z.string(), key: z.string().nullable(), since: instantSchema, heldSince: instantSchema.nullable() })).optional(),
  suspended: z.object({ at: instantSchema, by: actorRefSchema, reason: z.string(), held: z.array(keptInput) }).optional(),
});

/** Older shapes by their version: each entry brings a state to the next one. Version 1 is the first. */
const migrations: Readonly<Record<number, (state: Record<string, unknown>) => Record<string, unknown>>> = {};

/** Kernels whose runs this code carries on the way they began. */
const knownKernels: readonly string[] = kernelVersions;

/** A state from JSON (continue-as-new, snapshot). Throws RUN_STATE_INVALID, also for a state whose parts do not fit together. */
export function parseRunState(json: unknown): RunState {
  let raw = json;
  for (let version = versionOf(raw); version !== null && version < stateVersion; version++) {
    const migrate = migrations[version];
    if (!migrate) throw new CatalogueError('RUN_STATE_INVALID', { fault: phrase('word.state.version', { version }) });
    raw = migrate(raw as Record<string, unknown>);
  }
  const parsed = runStateSchema.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new CatalogueError('RUN_STATE_INVALID', { fault: phrase('word.at', { path: issue.path.map(String).join('/') || 'state', problem: problemOf(issue) }) });
  }
  const state = parsed.data as RunState;
  if (!knownKernels.includes(state.kernel)) throw new CatalogueError('RUN_STATE_INVALID', { fault: phrase('word.state.kernel', { kernel: state.kernel }) });
  const fault = looseEnd(state);
  if (fault) throw new CatalogueError('RUN_STATE_INVALID', { fault });
  return state;
}

const versionOf = (raw: unknown): number | null =>
  typeof raw === 'object' && raw !== null && 'stateVersion' in raw && typeof raw.stateVersion === 'number' && Number.isInteger(raw.stateVersion) ? raw.stateVersion : null;

/** What does not hold together: a token in no scope, a wait of no token. Null when all is well. */
function looseEnd(state: RunState): Phrase | null {
  if (!state.scopes[rootScope]) return phrase('word.state.scopeless');
  for (const token of Object.values(state.tokens)) if (!state.scopes[token.scope]) return phrase('word.state.lost', { part: token.id });
  for (const wait of Object.values(state.subscriptions)) if (!state.tokens[wait.token]) return phrase('word.state.lost', { part: wait.id });
  for (const claim of Object.values(state.locks ?? {})) if (!state.tokens[claim.token]) return phrase('word.state.lost', { part: claim.id });
  for (const scope of Object.values(state.scopes)) if (scope.id !== rootScope && (!scope.parent || !state.scopes[scope.parent] || !scope.token || !state.tokens[scope.token])) return phrase('word.state.lost', { part: scope.id });
  for (const queues of Object.values(state.joins)) for (const queue of Object.values(queues)) for (const id of queue) if (!state.tokens[id]) return phrase('word.state.gone', { part: id });
  return null;
}
