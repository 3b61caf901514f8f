/** Which value a name has at a place: frames of iterators, parameters and context entries, and below them the variables handed in. */
import { feelTag } from './feel.json.ts';
import { canonicalName } from './feel.parse.ts';
import { isContext, type FeelContext, type FeelValue } from './feel.values.ts';

export interface Scope { find: (name: string) => FeelValue | undefined }

/** An entry of a context by name; a name with other signs also matches however it is spaced. */
export function entryOf(context: FeelContext, name: string): FeelValue | undefined {
  const direct = context.get(name);
  if (direct !== undefined || /^[\p{L}\p{N}_]*$/u.test(name)) return direct;
  for (const [key, value] of context) if (canonicalName(key) === name) return value;
  return undefined;
}

export class Frame implements Scope {
  readonly #names: FeelContext;
  readonly #outer: Scope;
  constructor(names: FeelContext, outer: Scope) {
    this.#names = names;
    this.#outer = outer;
  }
  find(name: string): FeelValue | undefined {
    const value = this.#names.get(name);
    return value === undefined ? this.#outer.find(name) : value;
  }
}

/** Inside a filter: the element is `item`, and its entries are names of their own. */
export class ItemFrame implements Scope {
  readonly #item: FeelValue;
  readonly #outer: Scope;
  constructor(item: FeelValue, outer: Scope) {
    this.#item = item;
    this.#outer = outer;
  }
  find(name: string): FeelValue | undefined {
    const entry = isContext(this.#item) ? entryOf(this.#item, name) : undefined;
    if (entry !== undefined) return entry;
    return name === 'item' ? this.#item : this.#outer.find(name);
  }
}

/** The variables handed in. Each is read once, when its name is first met: five hundred others cost nothing. */
export class Variables implements Scope {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #decode: (value: unknown) => FeelValue;
  readonly #read: FeelContext = new Map();
  constructor(values: Readonly<Record<string, unknown>>, decode: (value: unknown) => FeelValue) {
    this.#values = values;
    this.#decode = decode;
  }
  find(name: string): FeelValue | undefined {
    const read = this.#read.get(name);
    if (read !== undefined) return read;
    if (name === feelTag || !Object.hasOwn(this.#values, name)) return undefined;
    const raw = this.#values[name];
    if (raw === undefined) return undefined;
    const value = this.#decode(raw);
    this.#read.set(name, value);
    return value;
  }
}
