/** What a process owner changed between two versions, in words of steps and lines. Layout does not count. */
import type { FlowFile } from '#domain/flow/flow.schema';
import type { Text } from '#domain/values';

export interface FlowChange { how: 'added' | 'removed' | 'changed'; name: string }

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]));
};

function compare<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>, nameOf: (one: T, id: string) => string): FlowChange[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return ids.flatMap((id): FlowChange[] => {
    const [old, now] = [before[id], after[id]];
    if (old === undefined && now !== undefined) return [{ how: 'added', name: nameOf(now, id) }];
    if (now === undefined && old !== undefined) return [{ how: 'removed', name: nameOf(old, id) }];
    return old !== undefined && now !== undefined && !same(old, now) ? [{ how: 'changed', name: nameOf(now, id) }] : [];
  });
}

/** Steps first, then lines, then forms and variables. */
export function changesBetween(before: FlowFile, after: FlowFile, say: (text: Text | undefined) => string): FlowChange[] {
  const stepName = (id: string): string => say(after.nodes[id]?.name ?? before.nodes[id]?.name) || id;
  return [
    ...compare(before.nodes, after.nodes, (node, id) => say(node.name) || id),
    ...compare(before.edges, after.edges, (edge) => `${stepName(edge.from)} → ${stepName(edge.to)}`),
    ...compare(before.forms, after.forms, (form, id) => say(form.title) || id),
    ...compare(before.variables, after.variables, (variable, id) => say(variable.title) || id),
  ];
}
