/** A person or a team that is being edited: as it is sent, and how it differs from what is saved. Pure. */
import type { PersonView, TeamView } from '#api/directory.api';
import type { PersonEdit, TeamEdit } from '#domain/identity/directory';
import type { RoleAssignment } from '#domain/identity/identity.schema';
import { everywhere } from '#domain/identity/rights';

/** `id` is chosen for somebody new; `revision` is the saved one it began from, 0 for a new one. */
export interface PersonDraft { revision: number; id: string; person: PersonEdit }
export interface TeamDraft { revision: number; id: string; team: TeamEdit }

export const personDraftOf = (view: PersonView): PersonDraft => ({ revision: view.revision, id: view.id, person: view.person });
export const newPerson = (zone: string): PersonDraft => ({ revision: 0, id: '', person: { username: '', name: '', email: '', locale: 'en', zone, manager: null, teams: [], assignments: [{ role: 'requester', scope: null }] } });
export const teamDraftOf = ({ id, revision, name, members, lead, manager }: TeamView): TeamDraft => ({ revision, id, team: { name, members, lead, manager } });
export const newTeam = (): TeamDraft => ({ revision: 0, id: '', team: { name: { en: '' }, members: [], lead: null, manager: null } });

/** An id made of a name, for who does not want to think of one: "Ana Silva" is ana.silva, "Service desk" with a dash is service-desk. Empty where the name has no letters an id may have. */
export const idOf = (name: string, between: '.' | '-'): string =>
  name.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, between).replace(/^[.-]+|[.-]+$/g, '').slice(0, 64);

/** The name typed further: id and account go along until somebody writes them by hand. */
export function named({ revision, id, person }: PersonDraft, name: string): PersonDraft {
  const [before, after] = [idOf(person.name, '.'), idOf(name, '.')];
  const follows = revision === 0;
  return { revision, id: follows && id === before ? after : id, person: { ...person, name, username: follows && person.username === before ? after : person.username } };
}

/** Without what is left empty. */
export function sentTeam({ team }: TeamDraft): TeamEdit {
  const { en, zh, ar } = team.name;
  return { ...team, name: { en: en.trim(), ...(zh?.trim() ? { zh: zh.trim() } : {}), ...(ar?.trim() ? { ar: ar.trim() } : {}) } };
}

/** A scope of a role with other teams or types; nothing named is the role's own default. */
export function scoped({ role, scope }: RoleAssignment, part: Partial<RoleAssignment['scope'] & object>): RoleAssignment {
  const next = { ...(scope ?? everywhere), ...part };
  return { role, scope: next };
}
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
