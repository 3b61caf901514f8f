/** The ways out of a step as the side panel lists them: by which outcome, along which line, to where, and where else they may lead. Pure. */
import type { FlowFile } from '#domain/flow/flow.schema';
import { connect, redirect, remove } from '#domain/flow/edit/edits';
import { inLanguage, type Locale } from '#domain/values';
import { outcomesOf, type Kinds } from '#domain/flow/drawing/drawing';

export interface Way {
  outcome: string | null;
  /** The outcome's name, or for one of several lines of a gateway its name or condition; empty for the only way. */
  name: string;
  /** Null: a way without a line yet. */
  edge: string | null;
  to: string | null;
}

/** One for each line, one for each outcome without a line, and one more where a step may split. */
export function waysOut(file: FlowFile, id: string, kinds: Kinds, locale: Locale): Way[] {
  const node = file.nodes[id];
  if (!node) return [];
  const kind = Object.hasOwn(kinds, node.kind) ? kinds[node.kind] : undefined;
  const lines = Object.entries(file.edges).filter(([, edge]) => edge.from === id);
  return outcomesOf(kind, node, id, file, locale).flatMap(({ key, name }): Way[] => {
    const own = lines.filter(([, edge]) => (edge.outcome ?? null) === key).map(([edge, { to, name: words, condition }]): Way => ({ outcome: key, name: key === null ? (words ? inLanguage(words, locale) : condition ?? '') : name, edge, to }));
    return own.length === 0 || kind?.shape === 'gateway' ? [...own, { outcome: key, name: key === null ? '' : name, edge: null, to: null }] : own;
  });
}

/** Steps a step may lead to: those that take a way in and lie in the same frame. */
export const targetsOf = (file: FlowFile, id: string, kinds: Kinds): string[] => {
  const scope = file.nodes[id]?.scope;
  return Object.entries(file.nodes).filter(([other, node]) => other !== id && node.scope === scope && node.attachedTo === undefined && (kinds[node.kind]?.takesInput ?? true)).map(([other]) => other);
};

/** Lets a way lead to a step, or (null) nowhere. */
export function lead(file: FlowFile, id: string, way: Way, to: string | null): FlowFile {
  if (to === null) return way.edge === null ? file : remove(file, [], [way.edge]);
  return way.edge === null ? connect(file, { from: id, to, ...(way.outcome === null ? {} : { outcome: way.outcome }) }).file : redirect(file, way.edge, to);
}
