/**
 * Refuses patterns whose repetitions can be read in more than one way, such as (a+)+, (a|a)* and (a|ab)*: on a matcher that tries them all
 * the time doubles with each character. Ours does not, but patterns leave with forms, DMN and BPMN for engines that do.
 */
import { negated, rangesOverlap, type CharRange } from './pattern.chars.ts';
import { PatternRefusal, type CharSet, type PatternNode } from './pattern.syntax.ts';

interface Position { id: number; ranges: readonly CharRange[]; isAnything: boolean }
interface Reading { first: Position[]; last: Position[]; canBeEmpty: boolean }

const empty = 'pattern.empty-repeated';
const nested = 'pattern.nested';
/** Up to here alternatives may overlap: 2 to the power of 8 readings do no harm, and dotted addresses are written so. */
const fewRounds = 8;
const overlapping = 'pattern.overlapping';

/** Throws PatternRefusal. */
export function guardPattern(root: PatternNode, ignoreCase: boolean): void {
  let count = 0;

  function read(node: PatternNode, edges: Map<number, { to: Position; isLoop: boolean }[]> | null): Reading {
    switch (node.kind) {
      case 'empty': case 'edge': return { first: [], last: [], canBeEmpty: true };
      case 'look': {
        read(node.of, null);
        return { first: [], last: [], canBeEmpty: true };
      }
      case 'char': {
        count += 1;
        const position = { id: count, ranges: foldable(plain(node.set), ignoreCase), isAnything: node.set.properties.length > 0 };
        return { first: [position], last: [position], canBeEmpty: false };
      }
      case 'group': return read(node.of, edges);
      case 'choice': {
        const options = node.options.map((option) => read(option, edges));
        return { first: options.flatMap((o) => o.first), last: options.flatMap((o) => o.last), canBeEmpty: options.some((o) => o.canBeEmpty) };
      }
      case 'sequence': return node.parts.map((part) => read(part, edges)).reduce((left, right) => {
        link(edges, left.last, right.first, false);
        return {
          first: left.canBeEmpty ? [...left.first, ...right.first] : left.first,
          last: right.canBeEmpty ? [...left.last, ...right.last] : right.last,
          canBeEmpty: left.canBeEmpty && right.canBeEmpty,
        };
      });
      case 'repeat': return repeat(node, edges);
    }
  }

  function repeat(node: Extract<PatternNode, { kind: 'repeat' }>, outer: Map<number, { to: Position; isLoop: boolean }[]> | null): Reading {
    if (node.max <= 1) {
      const inner = read(node.of, outer);
      if (inner.canBeEmpty && node.min < node.max) throw new PatternRefusal(empty);
      return { ...inner, canBeEmpty: node.min === 0 || inner.canBeEmpty };
    }
    const edges = new Map<number, { to: Position; isLoop: boolean }[]>();
    const inner = read(node.of, edges);
    if (inner.canBeEmpty && node.min < node.max) throw new PatternRefusal(empty);
    if (node.max > fewRounds && overlaps(inner.first.map((to) => ({ to, isLoop: false })))) throw new PatternRefusal(overlapping);
    link(edges, inner.last, inner.first, true);
    const loops = isUnbounded(node);
    for (const [, follow] of edges) {
      if (loops && overlaps(follow)) throw new PatternRefusal(follow.some((edge) => edge.isLoop) ? nested : overlapping);
      if (!loops && hasNestedLoop(node.of) && overlaps(follow)) throw new PatternRefusal(nested);
    }
    if (outer) for (const [from, follow] of edges) outer.set(from, [...(outer.get(from) ?? []), ...follow]);
    return { ...inner, canBeEmpty: node.min === 0 || inner.canBeEmpty };
  }

  read(root, null);
}

const isUnbounded = (node: Extract<PatternNode, { kind: 'repeat' }>): boolean => node.max === Infinity;

function hasNestedLoop(node: PatternNode): boolean {
  switch (node.kind) {
    case 'repeat': return node.max > 1;
    case 'group': return hasNestedLoop(node.of);
    case 'sequence': return node.parts.some(hasNestedLoop);
    case 'choice': return node.options.some(hasNestedLoop);
    default: return false;
  }
}

function link(edges: Map<number, { to: Position; isLoop: boolean }[]> | null, from: readonly Position[], to: readonly Position[], isLoop: boolean): void {
  if (!edges) return;
  for (const position of from) edges.set(position.id, [...(edges.get(position.id) ?? []), ...to.map((t) => ({ to: t, isLoop }))]);
}

function overlaps(follow: readonly { to: Position }[]): boolean {
  return follow.some((a, i) => follow.slice(i + 1).some((b) => a.to.isAnything || b.to.isAnything || rangesOverlap(a.to.ranges, b.to.ranges)));
}

const plain = (set: CharSet): readonly CharRange[] => (set.isNegated ? negated(set.ranges) : set.ranges);

/** With the i flag letters stand for both cases; ASCII decides, other letters are matched by the matcher itself. */
function foldable(ranges: readonly CharRange[], ignoreCase: boolean): readonly CharRange[] {
  if (!ignoreCase) return ranges;
  return ranges.flatMap(([low, high]): CharRange[] => {
    const found: CharRange[] = [[low, high]];
    const [upLow, upHigh] = [Math.max(low, 65), Math.min(high, 90)];
    if (upLow <= upHigh) found.push([upLow + 32, upHigh + 32]);
    const [downLow, downHigh] = [Math.max(low, 97), Math.min(high, 122)];
    if (downLow <= downHigh) found.push([downLow - 32, downHigh - 32]);
    return found;
  });
}
