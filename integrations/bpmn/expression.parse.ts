/**
 * Reads expressions as other engines write them (JUEL, Groovy, JavaScript, MVEL: the part they have in common) into a tree: comparisons, arithmetic, choices,
 * members, calls. What a call means is decided by expression.print.ts; what is none of this is refused with the place where reading stopped.
 */

export type Foreign =
  | { kind: 'number' | 'text'; value: string }
  | { kind: 'word'; value: 'true' | 'false' | 'null' }
  | { kind: 'name'; name: string }
  | { kind: 'member'; of: Foreign; name: string }
  | { kind: 'index'; of: Foreign; by: Foreign }
  | { kind: 'call'; of: Foreign | null; name: string; args: Foreign[] }
  | { kind: 'unary'; op: 'not' | '-' | 'empty'; of: Foreign }
  | { kind: 'binary'; op: BinaryOp; left: Foreign; right: Foreign }
  | { kind: 'choice'; if: Foreign; then: Foreign; else: Foreign }
  | { kind: 'list'; items: Foreign[] };
export type BinaryOp = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | 'mod';

/** Thrown here and in expression.print.ts, caught in expression.ts. `reason` ends a sentence. */
export class Untranslatable extends Error {
  readonly reason: string;
  constructor(reason: string) { super(reason); this.reason = reason; }
}

interface Token { type: 'number' | 'text' | 'name' | 'sign' | 'end'; value: string; at: number }

const deepest = 60;
const pattern = /\s+|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?[LlFfDd]?(?![\w$]))|(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<name>(?:vars?|variables):[A-Za-z]+(?=\s*\()|(?:\w+:)?get(?:DataObject|DataInput|DataOutput|ProcessProperty)(?=\s*\()|[A-Za-z_$][\w$]*)|(?<sign>===|!==|==|!=|<=|>=|&&|\|\||\?:|[=<>+\-*/%!?:.,()[\]])/gsuy;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) throw new Untranslatable(`nothing is known of ${JSON.stringify(text.slice(at, at + 12))}`);
    const [type, value] = Object.entries(found.groups ?? {}).find(([, group]) => group !== undefined) ?? [];
    if (type !== undefined && value !== undefined) tokens.push({ type: type as Token['type'], value, at });
    at = pattern.lastIndex;
  }
  return [...tokens, { type: 'end', value: '', at }];
}

/** `joinsWords`: names may have spaces, as people write them on a drawing; a sentence alone is none. Throws Untranslatable. */
export function parseForeign(text: string, joinsWords = false): Foreign {
  const reader = new Reader(tokensOf(text), joinsWords);
  const tree = reader.choice();
  reader.end();
  if (tree.kind === 'name' && tree.name.includes(' ')) throw new Untranslatable('it is a sentence');
  return tree;
}

const levels: readonly Readonly<Record<string, BinaryOp>>[] = [
  { '||': 'or', or: 'or' },
  { '&&': 'and', and: 'and' },
  { '==': '=', '===': '=', '=': '=', eq: '=', '!=': '!=', '!==': '!=', ne: '!=' },
  { '<': '<', lt: '<', '<=': '<=', le: '<=', '>': '>', gt: '>', '>=': '>=', ge: '>=' },
  { '+': '+', '-': '-' },
  { '*': '*', '/': '/', div: '/', '%': 'mod', mod: 'mod' },
];

const operators = new Set([...levels.flatMap((level) => Object.keys(level)), 'not', 'empty']);

