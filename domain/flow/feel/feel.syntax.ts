/** The shape of a parsed expression: what the evaluator walks. Chains are flat, so that depth means nesting and nothing else. */
import type { FeelValue } from './feel.values.ts';

export type ArithmeticOp = '+' | '-' | '*' | '/' | '**';
export type CompareOp = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type TypeName =
  | { kind: 'named'; name: string }
  | { kind: 'list'; element: TypeName }
  | { kind: 'context'; entries: { name: string; type: TypeName }[] }
  | { kind: 'function' };

export interface Iterator { name: string; from: FeelNode; to: FeelNode | null; at: number }

/** `at` is the character where the node begins. */
export type FeelNode = { at: number } & (
  | { kind: 'literal'; value: FeelValue }
  | { kind: 'name'; name: string }
  | { kind: 'input' }
  | { kind: 'arithmetic'; first: FeelNode; rest: { op: ArithmeticOp; right: FeelNode; at: number }[] }
  | { kind: 'negate'; of: FeelNode }
  | { kind: 'and' | 'or'; parts: FeelNode[] }
  | { kind: 'compare'; op: CompareOp; left: FeelNode; right: FeelNode }
  | { kind: 'between'; value: FeelNode; low: FeelNode; high: FeelNode }
  | { kind: 'in'; value: FeelNode; tests: FeelNode[] }
  | { kind: 'instance'; value: FeelNode; type: TypeName }
  | { kind: 'if'; cases: { when: FeelNode; then: FeelNode }[]; otherwise: FeelNode }
  | { kind: 'for'; iterators: Iterator[]; body: FeelNode; usesPartial: boolean }
  | { kind: 'some' | 'every'; iterators: Iterator[]; body: FeelNode }
  | { kind: 'path'; of: FeelNode; name: string }
  | { kind: 'filter'; of: FeelNode; by: FeelNode }
  | { kind: 'list'; items: FeelNode[] }
  | { kind: 'context'; entries: { key: string; value: FeelNode }[] }
  | { kind: 'function'; parameters: string[]; body: FeelNode }
  | { kind: 'call'; callee: FeelNode; positional: FeelNode[]; named: { name: string; value: FeelNode }[] | null }
  | { kind: 'range'; start: FeelNode; end: FeelNode; startIncluded: boolean; endIncluded: boolean }
  | { kind: 'test'; op: CompareOp; value: FeelNode }
  | { kind: 'unary tests'; tests: FeelNode[]; isNegated: boolean }
);

/** The nodes directly below a node, in reading order. */
export function childrenOf(node: FeelNode): FeelNode[] {
  switch (node.kind) {
    case 'literal': case 'name': case 'input': return [];
    case 'arithmetic': return [node.first, ...node.rest.map((r) => r.right)];
    case 'negate': return [node.of];
    case 'and': case 'or': return node.parts;
    case 'compare': return [node.left, node.right];
    case 'between': return [node.value, node.low, node.high];
    case 'in': return [node.value, ...node.tests];
    case 'instance': return [node.value];
    case 'if': return [...node.cases.flatMap((c) => [c.when, c.then]), node.otherwise];
    case 'for': case 'some': case 'every': return [...node.iterators.flatMap((i) => (i.to ? [i.from, i.to] : [i.from])), node.body];
    case 'path': return [node.of];
    case 'filter': return [node.of, node.by];
    case 'list': return node.items;
    case 'context': return node.entries.map((e) => e.value);
    case 'function': return [node.body];
    case 'call': return [node.callee, ...node.positional, ...(node.named ?? []).map((n) => n.value)];
    case 'range': return [node.start, node.end];
    case 'test': return [node.value];
    case 'unary tests': return node.tests;
  }
}
