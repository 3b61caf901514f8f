/** What people read is there; a language that is missing somewhere is said once. */
import { phrase } from '../../../message.ts';
import type { Text } from '../../../values.ts';
import type { Finding } from '../../flow.schema.ts';
import { atFlow, atNode, type FlowRule } from '../flow.view.ts';

const languages = ['zh', 'ar'] as const;

export const textsRule: FlowRule = {
  rule: 'texts',
  about: 'A step without a name cannot be talked about.',
  check(flow) {
    const findings: Finding[] = [...flow.nodes.values()].filter((node) => node.name.en.trim() === '').map((node) => atNode(node, 'name-missing', { kind: node.kind }, { path: `/nodes/${node.id}/name` }));
    if (flow.file.name.en.trim() === '') findings.push(atFlow('flow-name-missing', '/name'));
    for (const [id, form] of Object.entries(flow.file.forms)) if (form.title.en.trim() === '') findings.push(atFlow('form-title-missing', `/forms/${id}/title`, { form: id }));
    const texts: Text[] = [flow.file.name, ...[...flow.nodes.values()].map((node) => node.name), ...flow.edges.flatMap((edge) => (edge.name ? [edge.name] : []))];
    for (const key of languages) {
      const missing = texts.filter((text) => !text[key]).length;
      // A flow in one language is a choice; a flow that is half translated is an oversight.
      if (missing > 0 && missing < texts.length) findings.push(atFlow('text-untranslated', '', { missing, count: texts.length, language: phrase(`flow.language.${key}`) }, { severity: 'info' }));
    }
    return findings;
  },
};
