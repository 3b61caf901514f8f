import { describe, expect, it } from 'vitest';
import type { ResponseOf } from '#api/routes';
import type { DirectoryPerson } from '#store/identity/person.repo';
import { createIdentityRoutes, type IdentityRouteDeps } from './identity.routes.ts';

const person = (id: string): DirectoryPerson => ({ id, name: id.toUpperCase(), username: id, email: `${id}@example.org` }) as DirectoryPerson;
const everybody = Array.from({ length: 60 }, (_, at) => person(`p${at}`));
const people = {
  search: (text: string, limit: number) => Promise.resolve(everybody.filter(({ name }) => name.includes(text)).slice(0, limit)),
  readMany: (ids: readonly string[]) => Promise.resolve(everybody.filter(({ id }) => ids.includes(id))),
};
const listed = async (query: { q: string; ids?: string }): Promise<string[]> => {
  const list = createIdentityRoutes({ people } as unknown as IdentityRouteDeps)['people.list']!;
  return ((await list({ query } as Parameters<typeof list>[0])) as ResponseOf<'people.list'>).items.map(({ id }) => id);
};

describe('people', () => {
  it('are found by name, also those past the first page of all', async () => {
    expect(await listed({ q: '' })).toHaveLength(50);
    expect(await listed({ q: 'P58' })).toEqual(['p58']);
  });
  it('are named by id, so that a choice made before has its name', async () => expect(await listed({ q: '', ids: 'p58,p3,nobody' })).toEqual(['p3', 'p58']));
});
