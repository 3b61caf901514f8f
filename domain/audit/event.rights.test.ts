import { describe, expect, it } from 'vitest';
import type { Actor, RoleKey } from '../identity/identity.schema.ts';
import { everywhere } from '../identity/rights.ts';
import type { ObjectRef } from '../object/object.schema.ts';
import { mayReadEvent } from './event.rights.ts';
import type { DomainEvent, EventAction } from './event.schema.ts';

const actor = (key: RoleKey, scope: Partial<Actor['roles'][number]['scope']> = {}): Actor => ({ person: 'ana', name: 'Ana', teams: [], roles: [{ key, scope: { ...everywhere, ...scope } }] });
const event = (action: EventAction, refs: ObjectRef[], data: DomainEvent['data'] = {}) => ({ action, refs, data });
const ticket = [{ kind: 'run' as const, id: 'run/1/1' }, { kind: 'ticket' as const, id: '1' }];
const inNetwork = { team: 'network', type: 'incident', requester: 'rosa' };
const network = { teams: ['network'] };

describe('an event is read', () => {
  it.each([
    ['by an agent of the team of its ticket', actor('agent', network), event('ticket.opened', ticket), inNetwork, true],
    ['not by an agent of another team', actor('agent', { teams: ['applications'] }), event('ticket.opened', ticket), inNetwork, false],
    ['not by a process owner of another type', actor('processOwner', { ticketTypes: ['change'] }), event('ticket.opened', ticket), inNetwork, false],
    ['not by a requester, though it is their ticket', { ...actor('requester'), person: 'rosa' }, event('ticket.opened', ticket), inNetwork, false],
    ['not by an agent when its ticket is gone', actor('agent', network), event('ticket.opened', ticket), null, false],
    ['by an administrator when its ticket is gone', actor('administrator'), event('ticket.opened', ticket), null, true],
    ['not by a process owner when it tells an internal note', actor('processOwner'), event('ticket.commented', ticket, { visibility: 'internal' }), inNetwork, false],
    ['not by a process owner when it tells a file of an internal note', actor('processOwner'), event('file.added', ticket, { visibility: 'internal' }), inNetwork, false],
    ['by a process owner when it tells that a file for everybody was removed', actor('processOwner'), event('file.removed', ticket, { visibility: 'public' }), inNetwork, true],
    ['by an agent when it tells an internal note', actor('agent', network), event('ticket.commented', ticket, { visibility: 'internal' }), inNetwork, true],
    ['by an agent when it is about a flow, which has no team', actor('agent', network), event('flow.published', [{ kind: 'flow', id: 'incident' }]), { type: 'incident' }, true],
    ['not by an agent of the team of a group of another team', actor('agent', network), event('alarmGroup.opened', [{ kind: 'alarmGroup', id: 'g' }]), { team: 'applications' }, false],
    ['not by an agent when it tells of dead letters', actor('agent', network), event('deadLetter.replayed', [{ kind: 'alarmSource', id: 'am' }]), { team: 'network' }, false],
    ['by an administrator when it tells of dead letters', actor('administrator'), event('deadLetter.replayed', [{ kind: 'alarmSource', id: 'am' }]), { team: 'network' }, true],
    ['not by an agent when it is somebody signing in', actor('agent', network), event('session.started', [{ kind: 'person', id: 'rosa' }]), null, false],
    ['by an administrator when it is somebody signing in', actor('administrator'), event('session.started', [{ kind: 'person', id: 'rosa' }]), null, true],
  ] as const)('%s', (_, who, what, resource, expected) => expect(mayReadEvent(who as Actor, what, resource)).toBe(expected));

  it.each([
    ['by an agent who may read both tickets', inNetwork, true], ['not by an agent who may read one of the two', { ...inNetwork, team: 'applications' }, false], ['not by an agent when the other one is gone', null, false],
  ] as const)('of a link %s, whichever stands first', (_, other, expected) => {
    const linked = event('ticket.linked', [{ kind: 'ticket', id: '1' }, { kind: 'ticket', id: '2' }], { from: 'INC-1', to: 'INC-2', relation: 'parent' });
    expect([mayReadEvent(actor('agent', network), linked, inNetwork, other), mayReadEvent(actor('agent', network), linked, other, inNetwork)]).toEqual([expected, expected]);
    expect(mayReadEvent(actor('administrator'), linked, inNetwork, other)).toBe(true);
  });
  it('of mail that a flow sends by who may write to colleagues', () => {
    const sent = event('mail.sent', ticket, { to: 'h•••@supplier.example', subject: 'Line down' });
    expect([mayReadEvent(actor('agent', network), sent, inNetwork), mayReadEvent(actor('processOwner'), sent, inNetwork)]).toEqual([true, false]);
  });
});
