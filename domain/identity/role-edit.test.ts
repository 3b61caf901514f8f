import { describe, expect, it } from 'vitest';
import { actions, type Role } from './identity.schema.ts';
import { actionAreas, gainedActions, ownableActions, ownRoleKeySchema, roleEditSchema, roleInFile, tidyRole, type RoleEdit } from './role-edit.ts';
import { shippedRoles } from './roles.ts';

describe('the areas of actions', () => {
  it('have every action once', () => expect(Object.values(actionAreas).flat().sort()).toEqual([...actions].sort()));
  it('let a role have for own things whatever a shipped role has so', () => {
    for (const role of shippedRoles) for (const action of role.ownOnly) expect(ownableActions, `${role.key} ${action}`).toContain(action);
  });
});

it.each([['night-desk', true], ['agent2', true], ['offline_access', false], ['default-roles-signalbox', false], ['Night', false], ['x', false], ['2nd', false], ['a'.repeat(41), false]])('the key %s may be an own role\'s: %s', (key, fits) => expect(ownRoleKeySchema.safeParse(key).success).toBe(fits));

const edit: RoleEdit = { name: { en: 'Night desk' }, actions: ['task.read', 'ticket.read'], ownOnly: ['ticket.read'], defaultScope: 'memberTeams' };
describe('an edit of a role', () => {
  it('is kept in order, each action once, own things only of what it may do', () => {
    expect(tidyRole({ ...edit, actions: ['task.read', 'ticket.read', 'task.read'], ownOnly: ['run.read', 'ticket.read'] })).toEqual({ ...edit, actions: ['ticket.read', 'task.read'], ownOnly: ['ticket.read'] });
  });
  it.each<[string, object]>([['nothing at all', { actions: [] }], ['an action nobody knows', { actions: ['world.rule'] }], ['own alarms', { ownOnly: ['alarm.read'] }], ['no name', { name: { en: ' ' } }], ['more fields', { isShipped: true }]])('cannot say %s', (_, part) => expect(roleEditSchema.safeParse({ ...edit, ...part }).success).toBe(false));

  const before: Pick<Role, 'actions' | 'ownOnly' | 'defaultScope'> = { actions: ['ticket.read', 'task.read'], ownOnly: ['ticket.read'], defaultScope: 'memberTeams' };
  it.each<[string, Partial<typeof before>, string[]]>([
    ['nothing where nothing changes', {}, []],
    ['an action that is added', { actions: ['ticket.read', 'task.read', 'alarm.read'] }, ['alarm.read']],
    ['nothing where one is taken away', { actions: ['task.read'], ownOnly: [] }, []],
    ['what was for own things only', { ownOnly: [] }, ['ticket.read']],
    ['everything where it holds in more places by default', { defaultScope: 'everywhere' }, ['ticket.read', 'task.read']],
  ])('gives its holders %s', (_, part, gained) => expect(gainedActions(before, { ...before, ...part })).toEqual(gained));
  it('gives everything where it is new', () => expect(gainedActions(null, before)).toEqual(before.actions));
});

describe('a role in a file', () => {
  const finds = (value: unknown): boolean => roleInFile('night-desk').test(JSON.stringify(value));
  it.each<[string, unknown, boolean]>([
    ['where it is asked', { by: 'role', role: 'night-desk' }, true], ['among several', { visibility: { roles: ['agent', 'night-desk'] } }, true], ['inside an expression', { when: '= "night-desk"' }, true],
    ['not where only its words stand', { title: 'night-desk' }, false], ['not where another begins like it', { role: 'night-desk-2' }, false],
  ])('is found %s', (_, value, found) => expect(finds(value)).toBe(found));
});
