/** Writes the tree of a foreign expression as FEEL: which calls have a like there, how names are made fit, and what is put in brackets. */
import { builtInVariables } from '#domain/flow/nodes/node.config';
import { Untranslatable, type BinaryOp, type Foreign } from './expression.parse.ts';

/** Names that stand for something else where the expression is, such as the counters of a step that is repeated. */
export type Stands = Readonly<Record<string, string>>;

const keywords = new Set(['if', 'then', 'else', 'for', 'in', 'return', 'some', 'every', 'satisfies', 'and', 'or', 'not', 'between', 'function', 'external', 'instance', 'of', 'true', 'false', 'null', 'item', 'partial', 'loop']);
const refused = new Set(['__proto__', 'prototype', 'constructor']);

/** A variable of another engine under a name that means nothing else here: the engine's own variables and words of FEEL get an underscore. */
export function variableName(name: string): string {
  const fit = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_').slice(0, 78) || '_';
  return (builtInVariables as readonly string[]).includes(fit) || keywords.has(fit) || refused.has(fit) ? `${fit}_` : fit;
}

export const feelText = (text: string): string => `"${text.replace(/[\\"]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`;

const strength: Record<BinaryOp, number> = { or: 1, and: 2, '=': 3, '!=': 3, '<': 3, '<=': 3, '>': 3, '>=': 3, '+': 4, '-': 4, '*': 5, '/': 5, mod: 9 };
const topmost = 0;
const member = 8;

