/** Bounds of forms: of their JSON Schema, and of the data one person or program sends at once. */

export const formLimits = Object.freeze({
  /** Longest schema, characters of JSON. */
  schemaChars: 131_072,
  /** Sub-schemas once every $ref is written out. */
  schemaNodes: 2_000,
  schemaDepth: 32,
  enumValues: 2_000,
  /** Longest data, UTF-16 units of JSON. */
  dataChars: 65_536,
  dataDepth: 32,
  dataNodes: 5_000,
  listItems: 1_000,
  /** Longest text a format such as e-mail or uri is looked at in. */
  formatChars: 2_048,
  /** Instructions the pattern matcher may spend on one set of data. */
  patternWork: 4_000_000,
  /** Faults named in one answer. */
  details: 100,
});

/** The format of a field that takes a file; its value is the file's id. */
export const fileFormat = 'file';

/** Names that mean something to JavaScript objects. No form needs them, and no later merge of data can trip over them. */
const refusedNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Half of a surrogate pair is no character; pointers to such a name could not be written. */
export const isRefusedName = (name: string): boolean => refusedNames.has(name) || /\p{Surrogate}/u.test(name);
