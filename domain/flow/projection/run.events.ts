/** Which events a step of a run is told as: in the audit, on the timeline, to webhooks. Numbering and writing them is the book's and the store's. */
import type { Instant, Json } from '../../values.ts';
import type { EventAction } from '../../audit/event.schema.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';
import type { ObjectRef } from '../../object/object.schema.ts';
import type { ClockFacts } from '../../sla/clock.ts';
import { isHeld, isOpen } from '../../sla/clock.ts';
import { lockText } from '../kernel/kernel.claims.ts';
import { askedSlots } from '../kernel/kernel.stages.ts';
import type { RunTicketPatch } from '../run.ports.ts';
import type { Definition, Effect, IncidentMending, KernelInput, TaskSlot, TaskState } from '../kernel/kernel.types.ts';
import { answersOf, outcomeNameOf, questionOf, returnedNameOf } from './task.telling.ts';

/** An event before the book gives it id, number, origin and the refs every event of the run has. */
export interface EventDraft { action: EventAction; at: Instant; actor: ActorRef; onBehalfOf?: ActorRef; refs?: ObjectRef[]; before?: Json; after?: Json; data: Record<string, Json> }

export const flowActor: ActorRef = { kind: 'machine', id: 'flow' };
export const clockActor: ActorRef = { kind: 'machine', id: 'clock' };

/** Who stands behind an input; `machine` for what nobody decided. */
export function actorOf(input: KernelInput): ActorRef {
  switch (input.type) {
    case 'task': return { kind: 'person', id: input.actor.person, name: input.actor.name };
    case 'start': case 'message': case 'cancel': case 'incident': case 'instance': case 'setVariables': case 'suspend': case 'resume': case 'migrate': return input.by;
    case 'timer': case 'timerResolved': return { kind: 'machine', id: 'timer' };
    case 'effectDone': case 'effectFailed': return { kind: 'machine', id: 'activity' };
    case 'lock': return input.is === 'freed' ? input.by : { kind: 'machine', id: 'lock' };
    case 'escalated': case 'callerTold': case 'poisoned': return flowActor;
  }
}

interface Step {
  input: KernelInput; isAccepted: boolean; effects: readonly Effect[]; definition: Definition;
  /** Open tasks before the step, by id. */
  tasksBefore: ReadonlyMap<string, TaskState>;
  runId: string;
  /** The flow the step put the run under. */
  into?: Definition | undefined;
  /** Where a token stood before the step. */
  stoodAt?(token: string): string | undefined;
}

/** What a change of the run did, by step: `added`, `removed`, `skipped` and `moved` with their names. */
function changeOf(from: Definition, into: Definition, { moves = [], map }: Extract<KernelInput, { type: 'migrate' }>, stoodAt: Step['stoodAt']): Record<string, Json> {
  const step = (node: string | undefined, of: Definition): Json => (node === undefined ? null : aboutNode(node, of));
  const came = new Set(Object.values(map));
  const at = (token: string): string | undefined => stoodAt?.(token);
  return {
    added: [...into.nodes.keys()].filter((node) => !from.nodes.has(node) && !came.has(node)).map((node) => step(node, into)),
    removed: [...from.nodes.keys()].filter((node) => !into.nodes.has(node) && !Object.hasOwn(map, node)).map((node) => step(node, from)),
    skipped: moves.flatMap((move) => (move.do === 'skip' ? [step(at(move.token), from)] : [])),
    moved: moves.flatMap((move) => (move.do === 'move' ? [{ from: step(at(move.token), from), to: step(move.to, into) }] : [])),
  };
}

/** Events of one accepted input: what came in, then what it made the flow do, in the kernel's order. */
export function eventsOfStep(step: Step): EventDraft[] {
  const { input, isAccepted, effects } = step;
  const after = isAccepted && step.into !== undefined ? { ...step, definition: step.into } : step;
  return [...(isAccepted ? eventsOfInput(step) : []), ...effects.flatMap((effect) => eventsOfEffect(effect, after))].map((draft) => ({ ...draft, at: input.now }));
}

function eventsOfInput({ input, definition, into = definition, stoodAt }: Step): EventDraft[] {
  const base = { at: input.now, actor: actorOf(input) };
  switch (input.type) {
    case 'start': return [{ ...base, action: 'run.started', data: { flow: definition.ref.id, version: definition.ref.version } }];
    case 'message': return [{ ...base, action: 'run.messageReceived', data: { name: input.name, key: input.key } }];
    case 'effectDone': return [{ ...base, action: 'activity.done', data: { effect: input.effect } }];
    case 'effectFailed': return [{ ...base, action: 'activity.failed', data: { effect: input.effect, code: input.code, message: input.message, ...(input.params === undefined ? {} : { params: input.params as Json }) } }];
    case 'suspend': return [{ ...base, action: 'run.suspended', data: { reason: input.reason } }];
    case 'resume': return [{ ...base, action: 'run.resumed', data: {} }];
    case 'migrate': return [{ ...base, action: 'run.changed', before: { ...definition.ref }, after: { ...into.ref }, data: { reason: input.reason, ...changeOf(definition, into, input, stoodAt) } }];
    // Which, not what: values may be nobody's business who reads the ticket.
    case 'incident': return input.action === 'retry' && input.edits ? [{ ...base, action: 'run.variablesEdited', data: { incident: input.incident, variables: Object.keys(input.edits) } }] : [];
    default: return [];
  }
}

