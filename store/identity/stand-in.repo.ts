/** Who decides in whose place now: asked of the absences that are now and of who is still in the directory. The rules are domain/identity/absence. */
import { standInOf, standsInFor, type Absence, type StandIn } from '#domain/identity/absence';
import { instantOf } from '#domain/values';
import type { AbsenceRepo } from './absence.repo.ts';
import type { PersonRepo } from './person.repo.ts';

export interface StandIns {
  /** Everybody whose decisions the person may take now. */
  standsInFor(person: string): Promise<string[]>;
  /** For each of these people, who decides in their place. */
  of(people: readonly string[]): Promise<ReadonlyMap<string, StandIn>>;
}
/** Longest chain that is followed. */
const mostLinks = 20;

export function createStandIns({ absences, people, nowMs }: { absences: Pick<AbsenceRepo, 'awayNow' | 'pointingAt'>; people: Pick<PersonRepo, 'readMany'>; nowMs: () => number }): StandIns {
  return {
    async standsInFor(person) {
      const at = instantOf(nowMs());
      const found: Absence[] = await absences.awayNow([person], at);
      if (found.length > 0) return [];
      for (let wave = [person], links = 0; wave.length > 0 && links < mostLinks; links += 1) {
        const pointing = (await absences.pointingAt(wave, at)).filter(({ id }) => found.every((known) => known.id !== id));
        found.push(...pointing);
        wave = pointing.map((absence) => absence.person);
      }
      return standsInFor(person, found);
    },
    async of(asked) {
      const at = instantOf(nowMs());
      const away = new Map<string, Absence>();
      const active = new Set<string>();
      for (let wave = [...new Set(asked)], links = 0; wave.length > 0 && links < mostLinks; links += 1) {
        const [absent, known] = await Promise.all([absences.awayNow(wave, at), people.readMany(wave)]);
        for (const absence of absent) away.set(absence.person, absence);
        for (const { id, isActive } of known) if (isActive) active.add(id);
        wave = [...new Set(absent.flatMap(({ substitute }) => (substitute !== null && !away.has(substitute) && !active.has(substitute) ? [substitute] : [])))];
      }
      return new Map([...new Set(asked)].map((person) => [person, standInOf(person, (one) => away.get(one) ?? null, (one) => active.has(one))]));
    },
  };
}
