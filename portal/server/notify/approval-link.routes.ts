/**
 * Approvals answered by a link from a mail. Looking decides nothing, for mail scanners follow links; an answer is taken once, in the name of whom the link was
 * sent to, by the same kernel that answers them when they are signed in.
 */
import { CatalogueError } from '#domain/errors';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { askedSlots, outcomeNow, slotsAhead } from '#domain/flow/kernel/kernel.stages';
import { admit, fitsSlot, whomOf } from '#domain/flow/kernel/kernel.tasks';
import type { TaskActionData, TaskSlot } from '#domain/flow/kernel/kernel.types';
import type { Actor } from '#domain/identity/identity.schema';
import { can } from '#domain/identity/rights';
import { isExpired, type ApprovalLink } from '#domain/notify/approval-link';
import { instantOf, type Text } from '#domain/values';
import type { PersonRepo, DirectoryPerson } from '#store/identity/person.repo';
import type { ApprovalLinkRepo } from '#store/notify/approval-link.repo';
import type { ObjectRepo } from '#store/object/object.repo';
import type { TaskRecord, TaskRepo } from '#store/ticket/task.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import { partsOf } from '../approval/task.routes.ts';
import { peopleOfQuestions, questionViews } from '../approval/task.questions.ts';
import { taskResource } from '../approval/task.presenter.ts';
import { namedParams } from '../approval/task.refusal.ts';
import { absenteeFor, taskActorOf } from '../approval/task.verbs.ts';
import type { Handlers } from '../http/handler.ts';
import type { Definitions } from '../ticket/definitions.ts';
import type { NameBook } from '../ticket/ticket.names.ts';

export interface ApprovalLinkRouteDeps {
  links: ApprovalLinkRepo; tasks: Pick<TaskRepo, 'byId'>; tickets: Pick<TicketRepo, 'byId'>; people: Pick<PersonRepo, 'read'>; objects: Pick<ObjectRepo, 'read'>;
  engine: Pick<FlowEngine, 'actOnTask'>; definitions: Definitions; names: NameBook;
  /** The person as they could act if they were signed in now. */
  actorOf: (person: DirectoryPerson) => Promise<Actor>;
  nowMs: () => number;
}

/** A claim this old was left behind by a portal that stopped in the middle. */
const staleMs = 30_000;
type Outcome = TaskRecord['task']['outcomes'][number];
const isRejection = ({ key, tone }: Outcome): boolean => tone === 'danger' || key === 'rejected';

