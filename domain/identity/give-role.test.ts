import { describe, expect, it } from 'vitest';
import { missingToGive, type Gift } from './give-role.ts';
import type { Actor, Scope } from './identity.schema.ts';
import { can, everywhere, narrowed, ticketResource } from './rights.ts';

const scope = (part: Partial<Scope>): Scope => ({ ...everywhere, ...part });
const giver = (...roles: Gift[]): Actor => ({ person: 'ada', name: 'Ada', teams: [], roles });
const role = (key: string, where: Partial<Scope> = {}, more: Partial<Gift> = {}): Gift => ({ key, scope: scope(where), ...more });
const admin = giver(role('administrator'));
const clerk = giver(role('clerk', {}, { actions: ['directory.manage', 'directory.read'], ownOnly: [] }));
const reads = (where: Partial<Scope>, more: Partial<Gift> = {}): Gift => role('reader', where, { actions: ['ticket.read'], ownOnly: [], ...more });

describe('who gives a role', () => {
  it.each<[string, Actor, Gift, string | null]>([
    ['an administrator gives any, anywhere', admin, role('agent', { teams: ['network'] }), null],
    ['an administrator makes administrators', admin, role('administrator'), null],
    ['a clerk who manages people gives what they have', clerk, role('helper', { teams: ['network'] }, { actions: ['directory.read'], ownOnly: [] }), null],
    ['a clerk who manages people makes no administrator', clerk, role('administrator'), 'ticket.read'],
    ['nobody gives everywhere what they have in one team', giver(reads({ teams: ['network'] })), reads({}), 'ticket.read'],
    ['nobody gives in another team', giver(reads({ teams: ['network'] })), reads({ teams: ['network', 'desk'] }), 'ticket.read'],
    ['a team is given on by who has it and more', giver(reads({ teams: ['network', 'desk'] })), reads({ teams: ['desk'], ticketTypes: ['change'] }), null],
    ['a type is not given by who has another', giver(reads({ ticketTypes: ['incident'] })), reads({ ticketTypes: ['change'] }), 'ticket.read'],
    ['what is below a service is given by who has the service', giver(reads({ services: ['payments'] }, { objects: new Set(['payments', 'api']) })), reads({ services: ['api'] }, { objects: new Set(['api']) }), null],
    ['another service is not', giver(reads({ services: ['payments'] }, { objects: new Set(['payments', 'api']) })), reads({ services: ['lan'] }, { objects: new Set(['lan']) }), 'ticket.read'],
    ['nor is every object', giver(reads({ services: ['payments'] }, { objects: new Set(['payments']) })), reads({ teams: ['network'] }), 'ticket.read'],
    ['two narrow roles are not one wide one', giver(reads({ teams: ['network'] }), reads({ teams: ['desk'] })), reads({ teams: ['network', 'desk'] }), 'ticket.read'],
    ['own things only is not given on as everybody\'s', giver(reads({}, { ownOnly: ['ticket.read'] })), reads({}), 'ticket.read'],
    ['own things only is given on as own things only', giver(reads({}, { ownOnly: ['ticket.read'] })), reads({}, { ownOnly: ['ticket.read'] }), null],
    ['a token gives no more than it may itself', narrowed(admin, ['directory.manage']), role('requester'), 'ticket.read'],
  ])('%s', (_, who, gift, missing) => expect(missingToGive(who, gift)).toBe(missing));

  it('never lets anybody reach, through what was given, a ticket the giver does not reach', () => {
    const either = <T>(one: T): T[][] => [[], [one]];
    const gifts = either('network').flatMap((teams) => either('change').flatMap((ticketTypes) => either('payments').flatMap((services) => either('hosts').map((deviceGroups) =>
      reads({ teams, ticketTypes, services, deviceGroups }, services.length + deviceGroups.length > 0 ? { objects: new Set(services.length > 0 ? deviceGroups.length > 0 ? ['api'] : ['payments', 'api'] : ['hosts', 'api']) } : {})))));
    const rows = ['network', null].flatMap((team) => ['change', 'incident'].flatMap((type) => ['payments', 'api', 'hosts', null].map((id) => ticketResource({ team, type, requester: 'rosa', object: id === null ? null : { id } }))));
    let given = 0;
    for (const held of gifts) for (const gift of gifts) {
      if (missingToGive(giver(held), gift) !== null) continue;
      given += 1;
      for (const row of rows) if (can({ ...giver(gift), person: 'omar' }, 'ticket.read', row)) expect(can(giver(held), 'ticket.read', row), JSON.stringify([held.scope, gift.scope, row])).toBe(true);
    }
    expect(given).toBeGreaterThan(50);
  });
});
