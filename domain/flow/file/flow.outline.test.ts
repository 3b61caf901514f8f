import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { flowFileSchema } from '../flow.schema.ts';
import { nodeKinds } from '../nodes/index.ts';
import type { NodeKind } from '../nodes/node.kind.ts';
import { outlineOf } from './flow.outline.ts';

const shipped = flowFileSchema.parse(JSON.parse(readFileSync(new URL('../../../seed/flows/incident.flow.json', import.meta.url), 'utf8')));
const outline = outlineOf(shipped, nodeKinds);
const kinds: Readonly<Record<string, NodeKind>> = nodeKinds;
const outcomesOf = ({ kind, config }: { kind: string; config: unknown }) => kinds[kind]!.outcomes((kinds[kind]!.config.safeParse(config).data ?? kinds[kind]!.config.parse(kinds[kind]!.initial)));
const plain = (outcome: { key: string | null; name: unknown }) => ({ key: outcome.key, name: outcome.name });

describe('the outline of a flow', () => {
  it('tells nothing of how the flow works', () => {
    const text = JSON.stringify(outline);
    for (const inner of ['device-token', 'endpoints', '/restart', 'check.isUp', 'tries', 'alarm.group', 'interfaceIndex', '"="', '"=']) expect(text, inner).not.toContain(inner);
    expect(outline).toMatchObject({ variables: {}, forms: {} });
    expect(Object.values(outline.edges).filter((edge) => 'condition' in edge)).toEqual([]);
  });
  it('is a flow file that draws the same: places, names, ways out and whom a card names', () => {
    expect(flowFileSchema.parse(outline)).toEqual(outline);
    expect(outline.layout).toEqual(shipped.layout);
    for (const [id, node] of Object.entries(shipped.nodes)) {
      const drawn = outline.nodes[id]!;
      expect({ kind: drawn.kind, name: drawn.name, scope: drawn.scope, attachedTo: drawn.attachedTo }).toEqual({ kind: node.kind, name: node.name, scope: node.scope, attachedTo: node.attachedTo });
      expect(outcomesOf(drawn).map(plain), id).toEqual(outcomesOf(node).map(plain));
      const asked = node.config['assignments'];
      if (Array.isArray(asked) && !JSON.stringify(asked).includes('"by":"expression"')) expect(kinds[node.kind]!.summary(kinds[node.kind]!.config.parse(drawn.config), outline)).toEqual(kinds[node.kind]!.summary(kinds[node.kind]!.config.parse(node.config), shipped));
    }
    for (const [id, edge] of Object.entries(shipped.edges)) expect(outline.edges[id]).toMatchObject({ from: edge.from, to: edge.to, ...(edge.name ? { name: edge.name } : {}), ...(edge.outcome ? { outcome: edge.outcome } : {}) });
  });
  it('draws a step of an older version, whose settings hold a field nobody knows any more, like any other', () => {
    const { diagnose } = shipped.nodes;
    const older = { ...shipped, nodes: { ...shipped.nodes, diagnose: { ...diagnose!, config: { ...diagnose!.config, setAssignee: true } } } };
    expect(outlineOf(older, nodeKinds)).toEqual(outline);
  });
});
