/** The flow is small enough to be drawn, checked and run. */
import { jsonBytes } from '../../kernel/kernel.size.ts';
import { atFlow, type FlowRule } from '../flow.view.ts';

export const flowSize = Object.freeze({ nodes: 1_000, edges: 3_000, bytes: 1024 * 1024 });

export const sizeRule: FlowRule = {
  rule: 'size',
  about: 'Beyond these sizes nobody can read the drawing, and loading it would hold up every run.',
  check(flow) {
    const bytes = jsonBytes(flow.file);
    return [
      ...(flow.nodes.size > flowSize.nodes ? [atFlow('nodes-too-many', '/nodes', { count: flow.nodes.size, limit: flowSize.nodes })] : []),
      ...(flow.edges.length > flowSize.edges ? [atFlow('edges-too-many', '/edges', { count: flow.edges.length, limit: flowSize.edges })] : []),
      ...(bytes > flowSize.bytes ? [atFlow('flow-too-large', '', { count: Math.ceil(bytes / 1024), limit: flowSize.bytes / 1024 })] : []),
    ];
  },
};
