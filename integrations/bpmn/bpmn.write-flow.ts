/** One flow as a process of BPMN: what the flow says, with what was kept of its model around it. Steps that were added to the model when it was read are left out as long as nobody has changed them. */
import type { FlowEdge, FlowFile, FlowNode } from '#domain/flow/flow.schema';
import { nodeKinds, type NodeKindName } from '#domain/flow/nodes/index';
import type { Lost } from './bpmn.draft.ts';
import { nameFrom, wordsFrom } from './bpmn.elements.ts';
import { edgeExtension, extensionOf, fileExtension, markOf, nodeExtension, type EdgeExtension, type FileExtension, type NodeExtension } from './bpmn.extension.ts';
import { plainProcess } from './bpmn.frame.ts';
import { without } from './bpmn.kept.ts';
import { isDecidedHere, Marks } from './bpmn.marks.ts';
import { feelOf, nativeOf, type Native, type Words } from './bpmn.native.ts';
import { shapeOfKind } from './bpmn.places.ts';
import { flowTree, stepTree, wayTree } from './bpmn.own.ts';
import { idsIn } from './bpmn.refs.ts';
import { withMeaning } from './bpmn.write-step.ts';
import { Ways } from './bpmn.write-ways.ts';
import { treeOf, wordsOf, type Tree } from './bpmn.tree.ts';

export class WrittenFlow {
  readonly file: FlowFile;
  readonly kept: FileExtension | undefined;
  readonly marks: Marks;
  readonly ways: Ways;
  readonly lost: Lost[] = [];
  /** Ids in the model by those of the flow. */
  readonly nodeIds = new Map<string, string>();
  readonly edgeIds = new Map<string, string>();
  readonly processId: string;
  readonly roots: Tree[];
  readonly process: Tree;
  readonly #words: Words;
  readonly #written: ReadonlySet<string>;
  readonly #same = new Map<string, boolean>();
  readonly #nodes = new Map<string, NodeExtension>();
  readonly #edges = new Map<string, EdgeExtension>();

