/** What is done several times is a step that does something, and says how often. */
import type { Finding } from '../../flow.schema.ts';
import { pathSchema } from '../../nodes/node.config.ts';
import { mayRepeat } from '../../nodes/repeat.form.ts';
import { atNode, type FlowRule } from '../flow.view.ts';

export const repeatsRule: FlowRule = {
  rule: 'repeats',
  about: 'A step that is to be done several times without saying how often stops the run as soon as a token comes.',
  check: (flow) => [...flow.nodes.values()].flatMap((node): Finding[] => {
    const { repeat } = node;
    if (!repeat) return [];
    const path = `/nodes/${node.id}/repeat`;
    const kind = flow.kindOf(node);
    if (kind && !mayRepeat(kind)) return [atNode(node, 'repeat-never', {}, { path })];
    const isSaid = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';
    const isUnclear = repeat.mode === 'loop' ? !isSaid(repeat.while) : isSaid(repeat.items) === isSaid(repeat.count);
    const isLost = repeat.collect !== undefined && !(isSaid(repeat.collect.value) && pathSchema.safeParse(repeat.collect.into).success);
    return [...(isUnclear ? [atNode(node, 'repeat-how-often', {}, { path })] : []), ...(isLost ? [atNode(node, 'repeat-collect', {}, { path: `${path}/collect` })] : [])];
  }),
};
