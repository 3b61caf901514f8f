/** What elements refer to: which of it is not there, and taking out what would lead nowhere because a step was removed or lies in another file. */
import { isTree, treesOf, walkTree, wordsOf, type Tree } from './bpmn.tree.ts';

export const localOf = (tag: string): string => tag.slice(tag.lastIndexOf(':') + 1);
/** Holds steps. */
export const isPartTag = (tag: string): boolean => ['subProcess', 'transaction', 'adHocSubProcess'].includes(tag);
export const isDrawn = (tree: Tree): boolean => ['BPMNShape', 'BPMNEdge'].includes(localOf(tree.tag));
const ends = new Set(['sequenceFlow', 'messageFlow', 'association', 'dataInputAssociation', 'dataOutputAssociation']);
const texts = new Set(['flowNodeRef', 'incoming', 'outgoing']);
export const bare = (reference: string): string => reference.slice(reference.lastIndexOf(':') + 1).trim();

/** What an element cannot be without. */
function needs(tree: Tree): string[] {
  const { attributes = {} } = tree;
  if (isDrawn(tree)) return attributes['bpmnElement'] === undefined ? [] : [attributes['bpmnElement']];
  if (tree.tag === 'participant') return attributes['processRef'] === undefined ? [] : [attributes['processRef']];
  if (texts.has(tree.tag)) return [wordsOf(tree)];
  if (!ends.has(tree.tag)) return [];
  return [attributes['sourceRef'], attributes['targetRef'], ...treesOf(tree).filter(({ tag }) => tag === 'sourceRef' || tag === 'targetRef').map(wordsOf)].filter((one) => one !== undefined);
}

export const idsIn = (trees: Iterable<Tree>): Set<string> => {
  const ids = new Set<string>();
  for (const tree of trees) for (const { attributes } of walkTree(tree)) if (attributes?.['id'] !== undefined) ids.add(attributes['id']);
  return ids;
};

/** References of a model to what it does not hold. */
export function unresolvedIn(root: Tree): string[] {
  const ids = idsIn([root]);
  const missing = new Set<string>();
  for (const tree of walkTree(root)) for (const reference of [...needs(tree), ...standing(tree), ...planed(tree)]) if (!ids.has(bare(reference))) missing.add(bare(reference));
  return [...missing];
}

const standing = ({ attributes = {} }: Tree): string[] => (attributes['default'] === undefined ? [] : [attributes['default']]);

/** What a whole diagram is of. */
const planed = ({ tag, attributes = {} }: Tree): string[] => (localOf(tag) === 'BPMNPlane' && attributes['bpmnElement'] !== undefined ? [attributes['bpmnElement']] : []);

/** Takes out, again and again, what refers to nothing that is there. `known`: may be missing, because it was in the model. Returns what was taken out. */
export function prune(root: Tree, known: ReadonlySet<string>): Tree[] {
  const gone: Tree[] = [];
  for (;;) {
    const ids = idsIn([root]);
    const isMissing = (reference: string): boolean => !ids.has(bare(reference)) && !known.has(bare(reference));
    const before = gone.length;
    for (const tree of walkTree(root)) {
      if (standing(tree).some(isMissing)) delete tree.attributes!['default'];
      const kept = tree.children?.filter((child) => {
        const leads = !isTree(child) || !needs(child).some(isMissing);
        if (!leads) gone.push(child as Tree);
        return leads;
      });
      if (kept === undefined || kept.length === tree.children!.length) continue;
      if (kept.length > 0) tree.children = kept;
      else delete tree.children;
    }
    if (gone.length === before) return gone;
  }
}

/** Gives ids that are taken another name, with everything that refers to them. */
export function rename(trees: readonly Tree[], names: ReadonlyMap<string, string>): void {
  if (names.size === 0) return;
  const now = (reference: string): string => names.get(reference.trim()) ?? reference;
  for (const tree of trees) for (const one of walkTree(tree)) {
    for (const [name, value] of Object.entries(one.attributes ?? {})) if (/^(id|default|bpmnElement|\w+Ref)$/.test(name)) one.attributes![name] = now(value);
    if (/^(incoming|outgoing|\w+Ref)$/.test(one.tag) && one.children?.length === 1 && !isTree(one.children[0]!)) one.children = [now(one.children[0]!)];
  }
}
