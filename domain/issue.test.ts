import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { problemOf } from './issue.ts';
import { sayParam } from './message.ts';

const problem = (schema: z.ZodType, value: unknown): string => sayParam(problemOf(schema.safeParse(value).error!.issues[0]!));

describe('why a value does not fit', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['at least one character is needed', z.string().min(1), ''], ['at least 2 characters are needed', z.string().min(2), ''], ['at most one character is allowed', z.string().max(1), 'ab'], ['at most 2 characters are allowed', z.string().max(2), 'abc'],
    ['at least one entry is needed', z.array(z.string()).min(1), []], ['at least 2 entries are needed', z.array(z.string()).min(2), []], ['at most one entry is allowed', z.array(z.string()).max(1), ['a', 'b']], ['at most 2 entries are allowed', z.array(z.string()).max(2), ['a', 'b', 'c']],
    ['it is missing', z.string(), undefined], ['expected a text', z.string(), 7],
  ])('is told as "%s"', (told, schema, value) => expect(problem(schema, value)).toBe(told));
});
