import { describe, expect, it } from 'vitest';
import { shippedRoles } from '#domain/identity/roles';
import { copyOf, sentRole, withActions, withOwn } from './draft.ts';

const requester = shippedRoles.find(({ key }) => key === 'requester')!;

describe('a role that is written down', () => {
  const draft = copyOf(requester, { en: 'Copy of Requester', zh: ' ', ar: '' });
  it('begins with what another may do, under a name and key of its own', () => {
    expect([draft.key, draft.revision, [...draft.role.actions].sort(), draft.role.ownOnly, draft.role.defaultScope]).toEqual(['', 0, [...requester.actions].sort(), ['ticket.read', 'ticket.comment', 'ticket.cancel', 'task.read', 'task.act', 'run.read'], 'everywhere']);
    expect(sentRole(draft).name).toEqual({ en: 'Copy of Requester' });
  });
  it('begins with nothing where there is no other', () => expect(copyOf(null, { en: '' }).role.actions).toEqual([]));
  it('forgets that something was for own things when it is taken away', () => {
    const without = withActions(draft.role, ['ticket.read'], false);
    expect([without.actions.includes('ticket.read'), without.ownOnly.includes('ticket.read'), withActions(without, ['ticket.read'], true).ownOnly.includes('ticket.read')]).toEqual([false, false, false]);
  });
  it('has for own things what can be somebody\'s', () => {
    expect(withOwn(draft.role, 'ticket.read', false).ownOnly).not.toContain('ticket.read');
    expect(withOwn(draft.role, 'object.read', true).ownOnly).toEqual(draft.role.ownOnly);
  });
});
