/** A new check before publishing: finds steps that are still called TODO, until it finds something of its own. */
import { formatFlowFile } from '#domain/flow/file/flow.canonical';
import { parseFlowFile } from '#domain/flow/file/flow.file';
import { inCode } from './names.ts';
import { before, both, withImport, type Socket } from './socket.ts';

const folder = 'domain/flow/rules';

export const ruleSocket: Socket = {
  folder, about: 'a check before a flow may be published', sharesNamesWith: [],
  make(name) {
    const [code, at] = [inCode(name), `${folder}/${name}`];
    return {
      files: { [`${at}/${name}.rule.ts`]: ruleFile(name, code), [`${at}/README.md`]: readme(name), [`${at}/fixtures/right.flow.json`]: fixture(name, 'work'), [`${at}/fixtures/wrong.flow.json`]: fixture(name, 'TODO') },
      edits: [
        { path: `${folder}/index.ts`, change: both(withImport(`import { ${code}Rule } from './${name}/${name}.rule.ts';`), before(/^\] as const satisfies readonly FlowRule\[\]/m, `  ${code}Rule,\n`)) },
        { path: `${folder}/rules.expected.json`, change: (text) => `${JSON.stringify({ ...JSON.parse(text) as object, [name]: { 'wrong.flow.json': [`warning ${name} work`] } }, null, 2)}\n` },
        { path: `${folder}/rules.texts.ts`, change: before(/^\} as const satisfies Record<string, FindingText>/m, `  // ${name}\n  '${name}': { message: '"{node}" is still to be named.', fix: 'Say in two or three words what happens here.' },\n`) },
        { path: 'domain/texts/zh/finding.ts', change: before(/^\};?\s*$/m, `  'finding.${name}': '“{node}”尚待命名。', 'finding.${name}.fix': '请用几个词说明此处发生什么。',\n`) },
        { path: 'domain/texts/ar/finding.ts', change: before(/^\};?\s*$/m, `  'finding.${name}': 'لم تُسمَّ الخطوة «{node}» بعد.', 'finding.${name}.fix': 'صِف ما يحدث هنا بكلمتين أو ثلاث.',\n`) },
      ],
      next: [`${at}/${name}.rule.ts: what it looks for, and why that matters (about)`, `${folder}/rules.texts.ts and domain/texts/{zh,ar}/finding.ts: what is told and what to do, in three languages`, `${at}/fixtures and ${folder}/rules.expected.json: a flow that is right, one that is wrong, and what is found`, `npx vitest run --project unit ${folder}/rules.test.ts`],
    };
  },
};

const ruleFile = (name: string, code: string) => `/** Every step has a name that says something. */
import { atNode, type FlowRule } from '../flow.view.ts';

export const ${code}Rule: FlowRule = {
  rule: '${name}',
  about: 'A step without a name of its own tells nobody what happens there.',
  check: (flow) => [...flow.nodes.values()].filter((node) => node.name.en.trim() === 'TODO').map((node) => atNode(node, '${name}', {}, { severity: 'warning' })),
};
`;
const readme = (name: string) => `# ${name}

A step called TODO was forgotten: whoever reads the drawing, and whoever waits for the step, learns nothing from it. It is a warning; the flow may be published.
`;

function fixture(name: string, called: string): string {
  const step = (kind: string, config: object = {}, en = kind) => ({ kind, name: { en }, config });
  const parsed = parseFlowFile({
    formatVersion: 1, key: name, name: { en: name }, variables: {}, forms: {}, layout: { nodes: {}, edges: {} },
    nodes: { start: step('start'), work: step('timer', { mode: 'duration', value: 'PT1H' }, called), end: step('end') },
    edges: { e1: { from: 'start', to: 'work', order: 0 }, e2: { from: 'work', to: 'end', order: 1 } },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  return formatFlowFile(parsed.file);
}
