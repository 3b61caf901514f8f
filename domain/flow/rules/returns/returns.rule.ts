/** What a task may be returned to is an earlier step of its scope. */
import type { Finding } from '../../flow.schema.ts';
import { earlierSteps } from '../../nodes/node.returns.ts';
import { atNode, type FlowRule, type ViewNode } from '../flow.view.ts';

export const returnsRule: FlowRule = {
  rule: 'returns',
  about: 'A step that a task can never be returned to is never offered, and nobody is told why.',
  check: (flow) => [...flow.nodes.values()].flatMap((node): Finding[] => {
    const config = flow.configOf(node);
    const allowed = config === undefined ? 'none' : flow.kindOf(node)?.behaviour.returnsTo?.(config) ?? 'none';
    if (allowed === 'none') return [];
    const told = (code: 'return-unknown' | 'return-not-earlier' | 'return-repeated', field: string, to?: ViewNode | string): Finding => atNode(node, code, to === undefined ? {} : { to: typeof to === 'string' ? to : to.name }, { field, path: `/nodes/${node.id}/config${field}` });
    if (node.repeat) return [told('return-repeated', '/mayReturnTo')];
    if (typeof allowed === 'string') return [];
    const earlier = new Set(earlierSteps(flow.file, flow.registry, node.id));
    return allowed.flatMap((to, at) => {
      const target = flow.nodes.get(to);
      if (target === undefined) return [told('return-unknown', `/mayReturnTo/${at}`, to)];
      return earlier.has(to) ? [] : [told('return-not-earlier', `/mayReturnTo/${at}`, target)];
    });
  }),
};
