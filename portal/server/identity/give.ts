/** Gives what somebody holds to somebody else: teams they lead, people they manage and objects at once, approvals as to a substitute, tasks one by one through their runs. */
import { randomUUID } from 'node:crypto';
import { portalEvent } from '#domain/audit/portal-event';
import { CatalogueError, codeOf } from '#domain/errors';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { absenceLimits, circleOf, isNow, type Absence } from '#domain/identity/absence';
import { circleOfManagers } from '#domain/identity/directory';
import type { Actor } from '#domain/identity/identity.schema';
import { can } from '#domain/identity/rights';
import { instantOf, plusMs, type Instant, type Json } from '#domain/values';
import type { EventRepo } from '#store/audit/event.repo';
import type { AbsenceRepo } from '#store/identity/absence.repo';
import type { DirectoryEditRepo, DirectoryTurn } from '#store/identity/directory-edit.repo';
import type { HeldTask, HoldingsRepo } from '#store/identity/holdings.repo';
import type { PersonRepo } from '#store/identity/person.repo';
import { partsOf } from '../approval/task.routes.ts';
import { taskActorOf } from '../approval/task.verbs.ts';
import { refOf } from '../sla/calendar.routes.ts';

export interface GiveDeps { directory: DirectoryEditRepo; holdings: HoldingsRepo; people: Pick<PersonRepo, 'read' | 'readMany'>; absences: AbsenceRepo; engine: Pick<FlowEngine, 'actOnTask'>; events: Pick<EventRepo, 'append'>; nowMs: () => number }
export interface Give { from: string; to: string; actor: Actor; requestId: string }
export interface Given { tasks: number; left: { id: string; ticket: string; title: string; code: string }[] }

const dayMs = 86_400_000;
/** Tasks moved in one call; who holds more is given from again. */
const tasksAtOnce = 200;
const aheadLooked = 5_000;

