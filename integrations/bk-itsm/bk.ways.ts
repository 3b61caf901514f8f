/** Transitions as edges: which of several ways is taken, by a button, by what was decided or by conditions; and what happens where the definition names no way. */
import { compileExpression, evaluate, isCompiled } from '#domain/flow/feel/feel';
import type { FlowEdge } from '#domain/flow/flow.schema';
import { isAlways, keysIn, quoted, translateCondition, type Resolve } from './bk.conditions.ts';
import { distancesTo } from './bk.distance.ts';
import { calledState, type BkDraft } from './bk.draft.ts';
import type { BkState, BkTransition } from './bk.process.ts';
import { resolverOf } from './bk.sources.ts';
import type { Placed, Ways } from './bk.states.ts';
import { isTrueAt, said } from './bk.values.ts';

/** Nothing asks for the time here. */
const noTime = '1970-01-01T00:00:00.000Z';
const outcomes = ['approved', 'rejected'] as const;

export class WayDrawer {
  readonly #draft: BkDraft;
  readonly #placed: ReadonlyMap<string, Placed>;
  readonly #ends: readonly string[];
  readonly #before: ReadonlyMap<string, readonly string[]>;
  readonly #reported = new Set<string>();
  constructor(draft: BkDraft, placed: ReadonlyMap<string, Placed>, ways: Ways) {
    this.#draft = draft;
    this.#placed = placed;
    this.#ends = draft.process.states.filter(({ type }) => type === 'END').map(({ id }) => id);
    this.#before = new Map([...ways.into].map(([id, into]) => [id, into.map(({ from }) => from)]));
  }

  /** All edges out of one state. */
  leadOut(state: BkState, out: readonly BkTransition[]): void {
    const { exit } = this.#placed.get(state.id)!;
    const there = out.filter((way) => this.#entrance(way) !== null);
    switch (exit.by) {
      case 'none':
        for (const way of out) this.#leave(way, 'nothing comes after an end');
        return;
      case 'buttons':
        for (const way of there) this.#link(way, { from: exit.node, outcome: exit.keys.get(way)! });
        return;
      case 'split': this.#split(state, exit.node, there); return;
      case 'result': this.#byResult(state, exit.node, there); return;
      case 'one': this.#one(state, exit, there); return;
    }
  }

  #one(state: BkState, { node, outcome }: { node: string; outcome?: string }, out: readonly BkTransition[]): void {
    const edge = { from: node, ...(outcome === undefined ? {} : { outcome }) };
    const ended = this.#endsRejected(state);
    if (out.length === 1 && !ended) {
      this.#unread(out[0]!);
      this.#link(out[0]!, edge);
    } else if (out.length > 1 || (ended && out.length > 0)) {
      const isGateway = this.#draft.nodes[node]!.kind === 'exclusive';
      const gateway = isGateway ? node : this.#draft.invent(`${node}-ways`, 'exclusive', undefined);
      if (!isGateway) this.#draft.join(`${node}-to-ways`, { ...edge, to: gateway });
      this.#decide(state, gateway, out, ended);
    }
  }

  /** Where one of several rejects, and that ends the ticket: the way to the end for all. */
  #endsRejected(state: BkState): boolean { return this.#draft.decided.get(state.id)?.holds === 'each' && isTrueAt(state.extras, 'enable_terminate_ticket_when_rejected'); }

