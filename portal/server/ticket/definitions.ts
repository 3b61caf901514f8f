/** Published definitions by key and version. They never change, so what was read once is kept; the least used goes first. */
import { storedFlow } from '#domain/flow/file/flow.file';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';

export interface Definitions {
  /** Null when there is no such version. */
  read(key: string, version: number): Promise<FlowFile | null>;
}
const kept = 100;

export function createDefinitions(versions: Pick<FlowVersionRepo, 'read'>): Definitions {
  const known = new Map<string, FlowFile>();
  return {
    async read(key, version) {
      const id = `${key}@${version}`;
      let found = known.get(id);
      if (found === undefined) {
        const row = await versions.read(key, version);
        if (row === null) return null;
        found = storedFlow(row.text);
      }
      known.delete(id);
      known.set(id, found);
      const oldest = known.keys().next();
      if (known.size > kept && !oldest.done) known.delete(oldest.value);
      return found;
    },
  };
}
