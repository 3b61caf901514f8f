/** Keeps a flow file within what a flow file may be: what lies too deep, and the largest of what is too much, is left out and told. */
import { formatFlowFile } from '#domain/flow/file/flow.canonical';
import { fileLimits } from '#domain/flow/file/flow.file';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { Json } from '#domain/values';
import type { Lost } from './bpmn.draft.ts';
import type { FileExtension } from './bpmn.extension.ts';
import { treesOf, type Tree } from './bpmn.tree.ts';

/** Levels of elements in elements; each is two of the file. */
const deepest = 14;
/** Left free for what somebody draws later. */
const room = { bytes: 0.9, values: 0.9 };

interface Part { element: string; type: string; bytes: number; values: number; leave(): void }

export function fitInto(file: FlowFile): Lost[] {
  const lost: Lost[] = [];
  for (const tree of treesIn(file)) cut(tree, 1, lost);
  let [bytes, values] = [formatFlowFile(file).length, count(file)];
  if (bytes <= fileLimits.bytes * room.bytes && values <= fileLimits.values * room.values) return lost;
  for (const part of partsOf(file).sort((one, other) => other.bytes - one.bytes)) {
    if (bytes <= fileLimits.bytes * room.bytes && values <= fileLimits.values * room.values) break;
    part.leave();
    bytes -= part.bytes;
    values -= part.values;
    lost.push({ element: part.element, type: part.type, reason: 'it is too large to be kept in a flow file' });
  }
  return lost;
}

function cut(tree: Tree, depth: number, lost: Lost[]): void {
  if (depth >= deepest && treesOf(tree).length > 0) {
    lost.push({ element: (tree.attributes?.['id'] ?? tree.tag).slice(0, 200), type: tree.tag, reason: 'what is in it lies too deep to be kept in a flow file' });
    tree.children = (tree.children ?? []).filter((child) => typeof child === 'string');
    return;
  }
  for (const child of treesOf(tree)) cut(child, depth + 1, lost);
}

const of = (holder: { extension?: Record<string, Json> | undefined }): Record<string, unknown> | undefined => holder.extension?.['bpmn'] as Record<string, unknown> | undefined;
const lists = (kept: Record<string, unknown> | undefined): Tree[][] => {
  const { children, roots, diagrams, process, shape, line } = (kept ?? {}) as { children?: Tree[]; shape?: { children?: Tree[] }; line?: { children?: Tree[] } } & FileExtension;
  return [children, roots, diagrams, process?.children, shape?.children, line?.children].filter((one) => one !== undefined);
};
const holdersOf = (file: FlowFile) => [...Object.entries(file.nodes), ...Object.entries(file.edges)];
const treesIn = (file: FlowFile): Tree[] => [file, ...holdersOf(file).map(([, holder]) => holder)].flatMap((holder) => lists(of(holder)).flat());

function partsOf(file: FlowFile): Part[] {
  const beside = lists(of(file)).flatMap((list) => list.map((tree): Part => ({ element: (tree.attributes?.['id'] ?? tree.tag).slice(0, 200), type: tree.tag, ...sizeOf(tree), leave: () => { list.splice(list.indexOf(tree), 1); } })));
  const inside = holdersOf(file).flatMap(([id, holder]) => (of(holder) === undefined ? [] : [{ element: id, type: 'extension', ...sizeOf(of(holder)), leave: (): void => { delete holder.extension!['bpmn']; } }]));
  return [...beside, ...inside];
}

const sizeOf = (value: unknown): { bytes: number; values: number } => ({ bytes: JSON.stringify(value, null, 2).length, values: count(value) });
const count = (value: unknown): number => (typeof value === 'object' && value !== null ? Object.values(value).reduce<number>((sum, one) => sum + count(one), 1) : 1);
