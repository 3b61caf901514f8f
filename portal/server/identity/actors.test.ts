import { describe, expect, it } from 'vitest';
import { everywhere } from '#domain/identity/rights';
import { shippedRoles } from '#domain/identity/roles';
import type { RoleAssignment } from '#domain/identity/identity.schema';
import type { DirectoryPerson } from '#store/identity/person.repo';
import { createActors, rolesInForce, strangerId, type TokenFacts } from './actors.ts';

const where = (tokenRoles: string[], assignments: RoleAssignment[], teams: string[] = []) => rolesInForce(tokenRoles, assignments, teams, shippedRoles).map(({ key, scope }) => [key, scope.teams]);

describe('roles in force', () => {
  it('are those the token names; the directory alone gives none', () => {
    expect(where(['requester'], [{ role: 'administrator', scope: null }])).toEqual([['requester', []]]);
  });
  it('ignore roles of the token that are not ours', () => expect(where(['offline_access', 'uma_authorization', '__proto__'], [])).toEqual([]));
  it('hold where the directory says', () => expect(where(['agent'], [{ role: 'agent', scope: { ...everywhere, teams: ['network'] } }], ['applications'])).toEqual([['agent', ['network']]]));
  it('hold in several places when the directory says so', () => expect(where(['agent'], [{ role: 'agent', scope: { ...everywhere, teams: ['network'] } }, { role: 'agent', scope: { ...everywhere, teams: ['applications'] } }])).toEqual([['agent', ['network']], ['agent', ['applications']]]));
  it('hold in one\'s own teams when the directory says nothing', () => expect(where(['agent'], [], ['network', 'service-desk'])).toEqual([['agent', ['network', 'service-desk']]]));
  it('hold nowhere for a team-bound role without a team, rather than everywhere', () => expect(where(['agent', 'manager'], [])).toEqual([]));
  it('hold everywhere for roles that are not team-bound', () => expect(where(['administrator'], [])).toEqual([['administrator', []]]));
  it('carry the actions of the directory\'s role', () => {
    const [role] = rolesInForce(['requester'], [], [], [{ ...shippedRoles[0]!, actions: ['ticket.read'], ownOnly: [] }]);
    expect(role).toMatchObject({ key: 'requester', actions: ['ticket.read'], ownOnly: [] });
  });
});

describe('the person behind a token', () => {
  const person = (id: string, username: string): DirectoryPerson => ({ id, username, name: id, email: '', locale: 'en', look: 'system', zone: 'Etc/UTC', manager: null, isActive: true, unsubscribed: [], assignments: [], isDemoAccount: false });
  const token = (subject: string, username: string): TokenFacts => ({ subject, username, name: username, email: '', locale: 'en', roles: ['requester'], issuedAt: 1 });
  function directory(...there: DirectoryPerson[]) { return directoryFor('token', ...there); }
  function directoryFor(rolesFrom: 'token' | 'directory', ...there: DirectoryPerson[]) {
    const rows = new Map(there.map((one) => [one.id, one]));
    const byUsername = (username: string) => [...rows.values()].find((one) => one.username === username) ?? null;
    return createActors({
      people: {
        read: async (id: string) => rows.get(id) ?? null, byUsername: async (username: string) => byUsername(username),
        addMissing: async (one: DirectoryPerson) => { if (!rows.has(one.id) && !byUsername(one.username)) rows.set(one.id, one); },
      } as never,
      teams: { ofPerson: async () => [] } as never, roles: { list: async () => [] }, reach: { of: async (roles) => roles, forget: () => undefined }, rolesFrom,
    }, () => 0);
  }

  it('is the one of the directory with this username', async () => expect((await directory(person('ana.silva', 'agent')).welcome(token('s1', 'agent'))).person).toBe('ana.silva'));
  describe('of the portal\'s own sign-in', () => {
    const renamed = { ...person('ana.silva', 'renamed'), assignments: [{ role: 'agent' as const, scope: everywhere }] };
    it('has the roles the directory gives now, and stays who they are when they are renamed', async () => {
      const actor = await directoryFor('directory', renamed).of({ ...token('ana.silva', 'ana'), roles: ['administrator'] });
      expect([actor.person, actor.roles.map(({ key }) => key)]).toEqual(['ana.silva', ['agent']]);
    });
    it('is refused when switched off, renamed or not', async () => expect(directoryFor('directory', { ...renamed, isActive: false }).of(token('ana.silva', 'ana'))).rejects.toMatchObject({ code: 'ACCOUNT_INACTIVE' }));
    it('has no roles when nobody knows them any more', async () => expect((await directoryFor('directory').of({ ...token('gone', 'gone'), roles: ['administrator'] })).roles).toEqual([]));
  });
  it('is never somebody whose id is the username, before or after the welcome', async () => {
    const actors = directory(person('ana.silva', 'agent'));
    expect((await actors.of(token('s2', 'ana.silva'))).person).toBe(strangerId('s2'));
    expect((await actors.welcome(token('s2', 'ana.silva'))).person).toBe(strangerId('s2'));
  });
  it('stays the same when the account is renamed', async () => {
    const actors = directory();
    const before = await actors.welcome(token('s3', 'old-name'));
    expect((await actors.welcome(token('s3', 'new-name'))).person).toBe(before.person);
  });
  it('is refused when another account left the username behind', async () => {
    const actors = directory(person(strangerId('s4'), 'shared'));
    await expect(actors.welcome(token('s5', 'shared'))).rejects.toMatchObject({ code: 'ACCOUNT_NAME_TAKEN' });
    expect((await actors.of(token('s5', 'shared'))).person).toBe(strangerId('s5'));
  });
});
