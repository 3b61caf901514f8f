/** Says in words what the grammar could not read, and where. Decides nothing about meaning. */
import type { GrammarNode, GrammarTree } from './feel.parse.ts';

const constructs: Readonly<Record<string, string>> = {
  IfExpression: 'if ... then ... else ...',
  ForExpression: 'for ... in ... return ...',
  QuantifiedExpression: 'some/every ... in ... satisfies ...',
  InExpressions: 'for ... in ... return ...',
  InExpression: 'name in list',
  Comparison: 'comparison',
  Conjunction: '... and ...',
  Disjunction: '... or ...',
  ArithmeticExpression: 'calculation',
  List: 'list [ ... ]',
  Interval: 'range [a..b]',
  Context: 'context { name: value }',
  ContextEntry: 'context { name: value }',
  FunctionInvocation: 'call f( ... )',
  PositionalParameters: 'call f( ... )',
  NamedParameters: 'call f( ... )',
  DateTimeLiteral: 'date or time',
  AtLiteral: 'date or time @"..."',
  FunctionDefinition: 'function(...) ...',
  FilterExpression: 'filter list[ ... ]',
  PathExpression: 'path a.b',
  ParenthesizedExpression: 'brackets ( ... )',
  InstanceOfExpression: 'value instance of type',
  StringLiteral: 'text "..."',
};

/** The first problem in reading order, null where the text reads well. */
export function syntaxProblem(tree: GrammarTree, text: string): { text: string; offset: number } | null {
  let found: { text: string; offset: number } | null = null;
  tree.iterate({
    enter: (ref) => {
      if (found) return false;
      if (ref.type.isError) found = describe(ref.node, text);
      return undefined;
    },
  });
  return found;
}

function describe(node: GrammarNode, text: string): { text: string; offset: number } {
  const rest = text.slice(node.from);
  const skipped = rest.length - rest.trimStart().length;
  const inside = surrounding(node);
  const within = inside ? ` in "${inside}"` : '';
  if (rest.trim() === '') return { text: `it ends too early${inside ? `; "${inside}" is not complete` : ''}`, offset: text.trimEnd().length };
  const token = /^(?:"[^"]*"?|[\p{L}\p{N}_]+|.)/su.exec(rest.trimStart())?.[0] ?? '';
  if (token.startsWith('"') && (token.length === 1 || !token.endsWith('"'))) return { text: 'a text has no closing quote', offset: node.from + skipped };
  if (token === "'") return { text: 'texts stand between double quotes', offset: node.from + skipped };
  return { text: `"${token.slice(0, 40)}" was not expected${within}`, offset: node.from + skipped };
}

function surrounding(node: GrammarNode): string | null {
  const before = node.parent?.enterUnfinishedNodesBefore(node.to);
  for (let at: GrammarNode | null = before ?? node.parent; at; at = at.parent) {
    const name = constructs[at.name];
    if (name) return name;
  }
  return null;
}
