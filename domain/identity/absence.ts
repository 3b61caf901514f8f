/** Absences: from when to when somebody is away, and who stands in. Decides whose decisions a person may take now; a chain ends at the first who is there, a circle at nobody. */
import { z } from 'zod';
import { instantSchema, type Instant } from '../values.ts';

export const absenceSchema = z.object({
  id: z.string(),
  /** Person ids. `substitute` null: nobody stands in. */
  person: z.string(), substitute: z.string().nullable(),
  /** From this instant until before that one. */
  from: instantSchema, until: instantSchema,
  /** Person id of who wrote it down: themselves or an administrator. */
  setBy: z.string(),
});
export type Absence = z.infer<typeof absenceSchema>;

/** Absences of one person that are not over, and days one may last. */
export const absenceLimits = { ahead: 20, days: 400 } as const;

export const isNow = ({ from, until }: Pick<Absence, 'from' | 'until'>, now: Instant): boolean => from <= now && now < until;
export const overlaps = (one: Pick<Absence, 'from' | 'until'>, other: Pick<Absence, 'from' | 'until'>): boolean => one.from < other.until && other.from < one.until;

/** Who decides in somebody's place: a person; `present`: they are there themselves; else why nobody does. `chain` are those asked on the way. */
export type StandIn = { is: 'present' } | { is: 'person'; person: string; chain: string[] } | { is: 'nobody'; why: 'none' | 'circle' | 'left'; chain: string[] };

/** `absentOf` gives the absence of a person now, or null; `isActive` whether they are still in the directory. Who left counts as away. */
export function standInOf(person: string, absentOf: (person: string) => Pick<Absence, 'substitute'> | null, isActive: (person: string) => boolean): StandIn {
  const chain: string[] = [];
  for (let current = person; ;) {
    const absence = absentOf(current);
    const isThere = absence === null && isActive(current);
    if (isThere) return current === person ? { is: 'present' } : { is: 'person', person: current, chain };
    if (absence === null || absence.substitute === null) return { is: 'nobody', why: isActive(current) ? 'none' : 'left', chain };
    if (absence.substitute === person || chain.includes(absence.substitute)) return { is: 'nobody', why: 'circle', chain };
    chain.push(absence.substitute);
    current = absence.substitute;
  }
}

/** Everybody whose decisions a person may take now, following chains backwards: those away whose substitute is the person, or somebody away who ends at them. Empty while the person is away. */
export function standsInFor(person: string, awayNow: readonly Pick<Absence, 'person' | 'substitute'>[]): string[] {
  if (awayNow.some((absence) => absence.person === person)) return [];
  const found: string[] = [];
  for (let wave = [person]; wave.length > 0;) {
    wave = awayNow.filter((absence) => absence.substitute !== null && wave.includes(absence.substitute) && absence.person !== person && !found.includes(absence.person)).map((absence) => absence.person);
    found.push(...wave);
  }
  return [...new Set(found)];
}

/** The circle an absence would close among those at the same time, person by person; null: none. */
export function circleOf(absence: Pick<Absence, 'person' | 'substitute' | 'from' | 'until'>, others: readonly Absence[]): string[] | null {
  const walk = (current: string | null, trail: string[], window: Pick<Absence, 'from' | 'until'>): string[] | null => {
    if (current === null) return null;
    if (current === absence.person) return [...trail, current];
    if (trail.includes(current)) return null;
    for (const next of others.filter((other) => other.person === current && overlaps(other, window))) {
      const shared = { from: next.from > window.from ? next.from : window.from, until: next.until < window.until ? next.until : window.until };
      const found = walk(next.substitute, [...trail, current], shared);
      if (found) return found;
    }
    return null;
  };
  return walk(absence.substitute, [absence.person], absence);
}
