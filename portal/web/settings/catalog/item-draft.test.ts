import { describe, expect, it } from 'vitest';
import { itemContentSchema } from '#domain/catalog/catalog.schema';
import { emptyItem, readItem, typedOf } from './item-draft.ts';

const named = { ...emptyItem('access'), name: { en: 'Badge' }, about: { en: 'A new one.' } };

describe('an item as it is typed', () => {
  it('reads back as it was', () => expect(readItem(typedOf(named))).toEqual({ ok: true, content: named }));
  it('starts with something that can be published once it has a name', () => expect(itemContentSchema.safeParse(named).success).toBe(true));
  it('keeps half a line of JSON and says where it is wrong', () => expect(readItem({ ...typedOf(named), schema: '{ "type": ', ui: '[]' })).toMatchObject({ ok: false, faults: { schema: expect.stringMatching(/JSON/), ui: '' } }));
});
