/**
 * Flows out as one model of BPMN 2.0, from their files alone. What a flow says is written from it; what was kept of the model it came from stands around that.
 * Flows of one model find together again. Never throws for what a file holds.
 */
import type { FlowFile } from '#domain/flow/flow.schema';
import type { Lost } from './bpmn.draft.ts';
import { extensionOf, fileExtension, markOf } from './bpmn.extension.ts';
import { drawingNamespaces, plainModel, plainNamespaces } from './bpmn.frame.ts';
import { ownNamespace, ownPrefix } from './bpmn.own.ts';
import { bare, idsIn, localOf, prune, rename } from './bpmn.refs.ts';
import { isTree, modelNamespace, treesOf, walkTree, type Tree } from './bpmn.tree.ts';
import { xmlOf } from './bpmn.text.ts';
import { drawingsOf, type DrawingPrefixes } from './bpmn.write-drawing.ts';
import { WrittenFlow } from './bpmn.write-flow.ts';

export interface ExportedBpmn { xml: string; lost: Lost[] }

/** At least one flow. */
export function exportBpmn(files: readonly FlowFile[]): ExportedBpmn {
  const frames = files.map((file) => extensionOf(fileExtension, file).value);
  const frame = frames.find((one) => one?.model !== undefined);
  const lost: Lost[] = [];
  const { prefix, namespaces, prefixes } = spaces(frames.map((one) => one?.namespaces).filter((one) => one !== undefined), frame?.prefix, lost);
  const words = { typeName: (local: string) => (prefix === '' ? local : `${prefix}:${local}`) };
  const parts: { tree: Tree; model: string; rank: number }[] = [];
  const taken = new Set<string>();
  for (const [index, file] of files.entries()) {
    const flow = new WrittenFlow(file, words, taken);
    const model = frames[index]?.model === undefined ? `flow ${index}` : markOf(frames[index].model);
    const process = { ...flow.process, ...(flow.kept?.process?.at === undefined ? {} : { at: flow.kept.process.at }) };
    for (const root of flow.kept?.namesPool ? flow.roots : []) namePool(root, flow);
    const own = [process, ...flow.roots, ...drawingsOf(flow, prefixes)];
    apart(own, taken, parts.some((part) => part.model === model) ? new Set(parts.filter((part) => part.model === model).flatMap(({ tree }) => [...idsIn([tree])])) : new Set());
    for (const tree of own) parts.push({ tree, model, rank: rankOf(tree) });
    lost.push(...flow.lost);
  }
  const root: Tree = { tag: 'definitions', attributes: { ...(frame?.model ?? plainModel) }, children: joined(parts) };
  const unresolved = new Set(frames.flatMap((one) => one?.unresolved ?? []));
  aim(root, unresolved);
  const gone = prune(root, unresolved);
  lost.push(...gone.filter(({ tag, attributes }) => !tag.includes(':') && attributes?.['id'] !== undefined).map((tree) => ({ element: tree.attributes!['id']!, type: tree.tag, reason: 'it leads to what is in none of these flows' })));
  oneIdEach(root);
  if ([...walkTree(root)].some(({ tag }) => tag.startsWith(`${ownPrefix}:`))) namespaces[ownPrefix] = ownNamespace;
  lost.push(...undeclared(root, namespaces));
  const isGiven = (name: string): boolean => frames.some((one) => one?.namespaces !== undefined && Object.hasOwn(one.namespaces, name));
  const used = prefixesIn(root);
  // A model that came from flows alone declares what every such model does.
  if (frame !== undefined) for (const name of Object.keys(namespaces)) if (name !== prefix && !isGiven(name) && !used.has(name)) delete namespaces[name];
  return { xml: xmlOf(root, prefix, namespaces), lost };
}

/** The namespaces of all, and how those that are needed are called. */
function spaces(given: readonly Readonly<Record<string, string>>[], wanted: string | undefined, lost: Lost[]): { prefix: string; namespaces: Record<string, string>; prefixes: DrawingPrefixes } {
  const namespaces: Record<string, string> = {};
  for (const one of given) for (const [prefix, uri] of Object.entries(one)) {
    if (!/^$|^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(prefix)) continue;
    if (Object.hasOwn(namespaces, prefix) && namespaces[prefix] !== uri) lost.push({ element: prefix, type: 'namespace', reason: `two of these models mean something else by "${prefix}"` });
    else namespaces[prefix] = uri;
  }
  const need = (uri: string, name: string): string => {
    const known = Object.entries(namespaces).find(([prefix, one]) => one === uri && (prefix !== '' || name === ''))?.[0];
    if (known !== undefined) return known;
    let free = name;
    for (let count = 2; Object.hasOwn(namespaces, free); count += 1) free = `${name === '' ? 'bpmn' : name}${count}`;
    namespaces[free] = uri;
    return free;
  };
  const prefix = wanted !== undefined && namespaces[wanted] === modelNamespace ? wanted : Object.entries(namespaces).find(([, uri]) => uri === modelNamespace)?.[0] ?? need(modelNamespace, '');
  const prefixes = Object.fromEntries(Object.entries(drawingNamespaces).map(([name, uri]) => [name, need(uri, name)])) as DrawingPrefixes;
  if (namespaces['xsi'] === undefined) namespaces['xsi'] = plainNamespaces['xsi']!;
  return { prefix, namespaces, prefixes };
}

const rankOf = ({ tag }: Tree): number => (tag === 'import' || tag === 'extension' || tag === 'documentation' || tag === 'extensionElements' ? 0 : localOf(tag) === 'BPMNDiagram' ? 2 : tag === 'relationship' ? 3 : 1);
/** In the order of the model, those it does not have before and behind. */
const placeOf = ({ tag, at }: Tree): number => at ?? (tag === 'process' ? Infinity : -1);

