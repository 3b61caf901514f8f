import { describe, expect, it } from 'vitest';
import { everywhere } from '#domain/identity/rights';
import { shippedRoles } from '#domain/identity/roles';
import type { RoleAssignment } from '#domain/identity/identity.schema';
import { rolesInForce } from './actors.ts';

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
