/** Random flows for property tests: unstructured ones (cycles, splits without joins, edges taken twice) and ones built sound. */
import fc from 'fast-check';
import type { FlowFile, FlowEdge, FlowRepeat } from '#domain/flow/flow.schema';
import type { Json } from '#domain/values';
import { drawFlow, type NodeDrawing } from './flow.draw.ts';

/** Numbers a graph is built from; `next(n)` gives the next one below n. */
export class Dice {
  readonly #numbers: readonly number[];
  #at = 0;
  constructor(numbers: readonly number[]) { this.#numbers = numbers; }
  next(below: number): number { return this.#numbers.length === 0 ? 0 : this.#numbers[this.#at++ % this.#numbers.length]! % below; }
  pick<T>(items: readonly T[]): T { return items[this.next(items.length)]!; }
  chance(percent: number): boolean { return this.next(100) < percent; }
}

export const dice = (length: number) => fc.array(fc.nat({ max: 9_999 }), { minLength: length, maxLength: length });

const kinds = ['task', 'task', 'exclusive', 'parallel', 'parallel', 'scope'] as const;
/** Kinds beside these, which the oracle of the kernel's tests does not know. */
export type FurtherKind = 'inclusive' | 'partial-join' | 'escalation';

interface Plan { nodes: Record<string, NodeDrawing>; edges: Record<string, FlowEdge> }

/**
 * `count` nodes: each is led to from an earlier one of its level, further edges go anywhere, also back. Some joins get one edge that two tokens
 * come by. Decisions read the variable `n`. `further` kinds come as often as the others.
 */
export function unstructured(d: Dice, count: number, further: readonly FurtherKind[] = []): FlowFile {
  const plan: Plan = { nodes: {}, edges: {} };
  level(plan, d, count, undefined, '', [...kinds, ...further]);
  return fileOf(plan);
}

function level(plan: Plan, d: Dice, count: number, scope: string | undefined, prefix: string, among: readonly string[]): void {
  const inScope = scope === undefined ? {} : { scope };
  const add = (id: string, kind: string): string => { plan.nodes[`${prefix}${id}`] = { kind, ...inScope }; return `${prefix}${id}`; };
  const ids = [add('start', 'start')];
  const end = add('end', 'end');
  while (ids.length < count - 1) {
    const kind = d.pick(among);
    const left = count - 1 - ids.length;
    if (kind === 'scope' && (scope?.split('_').length ?? 0) < 2 && left > 5 && d.chance(75)) {
      const inner = add(`s${ids.length}`, 'scope');
      connect(plan, d.pick(ids), inner, d);
      ids.push(inner);
      level(plan, d, Math.min(left, 4 + d.next(5)), inner, `${inner}_`, among);
      if (d.chance(60)) { const edge = add(`b${ids.length}`, 'boundary-message'); plan.nodes[edge] = { ...boundaryOf(d, among), attachedTo: inner, ...inScope }; ids.push(edge); }
    } else if (kind === 'parallel' && left > 6 && d.chance(35)) ids.push(...twice(plan, d, add, ids));
    else {
      const id = add(`n${ids.length}`, kind === 'scope' ? 'task' : kind);
      if (kind === 'partial-join') plan.nodes[id] = { kind, ...inScope, config: { count: 1 + d.next(2), rest: d.pick(['ignore', 'cancel', 'block']) } };
      connect(plan, d.pick(ids), id, d);
      ids.push(id);
    }
  }
  if (among.includes('escalation') && d.chance(30)) listening(plan, d, add, scope);
  const targets = ids.filter((id) => kindOf(plan, id) !== 'start' && !kindOf(plan, id).startsWith('boundary-'));
  for (let extra = d.next(Math.max(2, Math.floor(count / 3))); extra > 0; extra--) if (targets.length) connect(plan, d.pick(ids), d.pick(targets), d);
  for (const id of ids) if (!Object.values(plan.edges).some((edge) => edge.from === id)) connect(plan, id, end, d);
}

/** What sits on a scope: a message that ends it; where errors and escalations are among the kinds, any of them, also beside what goes on. */
function boundaryOf(d: Dice, among: readonly string[]): { kind: string; config: Record<string, Json> } {
  const kind = among.includes('escalation') ? d.pick(['boundary-message', 'boundary-timer', 'boundary-error', 'boundary-escalation']) : 'boundary-message';
  const own: Record<string, Json> = kind === 'boundary-message' ? { message: 'stop' } : kind === 'boundary-timer' ? { value: 'PT1H' } : {};
  return { kind, config: kind === 'boundary-error' || !among.includes('escalation') ? own : { ...own, isInterrupting: d.chance(50) } };
}

/** A part that begins by an event: a task, and at times something it tells in turn. */
function listening(plan: Plan, d: Dice, add: (id: string, kind: string) => string, scope: string | undefined): void {
  const kind = d.pick(['message', 'timer', 'error', 'escalation']);
  const own: Record<string, Json> = kind === 'message' ? { message: 'news' } : kind === 'timer' ? { value: 'PT1H' } : {};
  const part = add('part', `event-scope-${kind}`);
  plan.nodes[part] = { kind: `event-scope-${kind}`, config: kind === 'error' ? own : { ...own, isInterrupting: d.chance(50) }, ...(scope === undefined ? {} : { scope }) };
  const inside = ['start', 'task', ...(d.chance(30) ? ['escalation'] : []), 'end'].map((step) => { plan.nodes[`${part}_${step}`] = { kind: step, scope: part }; return `${part}_${step}`; });
  inside.slice(1).forEach((to, index) => connect(plan, inside[index]!, to, d));
}

/** A split into three, two of which come together before the join: the join's one edge is taken twice. */
function twice(plan: Plan, d: Dice, add: (id: string, kind: string) => string, ids: readonly string[]): string[] {
  const at = ids.length;
  const [split, a, b, merge, join] = [add(`p${at}`, 'parallel'), add(`n${at + 1}`, 'task'), add(`n${at + 2}`, 'task'), add(`n${at + 3}`, 'exclusive'), add(`p${at + 4}`, 'parallel')];
  connect(plan, d.pick(ids), split, d);
  for (const [from, to] of [[split, a], [split, b], [split, join], [a, merge], [b, merge], [merge, join]] as const) connect(plan, from, to, d);
  return [split, a, b, merge, join];
}

const kindOf = (plan: Plan, id: string): string => (plan.nodes[id] as { kind: string }).kind;

function connect(plan: Plan, from: string, to: string, d: Dice): void {
  const siblings = Object.values(plan.edges).filter((edge) => edge.from === from);
  const edge: FlowEdge = { from, to, order: siblings.length };
  if (kindOf(plan, from) === 'task') edge.outcome = siblings.length > 0 && d.chance(25) ? siblings[0]!.outcome! : `o${siblings.length}`;
  if (kindOf(plan, from) === 'exclusive') { if (siblings.length === 0) edge.isDefault = true; else edge.condition = `n = ${d.next(3)}`; }
  if (kindOf(plan, from) !== 'task' && kindOf(plan, from) !== 'exclusive' && kindOf(plan, from) !== 'parallel' && kindOf(plan, from) !== 'inclusive' && siblings.length > 0 && d.chance(70)) return;
  plan.edges[`e${Object.keys(plan.edges).length + 1}`] = edge;
}

function fileOf(plan: Plan): FlowFile {
  const file = drawFlow(plan.nodes, [], { variables: { n: { type: 'number', initial: 0 } } });
  file.edges = plan.edges;
  for (const [id, node] of Object.entries(file.nodes)) {
    if (node.kind !== 'task') continue;
    const keys = [...new Set(Object.values(file.edges).filter((edge) => edge.from === id).map((edge) => edge.outcome!))];
    node.config['outcomes'] = keys.map((key) => ({ key, name: { en: key } }));
  }
  return file;
}

const outputs = [{ name: 'word' }];
const tables: readonly Json[] = [
  { hitPolicy: 'first', inputs: [{ expression: 'n' }], outputs, rules: [{ tests: ['0'], outputs: ['"none"'] }, { tests: ['-'], outputs: ['"some"'] }] },
  { hitPolicy: 'unique', inputs: [{ expression: 'n' }], outputs, rules: [{ tests: ['<= 1'], outputs: ['"few"'] }, { tests: ['> 1'], outputs: ['"many"'] }] },
  { hitPolicy: 'collect', inputs: [{ expression: 'n' }], outputs, rules: [{ tests: ['>= 0'], outputs: ['"a"'] }, { tests: ['>= 1'], outputs: ['"b"'] }] },
];
/** Steps that wait for a machine, and may fail. */
const asking = [
  { kind: 'call-flow', config: { flow: 'other', inputs: { n: '=n' }, outputs: { heard: 'answer' } } }, { kind: 'call-flow', config: { flow: 'other', resultVariable: 'heard' }, repeat: { mode: 'parallel', count: 'n + 1' } },
  { kind: 'throw-message', config: { message: 'elsewhere', data: { n: '=n' } } },
] as const;
const repeats: readonly FlowRepeat[] = [{ mode: 'parallel', count: '2' }, { mode: 'parallel', count: 'n + 3', atOnce: 2, doneWhen: 'loop.done = 2' }, { mode: 'sequential', items: '[n, 1]', item: 'x' }, { mode: 'parallel', count: '3', doneWhen: 'loop.done = 1', rest: 'goOn' }, { mode: 'loop', while: 'loop.index < 3', isTestedAfter: true }, { mode: 'parallel', items: '[]' }];

/** A flow of nested blocks (sequence, choice, parallel, some of several ways, first of several, loop, scope), which is sound by construction. */
export function builtSound(d: Dice, size: number): FlowFile {
  const plan: Plan = { nodes: { start: 'start', end: 'end' }, edges: {} };
  plan.nodes = { start: { kind: 'start' }, end: { kind: 'end' } };
  let count = 0;
  let budget = size;
  /** Ways of which the first ends the others: who has to wait there may never be let in. */
  let raced = 0;
  const add = (kind: string, scope: string | undefined): string => { const id = `${kind[0]}${++count}`; plan.nodes[id] = { kind, ...(scope === undefined ? {} : { scope }) }; budget--; return id; };
  const link = (from: string, to: string, more: Partial<FlowEdge> = {}): void => {
    const order = Object.values(plan.edges).filter((edge) => edge.from === from).length;
    plan.edges[`e${Object.keys(plan.edges).length + 1}`] = { from, to, order, ...(kindOf(plan, from) === 'task' && more.outcome === undefined ? { outcome: 'o0' } : {}), ...more };
  };
  /** Something done beside a scope that goes on, with an end of its own. */
  const beside = (host: string, scope: string | undefined): void => {
    const [edge, step, over] = [add('boundary-timer', scope), add('task', scope), add('end', scope)];
    plan.nodes[edge] = { ...(d.chance(50) ? { kind: 'boundary-timer', config: { value: 'PT1H', isInterrupting: false } } : { kind: 'boundary-message', config: { message: 'news', isInterrupting: false } }), attachedTo: host, ...(scope === undefined ? {} : { scope }) };
    link(edge, step); link(step, over);
  };
  /** Something that begins in a scope when its message comes, in place of the rest or beside it. */
  const onMessage = (scope: string): void => {
    const part = add('event-scope-message', scope);
    plan.nodes[part] = { kind: 'event-scope-message', scope, config: { message: 'news', isInterrupting: d.chance(50) } };
    const [begin, step, over] = [add('start', part), add('task', part), add('end', part)];
    link(begin, step); link(step, over);
  };
  /** A scope that may fail at its beginning, which is caught. */
  const failing = (host: string, begin: string, first: string, scope: string | undefined): [string, string] => {
    const [judge, thrown, edge, merge] = [add('task', host), add('error-end', host), add('boundary-error', scope), add('exclusive', scope)];
    plan.nodes[edge] = { kind: 'boundary-error', attachedTo: host, ...(scope === undefined ? {} : { scope }) };
    plan.nodes[thrown] = { kind: 'error-end', scope: host, config: { code: 'NO' } };
    Object.values(plan.edges).find((one) => one.from === begin)!.to = judge;
    link(judge, first, { outcome: 'o0' }); link(judge, thrown, { outcome: 'o1' });
    link(host, merge); link(edge, merge);
    return [host, merge];
  };
  /** Entry and exit of a block; both take one edge more. */
  const block = (depth: number, scope: string | undefined): [string, string] => {
    const shape = depth <= 0 || budget <= 0 ? 'task' : d.pick(['task', 'sequence', 'choice', 'parallel', 'some', 'first', 'loop', 'scope', 'scope', 'undone', 'whole', 'decided', 'asked']);
    switch (shape) {
      case 'sequence': { const [a, b] = [block(depth - 1, scope), block(depth - 1, scope)]; link(a[1], b[0]); return [a[0], b[1]]; }
      case 'choice': {
        const [split, merge] = [add('task', scope), add('exclusive', scope)];
        for (let way = 0; way < 2 + d.next(2); way++) { const inner = block(depth - 1, scope); link(split, inner[0], { outcome: `o${way}` }); link(inner[1], merge); }
        return [split, merge];
      }
      case 'parallel': {
        const [split, join] = [add('parallel', scope), add('parallel', scope)];
        for (let way = 0; way < 2 + d.next(2); way++) { const inner = block(depth - 1, scope); link(split, inner[0]); link(inner[1], join); }
        return [split, join];
      }
      case 'some': {
        const [split, join] = [add('inclusive', scope), add('inclusive', scope)];
        const conditions: Partial<FlowEdge>[] = [{ isDefault: true }, {}, { condition: 'n = 0' }, { condition: 'n = 1' }];
        for (let way = 0; way < 2 + d.next(3); way++) { const inner = block(depth - 1, scope); link(split, inner[0], way === 0 ? conditions[0]! : conditions[1 + d.next(3)]!); link(inner[1], join); }
        return [split, join];
      }
      case 'first': {
        const [split, join] = [add('parallel', scope), add('partial-join', scope)];
        const ways = 2 + d.next(2);
        plan.nodes[join] = { ...(plan.nodes[join] as object), kind: 'partial-join', config: { count: 1 + d.next(ways), rest: 'cancel' } };
        raced += 1;
        for (let way = 0; way < ways; way++) { const inner = block(depth - 1, scope); link(split, inner[0]); link(inner[1], join); }
        raced -= 1;
        return [split, join];
      }
      case 'loop': {
        const [merge, inner, decide, out] = [add('exclusive', scope), block(depth - 1, scope), add('task', scope), add('exclusive', scope)];
        link(merge, inner[0]); link(inner[1], decide); link(decide, out, { outcome: 'o0' }); link(decide, merge, { outcome: 'o1' });
        return [merge, out];
      }
      case 'scope': {
        const id = add('scope', scope);
        const [begin, finish] = [add('start', id), add('end', id)];
        const inner = block(depth - 1, id);
        link(begin, inner[0]); link(inner[1], finish);
        if (d.chance(20)) onMessage(id);
        if (d.chance(30)) plan.nodes[id] = { ...plan.nodes[id] as object, kind: 'scope', repeat: d.pick(repeats) };
        if (!d.chance(60)) return [id, id];
        if (d.chance(40)) { beside(id, scope); return [id, id]; }
        if (d.chance(40)) return failing(id, begin, inner[0], scope);
        const [edge, merge] = [add('boundary-message', scope), add('exclusive', scope)];
        plan.nodes[edge] = { kind: 'boundary-message', attachedTo: id, config: { message: 'stop' }, ...(scope === undefined ? {} : { scope }) };
        link(id, merge); link(edge, merge);
        return [id, merge];
      }
      case 'undone': {
        const [inner, step, undo, over, back] = [block(depth - 1, scope), add('task', scope), add('task', scope), add('end', scope), add('take-back', scope)];
        const edge = add('boundary-take-back', scope);
        plan.nodes[edge] = { kind: 'boundary-take-back', attachedTo: step, ...(scope === undefined ? {} : { scope }) };
        link(inner[1], step); link(step, back); link(edge, undo); link(undo, over);
        return [inner[0], back];
      }
      case 'whole': {
        const [whole, back] = [add('scope', scope), add('take-back', scope)];
        const [begin, finish, step, edge, undo, over] = [add('start', whole), add('end', whole), add('task', whole), add('boundary-take-back', whole), add('task', whole), add('end', whole)];
        plan.nodes[edge] = { kind: 'boundary-take-back', attachedTo: step, scope: whole };
        const part = add('event-scope-take-back', whole);
        const [first, again, last, done] = [add('start', part), add('take-back', part), add('task', part), add('end', part)];
        const inner = block(depth - 1, whole);
        link(begin, inner[0]); link(inner[1], step); link(step, finish); link(edge, undo); link(undo, over);
        link(first, again); link(again, last); link(last, done); link(whole, back);
        if (d.chance(40)) plan.nodes[whole] = { ...plan.nodes[whole] as object, kind: 'scope', repeat: d.pick(repeats) };
        return [whole, back];
      }
      case 'decided': {
        const id = add('decision-table', scope);
        plan.nodes[id] = { ...plan.nodes[id] as object, kind: 'decision-table', config: { resultVariable: 'decided', table: d.pick(tables) } };
        return [id, id];
      }
      case 'asked': {
        const id = add('call-flow', scope);
        plan.nodes[id] = { ...plan.nodes[id] as object, ...d.pick(asking) };
        if (!d.chance(60)) return [id, id];
        const [edge, merge] = [add('boundary-error', scope), add('exclusive', scope)];
        plan.nodes[edge] = { kind: 'boundary-error', attachedTo: id, ...(scope === undefined ? {} : { scope }) };
        link(id, merge); link(edge, merge);
        return [id, merge];
      }
      default: {
        const id = add('task', scope);
        if (raced === 0 && d.chance(15)) plan.nodes[id] = { ...plan.nodes[id] as object, kind: 'task', ...(Number(id.replace(/\D/g, '')) % 2 === 0 ? { mutex: 'one' } : { lock: { name: 'one', key: '="a"' } }) };
        return [id, id];
      }
    }
  };
  const [entry, exit] = block(2 + d.next(4), undefined);
  link('start', entry);
  link(exit, 'end');
  return fileOf(plan);
}
