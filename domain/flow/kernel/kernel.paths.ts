/** Variables by path: "ticket.priority" names a member of the variable `ticket`. Nothing is mutated; names that reach a prototype are never followed. */
import type { Json } from '../../values.ts';
import type { Vars } from './kernel.types.ts';

const forbidden = new Set(['__proto__', 'prototype', 'constructor']);
export const isSafeName = (name: string): boolean => name.length > 0 && !forbidden.has(name);

const isRecord = (value: Json | undefined): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value);
export const own = (vars: Vars, name: string): Json | undefined => (Object.hasOwn(vars, name) ? vars[name] : undefined);

/** A row of a table by a key from outside, which may be the name of something every object has. */
export const rowOf = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

/** The first name of a path. */
export const headOf = (path: string): string => { const dot = path.indexOf('.'); return dot < 0 ? path : path.slice(0, dot); };

/** The variables with the value at the path. What stands in the way and is no object is replaced. Unsafe names change nothing. */
export function withPath(vars: Vars, path: string, value: Json): Vars {
  const dot = path.indexOf('.');
  const head = dot < 0 ? path : path.slice(0, dot);
  if (!isSafeName(head)) return vars;
  if (dot < 0) return { ...vars, [head]: value };
  const inner = own(vars, head);
  return { ...vars, [head]: withPath(isRecord(inner) ? inner : {}, path.slice(dot + 1), value) };
}
