/** Steps lie in scopes that exist and are scopes, and no scope lies in itself. */
import { atNode, named, type FlowRule } from '../flow.view.ts';

export const scopesRule: FlowRule = {
  rule: 'scopes',
  about: 'A step in no real scope can never be reached, and could never be ended with its scope.',
  check: (flow) => [...flow.nodes.values()].flatMap((node) => {
    if (node.scope === undefined) return [];
    const scope = flow.nodes.get(node.scope);
    if (!scope || flow.kindOf(scope)?.category !== 'scope') {
      return [atNode(node, 'scope-unknown', `${named(node)} lies in "${node.scope}", which is no scope.`, 'Move it into a scope, or onto the canvas.', { path: `/nodes/${node.id}/scope` })];
    }
    const seen = new Set([node.id]);
    for (let at: string | undefined = node.scope; at !== undefined; at = flow.nodes.get(at)?.scope) {
      if (seen.has(at)) return [atNode(node, 'scope-circle', `${named(node)} lies in itself.`, 'Move one of the scopes out of the other.', { path: `/nodes/${node.id}/scope` })];
      seen.add(at);
    }
    return [];
  }),
};
