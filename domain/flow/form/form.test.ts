import fc from 'fast-check';
import { format as validatorFormats, validate, type Schema } from '@cfworker/json-schema';
import { describe, expect, it } from 'vitest';
import { checkForm, formLimits, validateForm, type FormSchema } from './form.ts';

const incident: FormSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object', required: ['summary', 'impact'], additionalProperties: false,
  properties: {
    summary: { title: 'Summary', type: 'string', minLength: 5, maxLength: 200 },
    impact: { title: 'Impact', enum: ['low', 'medium', 'high'] },
    contact: { title: 'Contact', type: 'string', format: 'email' },
    asset: { title: 'Asset tag', type: 'string', pattern: '^[A-Z]{2}-\\d{4}$', description: 'Two letters, a dash, four digits.' },
    users: { title: 'People affected', type: 'integer', minimum: 0, maximum: 100_000 },
    share: { title: 'Share', type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1, multipleOf: 0.01 },
    since: { title: 'Since', type: 'string', format: 'date-time' },
    devices: { title: 'Devices', type: 'array', minItems: 1, maxItems: 3, uniqueItems: true, items: { $ref: '#/$defs/device' } },
    agreed: { title: 'Agreed', const: true },
    reason: { title: 'Reason', type: 'string' },
  },
  dependentRequired: { contact: ['since'] },
  if: { properties: { impact: { const: 'high' } }, required: ['impact'] }, then: { required: ['reason'] },
  $defs: { device: { type: 'object', required: ['name'], properties: { name: { title: 'Device name', type: 'string', pattern: '^[a-z]+(-[a-z0-9]+)*$' }, port: { type: 'integer', minimum: 1 } } } },
};
const good = { summary: 'Router is down', impact: 'low' };
const faults = (data: unknown, schema: FormSchema = incident): string[] => {
  const answer = validateForm(schema, data);
  return answer.ok ? [] : answer.details.map((detail) => `${detail.path} ${detail.code}`);
};
const findings = (schema: unknown): string[] => checkForm(schema as FormSchema).map((f) => `${f.severity} ${f.code} ${f.path}`);

