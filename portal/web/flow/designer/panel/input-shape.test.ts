import { describe, expect, it } from 'vitest';
import type { Json } from '#domain/values';
import { fits, givenAs, inputsFor, shapeOf, waysOf, withMember } from './input-shape.ts';

describe('an input of a plug-in', () => {
  it.each<[Record<string, Json>, string]>([
    [{ type: 'string', format: 'uri' }, 'text'], [{ type: 'integer' }, 'number'], [{ type: 'boolean' }, 'yesNo'], [{ type: 'string', enum: ['a'] }, 'choice'], [{ type: 'array', items: { type: 'string' } }, 'list'],
    [{ type: 'array', items: { type: 'object', properties: {} } }, 'groups'], [{ type: 'object', additionalProperties: { type: 'string' } }, 'map'], [{ type: 'object', properties: { a: {}, b: {} } }, 'group'],
    [{ type: 'object', properties: { secret: { type: 'string' } } }, 'secret'], [{ anyOf: [{ type: 'string' }, { type: 'object' }] }, 'text'], [{}, 'json'], [{ anyOf: [{ type: 'object' }] }, 'json'],
  ])('is drawn by its schema: %j', (schema, shape) => expect(shapeOf(schema)).toBe(shape));

  it('may be a formula whatever it is, and a secret where a text is expected or one is given', () => {
    expect([givenAs('=a', 'number'), givenAs({ secret: 'x' }, 'text'), givenAs({ secret: 'x' }, 'group'), givenAs(undefined, 'secret'), givenAs(3, 'number')]).toEqual(['formula', 'secret', 'value', 'secret', 'value']);
    for (const shape of ['text', 'number', 'yesNo', 'choice', 'list', 'map', 'group', 'groups', 'json'] as const) expect(waysOf(shape, 'value')).toContain('formula');
    expect(waysOf('number', 'secret')).toContain('secret');
    expect(waysOf('text', 'value')).toContain('secret');
  });

  it('is shown as JSON where its value is of another type than its control', () => {
    expect([fits('number', '12'), fits('list', [{ a: 1 }]), fits('groups', ['a']), fits('yesNo', 'yes'), fits('text', undefined), fits('list', ['a', 1])]).toEqual([false, false, false, false, true, true]);
  });

  it('is put and taken away in its place', () => {
    expect(Object.entries(withMember({ a: 1, b: 2 }, 'a', 3))).toEqual([['a', 3], ['b', 2]]);
    expect([withMember({ a: 1, b: 2 }, 'a', undefined), withMember({ a: 1 }, 'c', 2), withMember({}, 'c', undefined)]).toEqual([{ b: 2 }, { a: 1, c: 2 }, {}]);
  });
});

it('another activity begins with its own inputs and keeps what was typed', () => {
  const http = { initial: { method: 'GET', url: '=object.endpoints.http' } };
  const snmp = { initial: { target: '=object.endpoints.snmp' } };
  expect(inputsFor(snmp, http, { method: 'GET', url: '=object.endpoints.http' })).toEqual({ target: '=object.endpoints.snmp' });
  expect(inputsFor(snmp, http, { method: 'GET', url: 'http://typed/' })).toEqual({ target: '=object.endpoints.snmp', url: 'http://typed/' });
  expect(inputsFor(http, snmp, { target: 'typed', url: 'http://typed/' })).toEqual({ method: 'GET', url: 'http://typed/', target: 'typed' });
});