class Reader {
  readonly #tokens: Token[];
  #at = 0;
  #depth = 0;
  readonly #joinsWords: boolean;
  constructor(tokens: Token[], joinsWords: boolean) { this.#tokens = tokens; this.#joinsWords = joinsWords; }

  get #now(): Token { return this.#tokens[this.#at]!; }
  #take(): Token { return this.#tokens[this.#at++]!; }
  #is(...values: string[]): boolean { return this.#now.type !== 'text' && values.includes(this.#now.value); }
  #skip(value: string): boolean { if (!this.#is(value)) return false; this.#at += 1; return true; }
  #need(value: string): void { if (!this.#skip(value)) this.#stop(); }
  #stop(): never { throw new Untranslatable(this.#now.type === 'end' ? 'it ends too early' : `${JSON.stringify(this.#now.value)} is not expected at character ${this.#now.at + 1}`); }

  end(): void { if (this.#now.type !== 'end') this.#stop(); }

  choice(): Foreign {
    if (++this.#depth > deepest) throw new Untranslatable('it is nested too deeply');
    const first = this.#binary(0);
    let tree = first;
    if (this.#skip('?:')) tree = { kind: 'choice', if: { kind: 'binary', op: '!=', left: first, right: { kind: 'word', value: 'null' } }, then: first, else: this.choice() };
    else if (this.#skip('?')) {
      const then = this.choice();
      this.#need(':');
      tree = { kind: 'choice', if: first, then, else: this.choice() };
    }
    this.#depth -= 1;
    return tree;
  }

  #binary(level: number): Foreign {
    const ops = levels[level];
    if (!ops) return this.#unary();
    let tree = this.#binary(level + 1);
    for (let count = 0; this.#now.type !== 'text' && Object.hasOwn(ops, this.#now.value); count += 1) {
      // A long chain is as deep a tree as nesting is.
      if (count > deepest * 2) throw new Untranslatable('it is too long');
      const op = ops[this.#take().value]!;
      tree = { kind: 'binary', op, left: tree, right: this.#binary(level + 1) };
    }
    return tree;
  }

  #unary(): Foreign {
    if (++this.#depth > deepest) throw new Untranslatable('it is nested too deeply');
    const op = this.#is('!', 'not') ? 'not' as const : this.#is('-') ? '-' as const : this.#is('empty') && !['sign', 'end'].includes(this.#tokens[this.#at + 1]?.type ?? 'end') || (this.#is('empty') && this.#tokens[this.#at + 1]?.value === '(') ? 'empty' as const : null;
    if (op !== null) this.#at += 1;
    const tree: Foreign = op === null ? this.#postfix() : { kind: 'unary', op, of: this.#unary() };
    this.#depth -= 1;
    return tree;
  }

  #postfix(): Foreign {
    let tree = this.#primary();
    for (let count = 0; ; count += 1) {
      if (count > deepest) throw new Untranslatable('it is too long');
      if (this.#skip('.')) {
        const { type, value } = this.#take();
        if (type !== 'name') this.#stop();
        tree = this.#skip('(') ? { kind: 'call', of: tree, name: value, args: this.#list(')') } : { kind: 'member', of: tree, name: value };
      } else if (this.#skip('[')) {
        tree = { kind: 'index', of: tree, by: this.choice() };
        this.#need(']');
      } else return tree;
    }
  }

  #list(close: string): Foreign[] {
    const items: Foreign[] = [];
    if (this.#skip(close)) return items;
    do items.push(this.choice()); while (this.#skip(','));
    this.#need(close);
    return items;
  }

  #primary(): Foreign {
    const token = this.#take();
    if (token.type === 'number') return { kind: 'number', value: token.value.replace(/[LlFfDd]$/, '') };
    if (token.type === 'text') return { kind: 'text', value: unescaped(token.value.slice(1, -1)) };
    if (token.type === 'name') {
      if (token.value === 'true' || token.value === 'false' || token.value === 'null') return { kind: 'word', value: token.value };
      if (token.value === 'undefined') return { kind: 'word', value: 'null' };
      if (['new', 'function', 'instanceof', 'typeof', 'return', 'in'].includes(token.value)) throw new Untranslatable(`"${token.value}" has no like here`);
      if (this.#skip('(')) return { kind: 'call', of: null, name: token.value, args: this.#list(')') };
      const words = [token.value];
      while (this.#joinsWords && this.#now.type === 'name' && !operators.has(this.#now.value)) words.push(this.#take().value);
      return { kind: 'name', name: words.join(' ') };
    }
    if (token.value === '(') {
      const tree = this.choice();
      this.#need(')');
      return tree;
    }
    if (token.value === '[') return { kind: 'list', items: this.#list(']') };
    this.#at -= 1;
    return this.#stop();
  }
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r' };
const unescaped = (text: string): string => text.replace(/\\(.)/gsu, (_, one: string) => escapes[one] ?? one);