describe('data of a form', () => {
  it('passes as a copy that shares nothing with what came in', () => {
    const data = { ...good, devices: [{ name: 'core-1', port: 7 }] };
    const answer = validateForm(incident, data);
    expect(answer).toEqual({ ok: true, data });
    expect(answer.ok && answer.data).not.toBe(data);
    data.devices[0]!.name = 'changed';
    expect(answer).toMatchObject({ data: { devices: [{ name: 'core-1' }] } });
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['a field that is missing', { summary: 'Router is down' }, ['/impact FORM_REQUIRED']],
    ['a text that is too short', { ...good, summary: 'down' }, ['/summary FORM_TOO_SHORT']],
    ['a text that is too long', { ...good, summary: 'x'.repeat(201) }, ['/summary FORM_TOO_LONG']],
    ['a wrong type', { ...good, summary: 5 }, ['/summary FORM_TYPE']],
    ['a choice that is none', { ...good, impact: 'huge' }, ['/impact FORM_CHOICE']],
    ['an address that is none', { ...good, contact: 'nobody', since: '2026-03-01T08:30:00Z' }, ['/contact FORM_FORMAT']],
    ['a text of another form', { ...good, asset: 'A-1' }, ['/asset FORM_PATTERN']],
    ['a number too small', { ...good, users: -1 }, ['/users FORM_TOO_SMALL']],
    ['a number too great', { ...good, users: 100_001 }, ['/users FORM_TOO_GREAT']],
    ['a fraction where whole numbers are', { ...good, users: 1.5 }, ['/users FORM_TYPE']],
    ['an open bound below', { ...good, share: 0 }, ['/share FORM_NOT_ABOVE']],
    ['an open bound above', { ...good, share: 1 }, ['/share FORM_NOT_BELOW']],
    ['a step that does not fit', { ...good, share: 0.015 }, ['/share FORM_STEP']],
    ['a step that fits in decimals', { ...good, share: 0.07 }, []],
    ['a list that is empty', { ...good, devices: [] }, ['/devices FORM_TOO_FEW']],
    ['a list that is too long', { ...good, devices: ['a', 'b', 'c', 'd'].map((name) => ({ name })) }, ['/devices FORM_TOO_MANY']],
    ['the same entry twice', { ...good, devices: [{ name: 'a' }, { name: 'a' }] }, ['/devices FORM_DUPLICATES']],
    ['a fault deep in a list', { ...good, devices: [{ name: 'a' }, { name: 'B!' }, {}] }, ['/devices/1/name FORM_PATTERN', '/devices/2/name FORM_REQUIRED']],
    ['a field nobody asked for', { ...good, admin: true }, ['/admin FORM_FIELD_UNKNOWN']],
    ['something that must be agreed to', { ...good, agreed: false }, ['/agreed FORM_CONST']],
    ['a field that another one needs', { ...good, contact: 'a@example.org' }, ['/since FORM_DEPENDENT']],
    ['a field that one choice needs', { ...good, impact: 'high' }, ['/reason FORM_REQUIRED']],
    ['several faults at once', { summary: 'x', impact: 'y' }, ['/summary FORM_TOO_SHORT', '/impact FORM_CHOICE']],
  ])('%s', (_, data, expected) => {
    expect(faults(data).sort()).toEqual(expected.sort());
  });

  it('tells each fault in words, by the title people see', () => {
    const answer = validateForm(incident, { impact: 'huge', asset: 'x', devices: [{}] });
    expect(answer.ok ? [] : answer.details.map((d) => `${d.message} ${d.fix}`)).toEqual([
      'Summary is needed. Fill it in.', 'Impact must be one of: low, medium, high. Pick one of them.',
      'Asset tag does not have the expected form. Two letters, a dash, four digits.', 'Device name is needed. Fill it in.',
    ]);
  });

  it.each<[string, string, string[]]>([
    ['__proto__', '{"__proto__": {"polluted": true}}', ['/__proto__ FORM_NAME_REFUSED']],
    ['constructor, deep', '{"a": [{"constructor": {"prototype": {"polluted": true}}}]}', ['/a/0/constructor FORM_NAME_REFUSED']],
    ['half a surrogate pair', '{"\\ud800": 1}', ['/\ud800 FORM_NAME_REFUSED']],
  ])('refuses the name %s, whatever the schema allows', (_, json, expected) => {
    expect(faults(JSON.parse(json), true)).toEqual(expected);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('keeps markup, templates and right-to-left marks as the plain text they are', () => {
    const summary = '<img onerror=alert(1)> {{constructor}} \u202eabc';
    expect(validateForm(incident, { summary, impact: 'low' })).toEqual({ ok: true, data: { summary, impact: 'low' } });
  });

  it.each<[string, unknown, string[]]>([
    ['64 KB', { a: 'x'.repeat(70_000) }, [' FORM_DATA_TOO_LARGE']], ['32 levels', JSON.parse('['.repeat(40) + ']'.repeat(40)), [`${'/0'.repeat(33)} FORM_DATA_TOO_DEEP`]],
    ['1,000 entries a list', { a: Array.from({ length: 1_001 }, () => 1) }, ['/a FORM_TOO_MANY']], ['5,000 values', Array.from({ length: 900 }, () => [1, 2, 3, 4, 5, 6]), [' FORM_DATA_TOO_LARGE']],
  ])('bounds data: %s', (_, data, expected) => {
    expect(faults(data, true)).toEqual(expected);
  });

  it.each<[string, unknown]>([['a function', { a: () => 1 }], ['not a number', { a: NaN }], ['a date object', { a: new Date(0) }], ['a map', { a: new Map() }], ['a bigint', { a: 1n }], ['nothing at all', undefined]])('refuses %s as no data', (_, data) => {
    expect(faults(data, true).join()).toContain('FORM_NOT_JSON');
  });

  it('leaves out fields that are undefined, as a cleared input sends them', () => {
    expect(validateForm(incident, { ...good, reason: undefined })).toEqual({ ok: true, data: good });
  });

  it('stops patterns that would cost too much on this data', () => {
    const schema: FormSchema = { items: { allOf: Array.from({ length: 30 }, (_, i) => ({ pattern: `a(?=.*${String.fromCharCode(98 + i % 20)}${i})` })) } };
    expect(checkForm(schema)).toEqual([]);
    expect(faults(['a'.repeat(30_000)], schema)).toEqual([' FORM_PATTERN_COST']);
  });

  it('leaves nothing of its own behind in the validator', () => {
    const before = Object.keys(validatorFormats).sort();
    faults({ ...good, asset: 'x' });
    faults(['a'.repeat(30_000)], { items: { pattern: 'a(?=.*b)' } });
    expect(Object.keys(validatorFormats).sort()).toEqual(before);
  });

  it('passes nothing through a schema that is broken', () => {
    expect(faults({}, { properties: { a: { pattern: '(a+)+' } } })).toEqual([' FORM_PATTERN_REFUSED']);
    expect(faults({}, { $ref: 'https://example.org/schema' })).toEqual([' FORM_REF_REMOTE']);
  });

  it('fits one of several forms, or says so once', () => {
    const schema: FormSchema = { properties: { to: { title: 'Recipient', anyOf: [{ type: 'string', format: 'email' }, { type: 'object', required: ['group'] }] } } };
    expect(faults({ to: 'a@example.org' }, schema)).toEqual([]);
    expect(faults({ to: { group: 'net' } }, schema)).toEqual([]);
    expect(faults({ to: 5 }, schema)).toEqual(['/to FORM_NO_MATCH']);
  });

  it('agrees with the bare validator on whether data passes', () => {
    const leaf = fc.oneof(fc.constantFrom<FormSchema>({ type: 'string' }, { type: 'integer' }, { type: 'boolean' }, { minimum: 2 }, { maxLength: 2 }, { enum: ['a', 1, null] }, { const: 'a' }, { pattern: '^[ab]*$' }, { format: 'date' }, { multipleOf: 2 }, {}), fc.boolean());
    const schema = fc.letrec<{ s: FormSchema }>((tie) => ({
      s: fc.oneof({ maxDepth: 3 }, leaf,
        fc.record({ properties: fc.dictionary(fc.constantFrom('a', 'b', 'é'), tie('s'), { maxKeys: 2 }), required: fc.subarray(['a', 'b']), additionalProperties: tie('s') }) as fc.Arbitrary<FormSchema>,
        fc.record({ items: tie('s'), uniqueItems: fc.boolean(), maxItems: fc.integer({ min: 0, max: 3 }) }) as fc.Arbitrary<FormSchema>,
        fc.record({ anyOf: fc.array(tie('s'), { minLength: 1, maxLength: 2 }) }) as fc.Arbitrary<FormSchema>,
        fc.record({ not: tie('s') }) as fc.Arbitrary<FormSchema>,
        fc.record({ if: tie('s'), then: tie('s'), else: tie('s') }) as fc.Arbitrary<FormSchema>),
    })).s;
    const data = fc.letrec<{ d: unknown }>((tie) => ({ d: fc.oneof({ maxDepth: 3 }, fc.constantFrom('a', 'b', 'abc', '2026-01-01', 1, 2, 3.5, true, null), fc.array(tie('d'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b', 'é', 'd'), tie('d'), { maxKeys: 3 })) })).d;
    let valid = 0;
    fc.assert(fc.property(schema, data, (s, d) => {
      const answer = validateForm(s, d);
      const bare = validate(d, structuredClone(s) as Schema | boolean, '2020-12', undefined, false).valid;
      expect(answer.ok).toBe(bare);
      if (answer.ok) valid += 1;
      else expect(answer.details.length).toBeGreaterThan(0);
    }), { numRuns: 1_000, seed: 3 });
    expect(valid).toBeGreaterThan(200);
  }, 60_000);
});

describe('the schema of a form', () => {
  it('has nothing to say about a good one', () => {
    expect(checkForm(incident)).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ['is no schema', 5, ['error FORM_SCHEMA_SHAPE ']],
    ['is of another dialect', { $schema: 'http://json-schema.org/draft-04/schema#' }, ['error FORM_SCHEMA_DIALECT /$schema']],
    ['leads outside', { properties: { a: { $ref: 'https://example.org/x' } } }, ['error FORM_REF_REMOTE /properties/a/$ref']],
    ['leads to a file', { $ref: 'other.json' }, ['error FORM_REF_REMOTE /$ref']],
    ['leads nowhere', { $ref: '#/$defs/none' }, ['error FORM_REF_MISSING /$ref']],
    ['leads to a prototype', { $ref: '#/constructor/prototype' }, ['error FORM_REF_MISSING /$ref']],
    ['leads to itself', { $ref: '#' }, ['error FORM_REF_CIRCLE /$ref']],
    ['leads around', { $ref: '#/$defs/a', $defs: { a: { properties: { b: { $ref: '#/$defs/a' } } } } }, ['error FORM_REF_CIRCLE /$defs/a/properties/b/$ref']],
    ['has a dangerous pattern', { properties: { a: { pattern: '^(a+)+$' } } }, ['error FORM_PATTERN_REFUSED /properties/a/pattern']],
    ['has a pattern that looks behind', { pattern: '(?<=a)b' }, ['error FORM_PATTERN_REFUSED /pattern']],
    ['has patterns for names', { patternProperties: { '^x': {} } }, ['error FORM_KEYWORD_REFUSED /patternProperties']],
    ['takes another name', { $id: 'https://example.org/' }, ['error FORM_KEYWORD_REFUSED /$id']],
    ['has a field named __proto__', JSON.parse('{"properties": {"__proto__": {}}}'), ['error FORM_NAME_REFUSED /properties']],
    ['needs a field named constructor', { required: ['constructor'] }, ['error FORM_NAME_REFUSED /required']],
    ['has a keyword misspelt', { requird: ['a'] }, ['warning FORM_KEYWORD_UNKNOWN /requird']],
    ['has a format nobody checks', { format: 'colour' }, ['info FORM_FORMAT_UNKNOWN /format']],
    ['has a keyword of the wrong shape', { required: 'a', properties: [], minLength: -1, type: 'text', items: 5, multipleOf: 0 }, ['error FORM_SCHEMA_SHAPE /required', 'error FORM_SCHEMA_SHAPE /properties', 'error FORM_SCHEMA_SHAPE /minLength', 'error FORM_SCHEMA_SHAPE /type', 'error FORM_SCHEMA_SHAPE /items', 'error FORM_SCHEMA_SHAPE /multipleOf']],
    ['has a fault in a definition nobody uses', { $defs: { a: { type: 'text' } } }, ['error FORM_SCHEMA_SHAPE /$defs/a/type']],
  ])('%s', (_, schema, expected) => {
    expect(findings(schema)).toEqual(expected);
  });

  it('is not larger, once written out, than it looks', () => {
    const laughs = { $ref: '#/$defs/d9', $defs: Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`d${i}`, i === 0 ? {} : { allOf: Array.from({ length: 10 }, () => ({ $ref: `#/$defs/d${i - 1}` })) }])) };
    expect(findings(laughs)).toEqual(['error FORM_SCHEMA_TOO_LARGE ']);
    expect(faults({}, laughs as FormSchema)).toEqual([' FORM_SCHEMA_TOO_LARGE']);
  });

  it('has an end in depth, size and choices', () => {
    const deep = Array.from({ length: 40 }).reduce((inner: unknown) => ({ items: inner }), {});
    expect(findings(deep).join()).toContain('FORM_SCHEMA_TOO_DEEP');
    expect(findings({ description: 'x'.repeat(formLimits.schemaChars) })).toEqual(['error FORM_SCHEMA_TOO_LARGE ']);
    expect(findings({ enum: Array.from({ length: 2_001 }, (_, i) => i) })).toEqual(['error FORM_SCHEMA_TOO_LARGE /enum']);
  });

  it('may be anything without checkForm or validateForm failing', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (schema, data) => {
      checkForm(schema as FormSchema);
      validateForm(schema as FormSchema, data);
    }), { numRuns: 1_000 });
    const keyword = fc.constantFrom('type', 'properties', 'items', 'required', '$ref', 'allOf', 'not', 'pattern', 'format', 'enum', 'if', 'then', 'dependentRequired', 'dependentSchemas', 'prefixItems', 'contains', 'propertyNames', 'unevaluatedProperties', '$defs', 'minContains');
    const value: fc.Arbitrary<unknown> = fc.letrec<{ v: unknown }>((tie) => ({ v: fc.oneof({ maxDepth: 4 }, fc.constantFrom<unknown>('string', 'object', '#/$defs/a', '#', '^a+$', 'date', 3, true, ['a'], [], {}), fc.array(tie('v'), { maxLength: 3 }), fc.dictionary(fc.oneof(keyword, fc.constantFrom('a', '__proto__')), tie('v'), { maxKeys: 4 })) })).v;
    fc.assert(fc.property(value, fc.jsonValue(), (schema, data) => {
      validateForm(schema as FormSchema, data);
      validateForm(schema as FormSchema, { a: [1, 'a'], b: { a: 'x' } });
    }), { numRuns: 1_500 });
  }, 60_000);
});
