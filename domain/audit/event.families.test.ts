import { describe, expect, it } from 'vitest';
import { actionsOfFamilies, eventFamilies, familyOf } from './event.families.ts';
import { eventActions } from './event.schema.ts';

describe('families of events', () => {
  it('hold every action once', () => expect(eventFamilies.flatMap((family) => actionsOfFamilies([family])).sort()).toEqual([...eventActions].sort()));
  it.each([['approval.decided', 'task'], ['activity.failed', 'run'], ['alarmGroup.raised', 'alarm'], ['deadLetter.replayed', 'alarm'], ['secret.changed', 'settings'], ['role.grown', 'settings'], ['session.started', 'session']] as const)('count %s to %s', (action, family) => expect(familyOf(action)).toBe(family));
});
