/** Which JSON Schema keywords a form may use, and the shape each must have. */

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
export const refusedKeywords: ReadonlyMap<string, string> = new Map([
  ['$id', 'A form is known by its flow; leave it out.'], ['id', 'A form is known by its flow; leave it out.'],
  ['$anchor', 'Write "#/$defs/name" where it is used.'], ['$dynamicAnchor', 'Write "#/$defs/name" where it is used.'], ['$dynamicRef', 'Write "#/$defs/name".'],
  ['$recursiveRef', 'Write the levels the form really has.'], ['$recursiveAnchor', 'Write the levels the form really has.'], ['$vocabulary', 'Leave it out.'],
  ['patternProperties', 'Name the fields in "properties", or use "additionalProperties" with "propertyNames".'],
  ['dependencies', 'Write "dependentRequired" or "dependentSchemas".'], ['additionalItems', 'Write "items" beside "prefixItems".'],
]);

export const types: ReadonlySet<string> = new Set(['null', 'boolean', 'object', 'array', 'number', 'integer', 'string']);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string');
const isSchema = (value: unknown): boolean => typeof value === 'boolean' || isObject(value);

/** Whether a keyword's value has its shape, and how to call that shape. */
export const shapes: Readonly<Record<Shape, { fits: (value: unknown) => boolean; wanted: string }>> = {
  schema: { fits: isSchema, wanted: 'a schema' },
  schemas: { fits: (v) => Array.isArray(v) && v.length > 0 && v.every(isSchema), wanted: 'a list of schemas' },
  'named schemas': { fits: (v) => isObject(v) && Object.values(v).every(isSchema), wanted: 'schemas by name' },
  texts: { fits: isTexts, wanted: 'a list of names' },
  'named texts': { fits: (v) => isObject(v) && Object.values(v).every(isTexts), wanted: 'lists of names by name' },
  text: { fits: (v) => typeof v === 'string', wanted: 'a text' },
  count: { fits: (v) => Number.isInteger(v) && Number(v) >= 0, wanted: 'a whole number of 0 or more' },
  number: { fits: (v) => typeof v === 'number' && Number.isFinite(v), wanted: 'a number' },
  'positive number': { fits: (v) => typeof v === 'number' && Number.isFinite(v) && v > 0, wanted: 'a number above 0' },
  boolean: { fits: (v) => typeof v === 'boolean', wanted: 'true or false' },
  values: { fits: Array.isArray, wanted: 'a list' },
  any: { fits: () => true, wanted: 'a value' },
  type: { fits: (v) => (Array.isArray(v) ? v.length > 0 && v.every((t) => types.has(t as string)) : types.has(v as string)), wanted: 'one or more of null, boolean, object, array, number, integer, string' },
  reference: { fits: (v) => typeof v === 'string', wanted: 'a reference such as "#/$defs/name"' },
  pattern: { fits: (v) => typeof v === 'string', wanted: 'a pattern' },
  format: { fits: (v) => typeof v === 'string', wanted: 'the name of a format' },
};