function eventsOfEffect(effect: Effect, step: Step): EventDraft[] {
  const base = { at: step.input.now, actor: actorOf(step.input) };
  switch (effect.type) {
    case 'taskOpened': { const about = aboutTask(effect.task, step); return [{ ...base, actor: flowActor, action: 'task.opened', ...about, data: { ...about.data, ...questionOf(effect.task), ...(effect.task.stages ? { slots: askedSlots(effect.task).map(({ id }) => id) } : {}) } }]; }
    case 'taskChanged': return eventsOfChange(effect.task, step);
    case 'taskClosed': {
      // The decision that closes an approval changed it first, and was told then.
      const isTold = step.effects.some((other) => other.type === 'taskChanged' && other.task.id === effect.task.id);
      const decided = isTold ? [] : eventsOfDecisions(effect.task, step);
      if (effect.how === 'completed' && effect.task.kind === 'approval') return decided;
      const action = effect.how === 'completed' ? 'task.completed' : effect.how === 'withdrawn' ? 'task.withdrawn' : 'task.cancelled';
      const about = aboutTask(effect.task, step);
      const submitted = wasConfirmed(effect.task, step.input);
      const comment = submitted ? submitted.comment : step.input.type === 'task' ? step.input.data.comment : undefined;
      const said = step.input.type === 'task' ? step.input.data.comment?.trim() : undefined;
      const wasWord = comment !== undefined && comment !== '' && effect.how !== 'cancelled';
      return [...decided, ...(submitted ? [{ ...base, action: 'task.confirmed' as const, ...about, after: submitted.by.id, data: { ...about.data, comment: said ?? '' } }] : []), { ...base, actor: submitted?.by ?? effect.by ?? base.actor, ...onBehalf(step.input), action, ...about, data: { ...about.data, outcome: effect.outcome, ...outcomeNameOf(effect.task, effect.outcome), ...(wasReturned(effect.task.id, step.input) ? returnedNameOf(step.input.data.to, step.definition) : {}), ...answersOf(effect.task, step.input, step.definition.file), ...(wasWord ? { comment } : {}) } }];
    }
    case 'runActivity': return [{ ...base, actor: flowActor, action: 'activity.started', data: { effect: effect.effect, activity: effect.request.activity, ...aboutNode(effect.node, step.definition) } }];
    case 'incidentOpened': case 'incidentClosed': {
      const { id, code, message, params, node } = effect.incident;
      return [{ ...base, action: effect.type === 'incidentOpened' ? 'run.incidentOpened' : 'run.incidentClosed', data: { incident: id, code, message, params: params as Json, ...(node === null ? {} : aboutNode(node, step.definition)), ...(effect.type === 'incidentClosed' ? mendingOf(id, step.input) : {}) } }];
    }
    case 'lockFreed': return [{ ...base, action: 'run.lockFreed', data: { lock: lockText(effect.claim), reason: effect.reason, ...aboutNode(effect.claim.node, step.definition) } }];
    case 'completed': return [{ ...base, actor: flowActor, action: 'run.completed', data: { how: 'completed' } }];
    case 'terminated': return [{ ...base, actor: flowActor, action: 'run.completed', data: { how: 'terminated' } }];
    case 'failed': return [{ ...base, actor: flowActor, action: 'run.failed', data: { code: effect.code, message: effect.message } }];
    case 'cancelled': return [{ ...base, action: 'ticket.cancelled', data: { reason: effect.reason } }];
    case 'armTimer': case 'disarmTimer': case 'cancelActivity': case 'subscribeMessage': case 'unsubscribeMessage': return [];
  }
}

