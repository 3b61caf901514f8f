/**
 * Opens a JSON file and finds the process definitions in it: one, a list of them, by a key, or inside of exported services. Refuses what must not be looked
 * at closer; says of anything else that it is none. What a definition means is decided elsewhere.
 */
import { phrase } from '#domain/message';
import { findingOf } from '#domain/flow/finding';
import type { Finding } from '#domain/flow/flow.schema';
import { isRaw, memberOf, objectAt, textAt, valuesAt, type Raw } from './bk.values.ts';
import { bkLimits } from './bk.limits.ts';

/** `beside`: what stands around the definitions, by its place. */
export type BkFile =
  | { is: 'definitions'; definitions: Raw[]; beside: string[]; isCut: boolean }
  | { is: 'other' }
  /** `isLikely`: it may have been meant as one. */
  | { is: 'refused'; finding: Finding; isLikely: boolean };

export function readBkFile({ bytes, isCut }: { bytes: Uint8Array; isCut: boolean }): BkFile {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes.subarray(0, bkLimits.bytes)).replace(/^\uFEFF/, '');
  const isLikely = /"states"\s*:/.test(text) && /"transitions"\s*:/.test(text);
  const refuse = (finding: Finding): BkFile => ({ is: 'refused', finding, isLikely });
  if (isCut || bytes.byteLength > bkLimits.bytes) return refuse(findingOf('file-too-large', { problem: phrase('file.kilobytes', { size: Math.round(bytes.byteLength / 1024), limit: bkLimits.bytes / 1024 }) }, {}));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    return refuse(findingOf('file-not-json', { reason: thrown instanceof Error ? thrown.message.slice(0, 200) : phrase('file.unreadable') }, {}));
  }
  const hostile = walk(value);
  if (hostile) return refuse(hostile);
  const found = definitionsIn(value);
  return found.definitions.length === 0 ? { is: 'other' } : { is: 'definitions', ...found, definitions: found.definitions.slice(0, bkLimits.flows), isCut: found.definitions.length > bkLimits.flows };
}

const encodingOf = ([first, second]: Uint8Array): string => (first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8');
const refusedNames = new Set(['__proto__', 'prototype', 'constructor']);

/** Iterative, so that no depth is too much for it. */
function walk(root: unknown): Finding | null {
  const stack: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  let seen = 0;
  while (stack.length > 0) {
    const { value, depth } = stack.pop()!;
    seen += 1;
    if (seen > bkLimits.values) return findingOf('file-too-large', { problem: phrase('file.values', { limit: bkLimits.values }) }, {});
    if (depth > bkLimits.depth) return findingOf('file-too-deep', { limit: bkLimits.depth }, {});
    if (typeof value !== 'object' || value === null) continue;
    for (const key of Object.keys(value)) {
      if (refusedNames.has(key)) return findingOf('name-refused', { name: key }, {});
      stack.push({ value: (value as Record<string, unknown>)[key], depth: depth + 1 });
    }
  }
  return null;
}

const types = new Set(['START', 'NORMAL', 'APPROVAL', 'SIGN', 'TASK', 'ROUTER', 'ROUTER-P', 'COVERAGE', 'WEBHOOK', 'BK-PLUGIN', 'END', 'MIGRATE']);
const isKnownType = (type: string): boolean => types.has(type) || type.startsWith('TASK-');
/** Members every definition has, whatever its age; one of them tells an empty one from other files with states and transitions. */
const marks = ['flow_type', 'notify_rule', 'is_supervise_needed', 'supervise_type', 'is_biz_needed', 'engine_version'];

/** Whether an object is a definition: states of types known here, and transitions between them. */
export function isDefinition(value: unknown): value is Raw {
  if (!isRaw(value) || !isContainer(memberOf(value, 'states')) || !isContainer(memberOf(value, 'transitions'))) return false;
  const states = valuesAt(value, 'states').filter(isRaw);
  return states.length === 0 ? marks.some((name) => Object.hasOwn(value, name)) : states.some((state) => isKnownType(textAt(state, 'type').toUpperCase()));
}
const isContainer = (value: unknown): boolean => typeof value === 'object' ? value !== null : typeof value === 'string' && /^\s*[[{]/.test(value);

/** Levels of wrapping around a definition: a list, a key, a service, its parts. */
const deepest = 6;

function definitionsIn(root: unknown): { definitions: Raw[]; beside: string[] } {
  const definitions: Raw[] = [];
  const beside: string[] = [];
  const look = (value: unknown, path: string, depth: number): boolean => {
    if (isDefinition(value)) { definitions.push(value); return true; }
    if (typeof value !== 'object' || value === null || depth === deepest) return false;
    const entries = Object.entries(value);
    const holds = entries.map(([name, inner]) => look(inner, `${path}/${name}`, depth + 1));
    const isHolder = holds.includes(true);
    if (isHolder) for (const [index, [name, inner]] of entries.entries()) if (!holds[index] && typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0) beside.push(`${path}/${name}`);
    return isHolder;
  };
  look(root, '', 0);
  return { definitions, beside };
}

/** What a definition is called where it comes from: its number there, else its name. */
export const idOfDefinition = (definition: Raw): string => textAt(definition, 'workflow_id') || textAt(definition, 'id') || textAt(objectAt(definition, 'workflow'), 'id');
