import { describe, expect, it } from 'vitest';
import { ticketTypeSchema, type TicketType } from '#domain/ticket/ticket.schema';
import type { TaskView } from '#api/task.api';
import { hasIt, progressOf } from './progress.ts';

const state = (key: string, category: TicketType['states'][number]['category'], clock: 'running' | 'paused' | 'stopped') => ({ key, name: { en: key }, category, clock });
const request = ticketTypeSchema.parse({
  key: 'request', name: { en: 'Service request' }, prefix: 'REQ', initialState: 'new', form: { schema: {}, ui: {} }, flow: 'service-request', firstHandler: { by: 'team', team: 'desk' }, isCatalogOnly: true,
  states: [state('new', 'open', 'running'), state('awaiting-approval', 'waiting', 'running'), state('waiting-requester', 'waiting', 'paused'), state('in-fulfilment', 'open', 'running'), state('fulfilled', 'resolved', 'stopped'), state('closed', 'closed', 'stopped'), state('cancelled', 'cancelled', 'stopped')],
});
const told = (state: string) => progressOf(request, state).stages.map(({ key, is }) => `${key} ${is}`);

describe('how far a request is', () => {
  it('passes its stages one after the other', () => expect(told('in-fulfilment')).toEqual(['new done', 'awaiting-approval done', 'in-fulfilment now', 'fulfilled ahead']));
  it('is through when it is fulfilled or closed', () => expect([told('fulfilled'), told('closed')].flat().every((stage) => stage.endsWith('done'))).toBe(true));
  it('stands still while it waits for the requester', () => expect(progressOf(request, 'waiting-requester')).toMatchObject({ isStopped: true, stages: [{ is: 'done' }, { key: 'awaiting-approval', is: 'now' }, { is: 'ahead' }, { is: 'ahead' }] }));
  it('says nothing of types whose states are no line', () => expect(progressOf({ ...request, isCatalogOnly: false }, 'new').stages).toEqual([]));
});

describe('who has a request', () => {
  const slot = (person: string, name: string) => ({ id: person, stage: 0, isAsked: true, isAhead: false, hasVeto: false, addedBy: null, people: [person], teams: [], roles: [], names: [{ en: name }] });
  const task = (change: Partial<TaskView>): TaskView => ({ isMine: false, assignee: null, assigneeName: null, slots: [], ...change }) as TaskView;
  const ticket = { tasks: [], waits: [], assigneeName: null, teamName: { en: 'Service desk', zh: '服务台' } };
  it('is everybody it waits for', () => expect(hasIt({ ...ticket, tasks: [task({ slots: [slot('henrik', 'Henrik')] }), task({ slots: [slot('clara', 'Clara')] })] }, 'rosa', 'you')).toEqual([{ en: 'Henrik' }, { en: 'Clara' }]));
  it('is the reader, called so', () => expect(hasIt({ ...ticket, tasks: [task({ isMine: true, slots: [slot('rosa', 'Rosa')] })] }, 'rosa', 'you')).toEqual([{ en: 'you' }]));
  it('is whoever has taken it, else its team', () => expect([hasIt({ ...ticket, assigneeName: 'Jonas' }, 'rosa', 'you'), hasIt(ticket, 'rosa', 'you')]).toEqual([[{ en: 'Jonas' }], [ticket.teamName]]));
});
