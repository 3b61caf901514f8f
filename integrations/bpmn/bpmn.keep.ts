/**
 * Puts into the flows of a model what the model says beyond them: into each step and edge what its element says beside name, ends, condition and place, and the
 * rest into the file. What a flow says is left out here, so that there is no second truth.
 */
import type { FlowFile } from '#domain/flow/flow.schema';
import { grouped, type FlowDraft, type Lost } from './bpmn.draft.ts';
import { typeOf, type BpmnElement } from './bpmn.elements.ts';
import { markOf, type EdgeExtension, type NodeExtension } from './bpmn.extension.ts';
import { KeptDrawing } from './bpmn.keep-drawing.ts';
import { keepModel } from './bpmn.keep-model.ts';
import { fitInto } from './bpmn.keep-limits.ts';
import { compact, put, saidOf, without } from './bpmn.kept.ts';
import { isDecidedHere, Marks } from './bpmn.marks.ts';
import { nativeOf, type Words } from './bpmn.native.ts';
import { ownNamespace, ownStepOf, ownWayOf } from './bpmn.own.ts';
import { bare, isPartTag } from './bpmn.refs.ts';
import { pairUp, type Pairs } from './bpmn.pairs.ts';
import { treesOf, treeOf, wordsOf, type SourceTree, type Tree } from './bpmn.tree.ts';

/** One flow of a model, as it was read. */
export interface Read { draft: FlowDraft; file: FlowFile; process: BpmnElement }

/** Returns what could not be kept. */
export function keepBeyond(reads: readonly Read[], definitions: BpmnElement, source: SourceTree): Lost[] {
  const cleaned = withoutOwn(source);
  const pairs = pairUp(definitions, cleaned.root);
  const drawing = new KeptDrawing(cleaned);
  const said = new Set<Tree>();
  const flows = reads.map((read) => new KeptFlow(read, pairs, cleaned, drawing, said));
  for (const flow of flows) flow.parts();
  for (const flow of flows) flow.beyond();
  keepModel(reads, pairs, cleaned, drawing, said);
  return [...cleaned.refused.map((name) => ({ element: name.slice(0, 200), type: 'attribute', reason: 'an attribute of this name cannot be kept' })), ...reads.flatMap(({ file }) => fitInto(file))];
}

/** What stood in our own namespace is said by the flow. */
function withoutOwn(source: SourceTree): SourceTree {
  const mine = Object.entries(source.namespaces).filter(([, uri]) => uri === ownNamespace).map(([prefix]) => prefix);
  if (mine.length === 0) return source;
  const isMine = ({ tag }: Tree): boolean => mine.some((prefix) => tag.startsWith(`${prefix}:`));
  const open = [source.root];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const kept = one.children?.filter((child) => typeof child === 'string' || !(isMine(child) || (child.tag === 'extensionElements' && treesOf(child).length > 0 && treesOf(child).every(isMine))));
    if (kept !== undefined && kept.length > 0) one.children = kept;
    else delete one.children;
    open.push(...treesOf(one));
  }
  return { ...source, namespaces: Object.fromEntries(Object.entries(source.namespaces).filter(([, uri]) => uri !== ownNamespace)) };
}

class KeptFlow {
  readonly #read: Read;
  readonly #pairs: Pairs;
  readonly #words: Words;
  readonly #drawing: KeptDrawing;
  readonly #said: Set<Tree>;
  readonly #marks: Marks;
  /** Ids in the model of the edges that are taken by default. */
  readonly #defaults = new Set<string>();
  /** The edges of the flow by the steps they come from and lead to, all by their ids in the model and in its order. */
  #ends = { from: new Map<string, string[]>(), to: new Map<string, string[]>() };
  readonly #nodes = new Map<string, { extension: NodeExtension; tree: Tree; isOwn: boolean }>();
  constructor(read: Read, pairs: Pairs, source: SourceTree, drawing: KeptDrawing, said: Set<Tree>) {
    this.#read = read;
    this.#pairs = pairs;
    this.#words = { typeName: (local) => (source.prefix === '' ? local : `${source.prefix}:${local}`) };
    this.#drawing = drawing;
    this.#said = said;
    this.#marks = new Marks(read.file);
  }

