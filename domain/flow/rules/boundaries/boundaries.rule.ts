/** Boundaries are attached to a step of their own scope that waits; nothing else is attached. */
import type { Finding } from '../../flow.schema.ts';
import { beginsItself } from '../../nodes/node.kind.ts';
import { atNode, type FlowRule } from '../flow.view.ts';

/** Kinds a token may rest at, so that something can interrupt it. */
const waits = new Set(['people', 'machine', 'time', 'message', 'scope']);
/** Kinds of these where none does. */
const atOnce = new Set(['assign', 'decision-table', 'escalation']);

export const boundariesRule: FlowRule = {
  rule: 'boundaries',
  about: 'A boundary can only interrupt a step where tokens wait; attached elsewhere it would never come.',
  check: (flow) => [...flow.nodes.values()].flatMap((node): Finding[] => {
    const isBoundary = flow.kindOf(node)?.shape === 'boundary';
    const path = `/nodes/${node.id}/attachedTo`;
    if (node.attachedTo === undefined) return [];
    if (!isBoundary) return [atNode(node, 'attached-no-boundary', {}, { path })];
    const host = flow.nodes.get(node.attachedTo);
    if (!host) return [atNode(node, 'boundary-host-unknown', { host: node.attachedTo }, { path })];
    const findings: Finding[] = [];
    if (host.scope !== node.scope) findings.push(atNode(node, 'boundary-elsewhere', {}, { path }));
    const category = flow.kindOf(host)?.category;
    const isWaited = flow.kindOf(node)?.behaviour.compensates !== true;
    if (flow.kindOf(host)?.shape === 'boundary' || beginsItself(flow.kindOf(host)) || (category && !waits.has(category)) || (isWaited && atOnce.has(host.kind))) findings.push(atNode(node, 'boundary-never', { host: host.name }, { path }));
    return findings;
  }),
};
