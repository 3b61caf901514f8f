/** A new probe: opens a TCP connection, until it asks something of its own. */
import { inCode, inWords } from './names.ts';
import { before, both, withImport, type Socket } from './socket.ts';

const folder = 'integrations/probes';

export const probeSocket: Socket = {
  folder, about: 'a check of something in the world; "down" is its result', sharesNamesWith: ['integrations/executors'],
  make(name) {
    const [code, words, at] = [inCode(name), inWords(name), `${folder}/${name}`];
    return {
      files: {
        [`${at}/${name}.probe.ts`]: probeFile(name, code, words), [`${at}/${name}.probe.test.ts`]: testFile(name, code, words), [`${at}/README.md`]: readme(words),
        [`${at}/fixtures/port.json`]: '{ "host": "sw-core-2.example", "port": 22 }\n',
      },
      edits: [
        { path: `${folder}/index.ts`, change: both(withImport(`import { ${code}Probe } from './${name}/${name}.probe.ts';`), before(/^\} satisfies ExecutorKinds/m, `  '${name}': ${code}Probe,\n`)) },
        // Workflows ask by this list which queue to use: a probe runs where it can see the device.
        { path: 'domain/flow/executor.queues.ts', change: (text) => (text.includes(`'${name}'`) ? text : before(/^\]\);/m, `  '${name}',\n`)(text)) },
      ],
      next: [`${at}/${name}.probe.ts: its inputs (each field is drawn by the designer), what it asks, what it found`, `${at}/README.md: its help page; ${at}/fixtures: inputs it accepts`, `npx vitest run --project unit ${at} integrations/catalog.test.ts`],
    };
  },
};

const probeFile = (name: string, code: string, words: string) => `/** ${words}: opens a connection and says how long that took. Nobody there is a result; an error means the check itself could not run. */
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import type { ExecutorCall } from '#domain/flow/executor.ports';
import { allowedAddress, type AddressPolicy } from '../../executors/address.ts';
import type { ExecutorKind } from '../../executors/executor.kind.ts';
import { told } from '../../executors/input.form.ts';

const configSchema = z.strictObject({
  host: told(z.string().regex(/^[A-Za-z0-9.:-]{1,255}$/), { en: 'Device', zh: '设备', ar: 'الجهاز' }, { en: 'Name or address.', zh: '名称或地址。', ar: 'اسم أو عنوان.' }),
  port: told(z.number().int().min(1).max(65_535), { en: 'Port', zh: '端口', ar: 'المنفذ' }),
});
type Config = z.infer<typeof configSchema>;

/** \`reason\`: why it is down, such as "ECONNREFUSED"; null when it is up. */
const resultSchema = z.object({ isUp: z.boolean(), reason: z.string().nullable(), connectMs: z.number() });
type Result = z.infer<typeof resultSchema>;

/** Throws ADDRESS_REFUSED, ADDRESS_UNKNOWN. */
async function check({ host, port }: Config, call: ExecutorCall, policy: AddressPolicy): Promise<Result> {
  const { address } = await allowedAddress(host, port, policy);
  const startedAt = performance.now();
  // Ends before the step's time is over, so that silence is a result too.
  const socket = connect({ host: address, port, timeout: call.timeoutMs * 0.8 });
  const stopListening = call.onCancel(() => socket.destroy());
  try {
    const reason = await new Promise<string | null>((resolve) => {
      socket.once('connect', () => resolve(null)).once('timeout', () => resolve('timeout')).once('close', () => resolve('closed'));
      socket.on('error', (fault) => resolve('code' in fault ? String(fault.code) : fault.message));
    });
    return { isUp: reason === null, reason, connectMs: Math.round(performance.now() - startedAt) };
  } finally {
    stopListening();
    socket.destroy();
  }
}

export const ${code}Probe: ExecutorKind<Config> = {
  kind: '${name}',
  title: { en: '${words}', zh: '新检查（${name}）', ar: 'فحص جديد (\\u2068${name}\\u2069)' },
  about: { en: 'Opens a connection and says whether somebody is there.', zh: '建立连接并说明对端是否在线。', ar: 'يفتح اتصالًا ويبيّن هل يجيب أحد.' },
  config: configSchema,
  initial: { host: '=object.id', port: 22 },
  result: resultSchema,
  perform: async (config, call, policy) => ({ ...(await check(config, call, policy)) }),
};
`;

const testFile = (name: string, code: string, words: string) => `import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ExecutorCall } from '#domain/flow/executor.ports';
import { executorOf } from '../../executors/executor.kind.ts';
import { ${code}Probe } from './${name}.probe.ts';

const call = (config: ExecutorCall['config']): ExecutorCall => ({ config, secret: async () => '', idempotencyKey: 'run/e1', timeoutMs: 5_000, onCancel: () => () => undefined });
const probe = (port: number) => executorOf(${code}Probe, { allowedLoopback: [\`127.0.0.1:\${port}\`] }).perform(call({ host: '127.0.0.1', port }));

describe('the probe "${words}"', () => {
  it('is up where somebody listens, and down with the reason where nobody does', async () => {
    const server = createServer((socket) => { socket.on('error', () => undefined).end(); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const { port } = server.address() as AddressInfo;
    expect(await probe(port)).toMatchObject({ isUp: true, reason: null });
    await new Promise((resolve) => { server.close(resolve); });
    expect(await probe(port)).toMatchObject({ isUp: false, reason: 'ECONNREFUSED' });
  });
  it('refuses addresses nobody may reach and inputs it does not understand', async () => {
    const strict = executorOf(${code}Probe, { allowedLoopback: [] });
    await expect(strict.perform(call({ host: '127.0.0.1', port: 22 }))).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
    await expect(strict.perform(call({ host: 'sw-1', port: 0 }))).rejects.toMatchObject({ code: 'ACTIVITY_CONFIG_INVALID' });
  });
});
`;

const readme = (words: string) => `# ${words}

Opens a TCP connection to a port of a device and closes it again. The result is a value, not a failure of the step: the flow decides what follows from \`result.isUp\`.

- **Device** is a name or an address: \`=object.id\`, or \`10.0.0.5\`.
- **Port** is the port that should be open.

    {"isUp": false, "reason": "ECONNREFUSED", "connectMs": 2}

The step fails only when the check itself could not run, such as for an address flows may not reach.
`;
