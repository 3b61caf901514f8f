/** What leads where in the model: edges over steps the model does not have go from the step before to the step behind. */
import type { FlowFile } from '#domain/flow/flow.schema';
import { nodeKinds, type NodeKindName } from '#domain/flow/nodes/index';
import { beginsItself, type NodeKind } from '#domain/flow/nodes/node.kind';
import type { EdgeExtension, NodeExtension } from './bpmn.extension.ts';
import { grouped } from './bpmn.draft.ts';
import { isDecidedHere, type Marks } from './bpmn.marks.ts';

export class Ways {
  readonly #file: FlowFile;
  readonly #marks: Marks;
  readonly #nodes: ReadonlyMap<string, NodeExtension>;
  readonly #edges: ReadonlyMap<string, EdgeExtension>;
  readonly #leftOut: Set<string>;
  readonly #reached: ReadonlySet<string>;
  readonly #same = new Map<string, boolean>();
  readonly #sources = new Map<string, string>();
  readonly #targets = new Map<string, string>();
  readonly #out: Map<string, string[]>;
  readonly #in: Map<string, string[]>;

  constructor(file: FlowFile, marks: Marks, nodes: ReadonlyMap<string, NodeExtension>, edges: ReadonlyMap<string, EdgeExtension>) {
    this.#file = file;
    this.#marks = marks;
    this.#nodes = nodes;
    this.#edges = edges;
    this.#leftOut = new Set([...nodes].filter(([id, { isInvented, mark }]) => isInvented && mark === marks.invented(id)).map(([id]) => id));
    this.#reached = reachedIn(file, marks);
    this.#reveal();
    const written = Object.keys(file.edges).filter((id) => this.isWritten(id));
    const inOrder = [...written].sort((one, other) => (edges.get(one)?.at ?? Infinity) - (edges.get(other)?.at ?? Infinity) || 0);
    this.#out = grouped(inOrder, (id) => this.source(id));
    this.#in = grouped(inOrder, (id) => this.target(id));
  }

  /** Nothing leads away from it, and it is no end. */
  isOpen(node: string): boolean { return this.#marks.out(node).length === 0 && kindOf(this.#file, node)?.category !== 'end' && !beginsItself(kindOf(this.#file, node)); }
  /** As a model leaves no step: without a way on, with no way to it from a start, or behind a start that was added and is written now. */
  isLoose(node: string): boolean { return this.isOpen(node) || !this.#reached.has(node) || this.#marks.in(node).some(([, { from }]) => this.#file.nodes[from]?.kind === 'start' && this.#nodes.get(from)?.isInvented && !this.#leftOut.has(from)); }
  /** Whether every step is written. */
  get isWhole(): boolean { return this.#leftOut.size === 0; }
  /** A step the model does not have, which the flow has as it was made. */
  isLeftOut(node: string): boolean { return this.#leftOut.has(node); }
  isBehindLeftOut(edge: string): boolean { return this.#leftOut.has(this.#file.edges[edge]!.from); }
  source(edge: string): string { return this.#sources.get(edge) ?? this.#file.edges[edge]!.from; }
  target(edge: string): string { return this.#targets.get(edge) ?? this.#file.edges[edge]!.to; }
  out(node: string): readonly string[] { return this.#out.get(node) ?? []; }
  in(node: string): readonly string[] { return this.#in.get(node) ?? []; }

  isWritten(id: string): boolean {
    const { from, to } = this.#file.edges[id]!;
    if (!Object.hasOwn(this.#file.nodes, from) || !Object.hasOwn(this.#file.nodes, to)) return false;
    return !this.#isInvented(id) || (!this.#leftOut.has(from) && !this.#leftOut.has(to) && [from, to].some((node) => this.#nodes.get(node)?.isInvented));
  }

  /** Whether an edge is taken when the model says. */
  isSame(id: string): boolean {
    const known = this.#same.get(id);
    if (known !== undefined) return known;
    const kept = this.#edges.get(id);
    const edge = this.#file.edges[id]!;
    const isSame = kept?.mark !== undefined && !kept.isInvented && Object.keys(edge.name ?? {}).length <= 1 && kept.mark === this.#marks.edge(id, isDecidedHere(edge, kept));
    this.#same.set(id, isSame);
    return isSame;
  }

  #isInvented(id: string): boolean {
    const kept = this.#edges.get(id);
    return kept?.isInvented === true && kept.mark === this.#marks.inventedEdge(id);
  }

  /** Steps that cannot be gone over, because something else leads there by now, are written after all. */
  #reveal(): void {
    for (let again = true; again;) {
      again = this.#spread();
      this.#sources.clear();
      this.#targets.clear();
      for (const [id, { from, to }] of Object.entries(this.#file.edges)) {
        if (!this.isWritten(id)) continue;
        for (const [end, over, into] of [[from, this.#before, this.#sources], [to, this.#behind, this.#targets]] as const) {
          const real = over.call(this, end);
          if (real !== null) into.set(id, real);
          else again = this.#leftOut.delete(end) || again;
        }
      }
    }
  }

  /** Added steps that follow each other stand or fall together. */
  #spread(): boolean {
    const shown = [...this.#nodes].filter(([id, { isInvented }]) => isInvented && !this.#leftOut.has(id)).map(([id]) => id);
    const beside = shown.flatMap((id) => [...this.#marks.out(id).map(([, { to }]) => to), ...this.#marks.in(id).map(([, { from }]) => from)]);
    return beside.filter((id) => this.#leftOut.delete(id)).length > 0;
  }

  #before(node: string): string | null {
    let at = node;
    for (let steps = 0; this.#leftOut.has(at); steps += 1) {
      const [edge, ...more] = this.#marks.in(at);
      if (!edge || more.length > 0 || steps > 100) return null;
      at = edge[1].from;
    }
    return at;
  }

  #behind(node: string): string | null {
    let at = node;
    for (let steps = 0; this.#leftOut.has(at); steps += 1) {
      const of = this.#nodes.get(at)?.of;
      const [edge, ...more] = this.#marks.out(at);
      const next = of !== undefined && Object.hasOwn(this.#file.nodes, of) ? of : edge && more.length === 0 ? edge[1].to : null;
      if (next === null || steps > 100) return null;
      at = next;
    }
    return at;
  }
}

const kindOf = ({ nodes }: FlowFile, id: string): NodeKind | undefined => { const { kind } = nodes[id]!; return Object.hasOwn(nodeKinds, kind) ? nodeKinds[kind as NodeKindName] as NodeKind : undefined; };

/** Steps a run can come to, conditions aside. */
function reachedIn(file: FlowFile, marks: Marks): Set<string> {
  const nodes = Object.entries(file.nodes);
  const onEdge = grouped(nodes.filter(([, { attachedTo }]) => attachedTo !== undefined), ([, { attachedTo }]) => attachedTo!, ([id]) => id);
  const starts = grouped(nodes.filter(([id, { kind }]) => kind === 'start' || beginsItself(kindOf(file, id))), ([, { scope }]) => scope ?? '', ([id]) => id);
  const reached = new Set<string>();
  const open = [...(starts.get('') ?? [])];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id) || !Object.hasOwn(file.nodes, id)) continue;
    reached.add(id);
    open.push(...marks.out(id).map(([, { to }]) => to), ...(onEdge.get(id) ?? []), ...(starts.get(id) ?? []));
  }
  return reached;
}