function namePool(root: Tree, { file, processId }: WrittenFlow): void {
  for (const pool of treesOf(root, 'participant')) if ((pool.attributes?.['processRef'] ?? '').split(':').at(-1) === processId && pool.attributes?.['name'] === undefined) pool.attributes = { ...pool.attributes, name: file.name.en };
}

/** Flows that know nothing of each other may have the same ids: the later ones get others. `shared`: those of its own model; what lies in a process is never shared. */
function apart(own: readonly Tree[], taken: Set<string>, shared: ReadonlySet<string>): void {
  const generated = new Set(own.filter(({ tag, attributes }) => attributes?.['id']?.startsWith(`${tag}_`)).map(({ attributes }) => attributes!['id']!));
  const inside = idsIn(own.filter(({ tag }) => tag === 'process'));
  const names = new Map<string, string>();
  for (const id of idsIn(own)) {
    if (!taken.has(id) || (shared.has(id) && !inside.has(id)) || generated.has(id)) continue;
    let free = id;
    for (let count = 2; taken.has(free); count += 1) free = `${id}_${count}`;
    names.set(id, free);
  }
  rename(own, names);
  for (const id of idsIn(own)) taken.add(id);
}

/** Roots and diagrams that several flows of a model have a part of are one. */
function joined(parts: readonly { tree: Tree; model: string; rank: number }[]): Tree[] {
  const byName = new Map<string, { tree: Tree; rank: number }>();
  for (const { tree, model, rank } of parts) {
    const id = tree.attributes?.['id'];
    const name = `${id !== undefined && tree.tag !== 'process' && rank === 1 && tree.tag !== 'collaboration' ? '' : model} ${tree.tag} ${id ?? `#${tree.at ?? ''}`}`;
    const there = byName.get(name);
    if (there) merge(there.tree, tree);
    else byName.set(name, { tree, rank });
  }
  return [...byName.values()].sort((one, other) => one.rank - other.rank || placeOf(one.tree) - placeOf(other.tree) || 0).map(({ tree }) => tree);
}

function merge(into: Tree, more: Tree): void {
  const known = new Set(treesOf(into).map((one) => JSON.stringify(one)));
  for (const child of treesOf(more)) {
    const same = localOf(child.tag) === 'BPMNPlane' ? treesOf(into).find(({ tag }) => tag === child.tag) : undefined;
    if (same) merge(same, child);
    else if (!known.has(JSON.stringify(child))) into.children = [...(into.children ?? []), child];
  }
  const placed = treesOf(into);
  if (placed.some(({ at }) => at !== undefined)) into.children = [...placed].sort((one, other) => (one.at ?? Infinity) - (other.at ?? Infinity) || 0);
}

/** A plane of a collaboration that lies with another flow is one of the process; one of what the model itself does not have stays as it was. */
function aim(root: Tree, unresolved: ReadonlySet<string>): void {
  const ids = new Set([...idsIn([root]), ...[...unresolved].map(bare)]);
  const process = treesOf(root, 'process')[0]?.attributes?.['id'];
  for (const tree of walkTree(root)) if (localOf(tree.tag) === 'BPMNPlane' && process !== undefined && tree.attributes?.['bpmnElement'] !== undefined && !ids.has(bare(tree.attributes['bpmnElement']))) tree.attributes['bpmnElement'] = process;
}

/** What was copied with its step has an id of its own; nothing refers to it. What engines call an id beside the standard may come twice. */
function oneIdEach(root: Tree): void {
  const seen = new Set<string>();
  const all = idsIn([root]);
  for (const tree of walkTree(root)) {
    const id = tree.attributes?.['id'];
    if (id === undefined || (tree.tag.includes(':') && !localOf(tree.tag).startsWith('BPMN'))) continue;
    if (seen.has(id)) {
      let free = id;
      for (let count = 2; all.has(free); count += 1) free = `${id}_${count}`;
      all.add(free);
      tree.attributes!['id'] = free;
    }
    seen.add(tree.attributes!['id']!);
  }
}

const prefixesIn = (root: Tree): Set<string> => new Set([...walkTree(root)].flatMap(({ tag, attributes = {} }) => [tag, ...Object.keys(attributes)].filter((name) => name.indexOf(':') > 0).map((name) => name.slice(0, name.indexOf(':')))));

/** Takes out what has a prefix nobody declares, as after steps of one model were put into another. */
function undeclared(root: Tree, namespaces: Readonly<Record<string, string>>): Lost[] {
  const declared = new Set(['xml', 'xmlns', ...Object.keys(namespaces)]);
  for (const { attributes = {} } of walkTree(root)) for (const name of Object.keys(attributes)) if (name.startsWith('xmlns:')) declared.add(name.slice(6));
  const isForeign = (name: string): boolean => name.indexOf(':') > 0 && !declared.has(name.slice(0, name.indexOf(':')));
  const lost: Lost[] = [];
  for (const tree of walkTree(root)) {
    const leave = (name: string): void => { lost.push({ element: tree.attributes?.['id'] ?? tree.tag, type: name, reason: 'its namespace is not known in this flow' }); };
    for (const name of Object.keys(tree.attributes ?? {})) if (isForeign(name)) { delete tree.attributes![name]; leave(name); }
    for (const child of treesOf(tree)) if (isForeign(child.tag)) leave(child.tag);
    if (tree.children?.some((child) => isTree(child) && isForeign(child.tag))) tree.children = tree.children.filter((child) => !isTree(child) || !isForeign(child.tag));
  }
  return lost;
}
