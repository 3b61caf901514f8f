/** What type an expression gives, as far as it can be told from its text and the types of the variables. `any` where it cannot. */
import { phrase, type Phrase } from '../../message.ts';
import type { PhraseKey } from '../../phrases.ts';
import type { FeelNode } from './feel.syntax.ts';
import { typeOf } from './feel.values.ts';

/** Types a variable may be declared with. Others count as `any`. */
export type DeclaredType = 'any' | 'boolean' | 'number' | 'string' | 'date' | 'time' | 'date and time' | 'days and time duration' | 'years and months duration' | 'list' | 'context' | 'range' | 'function' | 'null';

const declared = new Set<string>(['boolean', 'number', 'string', 'date', 'time', 'date and time', 'days and time duration', 'years and months duration', 'list', 'context']);
export const declaredType = (name: string): DeclaredType => (declared.has(name) ? name as DeclaredType : 'any');

/** The name of a type inside a message, and with its article. */
export const typeNamed = (type: DeclaredType): Phrase => phrase(`feel.type.${type.replaceAll(' ', '-') as 'any'}` satisfies PhraseKey);
export const aTypeNamed = (type: DeclaredType): Phrase => phrase('feel.a', { type: typeNamed(type) });

const results: Readonly<Record<string, DeclaredType>> = {
  string: 'string', 'string join': 'string', substring: 'string', 'upper case': 'string', 'lower case': 'string', trim: 'string', replace: 'string', 'substring before': 'string', 'substring after': 'string',
  'string length': 'number', count: 'number', sum: 'any', number: 'number', floor: 'number', ceiling: 'number', decimal: 'number', modulo: 'number', sqrt: 'number', mean: 'number', median: 'number', product: 'number', stddev: 'number',
  contains: 'boolean', matches: 'boolean', 'starts with': 'boolean', 'ends with': 'boolean', not: 'boolean', odd: 'boolean', even: 'boolean', all: 'boolean', any: 'boolean', 'list contains': 'boolean', is: 'boolean', includes: 'boolean', before: 'boolean', after: 'boolean',
  now: 'date and time', 'date and time': 'date and time', today: 'date', date: 'date', time: 'time', 'years and months duration': 'years and months duration',
  split: 'list', append: 'list', concatenate: 'list', 'distinct values': 'list', flatten: 'list', reverse: 'list', sort: 'list', union: 'list', remove: 'list', sublist: 'list', 'index of': 'list', 'insert before': 'list', 'get entries': 'list', mode: 'list',
  'context put': 'context', 'context merge': 'context', context: 'context',
};

export function typeOfNode(node: FeelNode, variables: ReadonlyMap<string, DeclaredType>): DeclaredType {
  switch (node.kind) {
    case 'literal': {
      const type = typeOf(node.value);
      return type === 'unequal' ? 'any' : type;
    }
    case 'name': return variables.get(node.name) ?? 'any';
    case 'and': case 'or': case 'compare': case 'between': case 'in': case 'instance': case 'some': case 'every': case 'unary tests': return 'boolean';
    case 'for': case 'list': return 'list';
    case 'context': return 'context';
    case 'function': return 'function';
    case 'range': case 'test': return 'range';
    case 'negate': return typeOfNode(node.of, variables);
    case 'arithmetic': return node.rest.reduce((left, step) => arithmeticType(step.op, left, typeOfNode(step.right, variables)), typeOfNode(node.first, variables));
    case 'if': {
      const types = new Set([...node.cases.map((each) => typeOfNode(each.then, variables)), typeOfNode(node.otherwise, variables)]);
      types.delete('null');
      const [only] = types;
      return types.size === 1 && only ? only : 'any';
    }
    case 'call': return node.callee.kind === 'name' && !variables.has(node.callee.name) && Object.hasOwn(results, node.callee.name) ? results[node.callee.name] ?? 'any' : 'any';
    default: return 'any';
  }
}

function arithmeticType(op: string, left: DeclaredType, right: DeclaredType): DeclaredType {
  if (left === 'number' && right === 'number') return 'number';
  if (op === '+' && left === 'string' && right === 'string') return 'string';
  const isMoved = left === 'date' || left === 'date and time' || left === 'time';
  if ((op === '+' || op === '-') && isMoved && right.endsWith('duration')) return left;
  if (op === '-' && isMoved && left === right) return 'days and time duration';
  return 'any';
}

/** The first calculation or comparison in reading order whose sides cannot go together, such as 1 + "a". */
export function mismatchIn(node: FeelNode, variables: ReadonlyMap<string, DeclaredType>): { at: number; left: DeclaredType; right: DeclaredType } | null {
  if (node.kind === 'arithmetic') {
    let left = typeOfNode(node.first, variables);
    for (const step of node.rest) {
      const right = typeOfNode(step.right, variables);
      const isPlain = (type: DeclaredType): boolean => type === 'number' || type === 'string' || type === 'boolean';
      if ((isPlain(left) && isPlain(right) && left !== right) || left === 'boolean' || right === 'boolean') return { at: step.at, left, right };
      left = arithmeticType(step.op, left, right);
    }
  }
  if (node.kind === 'compare') {
    const [left, right] = [typeOfNode(node.left, variables), typeOfNode(node.right, variables)];
    const isOpen = (type: DeclaredType): boolean => type === 'any' || type === 'null';
    if (!isOpen(left) && !isOpen(right) && left !== right) return { at: node.at, left, right };
  }
  return null;
}
