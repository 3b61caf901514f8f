/** Which plain element is which element of the model: they are found in the same order, whatever their ids. */
import { elementsOf, isContainer, tagOf, typeOf, type BpmnElement } from './bpmn.elements.ts';
import { treesOf, type Tree } from './bpmn.tree.ts';

export type Pairs = ReadonlyMap<BpmnElement, { tree: Tree; /** Its place among its neighbours. */ at: number }>;

export function pairUp(definitions: BpmnElement, root: Tree): Pairs {
  const pairs = new Map<BpmnElement, { tree: Tree; at: number }>();
  const inside = (elements: readonly BpmnElement[], tree: Tree): void => {
    const places = new Map(treesOf(tree).map((child, at) => [child, at]));
    const waiting = new Map<string, Tree[]>();
    for (const child of places.keys()) {
      const list = waiting.get(child.tag);
      if (list) list.push(child);
      else waiting.set(child.tag, [child]);
    }
    const next = new Map<string, number>();
    for (const element of elements) {
      const tag = tagOf(element);
      const index = next.get(tag) ?? 0;
      next.set(tag, index + 1);
      const found = waiting.get(tag)?.[index];
      if (!found) continue;
      pairs.set(element, { tree: found, at: places.get(found)! });
      if (isContainer(element) || typeOf(element) === 'Process') inside([...elementsOf(element, 'flowElements'), ...elementsOf(element, 'artifacts')], found);
    }
  };
  inside(elementsOf(definitions, 'rootElements'), root);
  return pairs;
}
