/** Boundaries are attached to a step of their own scope that waits; nothing else is attached. */
import type { Finding } from '../../flow.schema.ts';
import { atNode, named, type FlowRule } from '../flow.view.ts';

/** Kinds a token may rest at, so that something can interrupt it. */
const waits = new Set(['people', 'machine', 'time', 'message', 'scope']);

export const boundariesRule: FlowRule = {
  rule: 'boundaries',
  about: 'A boundary can only interrupt a step where tokens wait; attached elsewhere it would never come.',
  check: (flow) => [...flow.nodes.values()].flatMap((node): Finding[] => {
    const isBoundary = flow.kindOf(node)?.shape === 'boundary';
    const path = `/nodes/${node.id}/attachedTo`;
    if (node.attachedTo === undefined) return [];
    if (!isBoundary) return [atNode(node, 'attached-no-boundary', `${named(node)} is attached to a step but is no boundary.`, 'Detach it and connect it with an edge.', { path })];
    const host = flow.nodes.get(node.attachedTo);
    if (!host) return [atNode(node, 'boundary-loose', `${named(node)} is attached to "${node.attachedTo}", which does not exist.`, 'Drop it on the edge of a scope, a task or another step that waits.', { path })];
    const findings: Finding[] = [];
    if (host.scope !== node.scope) findings.push(atNode(node, 'boundary-elsewhere', `${named(node)} does not lie in the scope of the step it is attached to.`, 'Move both into the same scope.', { path }));
    const category = flow.kindOf(host)?.category;
    if (flow.kindOf(host)?.shape === 'boundary' || (category && !waits.has(category)) || host.kind === 'assign') findings.push(atNode(node, 'boundary-never', `${named(node)} is attached to ${named(host)}, where no token ever waits.`, 'Attach it to a scope, a task or another step that waits.', { path }));
    return findings;
  }),
};
