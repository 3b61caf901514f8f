/** What stands beside the steps of a model, divided among its flows: what a flow refers to and what refers to it goes with it, the rest with the first. */
import type { FlowFile } from '#domain/flow/flow.schema';
import type { BpmnElement } from './bpmn.elements.ts';
import { markOf, type FileExtension } from './bpmn.extension.ts';
import { plainDiagram, plainModel, plainNamespaces, plainProcess } from './bpmn.frame.ts';
import type { KeptDrawing } from './bpmn.keep-drawing.ts';
import { compact, put, saidOf, without } from './bpmn.kept.ts';
import { Marks } from './bpmn.marks.ts';
import { rootIdOf } from './bpmn.native.ts';
import { ownFlowOf } from './bpmn.own.ts';
import type { Pairs } from './bpmn.pairs.ts';
import { bare, idsIn, localOf, unresolvedIn } from './bpmn.refs.ts';
import { isTree, treesOf, walkTree, type SourceTree, type Tree } from './bpmn.tree.ts';

interface Flow { file: FlowFile; process: BpmnElement; tree: Tree | undefined; at: number; pools: Tree[]; ids: Set<string>; words: Set<string>; roots: Map<number, Tree> }

export function keepModel(reads: readonly { file: FlowFile; process: BpmnElement }[], pairs: Pairs, source: SourceTree, drawing: KeptDrawing, said: ReadonlySet<Tree>): void {
  const all = treesOf(source.root);
  const pools = all.filter(({ tag }) => tag === 'collaboration').flatMap((one) => treesOf(one, 'participant'));
  const flows = reads.map(({ file, process }): Flow => {
    const { tree, at } = pairs.get(process) ?? { tree: undefined, at: 0 };
    const own = tree?.attributes?.['id'];
    const mine = pools.filter(({ attributes }) => own !== undefined && bare(attributes?.['processRef'] ?? '') === own);
    const inside = tree ? [tree, ...mine] : mine;
    return { file, process, tree, at, pools: mine, ids: idsIn(inside), words: wordsIn(inside), roots: new Map() };
  });
  divide(all, flows);
  const unresolved = unresolvedIn(source.root);
  for (const [index, flow] of flows.entries()) {
    const isMine = (element: string): boolean => (index > 0 ? flow.ids.has(element) : flow.ids.has(element) || !flows.some(({ ids }) => ids.has(element)));
    const extension = extensionFor(flow, source, drawing, said, isMine);
    const missing = index === 0 ? unresolved : unresolved.filter((id) => flow.words.has(id));
    const kept = compact({ ...extension, unresolved: missing.length === 0 ? undefined : missing });
    if (Object.keys(kept).length > 0) put(flow.file, kept);
  }
}

/** Gives each flow its roots, by their places. */
function divide(all: readonly Tree[], flows: readonly Flow[]): void {
  const roots = [...all.entries()].filter(([, tree]) => localOf(tree.tag) !== 'BPMNDiagram' && !flows.some((flow) => flow.tree === tree) && !isGenerated(tree));
  for (const flow of flows) {
    for (let before = -1; before < flow.roots.size;) {
      before = flow.roots.size;
      for (const [at, tree] of roots) {
        if (flow.roots.has(at) || tree.tag === 'collaboration' || !flow.words.has(tree.attributes?.['id'] ?? '')) continue;
        flow.roots.set(at, tree);
        for (const word of wordsIn([tree])) flow.words.add(word);
      }
    }
  }
  for (const [at, tree] of roots) {
    if (tree.tag === 'collaboration') {
      const parts = [...treesOf(tree).entries()].map(([place, part]) => ({ ...part, at: place, part }));
      for (const [index, flow] of flows.entries()) {
        const children = parts.filter(({ part }) => flow.pools.includes(part) || (index === 0 && !flows.some(({ pools }) => pools.includes(part)))).map(({ part: _, ...kept }): Tree => kept);
        if (children.length > 0 || index === 0) flow.roots.set(at, compact({ ...tree, children }));
      }
    } else if (!flows.some((flow) => flow.roots.has(at))) flows[0]?.roots.set(at, tree);
  }
}

