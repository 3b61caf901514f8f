/** Flow files for tests, written as they are drawn: steps in a row, or nodes and edges. Ids of edges are `<from>-<to>` or `<from>-<outcome>-<to>`. */
import { definitionRef } from '#domain/flow/file/flow.canonical';
import { flowFileSchema, type DefinitionRef, type FlowFile, type FlowRepeat } from '#domain/flow/flow.schema';
import type { Json } from '#domain/values';

export interface NodeGiven { kind: string; config?: Record<string, Json>; state?: string; scope?: string; attachedTo?: string; repeat?: FlowRepeat }
/** "a -> b", "a approved> b" would be clever; plain triples are clearer: from, to, and what is special about the edge. */
export type EdgeGiven = [from: string, to: string, more?: { outcome?: string; condition?: string; isDefault?: boolean; order?: number }];

/** A flow file. Names are the ids. */
export function flowFile(key: string, nodes: Record<string, NodeGiven>, edges: readonly EdgeGiven[], more: Partial<Pick<FlowFile, 'variables' | 'forms'>> = {}): FlowFile {
  return flowFileSchema.parse({
    formatVersion: 1, key, name: { en: key }, ticketType: 'incident', ...more,
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, { kind, config = {}, state, scope, attachedTo, repeat }]) => [id, {
      kind, name: { en: id }, config, ...(state === undefined ? {} : { ticketState: state }), ...(scope === undefined ? {} : { scope }), ...(attachedTo === undefined ? {} : { attachedTo }), ...(repeat === undefined ? {} : { repeat }),
    }])),
    edges: Object.fromEntries(edges.map(([from, to, special = {}]) => [special.outcome === undefined ? `${from}-${to}` : `${from}-${special.outcome}-${to}`, { from, to, ...special }])),
  });
}

/** A file with the reference runs are started with. */
export interface Published { file: FlowFile; ref: DefinitionRef }
export const published = (file: FlowFile, version = 1): Published => ({ file, ref: definitionRef(file, file.key, version) });

export const byTeam = (team: string): Json => ({ by: 'team', team });
export const byPerson = (person: string): Json => ({ by: 'person', person });
export const outcomes = (...keys: string[]): Json => keys.map((key) => ({ key, name: { en: key } }));

/** One task for the network team, then the end. */
export const oneTaskFlow = (key = 'one-task'): FlowFile => flowFile(key, {
  start: { kind: 'start', state: 'new' },
  work: { kind: 'task', state: 'in-progress', config: { assignments: [byTeam('network')], outcomes: outcomes('done'), setsAssignee: true } },
  end: { kind: 'end', state: 'closed' },
}, [['start', 'work'], ['work', 'end', { outcome: 'done' }]]);
