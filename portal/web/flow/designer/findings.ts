/** Findings gathered by the step they belong to, for the badges on the drawing. Pure. */
import type { Finding } from '#domain/flow/flow.schema';
import type { ShapeData } from '../drawing/ShapeNode.tsx';

const worse = { error: 0, warning: 1, info: 2 } as const;

/** Number, worst severity and words per step. Findings without a step stand in the list only. */
export function findingsByNode(findings: readonly Finding[], say: (count: number, first: Finding) => string): ReadonlyMap<string, NonNullable<ShapeData['findings']>> {
  const byNode = new Map<string, Finding[]>();
  for (const finding of findings) if (finding.node !== null) byNode.set(finding.node, [...(byNode.get(finding.node) ?? []), finding]);
  return new Map([...byNode].map(([node, some]) => {
    const sorted = [...some].sort((a, b) => worse[a.severity] - worse[b.severity]);
    return [node, { count: some.length, severity: sorted[0]!.severity, label: say(some.length, sorted[0]!) }];
  }));
}
