import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSocket, type Socket } from 'node:dgram';
import { createServer } from 'node:net';
import { startDevice, type Device } from './device.server.ts';
import { readFileSync } from 'node:fs';
import { createSnmpProbe } from '#integrations/probes/snmp/snmp.probe';
import { createHttpExecutor } from '#integrations/executors/http/http.executor';
import type { ExecutorCall } from '#domain/flow/executor.ports';
import type { Vars } from '#domain/flow/kernel/kernel.types';

const freePort = () => new Promise<number>((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address() as { port: number }; server.close(() => resolve(port)); });
});
const call = (config: Vars, overrides: Partial<ExecutorCall> = {}): ExecutorCall => ({
  config, secret: async (name) => (name === 'device-token' ? 't0ken' : ''), idempotencyKey: 'run/t1/1/e1', timeoutMs: 1500, onCancel: () => () => undefined, ...overrides,
});

describe('the demo device, repaired and checked as a flow does it', () => {
  let device: Device;
  let snmp: string;
  let http: string;
  let repairUrl: string;
  const executor = () => createHttpExecutor({ allowedLoopback: [http] });
  const repair = (overrides: Partial<ExecutorCall> = {}) => executor().perform(call({ method: 'POST', url: repairUrl, headers: { authorization: { secret: 'device-token', prefix: 'Bearer ' } }, body: {} }, overrides));
  beforeAll(async () => {
    const [snmpPort, httpPort] = [await freePort(), await freePort()];
    device = await startDevice({ snmpPort, httpPort, token: 't0ken', recording: readFileSync(new URL('../../seed/demo/sw-core-2.snmprec', import.meta.url), 'utf8'), saved: null, onChange: () => undefined, now: () => new Date(0) });
    device.state().repairDelayMs = 0;
    [snmp, http] = [`127.0.0.1:${snmpPort}`, `127.0.0.1:${httpPort}`];
    repairUrl = `http://${http}/interfaces/2/restart`;
  });
  afterAll(() => device.close());

  it('says that interface 2 is down and interface 1 is up', async () => {
    const probe = createSnmpProbe({ allowedLoopback: [snmp] });
    expect(await probe.perform(call({ target: snmp, interface: 2 }))).toMatchObject({ isReachable: true, isUp: false, operStatus: 2, adminStatus: 1 });
    expect(await probe.perform(call({ target: snmp, interface: 1, oids: { name: '1.3.6.1.2.1.1.5.0' } }))).toMatchObject({ isUp: true, values: { name: 'sw-core-2' } });
  });

  it('changes the value by the repair, once for two calls with one key', async () => {
    expect(await repair()).toMatchObject({ status: 200, body: { isRepeat: false } });
    expect(await repair()).toMatchObject({ status: 200, body: { isRepeat: true } });
    expect(device.state().repairs).toMatchObject([{ key: 'run/t1/1/e1', times: 2 }]);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    expect(await createSnmpProbe({ allowedLoopback: [snmp] }).perform(call({ target: snmp, interface: 2 }))).toMatchObject({ isUp: true });
  });

  it('refuses loopback addresses that no setting allows, and link-local ones always', async () => {
    const strict = createHttpExecutor({ allowedLoopback: [] });
    for (const url of [repairUrl, 'http://169.254.169.254/latest/meta-data', 'http://[::ffff:127.0.0.1]/x', 'http://0.0.0.0/', 'http://0177.0.0.1/', 'http://0x7f000001/', 'http://2130706433/', 'http://127.1/', 'http://[::127.0.0.1]/', 'http://[64:ff9b::a9fe:a9fe]/'])
      await expect(strict.perform(call({ url })), url).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
    for (const target of [snmp, '169.254.169.254', '[::ffff:127.0.0.1]:161', '[fd00:ec2::254]:161', '0177.1'])
      await expect(createSnmpProbe({ allowedLoopback: [] }).perform(call({ target, interface: 1 })), target).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
    await expect(strict.perform(call({ url: 'file:///etc/passwd' }))).rejects.toMatchObject({ code: 'ACTIVITY_CONFIG_INVALID' });
  });

  it('refuses headers the call sets itself, and tells a secret where it is sent', async () => {
    for (const name of ['host', 'Host', 'idempotency-key', 'Content-Length'])
      await expect(executor().perform(call({ url: repairUrl, headers: { [name]: 'other.example' } })), name).rejects.toMatchObject({ code: 'ACTIVITY_CONFIG_INVALID', params: { fault: [{ phrase: 'word.at', params: { problem: 'the call sets this header itself' } }] } });
    const sentTo: string[] = [];
    const secret = async (name: string, address: string) => { sentTo.push(`${name} ${address}`); return 't0ken'; };
    await repair({ secret, idempotencyKey: 'k1' });
    await createSnmpProbe({ allowedLoopback: [snmp] }).perform(call({ target: snmp, community: { secret: 'community' }, interface: 1 }, { secret, timeoutMs: 300 }));
    expect(sentTo).toEqual([`device-token ${http}`, `community ${snmp}`]);
  });

  it('names what went wrong: token refused, busy device, nobody there', async () => {
    await expect(repair({ secret: async () => 'wrong' })).rejects.toMatchObject({ code: 'HTTP_STATUS_REFUSED', params: { status: 401 } });
    device.state().mood = 'refusing';
    await expect(repair({ idempotencyKey: 'k2' })).rejects.toMatchObject({ code: 'HTTP_SERVER_FAILED', params: { status: 500 } });
    const nobody = `127.0.0.1:${await freePort()}`;
    await expect(createHttpExecutor({ allowedLoopback: [nobody] }).perform(call({ url: `http://${nobody}/` }))).rejects.toMatchObject({ code: 'HTTP_UNREACHABLE' });
  });

  it('answers "not reachable" for a silent device, and never throws on garbage replies', async () => {
    const garbage: Socket = createSocket('udp4');
    await new Promise<void>((resolve) => { garbage.bind(0, '127.0.0.1', resolve); });
    garbage.on('message', (_, from) => garbage.send(Buffer.from([0x30, 0x82, 0xff, 0xff, 0, 1, 2]), from.port, from.address));
    const target = `127.0.0.1:${garbage.address().port}`;
    const result = await createSnmpProbe({ allowedLoopback: [target] }).perform(call({ target, interface: 1 }, { timeoutMs: 700 })).catch((fault: unknown) => fault);
    garbage.close();
    expect(result).toSatisfy((value) => (value as { isReachable?: boolean }).isReachable === false || (value as { code?: string }).code === 'SNMP_FAILED');
  });
});
