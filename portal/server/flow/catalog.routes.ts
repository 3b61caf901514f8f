/** The catalogue the browser draws settings from: every socket's kinds, each with its form and its help page. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PluginSockets } from '#integrations/catalog';
import type { NodeRegistry } from '#domain/flow/nodes/node.kind';
import type { Json } from '#domain/values';
import type { Handlers } from '../http/handler.ts';

export interface CatalogRouteDeps { kinds: NodeRegistry; sockets: PluginSockets }

const project = fileURLToPath(new URL('../../../', import.meta.url));
/** A kind's help page; a kind from outside may have none. */
function helpIn(folder: string): string {
  try { return readFileSync(`${project}${folder}/README.md`, 'utf8'); } catch { return ''; }
}

export function createCatalogRoutes({ kinds, sockets }: CatalogRouteDeps): Handlers {
  const nodes = Object.values(kinds).map(({ kind, category, shape, icon, title, about, form, initial, takesInput }) =>
    ({ kind, category, shape, icon, title, about, form: { schema: form.schema as Json, ui: form.ui as Json }, initial: initial as Json, takesInput, help: helpIn(`domain/flow/nodes/${kind}`) }));
  const withHelp = <P extends { folder: string }>(socket: keyof PluginSockets, plugins: readonly P[]) => plugins.map(({ folder, ...plugin }) => ({ ...plugin, help: helpIn(`integrations/${socket}/${folder}`) }));
  const answer = { nodes, sources: withHelp('sources', sockets.sources), executors: withHelp('executors', sockets.executors), probes: withHelp('probes', sockets.probes) };
  return { 'catalog.read': () => Promise.resolve(answer) };
}