export function createApprovalLinkRoutes(deps: ApprovalLinkRouteDeps): Handlers {
  const { links, tasks, people, engine } = deps;
  const now = () => instantOf(deps.nowMs());

  /** The link, whose it is, and the approval while it is open. Throws APPROVAL_LINK_* for everything that keeps it from being answered. */
  async function opened(token: string): Promise<{ link: ApprovalLink; person: DirectoryPerson; record: TaskRecord }> {
    const link = await links.byToken(token);
    if (link === null) throw new CatalogueError('APPROVAL_LINK_WRONG');
    const person = await people.read(link.person);
    if (person === null || !person.isActive) throw new CatalogueError('APPROVAL_LINK_LEFT');
    const record = await tasks.byId(link.task);
    if (link.used !== null) throw new CatalogueError('APPROVAL_LINK_USED', { outcome: outcomeName(record, link.used.outcome) });
    if (isExpired(link, now())) throw new CatalogueError('APPROVAL_LINK_EXPIRED');
    if (record === null || outcomeNow(record.task) !== 'open') throw new CatalogueError('APPROVAL_LINK_OVER');
    const { suspended } = record.task;
    if (suspended) throw new CatalogueError('TASK_SUSPENDED', { by: suspended.by.name ?? suspended.by.id, reason: suspended.reason });
    await demandTurn(record, await deps.actorOf(person));
    return { link, person, record };
  }
  /** Throws APPROVAL_NOT_YET where the person is asked later, APPROVAL_LINK_OVER where their stage went on without them. */
  async function demandTurn(record: TaskRecord, actor: Actor): Promise<void> {
    const me = taskActorOf(actor, false);
    const isAmong = (slots: readonly TaskSlot[]): boolean => slots.some((slot) => fitsSlot(slot, me));
    const asked = askedSlots(record.task);
    if (isAmong(asked) || absenteeFor(record, actor) !== null) return;
    if (isAmong(slotsAhead(record.task))) {
      const names = await deps.names.of(asked.flatMap(({ people }) => people));
      throw new CatalogueError('APPROVAL_NOT_YET', namedParams({ code: 'APPROVAL_NOT_YET', params: { whom: whomOf({ slots: asked }) } }, names));
    }
    if (isAmong(record.task.slots)) throw new CatalogueError('APPROVAL_LINK_OVER');
  }
  const outcomeName = (record: TaskRecord | null, key: string): Text => record?.task.outcomes.find((outcome) => outcome.key === key)?.name ?? usualNames[key] ?? { en: key };

  /** In whose place a substitute answers: as of now, for whoever was away may be back. */
  async function inPlaceOf(record: TaskRecord, actor: Actor): Promise<{ onBehalfOf?: { kind: 'person'; id: string; name: string } }> {
    const absentee = absenteeFor(record, actor);
    if (absentee === null) return {};
    return { onBehalfOf: { kind: 'person', id: absentee, name: (await people.read(absentee))?.name ?? absentee } };
  }

  /** Gives the answer to the run. A refusal is thrown; nothing of the link is used up then. */
  async function decide({ link, person, record }: Awaited<ReturnType<typeof opened>>, data: TaskActionData): Promise<boolean> {
    const actor = await deps.actorOf(person);
    const resource = taskResource(record);
    if (!can(actor, 'task.act', resource)) throw new CatalogueError('TASK_NOT_YOURS', { whom: record.people.join(', ') });
    const { runId, taskId } = partsOf(record.id);
    const file = await deps.definitions.read(record.flow, record.version);
    if (file === null) throw new CatalogueError('FLOW_VERSION_UNKNOWN', { flow: record.flow, version: record.version });
    // One link, one command: however often it is sent, the run takes it once.
    const command = { commandId: `link-${link.id}-${data.outcome}`, taskId, action: 'complete' as const, taskRevision: record.task.revision, actor: { ...taskActorOf(actor, false), ...await inPlaceOf(record, actor) }, data };
    const admission = admit(record.task, { ...command, type: 'task', id: command.commandId, now: now() }, file);
    if (!admission.admitted) throw new CatalogueError(admission.refusal.code, admission.refusal.params, admission.refusal.details);
    const { answer, shown } = await engine.actOnTask(runId, { ...command, data: admission.data });
    if (!answer.accepted) throw new CatalogueError(['TASK_GONE', 'TASK_DECIDED_ALREADY', 'APPROVAL_STAGE_OVER'].includes(answer.code) ? 'APPROVAL_LINK_OVER' : answer.code, answer.params, answer.details);
    return shown;
  }

  return {
    'approvalLinks.read': async ({ params }) => {
      const { link, person, record } = await opened(params.token);
      const { task, ticket } = record;
      const [names, whole] = await Promise.all([deps.names.of([task.askedBy?.kind === 'person' ? task.askedBy.id : null, ...peopleOfQuestions(task)]), deps.tickets.byId(ticket.id)]);
      const object = whole?.object ? await deps.objects.read(whole.object.id) : null;
      const { onBehalfOf } = await inPlaceOf(record, await deps.actorOf(person));
      return {
        person: person.name, actsFor: onBehalfOf?.name ?? null, locale: person.locale,
        ticket: { key: ticket.key, title: ticket.title, priority: ticket.priority, type: names.types.get(ticket.type)?.name ?? { en: ticket.type }, object: object?.name ?? null },
        name: task.name, prompt: task.prompt, questions: questionViews(task, (id) => names.person(id) ?? id), openedAt: task.openedAt, dueAt: task.dueAt, expiresAt: link.expiresAt,
        askedBy: task.askedBy === null ? null : { ...task.askedBy, ...(task.askedBy.kind === 'person' ? { name: names.person(task.askedBy.id) ?? task.askedBy.id } : {}) },
        outcomes: task.outcomes.map((outcome) => ({
          key: outcome.key, name: outcome.name, tone: isRejection(outcome) ? 'danger' as const : outcome.tone ?? 'default', needsReason: isRejection(outcome) || outcome.needsComment === true, mayAnswer: (outcome.requires ?? []).length === 0,
        })),
      };
    },
    'approvalLinks.decide': async ({ params, body }) => {
      const known = await opened(params.token);
      const outcome = known.record.task.outcomes.find(({ key }) => key === body.outcome);
      if (outcome === undefined) throw new CatalogueError('TASK_OUTCOME_UNKNOWN', { outcome: body.outcome, known: known.record.task.outcomes.map(({ key }) => key).join(', ') });
      if ((outcome.requires ?? []).length > 0) throw new CatalogueError('APPROVAL_LINK_FORM');
      if (body.comment.trim() === '' && (isRejection(outcome) || outcome.needsComment === true)) throw new CatalogueError('APPROVAL_REASON_NEEDED');
      const { link } = known;
      if (!await links.claim(link.id, outcome.key, now(), instantOf(deps.nowMs() - staleMs))) {
        await opened(params.token);
        throw new CatalogueError('APPROVAL_LINK_BUSY');
      }
      try {
        const shown = await decide(known, { outcome: outcome.key, comment: body.comment.trim(), via: 'mail' });
        await links.use(link.id, outcome.key, now());
        return { outcome: outcome.name, shown };
      } catch (fault) {
        // The run may have taken it although the answer was lost: only a plain no lets another answer be given at once, else the claim has to grow old.
        if (fault instanceof CatalogueError && fault.code !== 'SERVICE_UNAVAILABLE') await links.release(link.id);
        throw fault;
      }
    },
  };
}

/** Names of the answers of an approval that is over, where its flow is not asked any more. */
const usualNames: Readonly<Record<string, Text>> = { approved: { en: 'Approved', zh: '批准', ar: 'موافقة' }, rejected: { en: 'Rejected', zh: '驳回', ar: 'رفض' } };
