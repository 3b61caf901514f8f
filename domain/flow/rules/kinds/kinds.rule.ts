/** Every step is of a known kind, its config fits the kind, and the kind itself finds nothing wrong. */
import type { Finding } from '../../flow.schema.ts';
import { atNode, named, type FlowRule } from '../flow.view.ts';

const pointer = (path: readonly PropertyKey[]): string => path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

export const kindsRule: FlowRule = {
  rule: 'kinds',
  about: 'A step of an unknown kind, or with settings its kind cannot use, stops every run that reaches it.',
  check: (flow) => [...flow.nodes.values()].flatMap((node): Finding[] => {
    const kind = flow.kindOf(node);
    if (!kind) return [atNode(node, 'kind-unknown', `${named(node)} is of a kind nobody knows: "${node.kind}".`, 'Remove it, or install what brings this kind.', { path: `/nodes/${node.id}/kind` })];
    const config = kind.config.safeParse(node.config);
    if (config.success) return kind.check(node, config.data, flow.file);
    return config.error.issues.slice(0, 20).map((issue) => {
      const field = pointer(issue.path);
      return atNode(node, 'config-invalid', `${named(node)}: ${field ? `${field.slice(1)}: ` : ''}${issue.message.replace(/\.?$/, '.')}`, 'Open the step and mend this field.', { field: field || null });
    });
  }),
};