  /** Steps and edges by their elements; these are the flow's from now on. */
  parts(): void {
    const { draft, file } = this.#read;
    const flows = [...draft.flows].flatMap(([element, id]) => (Object.hasOwn(file.edges, id) && this.#pairs.get(element)) || []).filter(({ tree }) => tree.tag === 'sequenceFlow').sort((one, other) => one.at - other.at);
    const end = (name: string): Map<string, string[]> => grouped(flows, ({ tree }) => bare(tree.attributes?.[name] ?? ''), ({ tree }) => tree.attributes?.['id'] ?? '');
    this.#ends = { from: end('sourceRef'), to: end('targetRef') };
    for (const [element, id] of draft.flows) if (file.edges[id]?.isDefault) this.#defaults.add(this.#pairs.get(element)?.tree.attributes?.['id'] ?? '');
    for (const [id, element] of draft.origins) {
      const pair = this.#pairs.get(element);
      if (!pair || !Object.hasOwn(file.nodes, id)) continue;
      this.#said.add(pair.tree);
      const isOwn = ownStepOf(element, pair.tree.tag) !== undefined;
      this.#nodes.set(id, { tree: pair.tree, isOwn, extension: this.#node(id, pair.tree, pair.at, isOwn) });
    }
    const ids = new Map([...draft.origins].map(([id, element]) => [element, id]));
    for (const [element, id] of draft.flows) {
      const pair = this.#pairs.get(element);
      if (!pair || !Object.hasOwn(file.edges, id)) continue;
      this.#said.add(pair.tree);
      const within = element.$parent && typeOf(element.$parent) !== 'Process' ? ids.get(element.$parent) : '';
      this.#edge(id, pair.tree, pair.at, ownWayOf(element) !== undefined, within === (file.nodes[file.edges[id]!.from]?.scope ?? '') ? undefined : within);
    }
    this.#invented();
  }

  /** What is left in parts, and what of a step is what it would be written with anyway. */
  beyond(): void {
    const { file } = this.#read;
    for (const [id, { extension, tree, isOwn }] of this.#nodes) {
      const children = [...(extension.children ?? []), ...(isPart(tree) ? this.inside(tree) : [])];
      const kept = compact({ ...extension, children: children.length === 0 ? undefined : children });
      if (isOwn && this.#isPlain(id, kept)) continue;
      put(file.nodes[id]!, kept);
    }
  }

  /** What stands in a part beside steps and edges, with its place. */
  inside(part: Tree): Tree[] {
    return treesOf(part).map((child, at) => ({ child, at })).filter(({ child }) => !this.#said.has(child) && !shared.has(child.tag)).map(({ child, at }) => ({ ...child, at }));
  }

  #node(id: string, tree: Tree, at: number, isOwn: boolean): NodeExtension {
    const { file } = this.#read;
    const node = file.nodes[id]!;
    const written = saidOf(tree.attributes, 'id', id);
    // With a number behind it made room for another one where it was written.
    const ownId = isOwn && written != null && /^_\d+$/.test(written.slice(id.length)) && written.startsWith(id) ? undefined : written;
    const name = saidOf(tree.attributes, 'name', node.name.en);
    const byDefault = tree.attributes?.['default'];
    const isSaid = byDefault === undefined || this.#defaults.has(byDefault);
    const listsWays = treesOf(tree).some(({ tag }) => tag === 'incoming' || tag === 'outgoing');
    const hasWays = this.#marks.in(id).length + this.#marks.out(id).length > 0;
    return compact<NodeExtension>({
      tag: tree.tag, at: isOwn ? undefined : at, id: ownId, name, attributes: without(tree.attributes, 'id', 'name', 'attachedToRef', ...(isSaid ? ['default'] : [])),
      children: [...this.#documentation(tree, node.description?.en), ...treesOf(tree).filter(({ tag }) => !listed.has(tag) && (!isPart(tree) || shared.has(tag)))],
      mark: isOwn ? undefined : this.#marks.node(id), ways: hasWays && !listsWays ? false : undefined, ...(listsWays ? this.#lists(tree) : {}), shape: this.#drawing.shape(tree, id, node.kind, file.layout.nodes[id], isOwn),
    });
  }

  #lists(tree: Tree): Pick<NodeExtension, 'incoming' | 'outgoing'> {
    const own = tree.attributes?.['id'] ?? '';
    const listed = (tag: string, ends: ReadonlyMap<string, string[]>): string[] | undefined => {
      const words = treesOf(tree, tag).map((one) => wordsOf(one).trim());
      return words.join(' ') === (ends.get(own) ?? []).join(' ') ? undefined : words.length > 0 ? words : [''];
    };
    return { incoming: listed('incoming', this.#ends.to), outgoing: listed('outgoing', this.#ends.from) };
  }

  /** Words that are the step's description stand there only. */
  #documentation(tree: Tree, description: string | undefined): Tree[] {
    const all = treesOf(tree, 'documentation');
    const [first, ...more] = all;
    return first && more.length === 0 && treesOf(first).length === 0 && wordsOf(first) === description ? [treeOf('documentation', first.attributes)] : all;
  }

  #edge(id: string, tree: Tree, at: number, isOwn: boolean, within: string | undefined): void {
    const { file } = this.#read;
    const edge = file.edges[id]!;
    const ownId = saidOf(tree.attributes, 'id', id);
    const name = saidOf(tree.attributes, 'name', edge.name?.en);
    const children = treesOf(tree).map((child) => (child.tag !== 'conditionExpression' || treesOf(child).length > 0 ? child : withoutWords(child, edge.condition)));
    const line = this.#drawing.line(tree, id, file, this.#marks, isOwn);
    if (isOwn) {
      const rest = children.filter((child) => !isPlainCondition(child, edge.condition));
      const kept = compact<EdgeExtension>({ id: undefined, attributes: without(tree.attributes, 'id', 'name', 'sourceRef', 'targetRef'), children: rest, line });
      if (Object.keys(kept).length > 0) put(edge, kept);
      return;
    }
    const isDefaultSaid = this.#isDefault(edge.from, tree);
    const kept = compact<EdgeExtension>({
      ...(tree.tag === 'association' ? { tag: tree.tag, within } : {}), at, id: ownId, name, attributes: without(tree.attributes, 'id', 'name', 'sourceRef', 'targetRef'), children,
      ...((edge.isDefault ?? false) === isDefaultSaid ? {} : { isDefault: isDefaultSaid }), line,
    });
    put(edge, { ...kept, mark: this.#marks.edge(id, isDecidedHere(edge, kept)) });
  }

  #isDefault(from: string, flow: Tree): boolean {
    const source = this.#nodes.get(from)?.tree ?? this.#nodes.get(this.#marks.in(from)[0]?.[1].from ?? '')?.tree;
    return flow.attributes?.['id'] !== undefined && source?.attributes?.['default'] === flow.attributes['id'];
  }

  #invented(): void {
    const { draft, file } = this.#read;
    const edges = new Set(draft.flows.values());
    for (const [id, edge] of Object.entries(file.edges)) if (!edges.has(id)) put(edge, { isInvented: true, mark: this.#marks.inventedEdge(id) });
    for (const [id, node] of Object.entries(file.nodes)) {
      const of = draft.copies.get(id);
      if (!draft.origins.has(id)) put(node, { isInvented: true, mark: this.#marks.invented(id), ...(of === undefined ? {} : { of }) });
    }
  }

  #isPlain(id: string, kept: NodeExtension): boolean {
    const { tag, attributes, children } = nativeOf(this.#read.file.nodes[id]!, this.#words, this.#read.file.nodes[this.#read.file.nodes[id]!.scope ?? '']);
    const documented = this.#read.file.nodes[id]!.description === undefined ? [] : [treeOf('documentation')];
    const { name, ...rest } = kept;
    return (name === undefined || name === null) && markOf({ ...rest, children: kept.children?.map((child) => ({ ...child, at: undefined })) }) === markOf(compact({ tag, attributes, children: [...documented, ...children] }));
  }
}

/** Read elsewhere. */
const listed = new Set(['documentation', 'incoming', 'outgoing']);
/** Elements of a part that belong to it as to every step. */
const shared = new Set([...listed, 'extensionElements', 'auditing', 'monitoring', 'categoryValueRef']);
const isPart = ({ tag }: Tree): boolean => isPartTag(tag);
/** A condition that stands in the flow stands there only; one that says nothing keeps saying so. */
function withoutWords(condition: Tree, flow: string | undefined): Tree {
  const words = wordsOf(condition);
  return words !== '' && words === flow ? treeOf(condition.tag, condition.attributes) : words === '' && flow !== undefined ? treeOf(condition.tag, condition.attributes, ['']) : condition;
}
const isPlainCondition = (tree: Tree, condition: string | undefined): boolean => tree.tag === 'conditionExpression' && (wordsOf(tree) === condition || tree.children === undefined);