  /** `others`: ids of what is written beside it. */
  constructor(file: FlowFile, words: Words, others: ReadonlySet<string>) {
    this.file = file;
    this.#words = words;
    this.marks = new Marks(file);
    this.kept = this.#read(fileExtension, file, file.key);
    for (const [id, node] of Object.entries(file.nodes)) { const kept = this.#read(nodeExtension, node, id); if (kept) this.#nodes.set(id, kept); }
    for (const [id, edge] of Object.entries(file.edges)) { const kept = this.#read(edgeExtension, edge, id); if (kept) this.#edges.set(id, kept); }
    this.ways = new Ways(file, this.marks, this.#nodes, this.#edges);
    this.roots = structuredClone(this.kept?.roots ?? []);
    const taken = idsIn([...this.roots, ...(this.kept?.diagrams ?? []), ...(this.kept?.process?.children ?? []), ...[...this.#nodes.values(), ...this.#edges.values()].flatMap(({ children }) => children ?? [])]);
    // What came from a model keeps its ids; what did not makes room.
    if (this.kept?.model === undefined) for (const id of others) taken.add(id);
    const named = [...this.#nodes.values()].flatMap(({ id }) => id ?? []);
    this.processId = free(this.kept?.process?.id ?? file.key, taken, new Set(named));
    this.#name(Object.keys(file.nodes).filter((id) => !this.ways.isLeftOut(id)), this.#nodes, this.nodeIds, taken);
    this.#name(Object.keys(file.edges).filter((id) => this.ways.isWritten(id)), this.#edges, this.edgeIds, taken);
    this.#written = new Set(this.edgeIds.values());
    this.process = this.#process();
  }

  nodeKept(id: string): NodeExtension | undefined { return this.#nodes.get(id); }
  edgeKept(id: string): EdgeExtension | undefined { return this.#edges.get(id); }

  #read<T>(schema: Parameters<typeof extensionOf<T>>[0], holder: Parameters<typeof extensionOf<T>>[1], id: string): T | undefined {
    const { value, isWrong } = extensionOf(schema, holder);
    if (isWrong) this.lost.push({ element: id, type: 'extension', reason: 'what is kept of BPMN here is not what an import keeps' });
    return value;
  }

  /** Those that had an id in the model take it first. */
  #name(ids: readonly string[], kept: ReadonlyMap<string, NodeExtension | EdgeExtension>, into: Map<string, string>, taken: Set<string>): void {
    const known = (id: string): boolean => kept.get(id)?.id != null || (kept.has(id) && kept.get(id)!.id === undefined);
    for (const id of [...ids.filter(known), ...ids.filter((one) => !known(one))]) into.set(id, free(kept.get(id)?.id ?? id, taken));
  }

  #process(): Tree {
    const { file } = this;
    const { process } = this.kept ?? {};
    // What is changed may need other variables than those the model's own words would bring along.
    const isSame = process?.mark !== undefined && process.mark === this.marks.flow() && Object.keys(file.name).length === 1 && [...this.nodeIds.keys()].every((id) => this.#isSame(id)) && [...this.edgeIds.keys()].every((id) => this.ways.isSame(id));
    const isNamed = process?.name === undefined || (!this.kept?.namesPool && process.nameMark !== markOf(file.name.en));
    const children = structuredClone(process?.children ?? []);
    const heads = children.filter(({ tag }) => tag === 'documentation');
    const attributes = process?.attributes ?? (process?.mark === undefined ? plainProcess : {});
    return treeOf('process', { id: process?.id === null ? undefined : this.processId, name: isNamed ? file.name.en : process?.name ?? undefined, ...without(attributes, ...reserved) }, inOrder([
      ...heads, ...extended(children, isSame ? [] : [flowTree(file, this.ways.isWhole)]), ...children.filter(({ tag }) => tag !== 'documentation' && tag !== 'extensionElements'),
    ], this.#inside(undefined)));
  }

  /** Steps and edges of a part, with their places in the model. */
  #inside(scope: string | undefined): Tree[] {
    const nodes = [...this.nodeIds.keys()].filter((id) => this.file.nodes[id]!.scope === scope).map((id) => this.#node(id));
    const edges = [...this.edgeIds.keys()].filter((id) => this.#scopeOf(id) === scope).map((id) => this.#edge(id));
    return [...nodes, ...edges];
  }

  /** Where an edge is written: where its step is; a line, where the model has it, as long as that is there. */
  #scopeOf(id: string): string | undefined {
    const own = this.file.nodes[this.ways.source(id)]?.scope;
    const within = this.#isLine(id) ? this.#edges.get(id)?.within : undefined;
    return within === undefined ? own : within === '' ? undefined : shapeOfKind(this.file.nodes[within]?.kind ?? '') === 'scope' ? within : own;
  }

  /** Whether a step does what the model says; else it says itself what it does. */
  #isSame(id: string): boolean {
    const known = this.#same.get(id) ?? this.#doesTheSame(id);
    this.#same.set(id, known);
    return known;
  }

  #doesTheSame(id: string): boolean {
    const { name, description, ticketState, mutex, lock } = this.file.nodes[id]!;
    const kept = this.#nodes.get(id);
    if (this.ways.isLoose(id) || (description !== undefined && wordsFrom([description.en]) !== description.en) || (nameFrom(name.en)?.slice(0, 200) !== name.en)) return false;
    return kept?.tag !== undefined && kept.mark !== undefined && kept.mark === this.marks.node(id) && ticketState === undefined && mutex === undefined && lock === undefined && Object.keys(name).length === 1 && Object.keys(description ?? {}).length <= 1;
  }

  #node(id: string): Tree {
    const node = this.file.nodes[id]!;
    const kept = structuredClone(this.#nodes.get(id)) ?? {};
    const isSame = this.#isSame(id);
    const { tag, attributes, children } = isSame ? { tag: kept.tag!, attributes: kept.attributes ?? {}, children: kept.children ?? [] } : withMeaning(kept, this.#referring(nativeOf(node, this.#words, this.file.nodes[node.scope ?? ''])));
    const documentation = documented(children.filter((child) => child.tag === 'documentation'), node.description?.en);
    const read = nameFor(node, kept.name);
    const name = read === undefined && !isSame && !isTitleOf(node) ? node.name.en : read;
    const ownId = this.nodeIds.get(id)!;
    const place = this.file.layout.nodes[id];
    const isFrame = shapeOfKind(node.kind) === 'scope';
    const isSized = place?.width !== undefined && place.height !== undefined;
    const step = isSame ? [] : [stepTree(tag, id, node, { id: ownId, name, description: wordsFrom(documentation.map(wordsOf)) }, { ...(place === undefined ? { isPlaced: false } : {}), ...(place !== undefined && isSized !== isFrame ? { isSized } : {}), ...(this.ways.isOpen(id) ? { isOpen: true } : {}) })];
    const [before, after] = split(children.filter((child) => child.tag !== 'documentation' && child.tag !== 'extensionElements'));
    const { incoming, outgoing, byDefault } = this.#around(id, kept);
    const own = { id: kept.id === null && incoming.length + outgoing.length === 0 ? undefined : ownId, name, ...(byDefault !== undefined && canHaveDefault(tag) ? { default: byDefault } : {}), ...(node.attachedTo === undefined ? {} : { attachedToRef: this.nodeIds.get(node.attachedTo) }) };
    const head = [...documentation, ...extended(children, step), ...before, ...incoming, ...outgoing];
    return { ...treeOf(tag, { ...own, ...without(attributes, ...reserved, ...(byDefault === undefined && !this.ways.out(id).some((edge) => this.#isTold(edge)) ? [] : ['default'])) }, isFrame ? [...head, ...inOrder(after, this.#inside(id))] : [...head, ...after]), ...(kept.at === undefined ? {} : { at: kept.at }) };
  }

  #around(id: string, kept: NodeExtension): { incoming: Tree[]; outgoing: Tree[]; byDefault: string | undefined } {
    const named = (tag: 'incoming' | 'outgoing', edges: readonly string[]): Tree[] => (kept.ways === false ? [] : this.#listed(edges.filter((edge) => !this.#isLine(edge)), kept[tag]).map((edge) => treeOf(tag, {}, [edge])));
    const out = this.ways.out(id);
    const byDefault = out.find((edge) => this.#takenByDefault(edge));
    return { incoming: named('incoming', this.ways.in(id)), outgoing: named('outgoing', out), byDefault: byDefault === undefined ? undefined : this.edgeIds.get(byDefault) };
  }

  /** In the order of the model's own list; what it does not list stays unlisted, what is new comes behind. Edges that are no longer there are taken out with all that leads to them. */
  #listed(edges: readonly string[], kept: readonly string[] | undefined): string[] {
    const here = edges.map((edge) => this.edgeIds.get(edge)!);
    if (kept === undefined) return here;
    return [...kept.filter((edge) => edge !== '' && (here.includes(edge) || !this.#written.has(edge))), ...here.filter((edge, index) => !kept.includes(edge) && this.#edges.get(edges[index]!)?.at === undefined)];
  }

  #takenByDefault(id: string): boolean {
    const kept = this.#edges.get(id);
    return (this.#isAsRead(id) ? kept?.isDefault : undefined) ?? this.file.edges[id]!.isDefault ?? false;
  }

  /** A line to what undoes a step is no sequence flow, as long as nothing is written on it. */
  #isLine(id: string): boolean {
    const { from, name } = this.file.edges[id]!;
    return this.#edges.get(id)?.tag === 'association' && this.ways.isSame(id) && name === undefined && this.file.nodes[from]?.kind === 'boundary-take-back';
  }

  /** Whether an edge says itself when it is taken: with all others of its step, so that none is guessed from the rest. */
  #isTold(id: string): boolean {
    const { from } = this.file.edges[id]!;
    return !this.ways.isBehindLeftOut(id) && (!this.#isSame(from) || this.ways.out(from).some((one) => !this.ways.isSame(one)));
  }

  /** Whether the model's own reason is written. */
  #isAsRead(id: string): boolean {
    return this.ways.isSame(id) && !(this.#isTold(id) && isDecidedHere(this.file.edges[id]!, this.#edges.get(id) ?? {}));
  }

  #edge(id: string): Tree {
    const edge = this.file.edges[id]!;
    const kept: EdgeExtension = structuredClone(this.#edges.get(id)) ?? {};
    const ownId = this.edgeIds.get(id)!;
    const name = edgeName(edge, kept.name);
    const children = kept.children ?? [];
    const isRouted = this.file.layout.edges[id] === undefined;
    if (this.#isLine(id)) return { ...treeOf('association', { id: kept.id === null ? undefined : ownId, sourceRef: this.nodeIds.get(this.ways.source(id)), targetRef: this.nodeIds.get(this.ways.target(id)), ...without(kept.attributes, ...reserved) }, children), ...(kept.at === undefined ? {} : { at: kept.at }) };
    const isTold = this.#isTold(id);
    const condition = this.#isAsRead(id)
      ? children.filter(({ tag }) => tag === 'conditionExpression').map((one) => (one.children === undefined && edge.condition !== undefined ? { ...one, children: [edge.condition] } : one))
      : edge.condition === undefined || edge.condition === '' ? [] : [feelOf('conditionExpression', edge.condition, this.#words)];
    const plain = children.filter(({ tag }) => tag !== 'conditionExpression');
    const ends = { sourceRef: this.nodeIds.get(this.ways.source(id)), targetRef: this.nodeIds.get(this.ways.target(id)) };
    return {
      ...treeOf('sequenceFlow', { id: kept.id === null ? undefined : ownId, name, ...ends, ...without(kept.attributes, ...reserved) }, [
        ...plain.filter(({ tag }) => tag === 'documentation'), ...extended(plain, isTold ? [wayTree(id, edge, { id: ownId, name }, isRouted)] : []), ...plain.filter(({ tag }) => tag !== 'documentation' && tag !== 'extensionElements'), ...condition,
      ]), ...(kept.at === undefined ? {} : { at: kept.at }),
    };
  }

  /** A message, an error or an escalation the model has under this name is that one; another is added. */
  #referring(native: Native): Native {
    const names = new Map<string, string>();
    for (const root of native.roots) {
      const there = this.roots.find(({ tag, attributes }) => tag === root.tag && (attributes?.['name'] === root.attributes!['name'] || (attributes?.[`${tag}Code`] !== undefined && attributes[`${tag}Code`] === root.attributes![`${tag}Code`])));
      if (there?.attributes?.['id'] !== undefined) names.set(root.attributes!['id']!, there.attributes['id']);
      else this.roots.push(root);
    }
    return { ...native, children: native.children.map((child) => ({ ...child, ...(child.attributes ? { attributes: Object.fromEntries(Object.entries(child.attributes).map(([key, value]) => [key, names.get(value) ?? value])) } : {}) })) };
  }
}

/** What is not taken yet; takes it. */
function free(wanted: string, taken: Set<string>, others: ReadonlySet<string> = new Set()): string {
  let id = wanted;
  for (let count = 2; taken.has(id) || others.has(id); count += 1) id = `${wanted}_${count}`;
  taken.add(id);
  return id;
}

/** One that BPMN lets choose. */
const canHaveDefault = (tag: string): boolean => /^(exclusive|inclusive|complex)Gateway$/.test(tag) || /([tT]ask|^callActivity|^subProcess|^transaction|^adHocSubProcess)$/.test(tag);
const isTitleOf = ({ kind, name }: FlowNode): boolean => Object.hasOwn(nodeKinds, kind) && nodeKinds[kind as NodeKindName].title.en === name.en;
const isTitle = (name: string): boolean => Object.values(nodeKinds).some(({ title }) => title.en === name);

/** As the model writes it while it says the same. */
function nameFor({ name: { en } }: FlowNode, kept: string | null | undefined): string | undefined {
  if (kept === undefined) return en;
  const read = kept === null ? undefined : nameFrom(kept)?.slice(0, 200);
  return read === en || (read === undefined && isTitle(en)) ? kept ?? undefined : en;
}
function edgeName({ name }: FlowEdge, kept: string | null | undefined): string | undefined {
  return typeof kept === 'string' && nameFrom(kept)?.slice(0, 200) === name?.en ? kept : name?.en;
}

function documented(kept: readonly Tree[], description: string | undefined): Tree[] {
  const plain = (first: Tree | undefined): Tree[] => (description === undefined ? [] : [treeOf('documentation', first?.attributes, [description])]);
  if (kept.length === 1 && kept[0]!.children === undefined) return description === undefined ? [...kept] : plain(kept[0]);
  return kept.length > 0 && wordsFrom(kept.map(wordsOf)) === description ? [...kept] : plain(kept[0]);
}

/** What extends an element, ours first. */
function extended(children: readonly Tree[], own: readonly Tree[]): Tree[] {
  const [first, ...more] = children.filter(({ tag }) => tag === 'extensionElements');
  if (own.length === 0) return first ? [first, ...more] : [];
  return [{ ...treeOf('extensionElements', first?.attributes, [...own, ...(first?.children ?? [])]), ...(first?.at === undefined ? {} : { at: first.at }) }, ...more];
}

/** Said by the flow, whatever was kept. */
const reserved = ['id', 'name', 'sourceRef', 'targetRef', 'attachedToRef'];
const heads = new Set(['auditing', 'monitoring', 'categoryValueRef']);
const split = (children: readonly Tree[]): [Tree[], Tree[]] => [children.filter(({ tag }) => heads.has(tag)), children.filter(({ tag }) => !heads.has(tag))];

const last = new Set(['association', 'group', 'textAnnotation', 'resourceRole', 'performer', 'humanPerformer', 'potentialOwner', 'correlationSubscription', 'supports', 'completionCondition', 'script']);
/** Where they stood in the model; what is new comes behind, before what has to be last. */
function inOrder(beside: readonly Tree[], parts: readonly Tree[]): Tree[] {
  const all = [...beside.filter(({ at }) => at === undefined), ...[...beside, ...parts].filter(({ at }) => at !== undefined).sort((one, other) => one.at! - other.at!)];
  const added = parts.filter(({ at }) => at === undefined);
  const end = all.findLastIndex(({ tag }) => !last.has(tag)) + 1;
  return [...all.slice(0, end), ...added, ...all.slice(end)];
}
