/** A new kind of step: computes a value and keeps it in a variable, until it does something of its own. */
import { formatFlowFile } from '#domain/flow/file/flow.canonical';
import { parseFlowFile } from '#domain/flow/file/flow.file';
import { inCode, inWords } from './names.ts';
import { before, both, withImport, type Socket } from './socket.ts';

const folder = 'domain/flow/nodes';

export const nodeSocket: Socket = {
  folder, about: 'a kind of step flows are drawn of', sharesNamesWith: [],
  make(name) {
    const [code, words, at] = [inCode(name), inWords(name), `${folder}/${name}`];
    return {
      files: { [`${at}/${name}.kind.ts`]: kindFile(name, code, words), [`${at}/README.md`]: readme(words), [`${at}/fixtures/keeps.flow.json`]: fixture(name), [`${at}/fixtures/keeps.script.json`]: script },
      edits: [{ path: `${folder}/index.ts`, change: both(withImport(`import { ${code}Kind } from './${name}/${name}.kind.ts';`), before(/^\} satisfies NodeRegistry/m, `  '${name}': ${code}Kind,\n`)) }],
      next: [`${at}/${name}.kind.ts: its settings (config and form), what it does (behaviour), its title in three languages`, `${at}/README.md: the help page of the designer`, `${at}/fixtures: a flow that uses it and the decisions that play it`, `npx vitest run --project unit ${folder}/nodes.test.ts`],
    };
  },
};

const kindFile = (name: string, code: string, words: string) => `/** ${words}: computes a value and keeps it in a variable. */
import { z } from 'zod';
import { expressionsIn, literalOrFeelSchema, nameSchema } from '../node.config.ts';
import { field, object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const config = z.strictObject({
  /** Text, or FEEL with "=" in front. */
  value: literalOrFeelSchema.min(1),
  resultVariable: nameSchema,
});
type Config = z.infer<typeof config>;

export const ${code}Kind: NodeKind<Config> = {
  kind: '${name}', category: 'machine', shape: 'card', icon: 'EditOutlined', takesInput: true,
  title: { en: '${words}', zh: '新步骤（${name}）', ar: 'خطوة جديدة (\\u2068${name}\\u2069)' },
  about: { en: 'Computes a value and keeps it in a variable.', zh: '计算一个值并保存到变量。', ar: 'يحسب قيمة ويحفظها في متغير.' },
  config,
  form: {
    schema: object({
      value: field('string', { en: 'Value', zh: '值', ar: 'القيمة' }, { minLength: 1 }, { en: 'A value starting with = is FEEL.', zh: '以 = 开头的值为 FEEL。', ar: 'القيمة التي تبدأ بـ = هي FEEL.' }),
      resultVariable: field('string', { en: 'Variable for the result', zh: '保存结果的变量', ar: 'متغير النتيجة' }),
    }, ['value', 'resultVariable']),
    ui: { value: { 'ui:field': 'literalOrFeel' } },
  },
  initial: { value: 'ready', resultVariable: 'result' },
  outcomes: () => [{ key: null, name: { en: 'Done', zh: '完成', ar: 'تم' }, isRequired: true }],
  check: () => [],
  expressions: (given) => expressionsIn(given.value, '/value'),
  sets: (given) => ({ [given.resultVariable]: 'any' }),
  summary: (given) => ({ en: \`\${given.resultVariable} = \${given.value}\`.slice(0, 120) }),
  behaviour: {
    enter(turn) {
      const result = turn.evaluateConfig(turn.config.value, 'value');
      if (!result.ok) { turn.incident(result.code, result.params); return; }
      turn.setVariables({ [turn.config.resultVariable]: result.value });
      turn.leave();
    },
    skip: (turn) => turn.leave(),
    whenDataUnknown: 'anyOutcome',
  },
};
`;

const readme = (words: string) => `# ${words}

Computes a value and keeps it in a variable, which the steps after it read.

- **Value** is a text, or an expression with \`=\` in front: \`=ticket.priority = "P1"\`.
- **Variable for the result** is where it is kept.

When the expression cannot be evaluated, an incident opens on the run: somebody mends a variable and retries, or skips the step. Nothing else of the run is disturbed.
`;

function fixture(name: string): string {
  const step = (kind: string, config: object = {}, called = kind) => ({ kind, name: { en: called }, config });
  const parsed = parseFlowFile({
    formatVersion: 1, key: name, name: { en: name }, variables: { tries: { type: 'number' } }, forms: {}, layout: { nodes: {}, edges: {} },
    nodes: { start: step('start'), work: step(name, { value: '=tries + 1', resultVariable: 'result' }, 'work'), end: step('end') },
    edges: { e1: { from: 'start', to: 'work', order: 0 }, e2: { from: 'work', to: 'end', order: 1 } },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  return formatFlowFile(parsed.file);
}
const script = `[
  {
    "name": "keeps what it computed",
    "steps": [
      {"start":{"tries":2}},
      {"end":"completed"}
    ]
  }
]
`;
