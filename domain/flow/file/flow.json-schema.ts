/** The published JSON Schema of flow file v1: made from the shapes the reader uses and from the config of each kind, so that an editor completes both. */
import { z } from 'zod';
import { flowFileSchema } from '../flow.schema.ts';
import type { NodeRegistry } from '../nodes/node.kind.ts';

type Schema = Record<string, unknown>;

/** Pretty JSON with a line feed at the end. Depends on nothing but the sources. */
export function generateFlowSchema(registry: NodeRegistry): string {
  const file = z.toJSONSchema(flowFileSchema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const defs: Schema = { ...(file['$defs'] as Schema | undefined) };
  const branches = Object.entries(registry).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, kind]) => {
    const { $schema: _, $defs: inner, ...config } = z.toJSONSchema(kind.config, { io: 'input', unrepresentable: 'any' }) as Schema;
    defs[`config.${name}`] = { title: kind.title.en, description: kind.about.en, ...(inner ? { $defs: inner } : {}), ...config };
    return { if: { properties: { kind: { const: name } }, required: ['kind'] }, then: { properties: { config: { $ref: `#/$defs/config.${name}` } } } };
  });
  const properties = file['properties'] as Record<string, Schema>;
  const nodes = properties['nodes']!;
  const schema = {
    ...file, $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Signalbox flow file, format version 1',
    description: 'Nodes and edges as maps by id, meaning apart from layout, texts by language. Kinds not listed here may exist; their configs are theirs.',
    properties: { ...properties, nodes: { ...nodes, additionalProperties: { ...(nodes['additionalProperties'] as Schema), allOf: branches } } }, $defs: defs,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
