/** Says in words what the grammar could not read, and where. Decides nothing about meaning. */
import { phrase, type Phrase } from '../../message.ts';
import type { GrammarNode, GrammarTree } from './feel.parse.ts';

/** What is FEEL's own is shown as it is written; the rest has a name. */
const constructs: Readonly<Record<string, Phrase | string>> = {
  IfExpression: 'if ... then ... else ...',
  ForExpression: 'for ... in ... return ...',
  QuantifiedExpression: 'some/every ... in ... satisfies ...',
  InExpressions: 'for ... in ... return ...',
  InExpression: phrase('feel.construct.in-list'),
  Comparison: phrase('feel.construct.comparison'),
  Conjunction: '... and ...',
  Disjunction: '... or ...',
  ArithmeticExpression: phrase('feel.construct.calculation'),
  List: phrase('feel.construct.list'),
  Interval: phrase('feel.construct.range'),
  Context: phrase('feel.construct.context'),
  ContextEntry: phrase('feel.construct.context'),
  FunctionInvocation: phrase('feel.construct.call'),
  PositionalParameters: phrase('feel.construct.call'),
  NamedParameters: phrase('feel.construct.call'),
  DateTimeLiteral: phrase('feel.construct.temporal'),
  AtLiteral: phrase('feel.construct.at-temporal'),
  FunctionDefinition: 'function(...) ...',
  FilterExpression: phrase('feel.construct.filter'),
  PathExpression: phrase('feel.construct.path'),
  ParenthesizedExpression: phrase('feel.construct.brackets'),
  InstanceOfExpression: phrase('feel.construct.instance'),
  StringLiteral: phrase('feel.construct.text'),
};

export interface Problem { told: Phrase; offset: number }

/** The first problem in reading order, null where the text reads well. */
export function syntaxProblem(tree: GrammarTree, text: string): Problem | null {
  let found: Problem | null = null;
  tree.iterate({
    enter: (ref) => {
      if (found) return false;
      if (ref.type.isError) found = describe(ref.node, text);
      return undefined;
    },
  });
  return found;
}

function describe(node: GrammarNode, text: string): Problem {
  const rest = text.slice(node.from);
  const skipped = rest.length - rest.trimStart().length;
  const inside = surrounding(node);
  if (rest.trim() === '') return { told: inside === null ? phrase('feel.syntax.ends-early') : phrase('feel.syntax.incomplete', { construct: inside }), offset: text.trimEnd().length };
  const token = /^(?:"[^"]*"?|[\p{L}\p{N}_]+|.)/su.exec(rest.trimStart())?.[0] ?? '';
  const at = { offset: node.from + skipped };
  if (token.startsWith('"') && (token.length === 1 || !token.endsWith('"'))) return { told: phrase('feel.syntax.quote-open'), ...at };
  if (token === "'") return { told: phrase('feel.syntax.single-quote'), ...at };
  const part = token.slice(0, 40);
  return { told: inside === null ? phrase('feel.syntax.unexpected', { part }) : phrase('feel.syntax.unexpected-in', { part, construct: inside }), ...at };
}

function surrounding(node: GrammarNode): Phrase | string | null {
  const before = node.parent?.enterUnfinishedNodesBefore(node.to);
  for (let at: GrammarNode | null = before ?? node.parent; at; at = at.parent) {
    const name = constructs[at.name];
    if (name) return name;
  }
  return null;
}
