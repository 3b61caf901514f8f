/** Reads values from a device by SNMP v2c (or v1) for a flow or a check. A silent device or a missing value is an answer; only a check that cannot run is an error. */
import snmp from 'net-snmp';
import { z } from 'zod';
import { CatalogueError } from '#domain/errors';
import type { ExecutorCall } from '#domain/flow/executor.ports';
import { phrase } from '#domain/message';
import { jsonSchema, type Json } from '#domain/values';
import { allowedAddress, type AddressPolicy, type Reachable } from '../../executors/address.ts';
import { executorOf, type ExecutorKind } from '../../executors/executor.kind.ts';
import { told } from '../../executors/input.form.ts';

const oid = z.string().regex(/^\d+(\.\d+){1,127}$/);
/** IF-MIB columns (RFC 2863): ifAdminStatus and ifOperStatus, 1 = up, 2 = down. */
const ifAdminStatus = '1.3.6.1.2.1.2.2.1.7';
const ifOperStatus = '1.3.6.1.2.1.2.2.1.8';

/** `target` "host:port" (port default 161). Give `interface` (ifIndex) for isUp, `oids` for named values, or both. */
export const snmpConfigSchema = z.object({
  target: told(z.string().regex(/^[A-Za-z0-9.:[\]-]{1,255}$/), { en: 'Device', zh: '设备', ar: 'الجهاز' }, { en: 'host:port; port 161 unless said.', zh: '主机:端口；默认端口 161。', ar: '\u2068host:port\u2069؛ المنفذ الافتراضي 161.' }),
  community: told(z.union([z.string().max(100), z.object({ secret: z.string() })]).default('public'), { en: 'Community', zh: '团体名', ar: 'قيمة \u2068community\u2069' }),
  version: told(z.enum(['1', '2c']).default('2c'), { en: 'SNMP version', zh: 'SNMP 版本', ar: 'إصدار SNMP' }),
  interface: told(z.number().int().positive().optional(), { en: 'Interface', zh: '接口', ar: 'الواجهة' }, { en: 'Its ifIndex: tells whether it is up.', zh: '其 ifIndex：用于判断是否正常。', ar: 'قيمة \u2068ifIndex\u2069 لها: تبيّن هل تعمل.' }),
  oids: told(z.record(z.string().max(80), oid).default({}), { en: 'Values by name', zh: '按名称读取的值', ar: 'القيم بالاسم' }, { en: 'A name for each OID that is read.', zh: '为每个读取的 OID 命名。', ar: 'اسم لكل OID يُقرأ.' }),
}).refine((config) => config.interface !== undefined || Object.keys(config.oids).length > 0, { message: 'name an interface or at least one OID' });
export type SnmpConfig = z.infer<typeof snmpConfigSchema>;

/** What a check found. `isUp` is null unless an interface was asked for; `isReachable` false when the device stayed silent. */
const snmpResultSchema = z.object({ isReachable: z.boolean(), isUp: z.boolean().nullable(), adminStatus: z.number().nullable(), operStatus: z.number().nullable(), values: z.record(z.string(), jsonSchema) });
export type SnmpResult = z.infer<typeof snmpResultSchema>;

function addressOf(target: string): { host: string; port: number } {
  const match = /^\[?([^\]]*?)\]?(?::(\d{1,5}))?$/.exec(target);
  if (!match?.[1]) throw new CatalogueError('SNMP_FAILED', { fault: phrase('word.snmp.address', { target }) });
  return { host: match[1], port: match[2] ? Number(match[2]) : 161 };
}

function plain(varbind: snmp.Varbind): Json {
  if (snmp.isVarbindError(varbind) || varbind.value === null || varbind.value === undefined) return null;
  const value: unknown = varbind.value;
  if (Buffer.isBuffer(value)) {
    if (varbind.type === snmp.ObjectType.Counter64) return value.length ? BigInt('0x' + value.toString('hex')).toString() : '0';
    const text = value.toString('utf8');
    return /[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text) ? value.toString('hex') : text.slice(0, 4000);
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value).slice(0, 4000);
}

const isSilence = (fault: unknown) => fault instanceof Error && (fault.name === 'RequestTimedOutError' || ('code' in fault && ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'].includes(String(fault.code))));

/** One GET of all OIDs; null when the device stayed silent. */
function get(version: SnmpConfig['version'], device: Reachable & { port: number }, community: string, oids: string[], call: ExecutorCall): Promise<Json[] | null> {
  const session = snmp.createSession(device.address, community, { port: device.port, transport: device.family === 6 ? 'udp6' : 'udp4', version: version === '1' ? snmp.Version1 : snmp.Version2c, retries: 1, timeout: Math.max(200, Math.floor(call.timeoutMs / 3)) });
  return new Promise<Json[] | null>((resolve, reject) => {
    const stopListening = call.onCancel(() => reject(new CatalogueError('SNMP_FAILED', { fault: 'cancelled' })));
    session.on('error', () => reject(new CatalogueError('SNMP_FAILED', { fault: 'not-snmp' })));
    session.get(oids, (fault: Error | null, varbinds?: snmp.Varbind[]) => {
      stopListening();
      if (!fault) resolve((varbinds ?? []).map(plain));
      else if (isSilence(fault)) resolve(null);
      else reject(new CatalogueError('SNMP_FAILED', { fault: fault.message.slice(0, 200) }));
    });
  }).finally(() => session.close());
}

async function check(config: SnmpConfig, call: ExecutorCall, policy: AddressPolicy): Promise<SnmpResult> {
  const { host, port } = addressOf(config.target);
  const device = { ...await allowedAddress(host, port, policy), port };
  const community = typeof config.community === 'string' ? config.community : await call.secret(config.community.secret, `${host.includes(':') ? `[${host}]` : host}:${port}`);
  const names = Object.keys(config.oids);
  const ofInterface = config.interface === undefined ? [] : [`${ifAdminStatus}.${config.interface}`, `${ifOperStatus}.${config.interface}`];
  const values = await get(config.version, device, community, [...ofInterface, ...names.map((name) => config.oids[name]!)], call);
  if (!values) return { isReachable: false, isUp: config.interface === undefined ? null : false, adminStatus: null, operStatus: null, values: {} };
  const numberAt = (index: number) => (typeof values[index] === 'number' ? values[index] : null);
  const [adminStatus, operStatus] = config.interface === undefined ? [null, null] : [numberAt(0), numberAt(1)];
  return {
    isReachable: true, adminStatus, operStatus, isUp: config.interface === undefined ? null : operStatus === 1,
    values: Object.fromEntries(names.map((name, index) => [name, values[ofInterface.length + index] ?? null])),
  };
}

export const snmpProbe: ExecutorKind<SnmpConfig> = {
  kind: 'snmp',
  title: { en: 'Check a device by SNMP', zh: '通过 SNMP 检查设备', ar: 'فحص جهاز عبر SNMP' },
  about: { en: 'Reads the state of an interface and values of a device.', zh: '读取设备接口的状态和数值。', ar: 'يقرأ حالة واجهة وقيمًا من جهاز.' },
  config: snmpConfigSchema,
  initial: { target: '=object.endpoints.snmp', interface: 1 },
  result: snmpResultSchema,
  perform: async (config, call, policy) => ({ ...(await check(config, call, policy)) }),
};

/** The probe as a flow's activity. */
export const createSnmpProbe = (policy: AddressPolicy) => executorOf(snmpProbe, policy);
