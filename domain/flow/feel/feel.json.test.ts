import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression, decodeFeel, encodeFeel, evaluate, feelTag, isCompiled, nullBecause, type FeelValue } from './feel.ts';
import { daysFromCivil, civilFromDays, weekdayOf } from './feel.calendar.ts';

const key = fc.oneof(fc.constantFrom('__proto__', 'constructor', feelTag, 'value', 'kind', ''), fc.string({ maxLength: 8 }));
const scalar: fc.Arbitrary<FeelValue> = fc.oneof(
  fc.constant(null), fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0), fc.string(),
  fc.integer({ min: -4_000_000, max: 2_900_000 }).map((day): FeelValue => ({ kind: 'date', day })),
  fc.record({ kind: fc.constant('time' as const), msOfDay: fc.integer({ min: 0, max: 86_399_999 }), offsetMinutes: fc.option(fc.integer({ min: -840, max: 840 })) }),
  fc.record({ kind: fc.constant('date and time' as const), localMs: fc.integer({ min: -300_000_000_000_000, max: 250_000_000_000_000 }), offsetMinutes: fc.option(fc.integer({ min: -840, max: 840 })) }),
  fc.record({ kind: fc.constant('days and time duration' as const), ms: fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 }) }),
  fc.record({ kind: fc.constant('years and months duration' as const), months: fc.integer({ min: -100_000, max: 100_000 }) }),
);
const value: fc.Arbitrary<FeelValue> = fc.letrec<{ value: FeelValue }>((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((entries): FeelValue => new Map(entries)),
    fc.record({ kind: fc.constant('range' as const), start: scalar, end: scalar, startIncluded: fc.boolean(), endIncluded: fc.boolean() }),
  ),
})).value;

describe('the JSON form of FEEL values', () => {
  it('reads back what it wrote, whatever the value and also through text', () => {
    fc.assert(fc.property(value, (v) => {
      const json = encodeFeel(v);
      expect(decodeFeel(json)).toEqual(v);
      expect(decodeFeel(JSON.parse(JSON.stringify(json)))).toEqual(v);
      expect(encodeFeel(decodeFeel(json))).toEqual(json);
    }), { numRuns: 1_000, seed: 7 });
  }, 60_000);

  it('takes any JSON, tagged or not, and settles after one round', () => {
    const tagged = fc.record({ [feelTag]: fc.oneof(fc.constantFrom('date', 'time', 'range', 'null', 'context', 'function', 'duration'), fc.jsonValue()), value: fc.jsonValue() });
    fc.assert(fc.property(fc.oneof(fc.jsonValue({ maxDepth: 4 }), tagged, fc.array(tagged)), (json) => {
      const once = encodeFeel(decodeFeel(json));
      expect(encodeFeel(decodeFeel(once))).toEqual(once);
    }), { numRuns: 1_000, seed: 7 });
  }, 60_000);

  it.each<[string, unknown]>([
    ['@"2026-03-01"', { '@feel': 'date', value: '2026-03-01' }],
    ['@"08:30:00Z"', { '@feel': 'time', value: '08:30:00Z' }],
    ['@"2026-03-01T08:30:00+02:00"', { '@feel': 'date and time', value: '2026-03-01T08:30:00+02:00' }],
    ['@"PT90M"', { '@feel': 'days and time duration', value: 'PT1H30M' }],
    ['@"P14M"', { '@feel': 'years and months duration', value: 'P1Y2M' }],
    ['(1..5]', { '@feel': 'range', start: 1, end: 5, startIncluded: false, endIncluded: true }],
    ['{"@feel": "date", value: "2026-03-01"}', { '@feel': 'context', value: { '@feel': 'date', value: '2026-03-01' } }],
    ['[1, null, "a", {b: true}]', [1, null, 'a', { b: true }]],
  ])('%s', (text, json) => {
    const compiled = compileExpression(text);
    if (!isCompiled(compiled)) throw new Error(text);
    const result = evaluate(compiled, {}, { now: '2026-03-01T08:30:00.000Z' });
    expect(result.ok && result.value).toEqual(json);
  });

  it('reads a null with its reason as null, and a tag it does not know as data', () => {
    expect(decodeFeel(nullBecause('NO_VARIABLE_FOUND', { name: 'x' }))).toBeNull();
    expect(decodeFeel({ '@feel': 'date', value: '2026-02-30' })).toEqual(new Map([['@feel', 'date'], ['value', '2026-02-30']]));
  });

  it('never touches a prototype', () => {
    const hostile = JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}');
    const back = encodeFeel(decodeFeel(hostile));
    expect(Object.keys(back as object)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('takes what is no JSON as null', () => {
    expect(decodeFeel({ f: () => 1, u: undefined, n: NaN, s: Symbol('x'), b: 1n })).toEqual(new Map<string, FeelValue>([['f', null], ['u', null], ['n', null], ['s', null], ['b', null]]));
  });
});

describe('the calendar', () => {
  it('agrees with the platform on every day of eight centuries', () => {
    for (let day = -150_000; day < 150_000; day += 1) {
      const platform = new Date(day * 86_400_000);
      const civil = civilFromDays(day);
      if (civil.year !== platform.getUTCFullYear() || civil.month !== platform.getUTCMonth() + 1 || civil.day !== platform.getUTCDate() || (weekdayOf(day) % 7) !== platform.getUTCDay() || daysFromCivil(civil.year, civil.month, civil.day) !== day) {
        expect.fail(`day ${day}: ${JSON.stringify(civil)} is ${platform.toISOString()}`);
      }
    }
  });
});
