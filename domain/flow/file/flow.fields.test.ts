import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseKnown, unknownFields } from './flow.fields.ts';

const shape = z.strictObject({
  name: z.string(), colour: z.string().optional(),
  rows: z.array(z.discriminatedUnion('by', [z.strictObject({ by: z.literal('person'), person: z.string() }), z.strictObject({ by: z.literal('team'), team: z.string() })])).default([]),
  byId: z.record(z.string(), z.strictObject({ attempts: z.number() })).default({}),
});
const unknownIn = (value: unknown): string[] => {
  const parsed = shape.safeParse(value);
  return parsed.success ? [] : unknownFields(shape, value, parsed.error.issues).map(({ path, nearest }) => `${path.map(String).join('/')} ${nearest ?? '-'}`);
};

describe('a field nobody knows', () => {
  test('is found in lists, choices and maps, beside whatever else is wrong', () => {
    expect(unknownIn({ name: 7, rows: [{ by: 'team', team: 'a', teem: 1, person: 2 }], byId: { a: { attempts: 1, atempts: 2 } }, nmae: 'x', 'something else': 1 }).sort()).toEqual([
      'byId/a/atempts attempts', 'nmae name', 'rows/0/person -', 'rows/0/teem team', 'something else -',
    ]);
  });
  test('is rather one that is not there yet', () => {
    expect(unknownIn({ name: 'x', color: 'red' })).toEqual(['color colour']);
  });
  test('is named a hundred times at most, however many there are, and leaving out many costs little', () => {
    const rows = Array.from({ length: 5_000 }, (_, row) => ({ by: 'team', team: 'a', [`teem${row}`]: 1 }));
    const many = { name: 'x', rows, ...Object.fromEntries(Array.from({ length: 5_000 }, (_, key) => [`name${key}`, 1])) };
    expect(unknownIn(many)).toHaveLength(100);
    expect(parseKnown(shape, many)).toMatchObject({ success: true, data: { rows: { length: 5_000 } } });
  });
  test('is left out where the rest counts, without touching what was given', () => {
    const given = { name: 'x', nmae: 'y', rows: [{ by: 'person', person: 'ana', since: 1 }], byId: { a: { attempts: 1, b: 2 } } };
    const before = JSON.stringify(given);
    expect(parseKnown(shape, given)).toEqual({ success: true, data: { name: 'x', rows: [{ by: 'person', person: 'ana' }], byId: { a: { attempts: 1 } } } });
    expect(JSON.stringify(given)).toBe(before);
    expect(parseKnown(shape, { nmae: 'y' }).success).toBe(false);
  });
});
