/** A lock shared with other runs is of a step that does something, and can be named and waited for. */
import { durationMs } from '../../kernel/kernel.duration.ts';
import type { Finding } from '../../flow.schema.ts';
import { mayRepeat } from '../../nodes/repeat.form.ts';
import { atNode, type FlowRule } from '../flow.view.ts';

/** Longer than anybody waits for a device. */
const longestMs = 366 * 86_400_000;

export const locksRule: FlowRule = {
  rule: 'locks',
  about: 'A lock without a name, or with one that reads like another, would shut out nobody or the wrong ones.',
  check: (flow) => [...flow.nodes.values()].flatMap((node): Finding[] => {
    const { lock } = node;
    if (lock === undefined) return [];
    const path = `/nodes/${node.id}/lock`;
    const kind = flow.kindOf(node);
    const ms = lock.limit === undefined ? 1 : durationMs(lock.limit);
    return [
      ...(kind && !mayRepeat(kind) ? [atNode(node, 'lock-never', {}, { path })] : []),
      ...(lock.name.trim() === '' || lock.name.includes(':') ? [atNode(node, 'lock-name', {}, { path: `${path}/name` })] : []),
      ...(ms === null || ms <= 0 || ms > longestMs ? [atNode(node, 'lock-limit', { limit: lock.limit! }, { path: `${path}/limit` })] : []),
    ];
  }),
};
