/** What the diagrams of a model say beyond places and corners: ids, colours, labels, sizes, and everything drawn that is no step and no edge. */
import type { FlowFile } from '#domain/flow/flow.schema';
import type { EdgeExtension, NodeExtension } from './bpmn.extension.ts';
import { compact, without } from './bpmn.kept.ts';
import type { Marks } from './bpmn.marks.ts';
import { keptPlace, shapeOfKind, type Bounds } from './bpmn.places.ts';
import { bare, isDrawn, localOf } from './bpmn.refs.ts';
import { treesOf, treeOf, walkTree, type SourceTree, type Tree } from './bpmn.tree.ts';

interface Drawn { tree: Tree; at: number; diagram: number; element: string }
type KeptShape = NonNullable<NodeExtension['shape']>;
type KeptLine = NonNullable<EdgeExtension['line']>;

const numbers = (tree: Tree | undefined, names: readonly string[]): number[] | null => {
  const read = names.map((name) => { const text = tree?.attributes?.[name]?.trim(); return text === undefined || text === '' ? NaN : Number(text); });
  return read.every(Number.isFinite) ? read : null;
};

/** It says nothing beside its place; one that does is left as it is. */
const isPlain = ({ attributes = {}, children = [] }: Tree, names: number): boolean => children.length === 0 && Object.keys(attributes).length === names;

export class KeptDrawing {
  readonly hasDecimals: boolean;
  readonly #diagrams: { tree: Tree; at: number }[];
  readonly #byElement = new Map<string, Drawn>();
  readonly #all: Drawn[] = [];
  readonly #taken = new Set<Tree>();
  constructor({ root }: SourceTree) {
    this.#diagrams = treesOf(root).map((tree, at) => ({ tree, at })).filter(({ tree }) => localOf(tree.tag) === 'BPMNDiagram');
    let hasDecimals = false;
    for (const [diagram, { tree }] of this.#diagrams.entries()) {
      for (const plane of planesOf(tree)) for (const [at, child] of treesOf(plane).entries()) {
        const element = child.attributes?.['bpmnElement'];
        const drawn = { tree: child, at, diagram, element: element === undefined ? '' : bare(element) };
        this.#all.push(drawn);
        if (isDrawn(child) && element !== undefined && !this.#byElement.has(drawn.element)) this.#byElement.set(drawn.element, drawn);
      }
      for (const { tag, attributes = {} } of walkTree(tree)) hasDecimals ||= ['Bounds', 'waypoint'].includes(localOf(tag)) && Object.values(attributes).some((value) => /^-?\d+\.0$/.test(value));
    }
    this.hasDecimals = hasDecimals;
  }

  get isEmpty(): boolean { return this.#diagrams.length === 0; }

  /** `tree`: the element in the model. Undefined: not drawn, or as it would be drawn anyway. */
  shape(tree: Tree, id: string, kind: string, place: FlowFile['layout']['nodes'][string] | undefined, isOwn: boolean): KeptShape | undefined {
    const element = tree.attributes?.['id'];
    const drawn = element === undefined ? undefined : this.#byElement.get(element);
    const [inner, ...more] = treesOf(drawn?.tree).filter(({ tag }) => localOf(tag) === 'Bounds');
    const read = numbers(inner, ['x', 'y', 'width', 'height']);
    if (!drawn || !place || localOf(drawn.tree.tag) !== 'BPMNShape' || read === null || more.length > 0 || !isPlain(inner!, 4)) return undefined;
    this.#taken.add(drawn.tree);
    const bounds: Bounds = { x: read[0]!, y: read[1]!, width: read[2]!, height: read[3]! };
    const plainId = `${element!}_di`;
    const attributes = without(drawn.tree.attributes, 'id', 'bpmnElement');
    const ownId = drawn.tree.attributes?.['id'];
    const kept: KeptShape = compact({
      id: ownId === plainId ? undefined : ownId ?? null, diagram: this.#number(drawn, isOwn), at: isOwn ? undefined : drawn.at,
      attributes: isOwn && shapeOfKind(kind) === 'scope' && attributes['isExpanded'] === 'true' ? without(attributes, 'isExpanded') : attributes,
      children: treesOf(drawn.tree).filter((child) => child !== inner), ...keptPlace(kind, place, bounds),
    });
    return Object.keys(kept).length === 0 && isOwn ? undefined : kept;
  }

  line(tree: Tree, id: string, file: FlowFile, marks: Marks, isOwn: boolean): KeptLine | undefined {
    const element = tree.attributes?.['id'];
    const drawn = element === undefined ? undefined : this.#byElement.get(element);
    const corners = treesOf(drawn?.tree).filter(({ tag }) => localOf(tag) === 'waypoint');
    const points = file.layout.edges[id]?.points;
    const point = without(corners[0]?.attributes, 'x', 'y');
    const isRead = corners.length >= 2 && corners.every((one) => numbers(one, ['x', 'y']) !== null && isPlain(one, 2 + Object.keys(point).length) && Object.entries(point).every(([name, value]) => one.attributes?.[name] === value)) && (isOwn || points?.length === corners.length);
    if (!drawn || localOf(drawn.tree.tag) !== 'BPMNEdge' || !isRead) return undefined;
    this.#taken.add(drawn.tree);
    const ownId = drawn.tree.attributes?.['id'];
    const kept: KeptLine = compact({
      id: ownId === `${element!}_di` ? undefined : ownId ?? null, diagram: this.#number(drawn, isOwn), at: isOwn ? undefined : drawn.at, attributes: without(drawn.tree.attributes, 'id', 'bpmnElement'),
      children: treesOf(drawn.tree).filter(({ tag }) => localOf(tag) !== 'waypoint'), point,
    });
    return isOwn && Object.keys(kept).length === 0 ? undefined : { ...kept, ...(isOwn ? {} : { mark: marks.ends(id) }) };
  }

  /** Undefined: the first, or the one a flow of ours has for itself. */
  #number({ diagram }: Drawn, isOwn: boolean): number | undefined {
    const { attributes = {} } = this.#diagrams[diagram]!.tree;
    return diagram === 0 || (isOwn && attributes['id']?.endsWith('_diagram') && attributes['id'].slice(0, -8) === planesOf(this.#diagrams[diagram]!.tree)[0]?.attributes?.['bpmnElement']) ? undefined : diagram;
  }

  /** The diagrams with what is in them beside steps and edges, for one flow: what `belongs` says of the id of what is drawn. */
  rest(belongs: (element: string) => boolean): Tree[] {
    return this.#diagrams.map(({ tree, at }, diagram) => ({
      ...treeOf(tree.tag, tree.attributes, treesOf(tree).map((part) => (localOf(part.tag) !== 'BPMNPlane' ? part : treeOf(part.tag, part.attributes, this.#all
        .filter((one) => one.diagram === diagram && !this.#taken.has(one.tree) && belongs(one.element)).map((one) => ({ ...one.tree, at: one.at })))))), at,
    }));
  }
}

const planesOf = (diagram: Tree): Tree[] => treesOf(diagram).filter(({ tag }) => localOf(tag) === 'BPMNPlane');
