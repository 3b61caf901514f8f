import { describe, expect, it } from 'vitest';
import { idOf, named, newPerson, newTeam, scoped, sentTeam } from './draft.ts';

describe('an id made of a name', () => {
  it.each<[string, '.' | '-', string]>([['Ana Silva', '.', 'ana.silva'], ['Service desk', '-', 'service-desk'], ['Zoë  Ångström', '.', 'zoe.angstrom'], ['陈琳', '.', ''], ['  ', '-', ''], ['x'.repeat(90), '-', 'x'.repeat(64)]])('%s', (name, between, id) => expect(idOf(name, between)).toBe(id));
  it('goes along with the name until it was written by hand', () => {
    const typed = named(named(newPerson('Etc/UTC'), 'Ana'), 'Ana Silva');
    expect([typed.id, typed.person.username]).toEqual(['ana.silva', 'ana.silva']);
    const own = named({ ...typed, id: 'as1' }, 'Ana S');
    expect([own.id, own.person.username]).toEqual(['as1', 'ana.s']);
    const saved = named({ ...typed, revision: 3 }, 'Ana Moreira');
    expect([saved.id, saved.person.username]).toEqual(['ana.silva', 'ana.silva']);
  });
});

it('leaves out languages a team has no name in', () => expect(sentTeam({ ...newTeam(), team: { ...newTeam().team, name: { en: ' Facilities ', zh: '', ar: '  ' } } }).name).toEqual({ en: 'Facilities' }));
it('narrows a role that held by its default', () => expect(scoped({ role: 'agent', scope: null }, { teams: ['network'] }).scope).toMatchObject({ teams: ['network'], ticketTypes: [] }));
