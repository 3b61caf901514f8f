/** Answers SNMP v1/v2c over UDP from a recording in snmprec form ("OID|TAG|VALUE" a line). Values can be changed while it runs. */
import snmp from 'net-snmp';

/** ASN.1 tag, with "x" where the value is hexadecimal: 2 integer, 4 octets, 6 OID, 64 address, 65 counter, 66 gauge, 67 ticks, 70 counter64. */
const line = /^([\d.]+)\|(\d+)(x?)\|(.*)$/;

export interface ReplayAgent {
  /** How many values the recording held. */
  size: number;
  port: number;
  set(oid: string, value: number | string): void;
  get(oid: string): unknown;
  close(): Promise<void>;
}

function decoded(tag: number, isHex: boolean, text: string): unknown {
  if (tag === 2 || tag === 65 || tag === 66 || tag === 67) return Number(text);
  if (tag === 70) {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt.asUintN(64, BigInt(text || '0')));
    return bytes;
  }
  if (!isHex) return text;
  const bytes = Buffer.from(text, 'hex');
  return tag === 64 ? [...bytes].join('.') : bytes;
}

interface MibNode { value?: unknown; valueType?: number }
/** The parts of net-snmp's Mib that its type declarations leave out. */
interface OpenMib { addProviderToNode(provider: object): void; addNodesForOid(oid: string): MibNode; lookup(oid: string): MibNode | null }

/** Starts the agent on loopback. Lines that are no recording are skipped; the last of two lines for one OID counts. */
export function startSnmpReplay(recording: string, options: { port: number; address?: string; community?: string; onFault?: (fault: Error) => void }): Promise<ReplayAgent> {
  const address = options.address ?? '127.0.0.1';
  const agent = snmp.createAgent({ port: options.port, address, disableAuthorization: false, accessControlModelType: snmp.AccessControlModelType.None }, (fault: Error | null) => { if (fault) options.onFault?.(fault); });
  agent.getAuthorizer().addCommunity(options.community ?? 'public');
  // One provider at the root makes every recorded value readable; instances are hung below it by hand.
  const mib = agent.getMib() as unknown as OpenMib;
  mib.addProviderToNode({ name: 'recording', type: snmp.MibProviderType.Scalar, oid: '1', scalarType: snmp.ObjectType.OctetString, maxAccess: snmp.MaxAccess['read-only'] });
  let size = 0;
  for (const text of recording.split('\n')) {
    const match = line.exec(text.trimEnd());
    if (!match) continue;
    // net-snmp takes arcs below 2^31 only; recordings of large tables hold some above.
    if (match[1]!.split('.').some((arc) => Number(arc) > 0x7fffffff)) continue;
    const node = mib.addNodesForOid(match[1]!);
    node.valueType = Number(match[2]);
    node.value = decoded(node.valueType, match[3] === 'x', match[4]!);
    size++;
  }
  return Promise.resolve({
    size, port: options.port,
    set: (oid, value) => { const node = mib.lookup(oid); if (node) node.value = value; },
    get: (oid) => mib.lookup(oid)?.value,
    close: () => new Promise<void>((resolve) => { agent.close(() => resolve()); }),
  });
}
