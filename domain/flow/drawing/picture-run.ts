/** What a drawing shows of a run: where its tokens are and have been, and what it could not do. */

export interface PictureRun {
  /** Tokens by node. */
  tokens: ReadonlyMap<string, number>;
  visitedNodes: Readonly<Record<string, number>>;
  visitedEdges: Readonly<Record<string, number>>;
  incidents: ReadonlySet<string>;
}

/** What is told of a run. */
export interface ToldRun {
  tokens: readonly { node: string; waitsFor: string | null }[];
  visitedNodes: Readonly<Record<string, number>>;
  visitedEdges: Readonly<Record<string, number>>;
  incidents: readonly { node: string | null }[];
}

/** Tokens by node; a token that stands on a scope only waits for what is inside, so it is not shown. */
export function pictureRun(told: ToldRun): PictureRun {
  const tokens = new Map<string, number>();
  for (const token of told.tokens) if (token.waitsFor !== 'scope') tokens.set(token.node, (tokens.get(token.node) ?? 0) + 1);
  return { tokens, visitedNodes: told.visitedNodes, visitedEdges: told.visitedEdges, incidents: new Set(told.incidents.flatMap((incident) => (incident.node === null ? [] : [incident.node]))) };
}
