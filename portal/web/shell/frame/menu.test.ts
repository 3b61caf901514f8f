import { describe, expect, it } from 'vitest';
import { shippedRoles } from '#domain/identity/roles';
import type { RoleKey } from '#domain/identity/identity.schema';
import { mayOpen, menuFor } from './menu.ts';

const rightsOf = (key: RoleKey) => shippedRoles.find((role) => role.key === key)!.actions;

describe('the menu and the pages behind it', () => {
  it.each<[RoleKey, string[]]>([
    ['requester', ['/', '/tickets', '/approvals']],
    ['agent', ['/', '/work', '/tickets', '/approvals', '/alarms', '/flows']],
    ['processOwner', ['/', '/tickets', '/approvals', '/alarms', '/flows']],
    ['manager', ['/', '/work', '/tickets', '/approvals', '/alarms', '/flows']],
    ['administrator', ['/', '/work', '/tickets', '/approvals', '/alarms', '/flows', '/settings']],
  ])('a %s finds their entries', (key, found) => expect(menuFor(rightsOf(key)).map((entry) => entry.to)).toEqual(found));

  it.each<[RoleKey, string, boolean]>([
    ['requester', '/alarms', false], ['requester', '/alarms/group-1', false], ['requester', '/flows/incident', false], ['requester', '/settings', false],
    ['requester', '/tickets/INC-1', true], ['requester', '/work', true], ['requester', '/nowhere', true],
    ['agent', '/settings', false], ['agent', '/flows/incident', true], ['administrator', '/settings', true],
  ])('a %s at %s: %s', (key, path, isOpen) => expect(mayOpen(rightsOf(key), path)).toBe(isOpen));
});