  /** One way by one condition after the other, the way that has none last. */
  #decide(state: BkState, from: string, out: readonly BkTransition[], endsRejected = false): void {
    const draft = this.#draft;
    const bare = out.filter(({ condition }) => isAlways(condition));
    if (bare.length > 1) draft.find('bpmn-condition-missing', { name: calledState(state) }, 'warning', from);
    if (endsRejected) draft.join(`${from}-rejected`, { from, to: draft.terminate(), order: 0, name: { en: 'Rejected', zh: '拒绝', ar: 'رفض' }, condition: `list contains(${draft.decided.get(state.id)!.variable}, "rejected")` });
    const fallback = this.#nearest(state, bare);
    for (const [index, way] of out.entries()) {
      const rule: Partial<FlowEdge> = !isAlways(way.condition) ? { condition: this.#condition(state, way, from) } : way === fallback ? { isDefault: true } : { condition: 'false' };
      this.#link(way, { from, order: index + 1, ...rule });
    }
    if (bare.length > 0) return;
    const nearest = this.#nearest(state, out)!;
    draft.find('bk-default', { name: calledState(state), way: nearest.name || nearest.id }, 'info', from);
    draft.join(`${from}-otherwise`, { from, to: this.#entrance(nearest)!, order: out.length + 1, isDefault: true, name: { en: 'Otherwise', zh: '其他情况', ar: 'غير ذلك' } });
  }

  #split(state: BkState, from: string, out: readonly BkTransition[]): void {
    const hasConditions = this.#draft.nodes[from]!.kind === 'inclusive';
    const targets = new Set<string>();
    for (const [index, way] of out.entries()) {
      const isTwice = targets.has(this.#entrance(way)!);
      targets.add(this.#entrance(way)!);
      if (isTwice) this.#leave(way, 'another way of the split leads there already');
      else this.#link(way, { from, ...(hasConditions ? { order: index } : {}), ...(hasConditions && !isAlways(way.condition) ? { condition: this.#condition(state, way, from) } : {}) });
    }
    if (hasConditions && !out.some(({ condition }) => isAlways(condition))) this.#otherwise(state, from, out);
  }

  /** A default beside ways that may all be taken would be read as one more of them: so the nearest way says itself that it is for the rest, too. */
  #otherwise(state: BkState, from: string, out: readonly BkTransition[]): void {
    const draft = this.#draft;
    const nearest = this.#nearest(state, out)!;
    const edges = Object.values(draft.edges).filter((edge) => edge.from === from);
    const own = edges.find(({ to }) => to === this.#entrance(nearest));
    if (own === undefined) return;
    const rest = edges.filter((edge) => edge !== own).map(({ condition }) => `(${condition}) != true`).join(' and ');
    const condition = rest === '' ? undefined : `(${own.condition}) = true or (${rest})`;
    draft.find('bk-default', { name: calledState(state), way: nearest.name || nearest.id }, 'info', from);
    if (condition !== undefined && condition.length <= 4_000) own.condition = condition;
    else delete own.condition;
  }

  /** Approved and rejected are ways of the step itself, where no way asks for more than that. */
  #byResult(state: BkState, from: string, out: readonly BkTransition[]): void {
    const draft = this.#draft;
    const ends = isTrueAt(state.extras, 'enable_terminate_ticket_when_rejected');
    if (out.length === 1) this.#unread(out[0]!);
    const asked = out.length < 2 ? out.map((way) => ({ way, when: () => true })) : this.#askedOf(state, out);
    if (asked === null) {
      const gateway = draft.invent(`${from}-ways`, 'exclusive', undefined);
      for (const outcome of outcomes) draft.join(`${from}-${outcome}`, { from, to: ends && outcome === 'rejected' ? draft.terminate() : gateway, outcome });
      this.#decide(state, gateway, out);
      return;
    }
    for (const outcome of outcomes) {
      if (ends && outcome === 'rejected') { draft.join(`${from}-rejected`, { from, to: draft.terminate(), outcome }); continue; }
      const way = asked.find(({ way: one, when }) => !isAlways(one.condition) && when(outcome))?.way ?? asked.find(({ way: one }) => out.length === 1 || isAlways(one.condition))?.way;
      if (way) { this.#link(way, { from, outcome }); continue; }
      if (out.length > 0) draft.find('bk-no-way', { name: calledState(state), outcome }, 'warning', from);
      const end = draft.invent(`${from}-${outcome}-end`, 'end', undefined);
      draft.join(`${from}-${outcome}`, { from, to: end, outcome });
    }
  }

  /** What each way asks of the decision, as true or false of an outcome; null where one reads anything else. */
  #askedOf(state: BkState, out: readonly BkTransition[]): { way: BkTransition; when: (outcome: string) => boolean }[] | null {
    const { sources, decided } = this.#draft;
    const isOwn = (key: string): boolean => { const source = sources.get(key); return source?.is === 'decision' && source.state === state.id; };
    if (!out.every(({ condition }) => keysIn(condition).every(isOwn))) return null;
    const { variable } = decided.get(state.id)!;
    const asked = out.map((way) => {
      const read = translateCondition(way.condition, this.#resolve(state, null));
      const compiled = read.ok ? compileExpression(read.feel) : null;
      if (!compiled || !isCompiled(compiled)) return null;
      return { way, when: (outcome: string): boolean => { const value = evaluate(compiled, { [variable]: { outcome } }, { now: noTime }); return value.ok && value.value === true; } };
    });
    return asked.includes(null) ? null : asked as { way: BkTransition; when: (outcome: string) => boolean }[];
  }

  #resolve(state: BkState, node: string | null): Resolve {
    return resolverOf(this.#draft, (key) => {
      if (this.#reported.has(key)) return;
      this.#reported.add(key);
      this.#draft.find('bk-variable', { name: calledState(state), variable: key }, 'warning', node);
    });
  }

  /** What has no translation stands as a note behind a variable that is neither true nor false. */
  #condition(state: BkState, way: BkTransition, node: string): string {
    const read = translateCondition(way.condition, this.#resolve(state, node));
    if (read.ok) return read.feel;
    const text = quoted(way.condition);
    this.#draft.find('bpmn-expression', { name: way.name || calledState(state), expression: text.slice(0, 200) }, 'warning', node);
    this.#leave(way, `its condition ${text} has no translation: ${read.why}`);
    return this.#draft.unknown(text);
  }

  /** A way that is the only one is taken, whatever it says. */
  #unread(way: BkTransition): void { if (!isAlways(way.condition)) this.#leave(way, `its condition ${quoted(way.condition)}: it is the only way, and taken all the same`); }
  #leave(way: BkTransition, reason: string): void { this.#draft.miss(way.name || way.id, 'transition', reason); }

  #nearest(state: BkState, out: readonly BkTransition[]): BkTransition | undefined {
    const distances = distancesTo(this.#ends, this.#before, state.id);
    const far = (way: BkTransition): number => distances.get(way.to) ?? Infinity;
    return out.reduce<BkTransition | undefined>((best, way) => (best === undefined || far(way) < far(best) ? way : best), undefined);
  }

  /** Null: it leads where nothing may. What leads back to the start leads to what the start leads to. */
  #entrance(way: BkTransition): string | null {
    const { process } = this.#draft;
    const seen = new Set<string>();
    for (let to = way.to; !seen.has(to);) {
      const entrance = this.#placed.get(to)?.in ?? null;
      if (entrance !== null) return entrance;
      seen.add(to);
      to = process.transitions.find(({ from }) => from === to)?.to ?? '';
    }
    return null;
  }

  #link(way: BkTransition, edge: Omit<FlowEdge, 'to'>): void {
    const name = /^(|默认|default)$/i.test(way.name) || edge.outcome !== undefined && this.#draft.nodes[edge.from]!.kind === 'task' ? {} : { name: said(way.name, 100) };
    this.#draft.join(`way-${way.id}`, { ...edge, to: this.#entrance(way)!, ...name });
  }
}