function eventsOfChange(task: TaskState, step: Step): EventDraft[] {
  const decided = [...eventsOfDecisions(task, step), ...eventsOfAsking(task, step), ...eventsOfTime(task, step)];
  if (step.input.type !== 'task' || step.input.taskId !== task.id) return decided;
  const base = { at: step.input.now, actor: actorOf(step.input), ...onBehalf(step.input), ...aboutTask(task, step) };
  const answered = step.input.data.question;
  switch (step.input.action) {
    case 'claim': return [{ ...base, action: 'task.claimed' }];
    case 'release': return [{ ...base, action: 'task.released', before: step.tasksBefore.get(task.id)?.assignee ?? null }];
    case 'assign': return [{ ...base, action: 'task.assigned', before: step.tasksBefore.get(task.id)?.assignee ?? null, after: task.assignee }];
    case 'withdraw': return [{ ...base, action: 'task.withdrawn' }];
    case 'handOver': case 'addSigner': return [{ ...base, action: step.input.action === 'handOver' ? 'task.handedOver' : 'task.signerAdded', after: step.input.data.to ?? null, data: { ...base.data, ...(step.input.data.comment ? { comment: step.input.data.comment } : {}) } }, ...decided];
    case 'suspend': return [{ ...base, action: 'task.suspended', data: { ...base.data, comment: task.suspended?.reason ?? '' } }];
    case 'resume': return [{ ...base, action: 'task.resumed' }];
    case 'askBack': return task.questions?.slice(-1).map(({ id, to, text }) => ({ ...base, action: 'approval.questioned' as const, after: to, data: { ...base.data, question: id, comment: text } })) ?? [];
    case 'answer': return (task.questions ?? []).filter(({ id }) => id === answered).map(({ id, by, answer }) => ({ ...base, action: 'approval.answered' as const, after: by.id, data: { ...base.data, question: id, comment: answer?.text ?? '' } }));
    case 'complete': return task.countersign?.submitted ? [{ ...base, action: 'task.submitted', data: { ...base.data, outcome: task.countersign.submitted.outcome, ...outcomeNameOf(task, task.countersign.submitted.outcome), comment: task.countersign.submitted.comment } }, ...decided] : decided;
    case 'countersign': return [{ ...base, action: 'task.sentBack', after: task.assignee, data: { ...base.data, comment: task.returned?.comment ?? '' } }];
    case 'return': case 'saveDraft': case 'remind': return decided;
  }
}

/** What the first person said of a task that the second has confirmed. */
const wasConfirmed = (task: TaskState, input: KernelInput) => (input.type === 'task' && input.action === 'countersign' && input.taskId === task.id ? task.countersign?.submitted ?? null : null);
const wasReturned = (task: string, input: KernelInput): input is Extract<KernelInput, { type: 'task' }> => input.type === 'task' && input.action === 'return' && input.taskId === task;

/** One `approval.decided` for each slot that has a decision now and had none before. */
function eventsOfDecisions(task: TaskState, step: Step): EventDraft[] {
  if (task.kind !== 'approval') return [];
  const before = new Map(step.tasksBefore.get(task.id)?.slots.map((slot) => [slot.id, slot]));
  const about = aboutTask(task, step);
  return task.slots.flatMap(({ id, decision }): EventDraft[] => {
    if (decision === undefined || before.get(id)?.decision !== undefined) return [];
    const { outcome, by, onBehalfOf, comment, to } = decision;
    const via = step.input.type === 'task' && step.input.taskId === task.id ? step.input.data.via : undefined;
    return [{ action: 'approval.decided', at: decision.at, actor: by, ...(onBehalfOf ? { onBehalfOf } : {}), refs: about.refs, data: { ...about.data, outcome, ...outcomeNameOf(task, outcome), ...returnedNameOf(to, step.definition), comment, ...(via === undefined ? {} : { via }) } }];
  });
}

/** `approval.asked` once somebody is asked who was not before: by the next stage, or because it is their turn. */
function eventsOfAsking(task: TaskState, step: Step): EventDraft[] {
  const before = step.tasksBefore.get(task.id);
  if (task.kind !== 'approval' || before === undefined) return [];
  // Who was handed a place is asked anew in it.
  const keyOf = ({ id, people }: TaskSlot): string => JSON.stringify([id, people]);
  const known = new Set(askedSlots(before).map(keyOf));
  const slots = askedSlots(task).filter((slot) => !known.has(keyOf(slot))).map(({ id }) => id);
  const about = aboutTask(task, step);
  return slots.length === 0 ? [] : [{ action: 'approval.asked', at: step.input.now, actor: flowActor, ...about, data: { ...about.data, slots } }];
}

