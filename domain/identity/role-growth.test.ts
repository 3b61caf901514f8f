import { describe, expect, it } from 'vitest';
import type { Action } from './identity.schema.ts';
import { roleGrowth } from './role-growth.ts';

const actions: Action[] = ['ticket.read', 'object.read', 'object.readTechnical'];
const shipped = { actions, ownOnly: [] };

describe('a stored role', () => {
  it('from before gifts were recorded gets what was shipped since, and the record', () => {
    expect(roleGrowth(shipped, { actions: ['ticket.read', 'object.read'], given: null })).toEqual({ actions: ['object.readTechnical'], ownOnly: [], given: actions });
  });
  it('keeps without what an administrator has taken away, before the record and after', () => {
    expect(roleGrowth(shipped, { actions: ['object.read'], given: null })?.actions).toEqual(['object.readTechnical']);
    expect(roleGrowth(shipped, { actions: ['object.read'], given: actions })).toBeNull();
  });
  it('gets a right that is shipped later once, for own things where it is shipped so', () => {
    const later = { actions: [...actions, 'run.read' as const], ownOnly: ['run.read' as const] };
    expect(roleGrowth(later, { actions, given: actions })).toEqual({ actions: ['run.read'], ownOnly: ['run.read'], given: later.actions });
    expect(roleGrowth(later, { actions: [...actions, 'run.read'], given: actions })).toEqual({ actions: [], ownOnly: [], given: later.actions });
  });
  it('remembers a gift that is no longer shipped', () => {
    expect(roleGrowth({ actions: ['ticket.read', 'run.read'], ownOnly: [] }, { actions: [], given: actions })?.given).toEqual([...actions, 'run.read']);
  });
});
