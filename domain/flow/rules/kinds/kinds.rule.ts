/** Every step is of a known kind, its config fits the kind, and the kind itself finds nothing wrong. */
import { unknownFields } from '../../file/flow.fields.ts';
import { remedyFor } from '../../file/flow.file.ts';
import { pointerOf } from '../../file/flow.findings.ts';
import { configFault } from '../../finding.ts';
import type { Finding } from '../../flow.schema.ts';
import { atNode, type FlowRule } from '../flow.view.ts';

export const kindsRule: FlowRule = {
  rule: 'kinds',
  about: 'A step of an unknown kind, or with settings its kind cannot use, stops every run that reaches it.',
  check: (flow) => [...flow.nodes.values()].flatMap((node): Finding[] => {
    const kind = flow.kindOf(node);
    if (!kind) return [atNode(node, 'kind-unknown', { kind: node.kind }, { path: `/nodes/${node.id}/kind` })];
    const config = kind.config.safeParse(node.config);
    const known = flow.configOf(node);
    const found = known === undefined ? [] : kind.check(node, known, flow.file);
    if (config.success) return found;
    const { issues } = config.error;
    const wrong = issues.filter((issue) => issue.code !== 'unrecognized_keys').slice(0, 20)
      .map((issue) => atNode(node, 'config-invalid', configFault(node.name, issue), { field: pointerOf(issue.path) || null }));
    const unknown = unknownFields(kind.config, node.config, issues).slice(0, 20)
      .map((one) => atNode(node, 'setting-unknown', { key: one.path.map(String).join('/'), remedy: remedyFor(one) }, { field: pointerOf(one.path) }));
    return [...wrong, ...unknown, ...found];
  }),
};
