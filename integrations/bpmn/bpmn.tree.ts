/**
 * A model as plain elements, attributes and texts: what of it no flow says can be kept as data, and what a flow says can be written among it. Names of BPMN stand
 * alone ("userTask"), others with the prefix of the file ("camunda:field"), those of another default namespace behind a colon (":Grid").
 */
import { endOfTag } from './bpmn.guard.ts';

/** `at`: where it stood among its neighbours. */
export interface Tree { tag: string; attributes?: Record<string, string>; children?: (Tree | string)[]; at?: number }
/** `refused`: attributes whose names a flow file may not hold, as "tag/name". */
export interface SourceTree { root: Tree; /** Of BPMN in this file. */ prefix: string; namespaces: Record<string, string>; refused: string[] }

export const modelNamespace = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const refusedNames = new Set(['__proto__', 'prototype', 'constructor']);
const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const attribute = /([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

export const isTree = (child: Tree | string): child is Tree => typeof child !== 'string';
export const treesOf = (tree: Tree | undefined, tag?: string): Tree[] => (tree?.children ?? []).filter(isTree).filter((child) => tag === undefined || child.tag === tag);
export const wordsOf = (tree: Tree): string => (tree.children ?? []).map((child) => (isTree(child) ? wordsOf(child) : child)).join('');
/** All elements, the outermost first. */
export function* walkTree(tree: Tree): Generator<Tree> {
  const open = [tree];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    yield one;
    open.push(...treesOf(one).reverse());
  }
}
/** With nothing that is empty. */
export function treeOf(tag: string, attributes: Readonly<Record<string, string | undefined>> = {}, children: readonly (Tree | string)[] = []): Tree {
  const given = Object.entries(attributes).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { tag, ...(given.length > 0 ? { attributes: Object.fromEntries(given) } : {}), ...(children.length > 0 ? { children: [...children] } : {}) };
}

interface Open { tree: Tree; spaces: ReadonlyMap<string, string>; written: string }

/** Of a text the parser of BPMN has taken; what is not well-formed is read as far as it goes. */
export function parseTree(xml: string): SourceTree {
  const top: Open = { tree: { tag: '', children: [] }, spaces: new Map(), written: '' };
  const [stack, refused] = [[top], [] as string[]];
  let at = 0;
  while (at < xml.length) {
    const next = xml.indexOf('<', at);
    if (next !== at) addText(stack.at(-1)!.tree, decoded(xml.slice(at, next < 0 ? undefined : next)));
    if (next < 0) break;
    const skipped = xml.startsWith('<!--', next) ? '-->' : xml.startsWith('<![CDATA[', next) ? ']]>' : xml.startsWith('<?', next) ? '?>' : null;
    if (skipped !== null) {
      const end = xml.indexOf(skipped, next + 4);
      if (skipped === ']]>') addText(stack.at(-1)!.tree, xml.slice(next + 9, end < 0 ? undefined : end));
      at = end < 0 ? xml.length : end + skipped.length;
      continue;
    }
    const end = endOfTag(xml, next);
    const inside = xml.slice(next + 1, end - 1);
    at = end;
    if (inside.startsWith('/')) { if (stack.length > 1) stack.pop(); continue; }
    const opened = open(inside, stack.at(-1)!, refused);
    if (!inside.endsWith('/')) stack.push(opened);
  }
  const root = treesOf(top.tree)[0] ?? { tag: 'definitions' };
  tidy(root);
  const { namespaces, rest } = spacesOf(root);
  return { root: treeOf(root.tag, rest, root.children), prefix: prefixes.get(root) ?? '', namespaces, refused };
}

/** What stood before the name of the outermost element. */
const prefixes = new WeakMap<Tree, string>();

function open(inside: string, { tree: parent, spaces }: Open, refused: string[]): Open {
  const written = /^[^\s/>]+/.exec(inside)?.[0] ?? '';
  const attributes: Record<string, string> = {};
  let own = spaces;
  for (const [, name, one, other] of inside.slice(written.length).matchAll(attribute)) {
    const value = decoded((one ?? other ?? '').replace(/\r\n|[\t\r\n]/g, ' '));
    if (refusedNames.has(name!)) { refused.push(`${written}/${name!}`); continue; }
    attributes[name!] = value;
    const [, declared] = /^xmlns(?::(.+))?$/.exec(name!) ?? [null, null];
    if (declared !== null) own = new Map([...own, [declared ?? '', value]]);
  }
  const colon = written.indexOf(':');
  const [prefix, local] = colon < 0 ? ['', written] : [written.slice(0, colon), written.slice(colon + 1)];
  const tree: Tree = treeOf(own.get(prefix) === modelNamespace ? local : prefix === '' ? `:${local}` : written, attributes);
  prefixes.set(tree, prefix);
  (parent.children ??= []).push(tree);
  return { tree, spaces: own, written };
}

function addText(tree: Tree, text: string): void {
  if (text === '') return;
  const children = (tree.children ??= []);
  const last = children.at(-1);
  if (typeof last === 'string') children[children.length - 1] = last + text;
  else children.push(text);
}

/** White space between elements is no text. */
function tidy(root: Tree): void {
  for (const tree of walkTree(root)) {
    if (tree.children === undefined) continue;
    const kept = tree.children.filter((child) => isTree(child) || child.trim() !== '');
    if (kept.length > 0) tree.children = kept;
    else delete tree.children;
  }
}

function spacesOf(root: Tree): { namespaces: Record<string, string>; rest: Record<string, string> } {
  const [namespaces, rest]: Record<string, string>[] = [{}, {}];
  for (const [name, value] of Object.entries(root.attributes ?? {})) {
    const [whole, prefix] = /^xmlns(?::(.+))?$/.exec(name) ?? [];
    if (whole === undefined) rest![name] = value;
    // A prefix such as "constructor" is refused with the attribute that declares it.
    else if (!refusedNames.has(prefix ?? '')) namespaces![prefix ?? ''] = value;
  }
  return { namespaces: namespaces!, rest: rest! };
}

const decoded = (text: string): string => text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
  if (name !== undefined) return Object.hasOwn(entities, name) ? entities[name]! : whole;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
});