/** `used` gets the names of variables. Throws Untranslatable. */
export function printFeel(tree: Foreign, stands: Stands, used: Set<string>): string {
  return print(tree, topmost);

  function print(node: Foreign, around: number): string {
    switch (node.kind) {
      case 'number': case 'word': return node.value;
      case 'text': return feelText(node.value);
      case 'name': return Object.hasOwn(stands, node.name) ? stands[node.name]! : variable(node.name);
      case 'member': return `${print(node.of, member)}.${property(node.name)}`;
      case 'index': return indexed(node);
      case 'list': return `[${node.items.map((item) => print(item, topmost)).join(', ')}]`;
      case 'choice': return within(`if ${print(node.if, topmost)} then ${print(node.then, topmost)} else ${print(node.else, topmost)}`, 0.5, around);
      case 'unary': return unary(node, around);
      case 'binary': return binary(node, around);
      case 'call': return call(node, around);
    }
  }

  function variable(name: string): string {
    if (name.startsWith('$')) throw new Untranslatable(`"${name}" is no name here`);
    const fit = variableName(name);
    used.add(fit);
    return fit;
  }

  function property(name: string): string {
    if (name === 'length' || name === 'class') throw new Untranslatable(`".${name}" has no like here`);
    if (keywords.has(name) || name.includes('$') || refused.has(name)) throw new Untranslatable(`"${name}" is no name of a member here`);
    return name;
  }

  function indexed({ of, by }: Extract<Foreign, { kind: 'index' }>): string {
    if (by.kind === 'text') return get(of, by.value);
    // Elsewhere the first is 0, in FEEL it is 1.
    if (by.kind === 'number') return `${print(of, member)}[${Number(by.value) + 1}]`;
    throw new Untranslatable('an element is named by an expression');
  }

  function get(of: Foreign, key: string): string { return `get value(${print(of, topmost)}, ${feelText(key)})`; }

  function unary({ op, of }: Extract<Foreign, { kind: 'unary' }>, around: number): string {
    if (op === 'not') return `not(${print(of, topmost)})`;
    return op === '-' ? within(`-${print(of, 7)}`, 6, around) : empty(of, around);
  }

  function empty(of: Foreign, around: number): string {
    const text = print(of, strength['=']);
    return within(`${text} = null or ${text} = "" or ${text} = []`, strength.or, around);
  }

  function binary({ op, left, right }: Extract<Foreign, { kind: 'binary' }>, around: number): string {
    if (op === 'mod') return `modulo(${print(left, topmost)}, ${print(right, topmost)})`;
    const own = strength[op];
    // Comparisons do not chain in FEEL; of the others the right side binds closer.
    return within(`${print(left, own === 3 ? own + 0.5 : own)} ${op} ${print(right, own + 0.5)}`, own, around);
  }

  function call({ of, name, args }: Extract<Foreign, { kind: 'call' }>, around: number): string {
    if (of === null) return plainCall(name, args, around);
    const [first] = args;
    if (args.length === 0) return bareCall(of, name, around);
    if (args.length !== 1 || first === undefined) throw new Untranslatable(`"${name}" has no like here`);
    if (/^(getVariable|getVariableLocal|get|getValue|prop|getProcessVariable)$/.test(name) && first.kind === 'text') return isContext(of) ? print({ kind: 'name', name: first.value }, around) : get(of, first.value);
    if (name === 'hasVariable' && first.kind === 'text' && isContext(of)) return within(`${variable(first.value)} != null`, 3, around);
    if (name === 'get' && first.kind === 'number') return indexed({ kind: 'index', of, by: first });
    if (name === 'equals') return binary({ kind: 'binary', op: '=', left: of, right: first }, around);
    if (name === 'equalsIgnoreCase') return within(`lower case(${print(of, topmost)}) = lower case(${print(first, topmost)})`, 3, around);
    if (name === 'startsWith') return `starts with(${print(of, topmost)}, ${print(first, topmost)})`;
    if (name === 'endsWith') return `ends with(${print(of, topmost)}, ${print(first, topmost)})`;
    if (name === 'contains' && of.kind === 'list') return `list contains(${print(of, topmost)}, ${print(first, topmost)})`;
    if (/^(parseInt|parseLong|parseDouble|valueOf)$/.test(name) && of.kind === 'name' && /^(Integer|Long|Double)$/.test(of.name)) return `number(${print(first, topmost)})`;
    throw new Untranslatable(`"${name}" has no like here`);
  }

  function bareCall(of: Foreign, name: string, around: number): string {
    if (name === 'isEmpty') return empty(of, around);
    if (name === 'size') return `count(${print(of, topmost)})`;
    if (name === 'length') return `string length(${print(of, topmost)})`;
    if (name === 'toLowerCase') return `lower case(${print(of, topmost)})`;
    if (name === 'toUpperCase') return `upper case(${print(of, topmost)})`;
    if (name === 'toString') return `string(${print(of, topmost)})`;
    if (/^(booleanValue|intValue|longValue|doubleValue)$/.test(name)) return print(of, around);
    const got = /^(?:get|is)([A-Z]\w*)$/.exec(name)?.[1];
    if (got !== undefined && !isContext(of)) return `${print(of, member)}.${property(got[0]!.toLowerCase() + got.slice(1))}`;
    throw new Untranslatable(`"${name}" has no like here`);
  }

  /** Functions about variables: of the standard, getDataObject(name); of Flowable, var:eq(name, value). */
  function plainCall(name: string, args: Foreign[], around: number): string {
    const [first, second] = args;
    const data = args.at(-1);
    if (/^(?:\w+:)?get(DataObject|DataInput|DataOutput|ProcessProperty)$/.test(name) && data?.kind === 'text') return print({ kind: 'name', name: data.value }, around);
    const verb = /^(?:vars?|variables):(\w+)$/.exec(name)?.[1];
    const named: Foreign | undefined = first?.kind === 'text' ? { kind: 'name', name: first.value } : first;
    const op = verb === undefined ? undefined : Object.hasOwn(comparisons, verb) ? comparisons[verb] : undefined;
    if (verb === undefined || named === undefined) throw new Untranslatable(`"${name}" has no like here`);
    if (op !== undefined && second) return binary({ kind: 'binary', op, left: named, right: second }, around);
    if (verb === 'get') return print(named, around);
    if (verb === 'exists') return within(`${print(named, 3.5)} != null`, 3, around);
    if (verb === 'empty' || verb === 'isEmpty') return empty(named, around);
    if (verb === 'notEmpty' || verb === 'isNotEmpty') return `not(${empty(named, topmost)})`;
    if ((verb === 'getOrDefault') && second) return print({ kind: 'choice', if: { kind: 'binary', op: '=', left: named, right: { kind: 'word', value: 'null' } }, then: second, else: named }, around);
    throw new Untranslatable(`"${name}" has no like here`);
  }
}

const within = (text: string, own: number, around: number): string => (own < around ? `(${text})` : text);
/** What holds the variables elsewhere. */
const isContext = (of: Foreign): boolean => of.kind === 'name' && ['execution', 'variables', 'vars', 'kcontext', 'delegateTask', 'task', 'variableScope'].includes(of.name);

const comparisons: Record<string, BinaryOp> = {
  eq: '=', equals: '=', ne: '!=', neq: '!=', notEquals: '!=', lt: '<', lowerThan: '<', lessThan: '<', lte: '<=', lowerThanOrEquals: '<=', lessThanOrEquals: '<=',
  gt: '>', greaterThan: '>', gte: '>=', greaterThanOrEquals: '>=',
};
