/** What people read is there; a language that is missing somewhere is said once. */
import { phrase } from '../../../message.ts';
import type { Text } from '../../../values.ts';
import type { Finding } from '../../flow.schema.ts';
import { atEdge, atFlow, atNode, type FlowRule, type FlowView } from '../flow.view.ts';

const languages = ['zh', 'ar'] as const;

/** A text of the flow, and what is said where its English is empty. */
interface Written { text: Text | undefined; empty(): Finding }

export const textsRule: FlowRule = {
  rule: 'texts',
  about: 'A step without a name cannot be talked about.',
  check(flow) {
    const written = [...flowTexts(flow), ...stepTexts(flow), ...edgeTexts(flow)].flatMap(({ text, empty }) => (text === undefined ? [] : [{ text, empty }]));
    const findings = written.filter(({ text }) => text.en.trim() === '').map(({ empty }) => empty());
    for (const key of languages) {
      const missing = written.filter(({ text }) => !text[key]).length;
      // A flow in one language is a choice; a flow that is half translated is an oversight.
      if (missing > 0 && missing < written.length) findings.push(atFlow('text-untranslated', '', { missing, count: written.length, language: phrase(`flow.language.${key}`) }, { severity: 'info' }));
    }
    return findings;
  },
};

function flowTexts({ file }: FlowView): Written[] {
  return [
    { text: file.name, empty: () => atFlow('flow-name-missing', '/name') },
    { text: file.description, empty: () => atFlow('text-empty', '/description', { where: phrase('flow.text.flow') }) },
    ...Object.entries(file.forms).map(([id, form]): Written => ({ text: form.title, empty: () => atFlow('form-title-missing', `/forms/${id}/title`, { form: id }) })),
    ...Object.entries(file.variables).map(([name, { title }]): Written => ({ text: title, empty: () => atFlow('text-empty', `/variables/${name}/title`, { where: phrase('flow.text.variable', { name }) }) })),
  ];
}

const stepTexts = (flow: FlowView): Written[] => [...flow.nodes.values()].flatMap((node): Written[] => [
  { text: flow.file.nodes[node.id]!.name, empty: () => atNode(node, 'name-missing', { kind: flow.kindOf(node)?.title ?? node.kind }, { path: `/nodes/${node.id}/name` }) },
  { text: node.description, empty: () => atNode(node, 'text-empty', { where: phrase('flow.text.step', { node: node.name }) }, { path: `/nodes/${node.id}/description` }) },
]);

const edgeTexts = (flow: FlowView): Written[] => flow.edges.map((edge): Written => (
  { text: edge.name, empty: () => atEdge(edge, 'text-empty', { where: phrase('flow.text.edge', { node: flow.nodes.get(edge.from)?.name ?? edge.from }) }, { path: `/edges/${edge.id}/name` }) }
));
