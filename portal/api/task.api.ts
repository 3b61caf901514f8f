/** Tasks and approvals: the inbox and what can be done with a task. */
import { z } from 'zod';
import { instantSchema, jsonSchema, textSchema, wordsSchema } from '#domain/values';
import { flowFormSchema } from '#domain/flow/flow.schema';
import { inboxSorts } from '#domain/ticket/inbox';
import { priorities } from '#domain/ticket/ticket.schema';
import { actorRefSchema } from '#domain/identity/identity.schema';
import { countersigns } from '#domain/flow/kernel/kernel.countersign';
import { approvalRules, expiryPolicies, taskActions } from '#domain/flow/kernel/kernel.types';
import { engineFaults, pageOf, pageQuery, route } from './route.ts';

/** Somebody of the directory. */
const personSchema = z.object({ id: z.string(), name: z.string() });
const saidSchema = { text: z.string(), by: actorRefSchema, onBehalfOf: actorRefSchema.optional(), at: instantSchema };
/** What was asked back, oldest first; `answer` null: it waits for one. */
export const questionViewSchema = z.object({ id: z.string(), to: personSchema, ...saidSchema, answer: z.object(saidSchema).nullable() });

export const taskViewSchema = z.object({
  /** `${runId}#${taskId}`, url-encoded in paths. */
  id: z.string(), run: z.string(), task: z.string(), ticket: z.object({ id: z.string(), key: z.string(), title: z.string(), priority: z.enum(priorities), type: z.string(), state: z.string(), isFiring: z.boolean() }),
  kind: z.enum(['task', 'approval']), node: z.string(), name: textSchema, prompt: wordsSchema.nullable(), status: z.enum(['ready', 'claimed', 'suspended']), /** Nobody acts on it until it is resumed. */ suspended: z.object({ at: instantSchema, by: actorRefSchema, reason: z.string() }).nullable(), revision: z.number().int(),
  assignee: z.string().nullable(), assigneeName: z.string().nullable(), rule: z.enum(approvalRules).nullable(),
  /** Of an approval, in their order; `needed`: approvals that make the stage. Empty for tasks. */
  stages: z.array(z.object({ name: textSchema.nullable(), rule: z.enum(approvalRules), needed: z.number().int(), is: z.enum(['done', 'now', 'ahead']) })),
  /** `stage`: from 0. `isAsked`: whose answer is waited for now; `isAhead`: who is asked later. `hasVeto`: a rejection here ends it. `addedBy`: who asked them to approve as well. */
  slots: z.array(z.object({ id: z.string(), stage: z.number().int(), isAsked: z.boolean(), isAhead: z.boolean(), hasVeto: z.boolean(), addedBy: actorRefSchema.nullable(), people: z.array(z.string()), teams: z.array(z.string()), roles: z.array(z.string()), names: z.array(textSchema), decision: z.object({ outcome: z.string(), by: actorRefSchema, onBehalfOf: actorRefSchema.optional(), comment: z.string(), at: instantSchema, /** Of a rejection: the step it goes back to. */ to: textSchema.optional() }).optional() })),
  /** How often those asked were reminded of it, of how often they will be; null: the installation's own reminder. What becomes of an approval nobody answers by `dueAt` (null: after working time, which the run counts); `at`: when that came. */
  reminders: z.object({ sent: z.number().int(), most: z.number().int(), at: instantSchema.nullable() }).nullable(), expiry: z.object({ policy: z.enum(expiryPolicies), dueAt: instantSchema.nullable(), at: instantSchema.nullable() }).nullable(),
  /** `requires`: form fields this answer needs. `resolves`: this answer leads to a resolved or closed ticket before anybody is asked again (asked to confirm while the alarm fires). */
  outcomes: z.array(z.object({ key: z.string(), name: textSchema, needsComment: z.boolean().optional(), requires: z.array(z.string()).optional(), tone: z.string().optional(), resolves: z.boolean().optional() })),
  form: flowFormSchema.nullable(), draft: jsonSchema.nullable(), openedAt: instantSchema, dueAt: instantSchema.nullable(), askedBy: actorRefSchema.nullable(),
  /** `mayAnswer`: the reader; `isMine`: because they were asked, or stand in for who was. Whom the reader may ask back; nobody where they may not. */
  questions: z.array(questionViewSchema.extend({ mayAnswer: z.boolean(), isMine: z.boolean() })), askable: z.array(personSchema),
  /** Earlier steps it may be returned to now, the nearest first, and steps under way beside it, while which it may go to none; null: the flow lets it go nowhere. */
  returns: z.object({ to: z.array(z.object({ node: z.string(), name: textSchema })), others: z.array(textSchema) }).nullable(),
  /** A second person confirms it. `names`: who may; `submitted`: it is completed and put to them, and what they are to confirm is in `draft`; `may`: what the reader may say of it. Null: nobody has to. */
  countersign: z.object({ names: z.array(textSchema), submitted: z.object({ outcome: textSchema, comment: z.string(), by: actorRefSchema, at: instantSchema }).nullable(), may: z.array(z.enum(countersigns)) }).nullable(),
  /** It is done again because the later task `from` was returned to it, or the second person sent it back (`from` is its own name); null: it is not. */
  returned: z.object({ from: textSchema, by: actorRefSchema, onBehalfOf: actorRefSchema.optional(), comment: z.string(), at: instantSchema }).nullable(),
  /** What the reader may do now: verbs by name; `isMine`: the reader is asked, for a decision or an answer. */
  can: z.array(z.enum(taskActions)), isMine: z.boolean(),
  /** Who is away and in whose place the reader would decide; null: for themselves. */
  actsFor: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type TaskView = z.infer<typeof taskViewSchema>;
/** `shown`: false when the decision is taken but MongoDB is away, so lists follow later. */
export const taskAnswerSchema = z.object({
  accepted: z.literal(true), shown: z.boolean(),
  /** Set when this ended the ticket: until when that may be taken back by `tickets.takeBack`. */
  takeBackUntil: instantSchema.nullable(),
  warning: z.object({ code: z.string(), message: z.string() }).nullable(),
});
const byTask = z.object({ id: z.string().min(3).max(300) });

export const taskRoutes = {
  'inbox.list': route({ method: 'GET', path: '/api/inbox', summary: 'What is asked of me: tasks and approvals', access: 'task.read', query: z.object({
    ...pageQuery, kind: z.enum(['task', 'approval']).optional(), scope: z.enum(['mine', 'team']).default('mine'),
    /** Words that the ticket's key or title has, each of them. */ q: z.string().max(200).optional(),
    /** Priorities of the ticket, comma between. */ priority: z.string().max(20).optional(), sort: z.enum(inboxSorts).default('oldest'),
  }), response: pageOf(taskViewSchema) }),
  'inbox.counts': route({ method: 'GET', path: '/api/inbox/counts', summary: 'Numbers on the menu', access: 'task.read', response: z.object({ mine: z.number(), team: z.number(), approvals: z.number(), firing: z.number() }) }),
  'tasks.read': route({ method: 'GET', path: '/api/tasks/:id', summary: 'One task', access: 'task.read', params: byTask, response: taskViewSchema }),
  'tasks.act': route({
    method: 'POST', path: '/api/tasks/:id/actions', summary: 'Claims, releases, assigns, completes, saves a draft, withdraws, hands over, adds an approver, reminds, asks back, answers, suspends, resumes, returns it to an earlier step, confirms it as second person or sends it back', access: 'task.act', params: byTask,
    errors: [
      ...engineFaults, 'FLOW_VERSION_UNKNOWN', 'TASK_GONE', 'TASK_UNKNOWN', 'TASK_NOT_YOURS', 'TASK_CLAIMED_BY_OTHER', 'TASK_NOT_CLAIMED', 'TASK_NOT_CLAIMABLE', 'TASK_REVISION_STALE', 'TASK_DECIDED_ALREADY', 'TASK_OUTCOME_UNKNOWN',
      'TASK_COMMENT_NEEDED', 'TASK_FORM_INVALID', 'TASK_ASSIGNEE_NEEDED', 'TASK_ASSIGNEE_INACTIVE', 'TASK_ASSIGN_NOT_ALLOWED', 'TASK_NOT_WITHDRAWABLE', 'TASK_WITHDRAW_NOT_ALLOWED', 'APPROVAL_OWN_REQUEST', 'APPROVAL_NOT_YET', 'APPROVAL_STAGE_OVER', 'TASK_NOT_APPROVAL', 'APPROVAL_ASKED_ALREADY', 'APPROVAL_SIGNERS_TOO_MANY', 'APPROVAL_REMIND_NOT_ALLOWED', 'APPROVAL_REMINDERS_SPENT', 'APPROVAL_REMINDED_LATELY', 'TASK_WORDS_NEEDED', 'TASK_WORDS_TOO_MANY', 'TASK_SUSPENDED', 'TASK_NOT_SUSPENDED', 'TASK_SUSPEND_NOT_ALLOWED', 'TASK_RETURN_NOT_ALLOWED', 'TASK_RETURN_BESIDE', 'TASK_RETURN_TO', 'TASK_SUBMITTED', 'TASK_NOT_SUBMITTED', 'TASK_COUNTERSIGN_OWN', 'TASK_COUNTERSIGN_NOBODY', 'APPROVAL_QUESTION_TO', 'APPROVAL_QUESTIONS_TOO_MANY', 'APPROVAL_QUESTION_GONE', 'APPROVAL_QUESTION_NOT_YOURS', 'FILE_UNKNOWN', 'FILES_TICKET_FULL',
    ],
    body: z.object({ action: z.enum(taskActions), commandId: z.string().min(8).max(100), taskRevision: z.number().int(), data: z.object({ outcome: z.string().optional(), form: jsonSchema.optional(), comment: z.string().max(20_000).optional(), to: z.string().max(100).optional(), place: z.enum(['before', 'after']).optional(), question: z.string().max(40).optional() }).default({}) }),
    response: taskAnswerSchema,
  }),
};