/** Everything an attribute or a text says that could be the id of something. */
function wordsIn(trees: readonly Tree[]): Set<string> {
  const words = new Set<string>();
  for (const tree of trees) for (const { attributes = {}, children = [] } of walkTree(tree)) {
    for (const value of Object.values(attributes)) words.add(bare(value));
    for (const child of children) if (!isTree(child) && child.length < 300) words.add(bare(child));
  }
  return words;
}

/** Written for the name a step waits for or throws, and written so again. */
const isGenerated = ({ tag, attributes = {}, children = [] }: Tree): boolean => attributes['name'] !== undefined && attributes['id'] === rootIdOf(tag, attributes['name']) && children.length === 0;

function extensionFor(flow: Flow, source: SourceTree, drawing: KeptDrawing, said: ReadonlySet<Tree>, isMine: (element: string) => boolean): FileExtension {
  const { file, tree, at } = flow;
  const isOwn = ownFlowOf(flow.process) !== undefined;
  const id = tree?.attributes?.['id'];
  const diagrams = drawing.rest(isMine);
  const boards = Object.entries(source.namespaces).find(([, uri]) => uri === plainNamespaces['bpmndi'])?.[0] ?? 'bpmndi';
  const isMyDrawing = ({ attributes }: Tree): boolean => attributes?.['id'] === `${id}_diagram`;
  const isPlainDrawing = isOwn && id !== undefined && diagrams.every((one) => (isMyDrawing(one) ? same({ ...one, at: 0 }, { ...plainDiagram(id, boards), at: 0 }) : treesOf(one).every((plane) => plane.children === undefined)));
  const marks = new Marks(file);
  const rest = treesOf(tree).map((child, place) => ({ child, place })).filter(({ child }) => !said.has(child)).map(({ child, place }): Tree => ({ ...child, at: place }));
  const name = saidOf(tree?.attributes, 'name', file.name.en);
  const pool = isOwn || (tree?.attributes?.['name'] ?? '').trim() !== '' ? undefined : flow.pools.find(({ attributes }) => attributes?.['name'] === file.name.en);
  return {
    prefix: source.prefix === '' ? undefined : source.prefix,
    namespaces: isOwn && same(source.namespaces, plainNamespaces) ? undefined : source.namespaces, model: isOwn && same(source.root.attributes, plainModel) ? undefined : source.root.attributes,
    process: isOwn
      ? compact({ id: saidOf(tree?.attributes, 'id', file.key), attributes: same(without(tree?.attributes, 'id', 'name'), plainProcess) ? undefined : without(tree?.attributes, 'id', 'name'), children: rest.length > 0 ? rest : undefined })
      : compact({ at, id: saidOf(tree?.attributes, 'id', file.key), name, nameMark: name === undefined ? undefined : markOf(file.name.en), mark: marks.flow(), attributes: without(tree?.attributes, 'id', 'name'), children: rest }),
    roots: [...flow.roots].sort(([one], [other]) => one - other).map(([place, root]): Tree => ({ ...(pool ? unnamed(root, pool) : root), at: place })),
    diagrams: isPlainDrawing ? undefined : diagrams, hasDecimals: drawing.hasDecimals || undefined, namesPool: pool ? true : undefined, undrawn: drawing.isEmpty && !isOwn ? marks.layout() : undefined,
  };
}

/** The pool of a flow has its name. */
const unnamed = (root: Tree, pool: Tree): Tree => (root.tag !== 'collaboration' ? root : { ...root, children: (root.children ?? []).map((child) => (isTree(child) && child.attributes?.['id'] === pool.attributes?.['id'] && child.tag === 'participant' ? { ...child, attributes: without(child.attributes, 'name') } : child)) });
const same = (one: unknown, other: unknown): boolean => markOf(one ?? null) === markOf(other ?? null);
