import { expect, it } from 'vitest';
import { problemOf } from '#domain/issue';
import { ticketCreateSchema } from './ticket-create.form.ts';

const isUsable = (inputs: object): boolean => ticketCreateSchema.safeParse(inputs).success;

it.each([
  ['neither type nor item', { title: 'x' }], ['both', { type: 'incident', item: 'laptop', title: 'x' }], ['no title', { type: 'incident' }], ['a title of blanks', { type: 'incident', title: '  ' }],
  ['a title without end', { type: 'incident', title: 'x'.repeat(501) }], ['a description without end', { type: 'incident', title: 'x', description: 'x'.repeat(20_001) }], ['a priority there is none of', { type: 'incident', title: 'x', priority: 'P0' }],
  ['a relation there is none of', { type: 'incident', title: 'x', relation: 'enemy' }], ['a requester that is a list', { type: 'incident', title: 'x', requester: ['ana', 'ben'] }],
])('a ticket with %s is not opened', (_, inputs) => expect(isUsable(inputs)).toBe(false));
it.each([{ type: 'incident', title: 'x' }, { item: 'laptop' }, { type: 'incident', title: 'x', requester: null, object: null }])('a ticket is opened of %j', (inputs) => expect(isUsable(inputs)).toBe(true));
it('what it lacks is said in every language', () => {
  const said = (inputs: object) => ticketCreateSchema.safeParse(inputs).error!.issues.map((issue) => problemOf(issue));
  expect(said({ title: 'x' })).toEqual([{ phrase: 'config.type-or-item' }]);
  expect(said({ type: 'incident' })).toEqual([{ phrase: 'config.title' }]);
});
