import { describe, expect, it } from 'vitest';
import { shippedRoles } from '#domain/identity/roles';
import type { RoleKey } from '#domain/identity/identity.schema';
import { mayOpen, menuFor } from './menu.ts';

const rightsOf = (key: RoleKey) => shippedRoles.find((role) => role.key === key)!.actions;

describe('the menu and the pages behind it', () => {
  it.each<[RoleKey, string[]]>([
    ['requester', ['/', '/requests', '/tickets', '/approvals']],
    ['agent', ['/', '/requests', '/work', '/tickets', '/approvals', '/alarms', '/flows', '/runs', '/events']],
    ['processOwner', ['/', '/requests', '/tickets', '/approvals', '/alarms', '/insight/service-levels', '/flows', '/runs', '/events']],
    ['manager', ['/', '/requests', '/work', '/tickets', '/approvals', '/alarms', '/insight/service-levels', '/flows', '/runs', '/events']],
    ['administrator', ['/', '/requests', '/work', '/tickets', '/approvals', '/alarms', '/insight/service-levels', '/flows', '/runs', '/events', '/settings']],
  ])('a %s finds their entries', (key, found) => expect(menuFor(rightsOf(key)).map((entry) => entry.to)).toEqual(found));

  it.each<[RoleKey, string, boolean]>([
    ['requester', '/alarms', false], ['requester', '/alarms/group-1', false], ['requester', '/flows/incident', false], ['requester', '/settings', false], ['requester', '/events', false], ['requester', '/insight/service-levels', false], ['agent', '/insight/service-levels', false], ['manager', '/insight/service-levels', true],
    ['requester', '/tickets/INC-1', true], ['requester', '/work', true], ['requester', '/nowhere', true],
    ['agent', '/settings', false], ['agent', '/flows/incident', true], ['administrator', '/settings', true],
  ])('a %s at %s: %s', (key, path, isOpen) => expect(mayOpen(rightsOf(key), path)).toBe(isOpen));
});
