/** Published definitions by key and version. They never change, so what was read once is kept; the least used goes first. */
import { storedFlow } from '#domain/flow/file/flow.file';
import type { DefinitionRef, FlowFile } from '#domain/flow/flow.schema';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';

export interface Definitions {
  /** Null when there is no such version. */
  read(key: string, version: number): Promise<FlowFile | null>;
  /** What a run stands on: also a version that was made for it alone. */
  of(ref: DefinitionRef): Promise<FlowFile | null>;
}
const kept = 100;

export function createDefinitions(versions: Pick<FlowVersionRepo, 'read' | 'of'>): Definitions {
  const known = new Map<string, FlowFile>();
  async function keep(id: string, look: () => Promise<{ text: string } | null>): Promise<FlowFile | null> {
    let found = known.get(id);
    if (found === undefined) {
      const row = await look();
      if (row === null) return null;
      found = storedFlow(row.text);
    }
    known.delete(id);
    known.set(id, found);
    const oldest = known.keys().next();
    if (known.size > kept && !oldest.done) known.delete(oldest.value);
    return found;
  }
  const read: Definitions['read'] = (key, version) => keep(`${key}@${version}`, () => versions.read(key, version));
  return { read, of: (ref) => (ref.privateTo === undefined ? read(ref.id, ref.version) : keep(`${ref.privateTo}#${ref.sha256}`, () => versions.of(ref))) };
}
