/** What people read is there; a language that is missing somewhere is said once. */
import type { Text } from '../../../values.ts';
import type { Finding } from '../../flow.schema.ts';
import { atFlow, atNode, type FlowRule } from '../flow.view.ts';

const languages = [{ key: 'zh', name: 'Chinese' }, { key: 'ar', name: 'Arabic' }] as const;

export const textsRule: FlowRule = {
  rule: 'texts',
  about: 'A step without a name cannot be talked about.',
  check(flow) {
    const findings: Finding[] = [...flow.nodes.values()].filter((node) => node.name.en.trim() === '').map((node) => atNode(node, 'name-missing', `A step of kind "${node.kind}" has no name.`, 'Say in two or three words what happens here.', { path: `/nodes/${node.id}/name` }));
    if (flow.file.name.en.trim() === '') findings.push(atFlow('name-missing', '/name', 'The flow has no name.', 'Name it.'));
    for (const [id, form] of Object.entries(flow.file.forms)) if (form.title.en.trim() === '') findings.push(atFlow('form-title-missing', `/forms/${id}/title`, `The form "${id}" has no title.`, 'Say what it asks for.'));
    const texts: Text[] = [flow.file.name, ...[...flow.nodes.values()].map((node) => node.name), ...flow.edges.flatMap((edge) => (edge.name ? [edge.name] : []))];
    for (const { key, name } of languages) {
      const missing = texts.filter((text) => !text[key]).length;
      // A flow in one language is a choice; a flow that is half translated is an oversight.
      if (missing > 0 && missing < texts.length) findings.push(atFlow('text-untranslated', '', `${missing} of ${texts.length} texts are not in ${name}; English is shown there.`, 'Add the missing texts.', { severity: 'info' }));
    }
    return findings;
  },
};
