/** The catalogue the browser draws settings from: node kinds, alarm sources, executors, probes, each with its form. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NodeRegistry } from '#domain/flow/nodes/node.kind';
import type { Json } from '#domain/values';
import type { Handlers } from '../http/handler.ts';

export interface CatalogRouteDeps {
  kinds: NodeRegistry;
  executors: readonly string[];
  probes: readonly string[];
  sources: readonly { kind: string; title: Record<string, string> }[];
}

const nodesFolder = fileURLToPath(new URL('../../../domain/flow/nodes', import.meta.url));
/** A kind's help page; a kind from outside may have none. */
function helpOf(kind: string): string {
  try { return readFileSync(`${nodesFolder}/${kind}/README.md`, 'utf8'); } catch { return ''; }
}

export function createCatalogRoutes({ kinds, executors, probes, sources }: CatalogRouteDeps): Handlers {
  const nodes = Object.values(kinds).map(({ kind, category, shape, icon, title, about, form, initial, takesInput }) =>
    ({ kind, category, shape, icon, title, about, form: { schema: form.schema as Json, ui: form.ui as Json }, initial: initial as Json, takesInput, help: helpOf(kind) }));
  const answer = {
    nodes, executors: executors.map((kind): Json => ({ kind })), probes: probes.map((kind): Json => ({ kind })),
    sources: sources.map(({ kind, title }): Json => ({ kind, title: { ...title } })),
  };
  return { 'catalog.read': () => Promise.resolve(answer) };
}
