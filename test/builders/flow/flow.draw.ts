/** Draws small flows for tests in a line per edge. */
import type { Json, Text } from '#domain/values';
import type { FlowFile, FlowLock, FlowNode, FlowRepeat } from '#domain/flow/flow.schema';

export type NodeDrawing = string | { kind: string; name?: Text; config?: Record<string, Json>; scope?: string; attachedTo?: string; ticketState?: string; repeat?: FlowRepeat; mutex?: string; lock?: FlowLock };

const defaults: Record<string, Record<string, Json>> = {
  task: { assignments: [{ by: 'person', person: 'ana' }], outcomes: [{ key: 'done', name: { en: 'Done' } }] },
  approval: { assignments: [{ by: 'person', person: 'mia' }] },
  timer: { value: 'PT1H' },
  activity: { activity: 'http', inputs: {}, resultVariable: 'result' },
  assign: { set: [{ variable: 'x', value: '1' }] },
  'wait-message': { message: 'go' },
  'boundary-message': { message: 'stop' },
  'boundary-timer': { value: 'PT1H' },
  'error-end': { code: 'FAILED' },
  'call-flow': { flow: 'child' },
  escalation: { code: 'ATTENTION' },
  'escalation-end': { code: 'ATTENTION' },
};

/**
 * Nodes by id, and edges: "a -> b", "a.approved -> b" (outcome), "a ? x > 1 -> b" (condition), "a ?? -> b" (default). A task written as
 * "task" has one outcome: "a.done -> b".
 */
export function drawFlow(nodes: Record<string, NodeDrawing>, edges: readonly string[], more: Partial<FlowFile> = {}): FlowFile {
  const file: FlowFile = { formatVersion: 1, key: 'test', name: { en: 'Test' }, variables: {}, forms: {}, nodes: {}, edges: {}, layout: { nodes: {}, edges: {} }, ...more };
  for (const [id, drawing] of Object.entries(nodes)) {
    const given = typeof drawing === 'string' ? { kind: drawing } : drawing;
    file.nodes[id] = { name: { en: id }, ...given, config: { ...defaults[given.kind], ...given.config } } satisfies FlowNode;
  }
  edges.forEach((line, index) => {
    const parts = /^\s*([\w-]+?)(?:\.([\w-]+))?\s*(?:(\?\?)|\?\s*(.+?))?\s*->\s*([\w-]+)\s*$/.exec(line);
    if (!parts) throw new Error(`no edge: ${line}`);
    const [, from, outcome, isDefault, condition, to] = parts;
    file.edges[`e${index + 1}`] = { from: from!, to: to!, order: index, ...(outcome ? { outcome } : {}), ...(isDefault ? { isDefault: true } : {}), ...(condition ? { condition } : {}) };
  });
  return file;
}

/** Outcomes of a task, by key. */
export const outcomes = (...keys: string[]): Json => keys.map((key) => ({ key, name: { en: key } }));
