/** What is done several times is a step that does something, and says how often. */
import type { Finding } from '../../flow.schema.ts';
import { atNode, type FlowRule } from '../flow.view.ts';

export const repeatsRule: FlowRule = {
  rule: 'repeats',
  about: 'A step that is to be done several times without saying how often stops the run as soon as a token comes.',
  check: (flow) => [...flow.nodes.values()].flatMap((node): Finding[] => {
    const { repeat } = node;
    if (!repeat) return [];
    const path = `/nodes/${node.id}/repeat`;
    const kind = flow.kindOf(node);
    if (kind && !['card', 'scope'].includes(kind.shape)) return [atNode(node, 'repeat-never', {}, { path })];
    return repeat.mode !== 'loop' && (repeat.items === undefined) === (repeat.count === undefined) ? [atNode(node, 'repeat-how-often', {}, { path })] : [];
  }),
};
