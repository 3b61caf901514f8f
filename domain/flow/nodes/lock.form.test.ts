import { expect, test } from 'vitest';
import { flowLockSchema } from '../flow.schema.ts';
import { lockForm, lockFormOf, lockWith } from './lock.form.ts';

test('what the form of a lock holds is what a file may hold, whatever is emptied; without a name there is none', () => {
  for (const settings of [{ name: 'router' }, { name: 'router', key: '=ci.id', limit: 'PT1H' }, { name: 'router', key: '', limit: '' }]) expect(flowLockSchema.safeParse(lockWith(settings))).toMatchObject({ success: true });
  expect([lockWith({ name: 'router', key: '', limit: '' }), lockWith({ name: '', key: '=ci.id' }), lockWith({ key: 3 })]).toEqual([{ name: 'router' }, undefined, undefined]);
});

test('the form asks for a name first, and then for everything a lock has', () => {
  const fields = (form: typeof lockForm) => Object.keys(form.schema['properties'] as object);
  expect([fields(lockFormOf(undefined)), fields(lockFormOf({ name: 'router' }))]).toEqual([['name'], Object.keys(flowLockSchema.shape)]);
});
