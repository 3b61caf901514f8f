/** What a flow says in one place, as a mark: two marks differ where somebody has changed it since the model was read. */
import type { FlowEdge, FlowFile } from '#domain/flow/flow.schema';
import { markOf, type EdgeExtension } from './bpmn.extension.ts';
import { grouped } from './bpmn.draft.ts';

type Named = [id: string, edge: FlowEdge];

export class Marks {
  readonly #file: FlowFile;
  readonly #from: Map<string, Named[]>;
  readonly #to: Map<string, Named[]>;
  constructor(file: FlowFile) {
    this.#file = file;
    const edges = Object.entries(file.edges);
    this.#from = grouped(edges, ([, { from }]) => from);
    this.#to = grouped(edges, ([, { to }]) => to);
  }

  out(id: string): readonly Named[] { return this.#from.get(id) ?? []; }
  in(id: string): readonly Named[] { return this.#to.get(id) ?? []; }

  /** What a step does; its words, its place and its ways are read from the flow anyway. */
  node(id: string): string {
    const { kind, config, repeat, scope } = this.#file.nodes[id]!;
    const frame = kind === 'start' && scope !== undefined ? this.#file.nodes[scope] : undefined;
    // What begins a part stands in its start.
    return markOf({ kind, config, repeat, ...(frame?.kind.startsWith('event-scope-') ? { begins: [frame.kind, frame.config] } : {}) });
  }

  /** When an edge is taken. Where the model gives no reason, what its neighbours say is part of it. */
  edge(id: string, isDecidedHere: boolean): string {
    const said = ([name, { condition, isDefault, order, outcome }]: Named): unknown => [name, condition, isDefault, isDecidedHere ? order : undefined, outcome];
    const edge = this.#file.edges[id]!;
    return markOf(isDecidedHere ? this.out(edge.from).map(said).sort() : said([id, edge]));
  }

  /** A step the model does not have, with what surrounds it. Conditions behind a gateway that only splits for its step are none of it. */
  invented(id: string): string {
    const { extension: _, ...node } = this.#file.nodes[id]!;
    const isSplit = (node.kind === 'inclusive' || node.kind === 'parallel') && this.in(id).length === 1;
    const ends = (edges: readonly Named[]): unknown[] => edges.map(([, { from, to, outcome }]) => JSON.stringify([from, to, outcome])).sort();
    const around = isSplit ? [] : [ends(this.out(id)), this.out(id).map(([, { to }]) => ends(this.in(to))), this.out(id).map(([, { condition, isDefault }]) => [condition, isDefault])];
    return markOf([node, ends(this.in(id)), this.in(id).map(([, { from }]) => ends(this.out(from))).sort(), ...around]);
  }
  inventedEdge(id: string): string {
    const { from, to, outcome, condition, isDefault, name } = this.#file.edges[id]!;
    return markOf([from, to, outcome, condition, isDefault, name]);
  }

  layout(): string { return markOf(this.#file.layout); }
  ends(id: string): string {
    const { from, to } = this.#file.edges[id]!;
    const { nodes } = this.#file.layout;
    return markOf([from, to, nodes[from], nodes[to]]);
  }
  /** What a flow says beside its steps that a model's process does not. */
  flow(): string {
    const { key, ticketType, variables, forms, description } = this.#file;
    return markOf({ key, ticketType, variables, forms, description });
  }
}

/** Whether a reason to take this edge stands in the flow alone. */
export const isDecidedHere = (edge: FlowEdge, kept: Pick<EdgeExtension, 'children' | 'isDefault'>): boolean =>
  !(kept.children ?? []).some(({ tag, children }) => tag === 'conditionExpression' && children?.[0] !== '') && (edge.condition !== undefined || kept.isDefault !== undefined);
