/** A step that does something else by now than its model says: what the model says of what it does goes, everything else about it stays. */
import type { NodeExtension } from './bpmn.extension.ts';
import { without } from './bpmn.kept.ts';
import { isActivity, type Native } from './bpmn.native.ts';
import { isPartTag } from './bpmn.refs.ts';
import { treesOf, type Tree } from './bpmn.tree.ts';
import { readNames } from './bpmn.vendors.ts';

const meaning = /EventDefinition$|^eventDefinitionRef$|LoopCharacteristics$|^(script|potentialOwner|humanPerformer|performer|resourceRole|activationCondition)$/;
const meaningAttributes = ['cancelActivity', 'isInterrupting', 'triggeredByEvent', 'scriptFormat'];
const local = (name: string): string => name.slice(name.indexOf(':') + 1);
const isRead = (name: string): boolean => name.includes(':') && readNames.has(local(name));

/** Whether an element of the model can be what the flow says now: its kind, if not exactly it. */
const suits = (tag: string, native: string): boolean => tag === native || (isActivity(tag) && isActivity(native) && isPartTag(tag) === isPartTag(native));

export function withMeaning({ tag, attributes = {}, children = [] }: NodeExtension, native: Native): { tag: string; attributes: Record<string, string>; children: Tree[] } {
  if (tag === undefined || !suits(tag, native.tag)) return { tag: native.tag, attributes: native.attributes, children: [...children.filter((child) => child.tag === 'documentation' || child.tag === 'extensionElements').map(extensions), ...native.children] };
  const before = new Map(children.filter((child) => meaning.test(child.tag)).map((child) => [child.tag, child]));
  const kept = Object.fromEntries(Object.entries(attributes).filter(([name]) => !isRead(name)));
  return {
    tag, attributes: { ...without(kept, ...meaningAttributes), ...native.attributes },
    // A definition of the same kind keeps its id and whatever else it has.
    children: [...children.filter((child) => !meaning.test(child.tag)).map(extensions), ...native.children.map((child) => ({ ...child, attributes: { ...before.get(child.tag)?.attributes, ...child.attributes } }))],
  };
}

const extensions = (tree: Tree): Tree => (tree.tag === 'extensionElements' ? { ...tree, children: treesOf(tree).filter((child) => !isRead(child.tag)) } : tree);
