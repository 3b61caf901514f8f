/** Which JSON Schema keywords a form may use, and the shape each must have. */
import { phrase, type Phrase } from '../../message.ts';
import type { PhraseKey } from '../../phrases.ts';

type Shape = 'schema' | 'schemas' | 'named schemas' | 'texts' | 'named texts' | 'text' | 'count' | 'number' | 'positive number' | 'boolean' | 'values' | 'any' | 'type' | 'reference' | 'pattern' | 'format';

export const keywords: Readonly<Record<string, Shape>> = Object.freeze({
  $ref: 'reference', $defs: 'named schemas', definitions: 'named schemas', $comment: 'text', $schema: 'text',
  title: 'text', description: 'text', default: 'any', examples: 'values', deprecated: 'boolean', readOnly: 'boolean', writeOnly: 'boolean', enumNames: 'values',
  contentEncoding: 'text', contentMediaType: 'text',
  type: 'type', enum: 'values', const: 'any',
  multipleOf: 'positive number', maximum: 'number', minimum: 'number', exclusiveMaximum: 'number', exclusiveMinimum: 'number',
  maxLength: 'count', minLength: 'count', pattern: 'pattern', format: 'format',
  items: 'schema', prefixItems: 'schemas', contains: 'schema', maxItems: 'count', minItems: 'count', uniqueItems: 'boolean', minContains: 'count', maxContains: 'count',
  properties: 'named schemas', required: 'texts', additionalProperties: 'schema', propertyNames: 'schema', minProperties: 'count', maxProperties: 'count',
  dependentRequired: 'named texts', dependentSchemas: 'named schemas', unevaluatedProperties: 'schema', unevaluatedItems: 'schema',
  allOf: 'schemas', anyOf: 'schemas', oneOf: 'schemas', not: 'schema', if: 'schema', then: 'schema', else: 'schema',
});

export const shapeOf = (keyword: string): Shape | undefined => (Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined);

/** Keywords of JSON Schema that forms do without, and what to write in their place. */
export const refusedKeywords: ReadonlyMap<string, PhraseKey> = new Map([
  ['$id', 'form.instead.id'], ['id', 'form.instead.id'],
  ['$anchor', 'form.instead.anchor'], ['$dynamicAnchor', 'form.instead.anchor'], ['$dynamicRef', 'form.instead.dynamic-ref'],
  ['$recursiveRef', 'form.instead.recursion'], ['$recursiveAnchor', 'form.instead.recursion'], ['$vocabulary', 'form.instead.vocabulary'],
  ['patternProperties', 'form.instead.pattern-properties'],
  ['dependencies', 'form.instead.dependencies'], ['additionalItems', 'form.instead.additional-items'],
]);

/** How a shape is called. */
export const shapeNamed = (shape: Shape): Phrase => phrase(`form.shape.${shape.replace(' ', '-') as 'text'}`);

export const types: ReadonlySet<string> = new Set(['null', 'boolean', 'object', 'array', 'number', 'integer', 'string']);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string');
const isSchema = (value: unknown): boolean => typeof value === 'boolean' || isObject(value);

/** Whether a keyword's value has its shape. */
export const shapes: Readonly<Record<Shape, (value: unknown) => boolean>> = {
  schema: isSchema,
  schemas: (v) => Array.isArray(v) && v.length > 0 && v.every(isSchema),
  'named schemas': (v) => isObject(v) && Object.values(v).every(isSchema),
  texts: isTexts,
  'named texts': (v) => isObject(v) && Object.values(v).every(isTexts),
  text: (v) => typeof v === 'string',
  count: (v) => Number.isInteger(v) && Number(v) >= 0,
  number: (v) => typeof v === 'number' && Number.isFinite(v),
  'positive number': (v) => typeof v === 'number' && Number.isFinite(v) && v > 0,
  boolean: (v) => typeof v === 'boolean',
  values: Array.isArray,
  any: () => true,
  type: (v) => (Array.isArray(v) ? v.length > 0 && v.every((t) => types.has(t as string)) : types.has(v as string)),
  reference: (v) => typeof v === 'string',
  pattern: (v) => typeof v === 'string',
  format: (v) => typeof v === 'string',
};
