/** Which errors are caught around a step, as the flow is drawn: by what sits on its edge or on a frame around it, and by what listens beside them. */
import { parseKnown } from '../file/flow.fields.ts';
import type { FlowFile } from '../flow.schema.ts';
import type { NodeRegistry } from './node.kind.ts';

/** Codes, the nearest first; `other` stands for all, where somebody catches any. */
export function errorsCaughtAround(file: FlowFile, step: string, registry: NodeRegistry, other: string): string[] {
  const codes = new Set<string>();
  const seen = new Set<string>();
  for (let at: string | undefined = step; at !== undefined && !seen.has(at); at = file.nodes[at]?.scope) {
    seen.add(at);
    const isListener = registry[file.nodes[at]?.kind ?? '']?.behaviour.listens === true;
    for (const [id, node] of Object.entries(file.nodes)) {
      const kind = registry[node.kind];
      const isAround = node.attachedTo === at || (kind?.behaviour.listens === true && !isListener && id !== at && node.scope === file.nodes[at]?.scope);
      if (!isAround || kind?.behaviour.catching !== 'error') continue;
      const config = parseKnown(kind.config, node.config);
      const code = config.success ? (config.data as { code?: string }).code : undefined;
      codes.add(code === undefined || code === '' ? other : code);
    }
  }
  return [...codes];
}
