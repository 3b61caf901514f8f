/**
 * Decides which addresses a flow may reach, by whatever protocol: never link-local, metadata, multicast or unspecified ones; loopback only where a setting
 * allows host:port. An IPv6 address that carries an IPv4 one is judged by what it carries.
 */
import { isIPv4, BlockList } from 'node:net';
import { lookup } from 'node:dns/promises';
import { CatalogueError } from '#domain/errors';

export interface AddressPolicy {
  /** "host:port" pairs of loopback services a flow may call, e.g. the demo device. Default none. */
  allowedLoopback: readonly string[];
}

const never = new BlockList();
never.addSubnet('0.0.0.0', 8);
never.addSubnet('169.254.0.0', 16);
never.addSubnet('192.0.0.0', 24);
never.addSubnet('224.0.0.0', 3);
/** Metadata of clouds outside the link-local range: Alibaba, Azure; then Amazon's and Google's over IPv6. */
for (const address of ['100.100.100.200', '168.63.129.16']) never.addAddress(address);
never.addSubnet('fd00:ec2::', 32, 'ipv6');
never.addAddress('fd20:ce::254', 'ipv6');
never.addAddress('::', 'ipv6');
never.addSubnet('64:ff9b:1::', 48, 'ipv6');
never.addSubnet('2001::', 32, 'ipv6');
never.addSubnet('fe80::', 10, 'ipv6');
never.addSubnet('fec0::', 10, 'ipv6');
never.addSubnet('ff00::', 8, 'ipv6');
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

const isIn = (list: BlockList, address: string) => list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');

/** The eight groups of an IPv6 address without zone. */
function groupsOf(address: string): number[] {
  const dotted = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => [0, 2].map((at) => (Number(parts[at]) * 256 + Number(parts[at + 1])).toString(16)).join(':'));
  const [head = '', tail] = dotted.split('::');
  const numbers = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  const [front, back] = [numbers(head), numbers(tail ?? '')];
  return tail === undefined ? front : [...front, ...Array<number>(8 - front.length - back.length).fill(0), ...back];
}

/** Where the IPv4 address begins in the groups of an IPv6 one that carries it: compatible and mapped, NAT64, translated, 6to4. */
const carriers: readonly { prefix: readonly number[]; at: number }[] = [
  { prefix: [0, 0, 0, 0, 0, 0], at: 6 }, { prefix: [0, 0, 0, 0, 0, 0xffff], at: 6 }, { prefix: [0, 0, 0, 0, 0xffff, 0], at: 6 }, { prefix: [0x64, 0xff9b, 0, 0, 0, 0], at: 6 }, { prefix: [0x2002], at: 1 },
];

/** The IPv4 address inside, or the address itself. `::` and `::1` carry none. */
export function carried(address: string): string {
  if (isIPv4(address)) return address;
  const plain = address.replace(/%.*$/, '');
  const groups = groupsOf(plain);
  const found = carriers.find(({ prefix }) => prefix.every((group, index) => groups[index] === group));
  if (!found || (found.at === 6 && groups.slice(0, 7).every((group) => group === 0) && groups[7]! <= 1)) return plain;
  const [high, low] = [groups[found.at]!, groups[found.at + 1]!];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

export interface Reachable { address: string; family: 4 | 6 }
/** Which version of IP to take where a name has both; without `isOnly` the other one is taken where the name has none of this. */
export interface IpPreference { family: 4 | 6; isOnly: boolean }

/**
 * Resolves the host (name or address, without brackets) once and returns the address to connect to, so that a second look-up cannot answer otherwise. Without a preference the order of the resolver decides.
 * Throws ADDRESS_REFUSED, ADDRESS_UNKNOWN.
 */
export async function allowedAddress(host: string, port: number, policy: AddressPolicy, prefer?: IpPreference): Promise<Reachable> {
  const all = await lookup(host, { all: true }).catch(() => []);
  const found = all.find(({ family }) => prefer === undefined || family === prefer.family) ?? (prefer?.isOnly === true ? undefined : all[0]);
  if (!found) throw new CatalogueError('ADDRESS_UNKNOWN', { host });
  const judged = carried(found.address);
  const isAllowedLoopback = policy.allowedLoopback.includes(`${host}:${port}`) || policy.allowedLoopback.includes(`${judged}:${port}`);
  if (isIn(never, judged) || (isIn(loopback, judged) && !isAllowedLoopback)) throw new CatalogueError('ADDRESS_REFUSED', { host });
  return { address: found.address, family: found.family === 6 ? 6 : 4 };
}
