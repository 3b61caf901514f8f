/** Which names an expression takes from outside, and which functions it calls. Names bound inside it do not count. */
import { builtins } from './builtins/index.ts';
import { childrenOf, type FeelNode } from './feel.syntax.ts';

export interface OuterName {
  name: string;
  /** Character of its first use. */
  at: number;
  /** It stands only inside filters, where it may be an entry of the element as well. */
  isMaybeEntry: boolean;
}

export interface Names { outer: OuterName[]; calls: { name: string; at: number; node: Extract<FeelNode, { kind: 'call' }>; isMaybeEntry: boolean }[]; usesInput: boolean }

/** Names in the order they are first met. A function of FEEL's that is only called is no variable. */
export function namesOf(root: FeelNode): Names {
  const outer = new Map<string, OuterName>();
  const calls: Names['calls'] = [];
  let usesInput = false;

  const note = (name: string, at: number, isMaybeEntry: boolean): void => {
    const known = outer.get(name);
    if (!known) outer.set(name, { name, at, isMaybeEntry });
    else if (known.isMaybeEntry && !isMaybeEntry) outer.set(name, { name, at, isMaybeEntry });
  };
  const walk = (node: FeelNode, bound: ReadonlySet<string>, inFilter: boolean): void => {
    const all = (nodes: readonly FeelNode[], names = bound): void => nodes.forEach((each) => walk(each, names, inFilter));
    switch (node.kind) {
      case 'name':
        if (!bound.has(node.name)) note(node.name, node.at, inFilter);
        return;
      case 'input': usesInput = true; return;
      case 'for': case 'some': case 'every': {
        let names = bound;
        for (const iterator of node.iterators) {
          all(iterator.to ? [iterator.from, iterator.to] : [iterator.from], names);
          names = new Set([...names, iterator.name]);
        }
        walk(node.body, node.kind === 'for' ? new Set([...names, 'partial']) : names, inFilter);
        return;
      }
      case 'filter':
        walk(node.of, bound, inFilter);
        walk(node.by, new Set([...bound, 'item']), true);
        return;
      case 'context': {
        // Functions may use entries that come later, values only earlier ones.
        const later = new Set([...bound, ...node.entries.map((entry) => entry.key)]);
        let names = bound;
        for (const { key, value } of node.entries) {
          walk(value, value.kind === 'function' ? later : names, inFilter);
          names = new Set([...names, key]);
        }
        return;
      }
      case 'function': walk(node.body, new Set([...bound, ...node.parameters]), inFilter); return;
      case 'call':
        if (node.callee.kind !== 'name') walk(node.callee, bound, inFilter);
        else if (!bound.has(node.callee.name)) calls.push({ name: node.callee.name, at: node.callee.at, node, isMaybeEntry: inFilter });
        all([...node.positional, ...(node.named ?? []).map((arg) => arg.value)]);
        return;
      default: all(childrenOf(node));
    }
  };
  walk(root, new Set(), false);
  return { outer: [...outer.values()], calls, usesInput };
}

export const isBuiltin = (name: string): boolean => builtins.has(name);
