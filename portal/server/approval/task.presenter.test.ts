import { describe, expect, it } from 'vitest';
import type { Actor } from '#domain/identity/identity.schema';
import { shippedRoles } from '#domain/identity/roles';
import type { TaskRecord } from '#store/ticket/task.repo';
import type { NameBook, Names } from '../ticket/ticket.names.ts';
import { createTaskPresenter } from './task.presenter.ts';

const names = { person: (id: string) => (id === 'mo' ? 'Mo' : null), team: (id: string) => (id === 'network' ? { en: 'Network', zh: '网络组' } : null), role: (key: string) => shippedRoles.find((role) => role.key === key)?.name ?? { en: key }, types: new Map() } as unknown as Names;
const book = { of: () => Promise.resolve(names) } as unknown as NameBook;
const presenter = createTaskPresenter({ names: book, files: { fileOf: () => Promise.resolve(null) }, standIns: { of: () => Promise.resolve(new Map()) } });
const stranger = { person: 'x', name: 'X', teams: [], roles: [] } as unknown as Actor;
const slot = { id: 'slot1', people: ['mo', 'gone'], teams: ['network', 'unknown'], roles: ['manager'] };
const record = { people: [], teams: [], roles: [], ticket: { type: 'incident', team: null, requester: null, assignee: null, watchers: [] }, task: { kind: 'approval', name: { en: 'Approve' }, openedAt: '2026-11-20T08:00:00.000Z', assignee: null, askedBy: null, slots: [slot] } } as unknown as TaskRecord;

describe('whom a task waits for', () => {
  it('is named in every language the directory has', async () => {
    const [wait] = await presenter.waits([record], stranger);
    expect(wait?.names).toEqual([{ en: 'Mo' }, { en: 'gone' }, { en: 'Network', zh: '网络组' }, { en: 'unknown' }, shippedRoles.find((role) => role.key === 'manager')!.name]);
    expect(wait?.names.at(-1)?.zh).toBeTruthy();
  });
});
