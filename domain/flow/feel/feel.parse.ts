/** Reads an expression's text into the tree the evaluator walks. The grammar is lezer-feel's (the one feelin uses); bounds come before it, since its cost grows with nesting. */
import { phrase } from '../../message.ts';
import { normalizeContextKey, parser, trackVariables } from 'lezer-feel';
import { FeelFault } from './feel.fault.ts';
import type { FeelLimits } from './feel.limits.ts';
import { syntaxProblem } from './feel.problem.ts';
import { unescapeText } from './feel.text.ts';
import { childrenOf, type ArithmeticOp, type CompareOp, type FeelNode, type Iterator, type TypeName } from './feel.syntax.ts';
import { namedZoneIn, parseTemporal } from './feel.temporal.ts';

export type ExpressionKind = 'expression' | 'unaryTests';

export type GrammarTree = ReturnType<typeof parser.parse>;
export type GrammarNode = GrammarTree['topNode'];

/** Parses. `names` are variables whose names hold other signs than letters, digits and blanks ("a-b"). Throws FeelFault for what cannot be read or bounded. */
export function parseFeel(text: string, kind: ExpressionKind, names: readonly string[], limits: FeelLimits): FeelNode {
  if (text.length > limits.expressionChars) throw new FeelFault('FEEL_TOO_LONG', { length: text.length, limit: limits.expressionChars }, 0);
  refuseDeepBrackets(text, limits.depth);
  if (text.trim() === '') throw new FeelFault('FEEL_SYNTAX', { problem: phrase('feel.syntax.empty') }, 0);
  const known = new Map(names.map((name) => [normalizeContextKey(name), name]));
  const odd = Object.fromEntries(names.filter((name) => !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)).map((name) => [name, 1]));
  const tree = parser.configure({ top: kind === 'expression' ? 'Expression' : 'UnaryTests', contextTracker: trackVariables(odd) }).parse(text);
  const problem = syntaxProblem(tree, text);
  if (problem) throw new FeelFault('FEEL_SYNTAX', { problem: problem.told }, problem.offset);
  return new Reader(text, known, limits).top(tree.topNode);
}

/** Brackets are counted before the grammar sees them: 1,300 nested "{a:" cost it two seconds. */
function refuseDeepBrackets(text: string, limit: number): void {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (c === '"') {
      for (i += 1; i < text.length && text[i] !== '"'; i += 1) if (text[i] === '\\') i += 1;
    } else if (c === '(' || c === '[' || c === '{') {
      depth += 1;
      if (depth > limit) throw new FeelFault('FEEL_TOO_DEEP', { limit }, i);
    } else if (c === ')' || c === ']' || c === '}') depth = Math.max(0, depth - 1);
  }
}

