import { describe, expect, it } from 'vitest';
import { errorShape } from '#domain/errors';
import type { Refusal } from '#domain/flow/kernel/kernel.behaviour';
import { shippedRoles } from '#domain/identity/roles';
import { namedParams, peopleOfRefusal } from './task.refusal.ts';

const names = {
  person: (id: string | null | undefined) => ({ 'ana.silva': 'Ana Silva' })[id ?? ''] ?? null,
  team: (id: string | null) => (id === 'network' ? { en: 'Network' } : null),
  role: (key: string) => shippedRoles.find((role) => role.key === key)?.name ?? { en: key },
};
const told = (refusal: Refusal): string => { const { message, hint } = errorShape(refusal.code, namedParams(refusal, names)); return `${message} ${hint}`; };

describe('a refusal', () => {
  it('names people, teams and roles a task is for', () => {
    const refusal = { code: 'TASK_NOT_YOURS', params: { whom: 'ana.silva, network, processOwner, gone.person ...' } };
    expect(peopleOfRefusal(refusal)).toEqual(['ana.silva', 'network', 'processOwner', 'gone.person', '…']);
    expect(told(refusal)).toBe('This task is not yours to act on. It is for Ana Silva, Network, Process owner, gone.person, …');
  });
  it('names the one who was faster, whom the kernel knew by name or by id', () => {
    expect(namedParams({ code: 'TASK_CLAIMED_BY_OTHER', params: { by: 'ana.silva', byId: 'ana.silva' } }, names)).toEqual({ by: 'Ana Silva', byId: 'ana.silva' });
    expect(namedParams({ code: 'TASK_GONE', params: { by: 'Mia Larsen', outcome: null } }, names)).toEqual({ by: 'Mia Larsen', outcome: null });
  });
  it('keeps what names nobody', () => {
    expect(namedParams({ code: 'TASK_REVISION_STALE', params: { revision: 3, seen: 2 } }, names)).toEqual({ revision: 3, seen: 2 });
  });
});
