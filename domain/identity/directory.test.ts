import { describe, expect, it } from 'vitest';
import { circleOfManagers, isFromProvider, isWholeAdministrator, ownIdSchema, personEditSchema, providerId, teamInFile } from './directory.ts';
import { everywhere } from './rights.ts';

const line = new Map([['ana', 'mia'], ['mia', 'zoe'], ['x', 'y'], ['y', 'x']]);
const managerOf = (person: string): string | null => line.get(person) ?? null;

describe('a circle of managers', () => {
  it.each<[string, string, string | null, string[] | null]>([
    ['is nobody', 'zoe', null, null], ['is somebody above', 'ana', 'zoe', null], ['is oneself', 'ana', 'ana', ['ana']],
    ['is somebody one leads', 'mia', 'ana', ['mia', 'ana']], ['is somebody one leads through others', 'zoe', 'ana', ['zoe', 'ana', 'mia']],
    ['is in a circle of others', 'ana', 'x', null],
  ])('where the manager %s', (_, person, manager, circle) => expect(circleOfManagers(person, manager, managerOf)).toEqual(circle));
});

describe('an administrator of everything', () => {
  const of = (isActive: boolean, ...scopes: (typeof everywhere | null)[]) => isWholeAdministrator({ isActive, assignments: scopes.map((scope) => ({ role: 'administrator', scope })) });
  it('is active and has the role everywhere', () => expect([of(true, null), of(true, everywhere), of(true, { ...everywhere, teams: ['network'] }, null)]).toEqual([true, true, true]));
  it('is nobody with the role in some teams only, and nobody who is switched off', () => expect([of(true, { ...everywhere, teams: ['network'] }), of(false, null), of(true)]).toEqual([false, false, false]));
  it('is nobody with another role', () => expect(isWholeAdministrator({ isActive: true, assignments: [{ role: 'manager', scope: null }] })).toBe(false));
});

describe('what is written down of a person', () => {
  const edit = { username: 'ana.silva', name: ' Ana Silva ', email: '', locale: 'en', zone: 'Etc/UTC', manager: null, teams: [], assignments: [] };
  it('has a name and a mail address that can be one', () => {
    expect(personEditSchema.parse(edit).name).toBe('Ana Silva');
    for (const wrong of [{ name: '  ' }, { name: 'x'.repeat(501) }, { email: 'nobody' }, { username: 'two words' }, { username: '' }, { zone: '' }, { locale: 'xx' }, { isDemoAccount: true }]) expect(personEditSchema.safeParse({ ...edit, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
  });
  it('has an id nobody of the identity provider has', () => {
    expect(isFromProvider(providerId('0123456789abcdef0123456789abcdef0123'))).toBe(true);
    expect(['ana.silva', 'a', 'x-1_2'].every((id) => ownIdSchema.safeParse(id).success)).toBe(true);
    expect(['idp-1', 'Ana', '', '.a', 'a b', 'a/b', 'x'.repeat(65)].some((id) => ownIdSchema.safeParse(id).success)).toBe(false);
  });
});

describe('a team in a file', () => {
  const found = (value: unknown, spaces = 0): boolean => teamInFile('net.work').test(JSON.stringify(value, null, spaces));
  it.each([[{ by: 'team', team: 'net.work' }], [{ teams: ['desk', 'net.work'], roles: [] }], [{ set: [{ path: 'ticket.team', value: '= if urgent then "net.work" else team' }] }]])('is found in %j', (value) => expect([found(value), found(value, 2)]).toEqual([true, true]));
  it.each([[{ team: 'netxwork' }], [{ team: 'net.work.2' }], [{ name: 'net.work' }], [{ teams: ['desk'], roles: ['net.work'] }]])('is not found in %j', (value) => expect([found(value), found(value, 2)]).toEqual([false, false]));
});
