/**
 * Who a validated token is: the person of the directory, the roles of the token, and where the directory says each holds. People of the directory are known by
 * username; a stranger by the identity provider's subject, because a username they choose may be anybody's id.
 */
import { createHash } from 'node:crypto';
import { CatalogueError } from '#domain/errors';
import { isFromProvider, providerId } from '#domain/identity/directory';
import { byRoleKey, scopeSchema, type Actor, type Person, type Role, type RoleAssignment, type Scope } from '#domain/identity/identity.schema';
import { everywhere } from '#domain/identity/rights';
import { shippedRoles } from '#domain/identity/roles';
import type { PersonRepo, DirectoryPerson } from '#store/identity/person.repo';
import type { TeamRepo } from '#store/identity/team.repo';
import type { RoleRepo } from '#store/identity/role.repo';
import type { Reach } from './reach.ts';

/** What is read from a token. `subject` is the identity provider's own id of the account; `issuedAt` seconds since 1970. */
export interface TokenFacts { subject: string; username: string; name: string; email: string; locale: string; roles: readonly string[]; issuedAt: number }

export interface Actors {
  /** Throws ACCOUNT_INACTIVE for a person who is switched off. */
  of(token: TokenFacts): Promise<Actor>;
  /** The same, and adds a person the directory does not know yet. Throws ACCOUNT_NAME_TAKEN when somebody else has the username. */
  welcome(token: TokenFacts): Promise<Actor>;
  /** As of the directory now; for a machine made of the actor. */
  personOf(actor: Actor): Promise<Person>;
  forget(): void;
}

/** A directory answer is good for this long: what an administrator changes counts within it. */
const freshMs = 2_000;

/** Person id of somebody the directory did not know before they came: of the subject, in a form that fits addresses and rooms. */
export const strangerId = (subject: string): string => providerId(createHash('sha256').update(subject).digest('hex'));

/** `standsInFor`: whose decisions a person may take now; absent: nobody's. */
export interface ActorDeps {
  people: PersonRepo; teams: TeamRepo; roles: Pick<RoleRepo, 'list'>; reach: Pick<Reach, 'of' | 'forget'>; standsInFor?: (person: string) => Promise<readonly string[]>;
  /** `directory`: the portal's own sign-in. Subjects are ids of the directory, and the roles it gives now count, not those of a token made before. Default token. */
  rolesFrom?: 'token' | 'directory';
}

export function createActors(deps: ActorDeps, now: () => number): Actors {
  const known = new Map<string, { at: number; found: Promise<{ person: DirectoryPerson | null; teams: string[]; roles: Role[]; standsInFor: readonly string[] }> }>();
  let roles: { at: number; list: Promise<Role[]> } | null = null;
  const rolesNow = () => {
    if (!roles || now() - roles.at > freshMs) roles = { at: now(), list: deps.roles.list().then((list) => (list.length > 0 ? list : [...shippedRoles])) };
    return roles.list;
  };
  /** By username, unless another stranger has left it behind; a stranger whose username changed is still who they were. */
  async function find({ subject, username }: TokenFacts): Promise<DirectoryPerson | null> {
    // The portal's own sign-in knows accounts by their id in the directory: who is renamed stays who they are, in the session they are in.
    if (deps.rolesFrom === 'directory') return deps.people.read(subject);
    const [named, id] = [await deps.people.byUsername(username), strangerId(subject)];
    return named && (!isFromProvider(named.id) || named.id === id) ? named : deps.people.read(id);
  }
  async function look(token: TokenFacts) {
    const person = await find(token);
    const [teams, list, standsInFor] = await Promise.all([person ? deps.teams.ofPerson(person.id) : [], rolesNow(), person && deps.standsInFor ? deps.standsInFor(person.id) : []]);
    return { person, teams: teams.map((team) => team.id), roles: list, standsInFor };
  }
  const rolesNamed = (token: TokenFacts, person: DirectoryPerson | null): readonly string[] => (deps.rolesFrom === 'directory' ? person?.assignments.map(({ role }) => role) ?? [] : token.roles);
  async function of(token: TokenFacts): Promise<Actor> {
    const key = JSON.stringify([token.subject, token.username]);
    let entry = known.get(key);
    if (!entry || now() - entry.at > freshMs) {
      if (known.size > 5_000) known.clear();
      entry = { at: now(), found: look(token) };
      known.set(key, entry);
      entry.found.catch(() => { known.delete(key); roles = null; });
    }
    const { person, teams, roles: list, standsInFor } = await entry.found;
    if (person && !person.isActive) throw new CatalogueError('ACCOUNT_INACTIVE', { account: token.username });
    return { person: person?.id ?? strangerId(token.subject), name: person?.name ?? token.name, teams, roles: await deps.reach.of(rolesInForce(rolesNamed(token, person), person?.assignments ?? [], teams, list)), ...(standsInFor.length > 0 ? { standsInFor } : {}) };
  }
  return {
    of,
    async welcome(token) {
      if (!await find(token)) {
        await deps.people.addMissing({ id: strangerId(token.subject), username: token.username, name: token.name || token.username, email: token.email, locale: asLocale(token.locale), look: 'system', zone: 'Etc/UTC', manager: null, isActive: true, unsubscribed: [], assignments: [], isDemoAccount: false });
        known.clear();
        if (!await find(token)) throw new CatalogueError('ACCOUNT_NAME_TAKEN', { account: token.username });
      }
      return of(token);
    },
    async personOf(actor) {
      const person = await deps.people.read(actor.person);
      if (!person) return { id: actor.person, username: actor.person, name: actor.name, email: '', locale: 'en', look: 'system', zone: 'Etc/UTC', manager: null, isActive: true, unsubscribed: [] };
      const { assignments: _assignments, isDemoAccount: _isDemoAccount, ...plain } = person;
      // Rows written before people could choose a look have none.
      return { ...plain, look: plain.look ?? 'system', unsubscribed: plain.unsubscribed ?? [] };
    },
    forget: () => { known.clear(); roles = null; deps.reach.forget(); },
  };
}

const asLocale = (text: string): 'en' | 'zh' | 'ar' => (text.startsWith('zh') ? 'zh' : text.startsWith('ar') ? 'ar' : 'en');

/**
 * A role counts when the identity provider's token names it. Where it holds says the directory; without a word of it, the role's own default.
 * A team-bound role of somebody in no team holds nowhere and is left out, because an empty scope would mean everywhere.
 */
export function rolesInForce(tokenRoles: readonly string[], assignments: readonly RoleAssignment[], teams: readonly string[], roles: readonly Role[]): Actor['roles'] {
  return roles.filter(({ key }) => tokenRoles.includes(key)).sort((one, other) => byRoleKey(one.key, other.key)).flatMap((role) => {
    const { key } = role;
    const given = assignments.filter((assignment) => assignment.role === key);
    const scopes = (given.length > 0 ? given : [{ role: key, scope: null }]).map(({ scope }) => scope ?? defaultScope(role, teams)).filter((scope): scope is Scope => scope !== null);
    return scopes.map((scope) => ({ key, name: role.name, scope: scopeSchema.parse(scope), actions: role.actions, ownOnly: role.ownOnly }));
  });
}

const defaultScope = (role: Role, teams: readonly string[]): Scope | null =>
  role.defaultScope === 'everywhere' ? everywhere : teams.length > 0 ? { ...everywhere, teams: [...teams] } : null;