/** `approval.reminded` and `approval.expired`. The outcome is null where it goes on waiting. */
function eventsOfTime(task: TaskState, step: Step): EventDraft[] {
  const before = step.tasksBefore.get(task.id);
  const base = { at: step.input.now, actor: actorOf(step.input), ...aboutTask(task, step) };
  const waiting = { ...base.data, since: task.openedAt, due: task.dueAt };
  const isReminded = (task.reminders?.sent ?? 0) > (before?.reminders?.sent ?? 0) || (task.byHand?.sent ?? 0) > (before?.byHand?.sent ?? 0);
  const isExpired = (task.expiry?.at ?? null) !== (before?.expiry?.at ?? null);
  const closed = step.effects.find((effect) => effect.type === 'taskClosed' && effect.task.id === task.id);
  const outcome = closed?.type === 'taskClosed' ? closed.outcome : null;
  return [
    ...(isReminded ? [{ ...base, action: 'approval.reminded' as const, data: waiting }] : []),
    ...(isExpired ? [{ ...base, action: 'approval.expired' as const, data: { ...waiting, outcome, ...outcomeNameOf(task, outcome), ...(outcome === null ? {} : { asked: askedThen(before ?? task), askedBy: task.askedBy?.kind === 'person' ? task.askedBy.id : null }) } }] : []),
  ];
}

const askedThen = (task: TaskState): Json => { const slots = askedSlots(task); return { people: slots.flatMap(({ people }) => people), teams: slots.flatMap(({ teams }) => teams), roles: slots.flatMap(({ roles }) => roles) }; };

const onBehalf = (input: KernelInput): { onBehalfOf?: ActorRef } => (input.type === 'task' && input.actor.onBehalfOf ? { onBehalfOf: input.actor.onBehalfOf } : {});

const aboutTask = (task: TaskState, step: Step): { refs: ObjectRef[]; data: Record<string, Json> } => ({
  refs: [{ kind: 'task', id: `${step.runId}#${task.id}` }], data: { task: task.id, kind: task.kind, name: task.name, node: task.node, assignee: task.assignee },
});

/** How a person mended the incident; nothing where it closed because what had stopped was ended. */
const mendingOf = (incident: string, input: KernelInput): { mended?: IncidentMending['action'] } => (input.type === 'incident' && input.incident === incident ? { mended: input.action } : {});

const aboutNode = (node: string, definition: Definition): Record<string, Json> => ({ node, name: definition.nodes.get(node)?.name ?? { en: node } });

/** Events of what changed on the ticket. `at` and `actor` are those of the input that changed it. */
export function eventsOfTicket(before: RunTicketPatch, after: RunTicketPatch, at: Instant, actor: ActorRef): EventDraft[] {
  const drafts: EventDraft[] = [];
  const changed = (['priority', 'assignee', 'team', 'title', 'isFiring', 'fields'] as const).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (changed.length > 0) {
    const pick = (patch: RunTicketPatch): Json => Object.fromEntries(changed.map((name) => [name, patch[name] as Json]));
    drafts.push({ action: 'ticket.changed', at, actor, before: pick(before), after: pick(after), data: { changed: [...changed] } });
  }
  if (before.state !== after.state) {
    drafts.push({ action: 'ticket.stateChanged', at, actor, before: before.state, after: after.state, data: { category: after.category } });
    if (after.category === 'closed' && before.category !== 'closed') drafts.push({ action: 'ticket.closed', at, actor, data: { state: after.state } });
  }
  return drafts;
}

/** Events of what changed on the clocks; warned and breached stand at the deadline's own instant, however late it was noticed. */
export function eventsOfClocks(before: readonly ClockFacts[], after: readonly ClockFacts[], at: Instant): EventDraft[] {
  const known = new Map(before.map((clock) => [clock.id, clock]));
  return after.flatMap((clock): EventDraft[] => {
    const was = known.get(clock.id);
    if (was === clock) return [];
    const draft = (action: EventAction, when: Instant, extra: Record<string, Json> = {}): EventDraft => ({
      action, at: when, actor: clockActor, data: { clock: clock.id, kind: clock.kind, policy: clock.policyId, target: clock.target, ...extra },
    });
    const wasHeld = was !== undefined && isHeld(was);
    const drafts: EventDraft[] = [];
    if (clock.startedAt !== null && was?.startedAt !== clock.startedAt) drafts.push(draft('clock.started', clock.startedAt));
    if (clock.warnedAt !== null && was?.warnedAt !== clock.warnedAt) drafts.push(draft('clock.warned', clock.warnedAt, { dueAt: clock.dueAt }));
    if (clock.breachedAt !== null && was?.breachedAt !== clock.breachedAt) drafts.push(draft('clock.breached', clock.breachedAt, { noticedAt: at }));
    if (isOpen(clock) && isHeld(clock) && !wasHeld) drafts.push(draft('clock.paused', at, { reason: clock.pauses.at(-1)?.reason ?? '' }));
    if (isOpen(clock) && !isHeld(clock) && (wasHeld || (was !== undefined && was.stoppedAt !== null))) drafts.push(draft('clock.resumed', at));
    if (clock.stoppedAt !== null && (was?.stoppedAt ?? null) === null && clock.breachedAt === null) drafts.push(draft('clock.met', clock.stoppedAt));
    return drafts;
  });
}
