/** Steps lie in scopes that exist and are scopes, and no scope lies in itself. */
import { atNode, type FlowRule } from '../flow.view.ts';

export const scopesRule: FlowRule = {
  rule: 'scopes',
  about: 'A step in no real scope can never be reached, and could never be ended with its scope.',
  check: (flow) => [...flow.nodes.values()].flatMap((node) => {
    if (node.scope === undefined) return [];
    const scope = flow.nodes.get(node.scope);
    if (!scope || flow.kindOf(scope)?.category !== 'scope') {
      return [atNode(node, 'scope-unknown', { scope: scope?.name ?? node.scope }, { path: `/nodes/${node.id}/scope` })];
    }
    const seen = new Set([node.id]);
    for (let at: string | undefined = node.scope; at !== undefined; at = flow.nodes.get(at)?.scope) {
      if (seen.has(at)) return [atNode(node, 'scope-circle', {}, { path: `/nodes/${node.id}/scope` })];
      seen.add(at);
    }
    return [];
  }),
};