/** One form for a name however it is spaced: "a  b" is "a b", "a - b" is "a-b". */
export const canonicalName = (name: string): string =>
  name.replace(/\s+/g, ' ').replace(/ ?([./\-'+*]) ?/g, '$1').trim();

class Reader {
  readonly #text: string;
  readonly #known: ReadonlyMap<string, string>;
  readonly #limits: FeelLimits;
  constructor(text: string, known: ReadonlyMap<string, string>, limits: FeelLimits) {
    this.#text = text;
    this.#known = known;
    this.#limits = limits;
  }

  top(node: GrammarNode): FeelNode {
    const parts = partsOf(node);
    if (node.name === 'Expression') return this.#read(parts[0], 0);
    if (parts[0]?.name === 'Wildcard') return { kind: 'unary tests', tests: [], isNegated: false, at: node.from };
    const tests = parts.find((part) => part.name === 'PositiveUnaryTests');
    return { kind: 'unary tests', at: node.from, isNegated: parts[0]?.name === 'not', tests: this.#tests(tests, 0) };
  }

  #slice = (node: GrammarNode): string => this.#text.slice(node.from, node.to);
  #tests = (node: GrammarNode | undefined, depth: number): FeelNode[] => (node ? partsOf(node).map((test) => this.#read(partsOf(test)[0], depth + 1)) : []);

  #name(node: GrammarNode): string {
    const text = this.#slice(node);
    return this.#known.get(normalizeContextKey(text)) ?? canonicalName(text);
  }

  #broken(node: GrammarNode | undefined): never {
    throw new FeelFault('FEEL_SYNTAX', { problem: node ? phrase('feel.syntax.meaningless', { part: this.#slice(node).slice(0, 40) }) : phrase('feel.syntax.part-missing') }, node?.from ?? 0);
  }

  #read(node: GrammarNode | undefined, depth: number): FeelNode {
    if (!node) return this.#broken(node);
    if (depth > this.#limits.depth) throw new FeelFault('FEEL_TOO_DEEP', { limit: this.#limits.depth }, node.from);
    const at = node.from;
    const parts = partsOf(node);
    const part = (index: number): FeelNode => this.#read(parts[index], depth + 1);
    switch (node.name) {
      case 'ParenthesizedExpression': return part(1);
      case 'null': return { kind: 'literal', value: null, at };
      case 'BooleanLiteral': return { kind: 'literal', value: this.#slice(node) === 'true', at };
      case 'StringLiteral': return { kind: 'literal', value: unescapeText(this.#slice(node)), at };
      case 'NumericLiteral': return { kind: 'literal', value: this.#number(node), at };
      case 'DateTimeLiteral': return parts[0]?.name === 'AtLiteral' ? this.#atLiteral(parts[0]) : this.#call(node, parts, depth);
      case 'VariableName': case 'SpecialFunctionName': case 'DateTimeConstructor': return { kind: 'name', name: this.#name(node), at };
      case '?': return { kind: 'input', at };
      case 'ArithmeticExpression': return this.#arithmetic(node, depth);
      case 'Conjunction': return { kind: 'and', parts: this.#chain(node, depth), at };
      case 'Disjunction': return { kind: 'or', parts: this.#chain(node, depth), at };
      case 'Comparison': return this.#comparison(node, parts, depth);
      case 'InstanceOfExpression': return { kind: 'instance', value: part(0), type: this.#type(parts[3], depth), at };
      case 'IfExpression': return this.#condition(node, depth);
      case 'ForExpression': {
        const body = part(3);
        return { kind: 'for', iterators: this.#iterators(parts[1], depth), body, usesPartial: mentions(body, 'partial'), at };
      }
      case 'QuantifiedExpression': return { kind: parts[0]?.name === 'every' ? 'every' : 'some', iterators: this.#iterators(parts[1], depth), body: part(3), at };
      case 'PathExpression': return { kind: 'path', of: part(0), name: parts[2] ? this.#name(parts[2]) : this.#broken(node), at: parts[2]?.from ?? at };
      case 'FilterExpression': return { kind: 'filter', of: part(0), by: part(2), at };
      case 'List': return { kind: 'list', items: parts.slice(1, -1).map((item) => this.#read(item, depth + 1)), at };
      case 'Context': return { kind: 'context', at, entries: parts.slice(1, -1).map((entry) => this.#entry(entry, depth)) };
      case 'FunctionDefinition': return this.#function(node, parts, depth);
      case 'FunctionInvocation': return this.#call(node, parts, depth);
      case 'SimplePositiveUnaryTest': return parts.length === 1 ? part(0) : { kind: 'test', op: this.#slice(parts[0] ?? node) as CompareOp, value: part(1), at };
      case 'Interval': return { kind: 'range', start: part(1), end: part(3), startIncluded: parts[0]?.name === '[', endIncluded: parts[4]?.name === ']', at };
      default: return this.#broken(node);
    }
  }

  #number(node: GrammarNode): number {
    const value = Number(this.#slice(node).replace(/\s+/g, ''));
    if (!Number.isFinite(value)) throw new FeelFault('FEEL_SYNTAX', { problem: phrase('feel.syntax.number-too-large') }, node.from);
    return value + 0;
  }

  #atLiteral(node: GrammarNode): FeelNode {
    const text = unescapeText(this.#slice(node).slice(1));
    const zone = namedZoneIn(text);
    if (zone !== null) throw new FeelFault('FEEL_NAMED_ZONE', { zone }, node.from);
    const value = parseTemporal(text);
    if (value === null) throw new FeelFault('FEEL_LITERAL', { text: text.slice(0, 60) }, node.from);
    return { kind: 'literal', value, at: node.from };
  }

  /** a + b - c is one node with a first part and a list of steps, however long it is. */
  #arithmetic(node: GrammarNode, depth: number): FeelNode {
    const rest: { op: ArithmeticOp; right: FeelNode; at: number }[] = [];
    let current: GrammarNode | undefined = node;
    while (current?.name === 'ArithmeticExpression') {
      const parts: GrammarNode[] = partsOf(current);
      if (parts.length === 2) break;
      const [left, op, right] = parts;
      if (!op) this.#broken(current);
      const sign = this.#slice(op);
      rest.push({ op: (sign === '^' ? '**' : sign) as ArithmeticOp, right: this.#operand(right, depth), at: op.from });
      current = left;
    }
    const first = current?.name === 'ArithmeticExpression' ? this.#signed(current, depth) : this.#operand(current, depth);
    return rest.length === 0 ? first : { kind: 'arithmetic', first, rest: rest.reverse(), at: node.from };
  }

  /** The grammar takes `a == b` as a compared with the test `= b`; a test is no operand. */
  #operand(node: GrammarNode | undefined, depth: number): FeelNode {
    const value = this.#read(node, depth + 1);
    if (value.kind !== 'test' || node?.name !== 'SimplePositiveUnaryTest') return value;
    throw new FeelFault('FEEL_SYNTAX', { problem: value.op === '=' ? phrase('feel.syntax.one-equals') : phrase('feel.syntax.nothing-before', { sign: value.op }) }, value.at);
  }

  #signed(node: GrammarNode, depth: number): FeelNode {
    const [sign, of] = partsOf(node);
    const value = this.#read(of, depth + 1);
    return sign && this.#slice(sign) === '-' ? { kind: 'negate', of: value, at: node.from } : value;
  }

  #chain(node: GrammarNode, depth: number): FeelNode[] {
    const found: FeelNode[] = [];
    let current: GrammarNode | undefined = node;
    while (current?.name === node.name) {
      const parts: GrammarNode[] = partsOf(current);
      found.push(this.#operand(parts[2], depth));
      current = parts[0];
    }
    found.push(this.#operand(current, depth));
    return found.reverse();
  }

  #comparison(node: GrammarNode, parts: GrammarNode[], depth: number): FeelNode {
    const at = node.from;
    const part = (index: number): FeelNode => this.#read(parts[index], depth + 1);
    switch (parts[1]?.name) {
      case 'between': return { kind: 'between', value: part(0), low: part(2), high: part(4), at };
      case 'in': {
        const list = parts.find((p) => p.name === 'PositiveUnaryTests');
        const one = parts[2]?.name === 'PositiveUnaryTest' ? [this.#read(partsOf(parts[2])[0], depth + 1)] : [];
        return { kind: 'in', value: part(0), tests: list ? this.#tests(list, depth) : one, at };
      }
      case 'CompareOp': return { kind: 'compare', op: this.#slice(parts[1]) as CompareOp, left: this.#operand(parts[0], depth), right: this.#operand(parts[2], depth), at };
      default: return this.#broken(node);
    }
  }

  #condition(node: GrammarNode, depth: number): FeelNode {
    const cases: { when: FeelNode; then: FeelNode }[] = [];
    let current: GrammarNode | undefined = node;
    while (current?.name === 'IfExpression') {
      const parts: GrammarNode[] = partsOf(current);
      cases.push({ when: this.#read(parts[1], depth + 1), then: this.#read(parts[3], depth + 1) });
      current = parts[5];
    }
    return { kind: 'if', cases, otherwise: this.#read(current, depth + 1), at: node.from };
  }

  #iterators(node: GrammarNode | undefined, depth: number): Iterator[] {
    return (node ? partsOf(node) : []).map((each) => {
      const [name, , context] = partsOf(each);
      if (!name || !context) this.#broken(each);
      const bounds = partsOf(context);
      return { name: this.#name(name), from: this.#read(bounds[0], depth + 1), to: bounds[2] ? this.#read(bounds[2], depth + 1) : null, at: each.from };
    });
  }

  #entry(node: GrammarNode, depth: number): { key: string; value: FeelNode } {
    const [key, value] = partsOf(node);
    const inner = key && partsOf(key)[0];
    if (!inner) return this.#broken(node);
    return { key: inner.name === 'StringLiteral' ? unescapeText(this.#slice(inner)) : this.#name(inner), value: this.#read(value, depth + 1) };
  }

  #function(node: GrammarNode, parts: GrammarNode[], depth: number): FeelNode {
    if (parts.some((part) => part.name === 'external')) throw new FeelFault('FEEL_EXTERNAL_FUNCTION', {}, node.from);
    const formal = parts.find((part) => part.name === 'FormalParameters');
    const body = parts.find((part) => part.name === 'FunctionBody');
    const parameters = (formal ? partsOf(formal) : []).map((p) => this.#name(partsOf(p)[0] ?? p));
    return { kind: 'function', parameters, body: this.#read(body && partsOf(body)[0], depth + 1), at: node.from };
  }

  #call(node: GrammarNode, parts: GrammarNode[], depth: number): FeelNode {
    const callee = this.#read(parts[0], depth + 1);
    const positional = parts.find((part) => part.name === 'PositionalParameters');
    const named = parts.find((part) => part.name === 'NamedParameters');
    return {
      kind: 'call', callee, at: node.from,
      positional: positional ? partsOf(positional).map((arg) => this.#read(arg, depth + 1)) : [],
      named: named ? partsOf(named).map((arg) => {
        const [name, value] = partsOf(arg);
        return { name: name ? this.#name(name) : this.#broken(arg), value: this.#read(value, depth + 1) };
      }) : null,
    };
  }

  #type(node: GrammarNode | undefined, depth: number): TypeName {
    if (!node || depth > this.#limits.depth) return this.#broken(node);
    const parts = partsOf(node);
    switch (node.name) {
      case 'Type': return this.#type(parts[0], depth + 1);
      case 'ListType': return { kind: 'list', element: this.#type(parts.find((p) => p.name === 'Type'), depth + 1) };
      case 'ContextType': {
        const entries = parts.find((p) => p.name === 'ContextEntryTypes');
        return { kind: 'context', entries: (entries ? partsOf(entries) : []).map((entry) => {
          const [name, type] = partsOf(entry);
          return { name: name ? this.#name(name) : this.#broken(entry), type: this.#type(type, depth + 1) };
        }) };
      }
      case 'FunctionType': return { kind: 'function' };
      default: return { kind: 'named', name: this.#slice(node).replace(/\s+/g, ' ').trim() };
    }
  }
}

/** Child nodes without comments. */
function partsOf(node: GrammarNode): GrammarNode[] {
  const parts: GrammarNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (!child.type.isSkipped) parts.push(child);
  return parts;
}

/** Whether a name occurs anywhere below a node. */
export function mentions(node: FeelNode, name: string): boolean {
  if (node.kind === 'name' && node.name === name) return true;
  if (node.kind === 'input' && name === '?') return true;
  return childrenOf(node).some((child) => mentions(child, name));
}
