/** A new executor: answers what it was told, until it does something in the world. */
import { inCode, inWords } from './names.ts';
import { before, both, withImport, type Socket } from './socket.ts';

const folder = 'integrations/executors';

export const executorSocket: Socket = {
  folder, about: 'something a step can have done in the world', sharesNamesWith: ['integrations/probes'],
  make(name) {
    const [code, words, at] = [inCode(name), inWords(name), `${folder}/${name}`];
    return {
      files: {
        [`${at}/${name}.executor.ts`]: executorFile(name, code, words), [`${at}/${name}.executor.test.ts`]: testFile(name, code, words), [`${at}/README.md`]: readme(words),
        [`${at}/fixtures/greeting.json`]: '{ "text": "restart requested" }\n',
      },
      edits: [{ path: `${folder}/index.ts`, change: both(withImport(`import { ${code}Executor } from './${name}/${name}.executor.ts';`), before(/^\} satisfies ExecutorKinds/m, `  '${name}': ${code}Executor,\n`)) }],
      next: [`${at}/${name}.executor.ts: its inputs (each field is drawn by the designer), what it does, what comes back`, 'addresses it reaches go through allowedAddress (integrations/executors/address.ts), secrets through call.secret', `${at}/README.md: its help page; ${at}/fixtures: inputs it accepts`, `npx vitest run --project unit ${at} integrations/catalog.test.ts`],
    };
  },
};

const executorFile = (name: string, code: string, words: string) => `/** ${words}: answers what it was told. Decides nothing about what the answer means. */
import { z } from 'zod';
import type { ExecutorKind } from '../executor.kind.ts';
import { told } from '../input.form.ts';

const configSchema = z.strictObject({
  text: told(z.string().min(1).max(1000), { en: 'Text', zh: '文本', ar: 'النص' }),
});
type Config = z.infer<typeof configSchema>;

const resultSchema = z.object({ text: z.string(), key: z.string() });

export const ${code}Executor: ExecutorKind<Config> = {
  kind: '${name}',
  title: { en: '${words}', zh: '新操作（${name}）', ar: 'عمل جديد (\\u2068${name}\\u2069)' },
  about: { en: 'Answers what it was told.', zh: '返回收到的内容。', ar: 'يعيد ما قيل له.' },
  config: configSchema,
  initial: { text: '=ticket.title' },
  result: resultSchema,
  /** Hand \`idempotencyKey\` to the other side: a step that is tried again is one deed. */
  perform: async ({ text }, { idempotencyKey }) => ({ text, key: idempotencyKey }),
};
`;
const testFile = (name: string, code: string, words: string) => `import { expect, it } from 'vitest';
import type { ExecutorCall } from '#domain/flow/executor.ports';
import { executorOf } from '../executor.kind.ts';
import { ${code}Executor } from './${name}.executor.ts';

const perform = (config: ExecutorCall['config']) => executorOf(${code}Executor, { allowedLoopback: [] }).perform({ config, secret: async () => '', idempotencyKey: 'run/e1', timeoutMs: 1_000, onCancel: () => () => undefined });

it('the executor "${words}" answers what it was told, and says what is wrong with its inputs', async () => {
  expect(await perform({ text: 'hello' })).toEqual({ text: 'hello', key: 'run/e1' });
  await expect(perform({ txt: 'hello' })).rejects.toMatchObject({ code: 'ACTIVITY_CONFIG_INVALID', params: { kind: '${name}' } });
});
`;
const readme = (words: string) => `# ${words}

Answers the text it was told. The result is kept in the variable for the result.

- **Text** is what it answers: a text, or an expression such as \`=ticket.title\`.

    {"text": "restart requested", "key": "run-1/e2"}

An answer the flow should decide on is a result. A failure that may pass by itself is tried again; one that a person must mend opens an incident on the run, or takes the way *Failed* where one is drawn.
`;