export function createGive({ directory, holdings, people, absences, engine, events, nowMs }: GiveDeps): { demand(give: Pick<Give, 'from' | 'to'>): Promise<void>; give(give: Give): Promise<Given>; takeBack(person: string, actor: Actor, requestId: string): Promise<void> } {
  const substitution = ({ from, to, actor }: Pick<Give, 'from' | 'to'> & { actor: string }, at: Instant): Absence => ({ id: randomUUID(), person: from, substitute: to, from: at, until: plusMs(at, absenceLimits.days * dayMs), setBy: actor });

  /** Throws PERSON_GIVE_SELF, PERSON_GONE, ABSENCE_CIRCLE, NOT_FOUND: before anything was moved. */
  async function demand({ from, to }: Pick<Give, 'from' | 'to'>): Promise<void> {
    if (from === to) throw new CatalogueError('PERSON_GIVE_SELF');
    const [giver, taker] = await Promise.all([people.read(from), people.read(to)]);
    if (!giver) throw new CatalogueError('NOT_FOUND', { what: 'person' });
    if (!taker?.isActive) throw new CatalogueError('PERSON_GONE', { person: taker?.name ?? to });
    const at = instantOf(nowMs());
    const others = (await absences.ahead(at, aheadLooked)).filter(({ person }) => person !== from);
    const circle = circleOf(substitution({ from, to, actor: to }, at), others);
    if (circle === null) return;
    const names = new Map((await people.readMany(circle)).map(({ id, name }) => [id, name]));
    throw new CatalogueError('ABSENCE_CIRCLE', { people: circle.map((id) => names.get(id) ?? id) });
  }

  /** Teams, people and objects, in one turn, each change with its event. */
  async function giveInDirectory({ from, to, actor, requestId }: Give): Promise<void> {
    const [at, by] = [instantOf(nowMs()), refOf(actor)];
    await directory.inTurn(async (turn) => {
      const told: DomainEvent[] = [];
      const tell = (event: Omit<Parameters<typeof portalEvent>[0], 'requestId' | 'seq' | 'at' | 'actor'>): void => { told.push(portalEvent({ ...event, requestId: `${requestId}/give`, seq: told.length, at, actor: by })); };
      for (const { value: team, revision } of await turn.teams()) {
        const fields = (['lead', 'manager'] as const).filter((field) => team[field] === from);
        if (fields.length === 0) continue;
        const change = Object.fromEntries(fields.map((field) => [field, to]));
        await turn.putTeam({ ...team, ...change }, revision, { at, by });
        tell({ action: 'team.changed', refs: [{ kind: 'team', id: team.id }], before: Object.fromEntries(fields.map((field) => [field, from])), after: change, data: { name: { ...team.name } } });
      }
      for (const { value: person, revision } of await turn.reportsOf(from)) {
        const manager = await managerInstead(turn, person.id, from, to);
        await turn.putPerson({ ...person, manager }, revision, { at, by });
        tell({ action: 'person.changed', refs: [{ kind: 'person', id: person.id }], before: { manager: from }, after: { manager }, data: { name: person.name } });
      }
      const objects = await holdings.moveObjects(from, to, turn.session);
      const names = new Map((await turn.people([from, to])).map(({ id, name }) => [id, name]));
      tell({ action: 'person.given', refs: [{ kind: 'person', id: from }, { kind: 'person', id: to }], data: { name: names.get(from) ?? from, toName: names.get(to) ?? to, objects } satisfies Record<string, Json> });
      await events.append(told, turn.session);
    });
  }

  const absenceEvent = (seq: number, action: 'absence.set' | 'absence.ended', absence: Absence, actor: Actor, requestId: string): DomainEvent =>
    portalEvent({ requestId: `${requestId}/substitute`, seq, at: instantOf(nowMs()), action, actor: refOf(actor), refs: [{ kind: 'person', id: absence.person }], data: { person: absence.person, substitute: absence.substitute, from: absence.from, until: absence.until } });
  async function end(standing: readonly Absence[], at: Instant, actor: Actor, requestId: string): Promise<void> {
    for (const [seq, absence] of standing.entries()) await absences.end(absence, at, (session) => events.append([absenceEvent(seq, 'absence.ended', absence, actor, requestId)], session));
  }

  /** What they are asked by name is offered to whoever takes over, now and when flows ask again. */
  async function substitute({ from, to, actor, requestId }: Give): Promise<void> {
    const at = instantOf(nowMs());
    const standing = await absences.ofPerson(from, at);
    await end(standing, at, actor, requestId);
    const absence = substitution({ from, to, actor: actor.person }, at);
    await absences.add(absence, (session) => events.append([absenceEvent(standing.length, 'absence.set', absence, actor, requestId)], session));
  }

  async function assign(task: HeldTask, { to, actor, requestId }: Give): Promise<string | null> {
    const { runId, taskId } = partsOf(task.id);
    try {
      const { answer } = await engine.actOnTask(runId, { taskId, action: 'assign', taskRevision: task.revision, commandId: `${requestId}/give/${taskId}`, actor: taskActorOf(actor, can(actor, 'task.assign')), data: { to } });
      return answer.accepted ? null : answer.code;
    } catch (thrown) {
      const code = codeOf(thrown);
      if (code === null) throw thrown;
      return code;
    }
  }

  return {
    demand,
    /** Who is let in again is there: nobody stands in for them now. */
    async takeBack(person, actor, requestId) {
      const at = instantOf(nowMs());
      await end((await absences.ofPerson(person, at)).filter((absence) => isNow(absence, at)), at, actor, requestId);
    },
    async give(give) {
      await giveInDirectory(give);
      await substitute(give);
      const given: Given = { tasks: 0, left: [] };
      for (const task of await holdings.tasksOf(give.from, tasksAtOnce)) {
        const code = await assign(task, give);
        if (code === null) given.tasks += 1;
        else given.left.push({ id: task.id, ticket: task.ticket, title: task.title, code });
      }
      return given;
    },
  };
}

/** Who leads somebody in place of the one who goes: whoever takes over; whoever that is themselves gets the manager above, and never one they lead. */
async function managerInstead(turn: DirectoryTurn, person: string, from: string, to: string): Promise<string | null> {
  const above = new Map<string, string | null>();
  for (let current: string | null = to; current !== null && !above.has(current);) {
    const manager: string | null = (await turn.person(current))?.value.manager ?? null;
    above.set(current, manager);
    current = manager;
  }
  const wanted = person === to ? (await turn.person(from))?.value.manager ?? null : to;
  return circleOfManagers(person, wanted, (id) => above.get(id) ?? null) === null ? wanted : null;
}
