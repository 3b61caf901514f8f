import { describe, expect, it } from 'vitest';
import { shippedRoles } from '#domain/identity/roles';
import type { DirectoryPerson } from '#store/identity/person.repo';
import { createAbsentActor } from './absent-actor.ts';

const omar = { id: 'omar', username: 'agent2', name: 'Omar Haddad', isActive: true, assignments: [{ role: 'requester', scope: null }] } as unknown as DirectoryPerson;
const actorOf = (standsInFor: string[]) => createAbsentActor({
  accounts: { of: () => Promise.resolve(null) }, actors: { of: () => Promise.reject(new Error('never signed in')) }, teams: { ofPerson: () => Promise.resolve([]) }, roles: { list: () => Promise.resolve([...shippedRoles]) }, standIns: { standsInFor: () => Promise.resolve(standsInFor) }, reach: { of: (roles) => Promise.resolve(roles) },
});

describe('somebody who never signed in', () => {
  it('is who the directory says, and stands in for whom they stand in', async () => expect(await actorOf(['mia'])(omar)).toMatchObject({ person: 'omar', standsInFor: ['mia'], roles: [{ key: 'requester' }] }));
  it('stands in for nobody otherwise', async () => expect(await actorOf([])(omar)).not.toHaveProperty('standsInFor'));
  it('is nobody once switched off', async () => { await expect(actorOf(['mia'])({ ...omar, isActive: false })).rejects.toMatchObject({ code: 'ACCOUNT_INACTIVE' }); });
});
