/**
 * An independent, naive reading of a flow as a coloured net: places with counts, played one token at a time. Shares no code with the kernel and knows
 * nothing of ids, logs or effects; it only says where tokens must be. Not shipped.
 */
import type { FlowFile } from '#domain/flow/flow.schema';

/** One life of a scope (or the flow): how many tokens wait at tasks, how many on each edge before a join, and scopes living inside. */
export interface Net { node: string | null; tasks: Map<string, number>; places: Map<string, number>; inner: Net[] }
export class TooMuch extends Error {}

const count = (map: Map<string, number>, key: string, by: number): void => { const n = (map.get(key) ?? 0) + by; if (n === 0) map.delete(key); else map.set(key, n); };

export class Oracle {
  readonly #file: FlowFile;
  root: Net = fresh(null);
  n = 0;
  #moves = 0;
  readonly #limit: number;

  constructor(file: FlowFile, limit: number) { this.#file = file; this.#limit = limit; }

  /** Does it, or throws TooMuch and leaves everything as it was. */
  attempt(change: () => void): void {
    const before = copy(this.root);
    this.#moves = 0;
    try { change(); } catch (thrown) { this.root = before; throw thrown; }
  }

  start(): void { this.#arrive(this.root, 'start', null); this.#sweep(); }

  complete(net: Net, task: string, outcome: string): void {
    count(net.tasks, task, -1);
    for (const [id, edge] of this.#out(task)) if (edge.outcome === outcome) this.#arrive(net, edge.to, id);
    this.#sweep();
  }

  /** A message every boundary listens to: outer scopes are interrupted first, with all in them. */
  interrupt(): void { this.#interruptIn(this.root); this.#sweep(); }

  get isOver(): boolean { return isEmpty(this.root); }
  markingKey(): string { return keyOf(this.root); }

  /** All lives with the keys on the way to them. */
  *lives(net: Net = this.root, path: readonly string[] = []): Generator<{ net: Net; path: string[] }> {
    const here = [...path, `${net.node ?? ''}:${keyOf(net)}`];
    yield { net, path: here };
    for (const inner of net.inner) yield* this.lives(inner, here);
  }

  #interruptIn(net: Net): void {
    const hit = net.inner.filter((inner) => this.#boundariesOf(inner.node!).length > 0);
    const others = net.inner.filter((inner) => !hit.includes(inner));
    for (const inner of others) this.#interruptIn(inner);
    net.inner = others;
    // Each of several boundaries of one host would end it; only the first can.
    for (const inner of hit) for (const [id, edge] of this.#out(this.#boundariesOf(inner.node!)[0]!)) this.#arrive(net, edge.to, id);
  }

  #boundariesOf(host: string): string[] { return Object.keys(this.#file.nodes).filter((id) => this.#file.nodes[id]!.attachedTo === host).sort(); }
  #out(node: string) { return Object.entries(this.#file.edges).filter(([, edge]) => edge.from === node).sort(([, a], [, b]) => a.order! - b.order!); }
  #in(node: string): string[] { return Object.entries(this.#file.edges).filter(([, edge]) => edge.to === node).map(([id]) => id); }

  #arrive(net: Net, node: string, edge: string | null): void {
    if (++this.#moves > this.#limit) throw new TooMuch();
    const out = this.#out(node);
    switch (this.#file.nodes[node]!.kind) {
      case 'task': count(net.tasks, node, 1); return;
      case 'end': return;
      case 'start': for (const [id, way] of out) this.#arrive(net, way.to, id); return;
      case 'exclusive': {
        const chosen = (out.length === 1 && out[0]![1].condition === undefined ? out[0] : undefined) ?? out.find(([, way]) => way.condition === `n = ${this.n}`) ?? out.find(([, way]) => way.isDefault);
        if (chosen) this.#arrive(net, chosen[1].to, chosen[0]);
        return;
      }
      case 'scope': { const inner = fresh(node); net.inner.push(inner); this.#arrive(inner, Object.keys(this.#file.nodes).find((id) => this.#file.nodes[id]!.scope === node && this.#file.nodes[id]!.kind === 'start')!, null); return; }
      case 'parallel': {
        const into = this.#in(node);
        if (into.length > 1) {
          count(net.places, edge!, 1);
          if (into.some((id) => (net.places.get(id) ?? 0) === 0)) return;
          for (const id of into) count(net.places, id, -1);
        }
        for (const [id, way] of out) this.#arrive(net, way.to, id);
      }
    }
  }

  /** Scopes that are empty are over, and their scope node goes on. */
  #sweep(net: Net = this.root): void {
    for (const inner of [...net.inner]) this.#sweep(inner);
    const over = net.inner.find(isEmpty);
    if (!over) return;
    if (++this.#moves > this.#limit) throw new TooMuch();
    net.inner.splice(net.inner.indexOf(over), 1);
    for (const [id, edge] of this.#out(over.node!)) this.#arrive(net, edge.to, id);
    this.#sweep(net);
  }
}

const fresh = (node: string | null): Net => ({ node, tasks: new Map(), places: new Map(), inner: [] });
const isEmpty = (net: Net): boolean => net.tasks.size === 0 && net.places.size === 0 && net.inner.length === 0;
const copy = (net: Net): Net => ({ node: net.node, tasks: new Map(net.tasks), places: new Map(net.places), inner: net.inner.map(copy) });
const listed = (map: Map<string, number>): string => [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, n]) => `${key}*${n}`).join(' ');
export const keyOf = (net: Net): string => `${listed(net.tasks)} | ${listed(net.places)} | ${net.inner.map((inner) => `${inner.node}{${keyOf(inner)}}`).sort().join(' ')}`;
