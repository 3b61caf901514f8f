/** When people are away and who stands in for them: said by themselves, or by who may write it down for others. */
import { randomUUID } from 'node:crypto';
import { portalEvent } from '#domain/audit/portal-event';
import type { EventAction } from '#domain/audit/event.schema';
import { CatalogueError } from '#domain/errors';
import { absenceLimits, circleOf, isNow, overlaps, type Absence } from '#domain/identity/absence';
import type { Actor } from '#domain/identity/identity.schema';
import { notAllowed } from '#domain/identity/not-allowed';
import { can } from '#domain/identity/rights';
import { epochMs, instantOf, type Instant } from '#domain/values';
import type { AbsenceView } from '#api/absence.api';
import type { EventRepo } from '#store/audit/event.repo';
import type { ClientSession } from '#store/core/connection';
import type { AbsenceRepo } from '#store/identity/absence.repo';
import type { PersonRepo } from '#store/identity/person.repo';
import type { Handlers } from '../http/handler.ts';
import type { StandIns } from '#store/identity/stand-in.repo';

export interface AbsenceRouteDeps { absences: AbsenceRepo; people: Pick<PersonRepo, 'read' | 'readMany'>; events: Pick<EventRepo, 'append'>; standIns: StandIns; nowMs: () => number }

const listed = 500;
const dayMs = 86_400_000;

export function createAbsenceRoutes({ absences, people, events, standIns, nowMs }: AbsenceRouteDeps): Handlers {
  const record = (action: EventAction, actor: Actor, absence: Absence, requestId: string) => (session: ClientSession): Promise<void> => events.append([portalEvent({
    requestId, at: instantOf(nowMs()), action, actor: { kind: 'person', id: actor.person, name: actor.name }, refs: [{ kind: 'person', id: absence.person }],
    data: { person: absence.person, substitute: absence.substitute, from: absence.from, until: absence.until },
  })], session);

  /** Throws NOT_FOUND, NOT_ALLOWED. */
  async function demandPerson(id: string, actor: Actor): Promise<void> {
    if (id === actor.person) return;
    if (!can(actor, 'absence.edit')) throw notAllowed('absence.edit');
    if (!(await people.read(id))) throw new CatalogueError('NOT_FOUND', { what: 'person' });
  }

  /** Throws ABSENCE_SUBSTITUTE_SELF, ABSENCE_SUBSTITUTE_GONE. */
  async function demandSubstitute(person: string, substitute: string | null): Promise<void> {
    if (substitute === null) return;
    if (substitute === person) throw new CatalogueError('ABSENCE_SUBSTITUTE_SELF');
    const found = await people.read(substitute);
    if (!found?.isActive) throw new CatalogueError('ABSENCE_SUBSTITUTE_GONE', { person: found?.name ?? substitute });
  }

  function demandTimes({ from, until }: Pick<Absence, 'from' | 'until'>, now: Instant): void {
    if (until <= from || until <= now || epochMs(until) - epochMs(from) > absenceLimits.days * dayMs) throw new CatalogueError('ABSENCE_TIMES', { days: absenceLimits.days });
  }

  async function presented(list: readonly Absence[], at: Instant): Promise<AbsenceView[]> {
    const current = list.filter((absence) => isNow(absence, at));
    const deciding = await standIns.of(current.map(({ person }) => person));
    const names = await namesOf([...list.flatMap(({ person, substitute, setBy }) => [person, setBy, ...(substitute === null ? [] : [substitute])]), ...[...deciding.values()].flatMap((one) => (one.is === 'person' ? [one.person] : []))]);
    const nameOf = (id: string): string => names.get(id) ?? id;
    return list.map((absence) => {
      const decides = isNow(absence, at) ? deciding.get(absence.person) : undefined;
      return {
        ...absence, personName: nameOf(absence.person), substituteName: absence.substitute === null ? null : nameOf(absence.substitute), setByName: nameOf(absence.setBy), isNow: isNow(absence, at),
        standIn: decides?.is === 'person' ? { id: decides.person, name: nameOf(decides.person) } : null, gap: decides?.is === 'nobody' ? decides.why : null,
      };
    });
  }
  const namesOf = async (ids: readonly string[]): Promise<Map<string, string>> => new Map((await people.readMany([...new Set(ids)])).map(({ id, name }) => [id, name]));

  return {
    'absences.list': async ({ query, actor }) => {
      if (query.of === 'all' && !can(actor, 'absence.edit')) throw notAllowed('absence.edit');
      const at = instantOf(nowMs());
      const [list, mine] = await Promise.all([query.of === 'all' ? absences.ahead(at, listed) : absences.ofPerson(actor.person, at), standIns.standsInFor(actor.person)]);
      const away = await absences.awayNow(mine, at);
      const names = await namesOf(mine);
      return { items: await presented(list, at), standsInFor: away.map(({ person, until }) => ({ id: person, name: names.get(person) ?? person, until })) };
    },
    'absences.set': async ({ body, actor, requestId }) => {
      const at = instantOf(nowMs());
      const person = body.person ?? actor.person;
      await demandPerson(person, actor);
      demandTimes(body, at);
      await demandSubstitute(person, body.substitute);
      const own = await absences.ofPerson(person, at);
      if (own.length >= absenceLimits.ahead) throw new CatalogueError('ABSENCE_LIMIT', { limit: absenceLimits.ahead });
      if (own.some((other) => overlaps(other, body))) throw new CatalogueError('ABSENCE_OVERLAPS');
      const absence: Absence = { id: randomUUID(), person, substitute: body.substitute, from: body.from, until: body.until, setBy: actor.person };
      const circle = circleOf(absence, await absences.ahead(at, listed * 10));
      if (circle) {
        const names = await namesOf(circle);
        throw new CatalogueError('ABSENCE_CIRCLE', { people: circle.map((id) => names.get(id) ?? id) });
      }
      await absences.add(absence, record('absence.set', actor, absence, requestId));
      return absence;
    },
    'absences.end': async ({ params, actor, requestId }) => {
      const at = instantOf(nowMs());
      const absence = await absences.read(params.id);
      if (absence === null || (absence.person !== actor.person && !can(actor, 'absence.edit')) || absence.until <= at) throw new CatalogueError('NOT_FOUND', { what: 'absence' });
      await absences.end(absence, at, record('absence.ended', actor, absence, requestId));
      return { ended: true };
    },
  };
}
